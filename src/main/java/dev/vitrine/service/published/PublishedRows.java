package dev.vitrine.service.published;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Sha256;
import dev.vitrine.files.WholeFile;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.ObjectStore.Listed;
import dev.vitrine.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the copies of the rows of one table are published: under `.vitrine/catalog/TABLE/`.
///
/// Each has a number, and whoever publishes claims the next one before, by storing `NUMBER.claim` on the condition that
/// nothing is there. So a number is free, claimed or published, and never goes back: a claim that nothing came of is no
/// longer minded after an hour, and the number after it is the next. A claim stays until a later number is published:
/// whoever listed before the copy was there and claims after it is refused, too.
public final class PublishedRows {
    private static final System.Logger LOG = System.getLogger(PublishedRows.class.getName());
    public static final String NEWEST = "newest";

    /// In which somebody publishes even a large library over a slow line.
    private static final Duration CLAIM_LASTS = Duration.ofHours(1);
    /// Whoever notices on Friday what was lost on Monday finds a copy from before.
    private static final Duration KEPT = Duration.ofDays(7);
    private static final int KEPT_AT_LEAST = 2;

    /// On the average, compressed: whoever publishes more than that fills the disks of others.
    private static final long ROW_AT_MOST = 16 << 10;

    private static final long HEADER_AT_MOST = 1 << 20;
    private static final int CHUNK = 1 << 16;

    private static final Pattern CLAIM = Pattern.compile("(?<number>\\d{8})\\.claim");

    private final ObjectStore objects;
    private final String table;
    private final Supplier<String> identity;
    private final Path scratch;
    private final Clock clock;

    /// @param table its name in the connection
    /// @param identity of the table, as its service names it and headers have it; asked when it is needed
    /// @param scratch folder on this machine for copies on their way; what is left
    /// behind there is removed by others
    public PublishedRows(ObjectStore objects, String table, Supplier<String> identity, Path scratch, Clock clock) {
        this.objects = objects;
        this.table = table;
        this.identity = identity;
        this.scratch = scratch;
        this.clock = clock;
    }

    /// What there is at one moment.
    ///
    /// @param copies the newest first
    public record Listing(List<PublishedCopy> copies, List<Claim> claims) {
        public Optional<PublishedCopy> newest() {
            return copies.stream().findFirst();
        }

        private long last() {
            return Math.max(
                    copies.stream().mapToLong(PublishedCopy::number).max().orElse(0),
                    claims.stream().mapToLong(Claim::number).max().orElse(0));
        }

        private boolean isPublished(Claim claim) {
            return copies.stream().anyMatch(copy -> copy.number() == claim.number());
        }
    }

    /// Somebody publishes the copy of this number.
    public record Claim(ObjectKey key, long number, Instant since) {
        private static Optional<Claim> of(Listed listed) {
            Matcher name = CLAIM.matcher(listed.path().substring(listed.path().lastIndexOf('/') + 1));
            return ObjectKey.ofPublished(listed.path())
                    .filter(_ -> name.matches())
                    .map(key -> new Claim(key, Long.parseLong(name.group("number")), listed.modifiedAt()));
        }
    }

    /// Whether these are the rows of this table.
    ///
    /// @param of the table that a header names
    public boolean isOf(String of) {
        return of.equals(identity.get());
    }

    /// Reads the copy that a person means, see [#fetched].
    ///
    /// @param wanted its key, the name at its end, or [#NEWEST]: that one of which no older one has twice the rows,
    ///   because a table that was emptied is published, too, when it has some rows again. A name can promise
    ///   anything, so those are passed over that are damaged, or of another table
    /// @param goneTable another table that is as good, `""` for none
    /// @throws ImageException.NotFound when there is no such copy
    public <T> T read(String wanted, String goneTable, BiFunction<PublishedCopy, Path, T> use) {
        var copies = new ArrayList<>(list().copies());
        PublishedCopy first = chosen(wanted, copies);
        while (wanted.equals(NEWEST) && !copies.isEmpty()) {
            PublishedCopy copy = chosen(wanted, copies);
            Optional<T> done = fetched(
                    copy,
                    file -> isSound(copy, file, goneTable) ? Optional.of(use.apply(copy, file)) : Optional.empty());
            if (done.isPresent()) {
                return done.get();
            }
            copies.remove(copy);
        }
        return fetched(first, file -> use.apply(first, file)); // which says what is wrong with it
    }

    private boolean isSound(PublishedCopy copy, Path file, String goneTable) {
        try {
            String of = RowsFile.check(copy, file).header().table();
            return of.equals(goneTable) || isOf(of);
        } catch (ImageException.Failed e) {
            LOG.log(Level.INFO, "A published copy of the rows is passed over", e);
            return false;
        }
    }

    private static PublishedCopy chosen(String wanted, List<PublishedCopy> copies) {
        if (copies.isEmpty()) {
            throw new ImageException.NotFound("No copy of the rows of this library was published yet.");
        }
        long most = copies.stream().mapToLong(PublishedCopy::rows).max().orElse(0);
        return copies.stream()
                .filter(copy -> wanted.equals(NEWEST)
                        ? copy.rows() >= most / 2
                        : copy.key().path().equals(wanted) || copy.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new ImageException.NotFound(quoted(wanted)
                        + " is neither a file nor a published copy of the rows. The newest is "
                        + quoted(copies.getFirst().name()) + "."));
    }

    /// One request, however many images there are.
    public Listing list() {
        var copies = new ArrayList<PublishedCopy>();
        var claims = new ArrayList<Claim>();
        objects.list(ObjectKey.PUBLISHED + table + "/", each -> {
            PublishedCopy.of(each).ifPresent(copies::add);
            Claim.of(each).ifPresent(claims::add);
        });
        copies.sort(Comparator.comparingLong(PublishedCopy::number).reversed());
        return new Listing(List.copyOf(copies), List.copyOf(claims));
    }

    /// Publishes what is written, unless somebody else is at it.
    ///
    /// @param before what was there a moment ago
    /// @param write into the file, and returns how many rows it has then
    /// @return the copy; empty when somebody else publishes one
    public Optional<PublishedCopy> publish(Listing before, Function<Path, Long> write) {
        if (before.claims().stream().anyMatch(claim -> !before.isPublished(claim) && isAlive(claim, clock.instant()))) {
            return Optional.empty();
        }
        return inScratch(file -> {
            long rows = write.apply(file); // before the claim: whoever cannot write it is in nobody's way
            return list().last() == before.last() ? published(before.last() + 1, rows, file) : Optional.empty();
        });
    }

    private Optional<PublishedCopy> published(long number, long rows, Path file) {
        Claim claim = new Claim(key(String.format(Locale.ROOT, "%08d.claim", number)), number, clock.instant());
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

    /// Says who, so that one whose answer was lost is known again. It is read back:
    /// where a server takes no notice of
    /// conditions, the last one of several has it.
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
        ObjectKey key = key(PublishedCopy.name(number, rows));
        var source = ImageSource.ofFile(file);
        objects.put(key, source, "application/gzip", Sha256.of(source, _ -> {}), _ -> {});
        return new PublishedCopy(key, number, rows, size(source), clock.instant());
    }

    private static long size(ImageSource source) {
        try {
            return source.size();
        } catch (IOException e) {
            throw FileFailures.reading(source.name(), e);
        }
    }

    /// What is too much costs a cent: it is removed another time.
    ///
    /// @param stored just now: the listing says when that is by the clock of the server, as for all others
    private void tidy(PublishedCopy stored) {
        try {
            Listing listing = list();
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
        Predicate<PublishedCopy> isSound =
                copy -> sound.computeIfAbsent(copy.key(), _ -> fetched(copy, file -> isSound(copy, file, "")));
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

    /// A table that was emptied is published, too, when it has some rows again. So only
    /// newer ones count that have at
    /// least half of the rows, and as many as they say.
    private static boolean isDispensable(PublishedCopy copy, Listing listing, Predicate<PublishedCopy> isSound) {
        return listing.copies().stream()
                        .filter(other -> other.number() > copy.number() && other.rows() >= copy.rows() / 2)
                        .filter(isSound)
                        .limit(KEPT_AT_LEAST)
                        .count()
                == KEPT_AT_LEAST;
    }

    /// Reads a copy to a file, which is there while `use` runs.
    ///
    /// @throws ImageException.NotFound when there is no such copy
    /// @throws ImageException.Failed when it is much larger than its rows can be
    public <T> T fetched(PublishedCopy copy, Function<Path, T> use) {
        return inScratch(file -> {
            try (InputStream bytes = objects.open(copy.key());
                    OutputStream out = Files.newOutputStream(file)) {
                long left = HEADER_AT_MOST + copy.rows() * ROW_AT_MOST;
                for (byte[] some = bytes.readNBytes(CHUNK); some.length > 0; some = bytes.readNBytes(CHUNK)) {
                    left -= some.length;
                    if (left < 0) {
                        throw RowsFile.damaged(copy.key().path(), null);
                    }
                    out.write(some);
                }
            } catch (IOException e) {
                throw FileFailures.reading(copy.key().path(), e);
            }
            return use.apply(file);
        });
    }

    private <T> T inScratch(Function<Path, T> use) {
        try {
            Path file = Files.createTempFile(scratch, "rows-", WholeFile.SUFFIX);
            try {
                return use.apply(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw FileFailures.writing(scratch, e);
        }
    }

    private ObjectKey key(String name) {
        return ObjectKey.published(table, name);
    }
}
