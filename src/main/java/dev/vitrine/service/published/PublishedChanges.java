package dev.vitrine.service.published;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.ObjectStore.Listed;
import dev.vitrine.world.World;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The lists of changes beside the copies of the rows: `changes-….jsonl.gz`. Each has a name of its own, and several
/// that say the same do no harm; so nothing is claimed.
public final class PublishedChanges {
    private static final System.Logger LOG = System.getLogger(PublishedChanges.class.getName());
    private static final Pattern NAME = Pattern.compile("changes-[0-9a-f-]+\\.jsonl\\.gz");
    /// Whoever goes on from a list follows the feed from its end, which reaches back a day.
    private static final Duration KEPT = Duration.ofDays(2);
    /// Where some reach back less far than others.
    private static final int TRIED = 5;
    /// As far as the service bears those who ask it.
    private static final Duration CLOCKS_APART = Duration.ofMinutes(15);

    private final PublishedRows place;

    public PublishedChanges(PublishedRows place) {
        this.place = place;
    }

    /// The newest first.
    private List<Listed> list() {
        var lists = new ArrayList<Listed>();
        place.list(each -> {
            if (NAME.matcher(each.path().substring(each.path().lastIndexOf('/') + 1))
                    .matches()) {
                lists.add(each);
            }
        });
        lists.sort(Comparator.comparing(Listed::modifiedAt).reversed());
        return lists;
    }

    /// @return when it was there, by the clock of the server
    public Instant publish(ChangeList changes) {
        ObjectKey key = place.key("changes-" + World.here().uuid() + ".jsonl.gz");
        list(); // where nothing can be listed, nothing is left that nobody would remove
        place.inScratch(file -> {
            changes.write(file);
            var source = ImageSource.ofFile(file);
            place.objects.put(key, source, "application/gzip", Sha256.of(source, _ -> {}), _ -> {});
            return key;
        });
        List<Listed> lists = list();
        tidy(lists);
        return lists.stream()
                .filter(each -> each.path().equals(key.path()))
                .map(Listed::modifiedAt)
                .findFirst()
                .orElseThrow(() -> new ImageException.NotFound("There are no bytes at " + quoted(key.path()) + "."));
    }

    private void tidy(List<Listed> lists) {
        Instant old =
                lists.isEmpty() ? Instant.MIN : lists.getFirst().modifiedAt().minus(KEPT);
        try {
            lists.stream()
                    .filter(each -> each.modifiedAt().isBefore(old))
                    .flatMap(each -> ObjectKey.ofPublished(each.path()).stream())
                    .forEach(place.objects::delete);
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (ImageException e) {
            LOG.log(Level.DEBUG, "lists of changes that nobody needs are left", e);
        }
    }

    /// All that changed after this moment, up to a list that is not old: of the newest one that reaches back so
    /// far.
    ///
    /// @param oldest from before which no list is of use to go on from
    /// @param isUsable whether a list can be gone on from
    /// @param maxIds of more than that nobody makes use
    public Optional<ChangeList> after(Instant moment, Instant oldest, Predicate<RowsHeader> isUsable, long maxIds) {
        return list().stream()
                .takeWhile(listed -> !listed.modifiedAt().isBefore(oldest))
                .limit(TRIED)
                .flatMap(
                        listed -> read(listed, moment, maxIds).filter(list -> isOnTime(list.header(), listed)).stream())
                .filter(list -> isUsable.test(list.header()) && !list.since().isAfter(moment))
                .findFirst();
    }

    /// Nothing can be said with a clock that is wrong.
    private static boolean isOnTime(RowsHeader header, Listed listed) {
        return Duration.between(header.asOf(), listed.modifiedAt()).abs().compareTo(CLOCKS_APART) <= 0;
    }

    private Optional<ChangeList> read(Listed listed, Instant moment, long maxIds) {
        try {
            return ObjectKey.ofPublished(listed.path())
                    .map(key -> place.fetched(
                            key,
                            ChangeList.bytesAtMost(maxIds),
                            file -> ChangeList.read(listed.path(), file, moment, maxIds)));
        } catch (ImageException.Failed | ImageException.NotFound e) {
            LOG.log(Level.INFO, "A list of changes is passed over", e);
            return Optional.empty();
        }
    }
}
