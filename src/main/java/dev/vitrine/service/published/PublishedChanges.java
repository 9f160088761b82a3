package dev.vitrine.service.published;

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
    /// As long as the facts of a mirror are believed.
    private static final Duration KEPT = Duration.ofDays(30);
    /// Where some are damaged.
    private static final int TRIED = 3;

    /// As far as the service bears those who ask it.
    public static final Duration CLOCKS_APART = Duration.ofMinutes(15);

    private static final long LIST_AT_MOST = 1 << 16;
    private static final long ID_AT_MOST = 160;

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

    /// When the newest one was published, by the clock of the server.
    public Optional<Instant> newest() {
        return list().stream().map(Listed::modifiedAt).findFirst();
    }

    public void publish(ChangeList changes) {
        place.inScratch(file -> {
            changes.write(file);
            var source = ImageSource.ofFile(file);
            ObjectKey key = place.key("changes-" + World.here().uuid() + ".jsonl.gz");
            place.objects.put(key, source, "application/gzip", Sha256.of(source, _ -> {}), _ -> {});
            return key;
        });
        tidy();
    }

    private void tidy() {
        Instant old = place.clock.instant().minus(KEPT);
        try {
            list().stream()
                    .filter(each -> each.modifiedAt().isBefore(old))
                    .flatMap(each -> ObjectKey.ofPublished(each.path()).stream())
                    .forEach(place.objects::delete);
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (ImageException e) {
            LOG.log(Level.DEBUG, "lists of changes that nobody needs are left", e);
        }
    }

    /// All that changed after this moment, up to the newest list: of as many lists as it takes to reach back.
    ///
    /// @param oldest from before which no list is of use to go on from
    /// @param isUsable whether a list can be gone on from
    /// @param maxIds of more than that nobody makes use
    /// @return empty when the lists have a gap, or do not reach back
    public Optional<ChangeList> after(Instant moment, Instant oldest, Predicate<RowsHeader> isUsable, long maxIds) {
        List<Listed> lists = list();
        Optional<ChangeList> all = lists.stream()
                .takeWhile(listed -> !listed.modifiedAt().isBefore(oldest))
                .flatMap(listed -> read(listed, maxIds).stream())
                .filter(list -> isUsable.test(list.header()))
                .findFirst();
        while (all.isPresent() && all.get().since().isAfter(moment)) {
            ChangeList after = all.get();
            all = lists.reversed().stream()
                    .filter(listed -> !listed.modifiedAt().isBefore(joint(after)))
                    .limit(TRIED)
                    .flatMap(listed -> read(listed, maxIds).stream())
                    .filter(before -> joins(before, after))
                    .findFirst()
                    .map(before -> joined(before, after));
        }
        return all.map(changes -> changes.after(moment)).filter(changes -> changes.ids() <= maxIds);
    }

    /// Up to when an earlier list has to know everything.
    private static Instant joint(ChangeList after) {
        return after.since().plus(CLOCKS_APART);
    }

    private static boolean joins(ChangeList before, ChangeList after) {
        return before.header().table().equals(after.header().table())
                && before.header().knowsAll()
                && before.since().isBefore(after.since())
                && !before.header().asOf().isBefore(joint(after));
    }

    private static ChangeList joined(ChangeList before, ChangeList after) {
        var spans = new ArrayList<ChangeList.Span>();
        for (ChangeList.Span span : before.spans()) {
            spans.add(span);
            if (!span.until().isBefore(joint(after))) {
                break; // all that came later is in the other one
            }
        }
        spans.addAll(after.spans());
        return new ChangeList(after.header(), before.since(), spans);
    }

    private Optional<ChangeList> read(Listed listed, long maxIds) {
        try {
            return ObjectKey.ofPublished(listed.path())
                    .map(key -> place.fetched(
                            key,
                            LIST_AT_MOST + maxIds * ID_AT_MOST,
                            file -> ChangeList.read(listed.path(), file, maxIds)));
        } catch (ImageException.Failed | ImageException.NotFound e) {
            LOG.log(Level.INFO, "A list of changes is passed over", e);
            return Optional.empty();
        }
    }
}
