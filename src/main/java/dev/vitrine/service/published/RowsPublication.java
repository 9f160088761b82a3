package dev.vitrine.service.published;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.published.PublishedRows.Claim;
import dev.vitrine.service.published.PublishedRows.Listing;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// One copy of the rows on its way into the bucket: its number is claimed, it is stored, and what it
/// makes dispensable goes.
public final class RowsPublication {
    private static final System.Logger LOG = System.getLogger(RowsPublication.class.getName());

    /// In which somebody publishes even a large library over a slow line.
    private static final Duration CLAIM_LASTS = Duration.ofHours(1);
    /// Whoever notices on Friday what was lost on Monday finds a copy from before.
    private static final Duration KEPT = Duration.ofDays(7);
    private static final int KEPT_AT_LEAST = 2;

    private final PublishedRows place;
    private final ObjectStore objects;
    private final Clock clock;

    public RowsPublication(PublishedRows place) {
        this.place = place;
        objects = place.objects;
        clock = place.clock;
    }

    /// Publishes what is written, unless somebody else is at it.
    ///
    /// @param before what was there a moment ago
    /// @param write into the file, and returns how many rows it has then
    /// @return the copy; empty when somebody else publishes one
    public Optional<PublishedCopy> run(Listing before, Function<Path, Long> write) {
        if (before.claims().stream().anyMatch(claim -> !before.isPublished(claim) && isAlive(claim, clock.instant()))) {
            return Optional.empty();
        }
        return place.inScratch(file -> {
            long rows = write.apply(file); // before the claim: whoever cannot write it is in nobody's way
            return place.list().last() == before.last() ? published(before.last() + 1, rows, file) : Optional.empty();
        });
    }

    private Optional<PublishedCopy> published(long number, long rows, Path file) {
        Claim claim = new Claim(place.key(String.format(Locale.ROOT, "%08d.claim", number)), number, clock.instant());
        if (!isClaimed(claim)) {
            return Optional.empty();
        }
        PublishedCopy copy;
        try {
            copy = stored(number, rows, file);
        } catch (RuntimeException e) {
            giveUp(claim, e);
            throw e;
        }
        tidy(copy);
        return Optional.of(copy);
    }

    private void giveUp(Claim claim, RuntimeException why) {
        try {
            objects.delete(claim.key());
        } catch (RuntimeException e) {
            why.addSuppressed(e); // it is no longer minded after an hour
        }
    }

    private static boolean isAlive(Claim claim, Instant now) {
        return claim.since().plus(CLAIM_LASTS).isAfter(now);
    }

    /// Says who, so that one whose answer was lost is known again. It is read back: where a server
    /// takes no notice of conditions, the last one of several has it.
    private boolean isClaimed(Claim claim) {
        byte[] content = ("{\"by\": \"" + World.here().uuid() + "\", \"since\": \"" + claim.since() + "\"}\n")
                .getBytes(StandardCharsets.UTF_8);
        try {
            objects.put(claim.key(), ImageSource.ofBytes("claim", content), "application/json", "", _ -> {});
            try (InputStream there = objects.open(claim.key())) {
                return Arrays.equals(there.readNBytes(content.length + 1), content);
            }
        } catch (ImageException.Conflict e) {
            LOG.log(Level.DEBUG, "somebody else publishes", e);
            return false;
        } catch (IOException e) {
            throw FileFailures.reading(claim.key().path(), e);
        }
    }

    private PublishedCopy stored(long number, long rows, Path file) {
        ObjectKey key = place.key(PublishedCopy.name(number, rows));
        var source = ImageSource.ofFile(file);
        objects.put(key, source, "application/gzip", Sha256.of(source, _ -> {}), _ -> {});
        return new PublishedCopy(key, number, rows, size(source), clock.instant());
    }

    private static long size(ImageSource source) {
        return FileFailures.whileReading(source.name(), () -> source.size());
    }

    /// What is too much costs a cent: it is removed another time.
    ///
    /// @param stored just now: the listing says when that is by the clock of the server, as for all others
    private void tidy(PublishedCopy stored) {
        try {
            Listing listing = place.list();
            Optional<Instant> now = listing.copies().stream()
                    .filter(copy -> copy.key().equals(stored.key()))
                    .map(PublishedCopy::publishedAt)
                    .findFirst();
            if (now.isPresent()) {
                tidy(listing, stored, now.get());
            }
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (ImageException e) {
            LOG.log(Level.DEBUG, "copies of the rows that nobody needs are left", e);
        }
    }

    private void tidy(Listing listing, PublishedCopy stored, Instant now) {
        var sound = new HashMap<>(Map.of(stored.key(), true));
        Predicate<PublishedCopy> isSound = copy ->
                sound.computeIfAbsent(copy.key(), _ -> place.fetched(copy, file -> place.isSound(copy, file, "")));
        for (PublishedCopy copy : listing.copies()) {
            if (copy.publishedAt().plus(KEPT).isBefore(now) && isDispensable(copy, listing, isSound)) {
                objects.delete(copy.key());
            }
        }
        for (Claim claim : listing.claims()) {
            if (claim.number() < listing.last() && (listing.isPublished(claim) || !isAlive(claim, now))) {
                objects.delete(claim.key());
            }
        }
    }

    /// A table that was emptied is published, too, when it has some rows again. So only newer ones
    /// count that have at least half of the rows, and as many as they say.
    private static boolean isDispensable(PublishedCopy copy, Listing listing, Predicate<PublishedCopy> isSound) {
        return listing.copies().stream()
                        .filter(other -> other.number() > copy.number() && other.rows() >= copy.rows() / 2)
                        .filter(isSound)
                        .limit(KEPT_AT_LEAST)
                        .count()
                == KEPT_AT_LEAST;
    }
}
