package dev.vitrine.service.published;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Folders;
import dev.vitrine.files.WholeFile;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.ObjectStore.Listed;
import dev.vitrine.text.ByteCount;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
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

    /// Of the disk: other programs write, too.
    private static final long RESERVE = 256 << 20;

    private static final int CHUNK = 1 << 16;

    private static final Pattern CLAIM = Pattern.compile("(?<number>\\d{8})\\.claim");

    final ObjectStore objects;
    private final String table;
    private final Supplier<String> identity;
    private final Path scratch;
    private final ToLongFunction<Path> freeSpace;
    final Clock clock;

    /// @param table its name in the connection
    /// @param identity of the table, as its service names it and headers have it; asked when it is needed
    /// @param scratch folder on this machine for copies on their way; what is left behind there is removed by
    ///   others
    public PublishedRows(ObjectStore objects, String table, Supplier<String> identity, Path scratch, Clock clock) {
        this(objects, table, identity, scratch, Folders::usableSpace, clock);
    }

    /// @param freeSpace bytes that a folder has room for
    PublishedRows(
            ObjectStore objects,
            String table,
            Supplier<String> identity,
            Path scratch,
            ToLongFunction<Path> freeSpace,
            Clock clock) {
        this.freeSpace = freeSpace;
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

        long last() {
            return Math.max(
                    copies.stream().mapToLong(PublishedCopy::number).max().orElse(0),
                    claims.stream().mapToLong(Claim::number).max().orElse(0));
        }

        boolean isPublished(Claim claim) {
            return copies.stream().anyMatch(copy -> copy.number() == claim.number());
        }
    }

    /// Somebody publishes the copy of this number.
    record Claim(ObjectKey key, long number, Instant since) {
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
    /// @param requested its key, the name at its end, or [#NEWEST]: that one of which
    /// no older one has twice the rows,
    ///   because a table that was emptied is published, too, when it has some rows again. A name can promise
    ///   anything, so those are passed over that are damaged, or of another table
    /// @param goneTable another table that is as good, `""` for none
    /// @throws ImageException.NotFound when there is no such copy
    public <T> T read(String requested, String goneTable, BiFunction<PublishedCopy, Path, T> use) {
        var copies = new ArrayList<>(list().copies());
        PublishedCopy first = chosen(requested, copies);
        while (requested.equals(NEWEST) && !copies.isEmpty()) {
            PublishedCopy copy = chosen(requested, copies);
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

    boolean isSound(PublishedCopy copy, Path file, String goneTable) {
        try {
            String of = RowsFile.check(copy, file).header().table();
            return of.equals(goneTable) || isOf(of);
        } catch (ImageException.Failed e) {
            LOG.log(Level.INFO, "A published copy of the rows is passed over", e);
            return false;
        }
    }

    private static PublishedCopy chosen(String requested, List<PublishedCopy> copies) {
        if (copies.isEmpty()) {
            throw new ImageException.NotFound("No copy of the rows of this library was published yet.");
        }
        long max = copies.stream().mapToLong(PublishedCopy::rows).max().orElse(0);
        return copies.stream()
                .filter(copy -> requested.equals(NEWEST)
                        ? copy.rows() >= max / 2
                        : copy.key().path().equals(requested) || copy.name().equals(requested))
                .findFirst()
                .orElseThrow(() -> new ImageException.NotFound(quoted(requested)
                        + " is neither a file nor a published copy of the rows. The newest is "
                        + quoted(copies.getFirst().name()) + "."));
    }

    /// One request, however many images there are.
    public Listing list() {
        var copies = new ArrayList<PublishedCopy>();
        var claims = new ArrayList<Claim>();
        list(each -> {
            PublishedCopy.of(each).ifPresent(copies::add);
            Claim.of(each).ifPresent(claims::add);
        });
        copies.sort(Comparator.comparingLong(PublishedCopy::number).reversed());
        return new Listing(List.copyOf(copies), List.copyOf(claims));
    }

    void list(Consumer<Listed> each) {
        objects.list(ObjectKey.PUBLISHED + table + "/", each);
    }

    /// Reads a copy to a file, which is there while `use` runs.
    ///
    /// @throws ImageException.NotFound when there is no such copy
    /// @throws ImageException.Failed when it is much larger than its rows can be, or than the disk has room for
    public <T> T fetched(PublishedCopy copy, Function<Path, T> use) {
        if (copy.sizeBytes() > RowsFile.HEADER_AT_MOST + copy.rows() * RowsFile.ROW_AT_MOST) {
            throw RowsFile.damaged(copy.key().path(), null);
        }
        requireRoom(copy, copy.sizeBytes(), 0);
        return fetched(copy.key(), copy.sizeBytes(), use);
    }

    /// The same with a reserve: what stays on this machine leaves room for others.
    ///
    /// @param bytes that are about to be written on this machine
    /// @throws ImageException.Failed when the disk has no room for them
    public void requireRoom(PublishedCopy copy, long bytes) {
        requireRoom(copy, bytes, RESERVE);
    }

    private void requireRoom(PublishedCopy copy, long bytes, long reserve) {
        long free = freeSpace.applyAsLong(scratch) - reserve;
        if (bytes > free) {
            throw new ImageException.Failed(
                    "The rows in " + quoted(copy.key().path()) + " take " + ByteCount.rounded(bytes, Locale.ROOT)
                            + " on this computer, and there is no room for that: nothing of them is kept.",
                    null);
        }
    }

    <T> T fetched(ObjectKey key, long atMost, Function<Path, T> use) {
        return inScratch(file -> {
            try (InputStream bytes = objects.open(key);
                    OutputStream out = Files.newOutputStream(file)) {
                long left = atMost;
                for (byte[] some = bytes.readNBytes(CHUNK); some.length > 0; some = bytes.readNBytes(CHUNK)) {
                    left -= some.length;
                    if (left < 0) {
                        throw RowsFile.damaged(key.path(), null);
                    }
                    out.write(some);
                }
            } catch (IOException e) {
                throw FileFailures.reading(key.path(), e);
            }
            return use.apply(file);
        });
    }

    <T> T inScratch(Function<Path, T> use) {
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

    ObjectKey key(String name) {
        return ObjectKey.published(table, name);
    }
}
