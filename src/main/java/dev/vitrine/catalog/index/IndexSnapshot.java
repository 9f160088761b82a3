package dev.vitrine.catalog.index;

import dev.vitrine.files.AtomicFile;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageType;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.roaringbitmap.RoaringBitmap;

/// An index version in a file, so that the next start need not read all rows. Only ever a shortcut: without it the
/// index is made from the rows.
///
/// The file carries the format, the catalog it belongs to and a checksum, and is replaced as a whole: a crash leaves
/// the old one or none.
public final class IndexSnapshot {
    private static final System.Logger LOG = System.getLogger(IndexSnapshot.class.getName());
    /// Raised with every change of the layout, or of what the arrays mean (how words are split, say).
    private static final String FORMAT = "vitrine-index-11 " + Arrays.toString(ImageType.values());

    /// Chunks of rows in one part: few enough for several processors to have the same to do.
    private static final int CHUNKS_OF_PART = 64;

    private final Path file;
    private final List<Attribute> searched;
    private final ZoneId zone;
    private final String format;

    /// @param searched attributes that have a column: a snapshot with other columns is not read
    /// @param zone by which days go: a snapshot of another one is not read
    public IndexSnapshot(Path file, List<Attribute> searched, ZoneId zone) {
        this.file = file;
        this.searched = searched;
        this.zone = zone;
        this.format = FORMAT + " " + zone + (searched.isEmpty() ? "" : " " + searched);
    }

    /// Empty when there is no usable snapshot of this catalog.
    public Optional<IndexVersion> read(String identity) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            SnapshotFile parts = SnapshotFile.of(channel);
            Optional<Head> head = parts.now(in -> head(in, identity));
            return head.map(known -> version(parts, known));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException | RuntimeException | OutOfMemoryError e) { // the file may be larger than the memory
            LOG.log(Level.INFO, "The search index is rebuilt: its snapshot cannot be read", e);
            return Optional.empty();
        }
    }

    /// A snapshot that cannot be written costs a slower start, nothing else: it is logged, not thrown.
    ///
    /// @return whether the version is in the file
    public boolean write(String identity, IndexVersion version) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            AtomicFile.replace(file, bytes -> {
                try (var out = new SnapshotOutput(bytes)) {
                    out.text(format);
                    out.text(identity);
                    write(out, version);
                }
            });
            return true;
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    "The snapshot of the search index could not be kept; the next start takes longer",
                    e);
            return false;
        }
    }

    private static void write(SnapshotOutput out, IndexVersion version) throws IOException {
        out.number(version.sequence());
        out.text(version.logEntry());
        out.number(version.limit());
        out.number(version.chunks().length);
        out.number(version.words().segments().size());
        out.endPart();
        out.texts(version.tagNames().first(version.tags().count()));
        out.sets(version.tags());
        out.endPart();
        for (int first = 0; first < version.chunks().length; first += CHUNKS_OF_PART) {
            int end = Math.min(first + CHUNKS_OF_PART, version.chunks().length);
            for (int number = first; number < end; number++) {
                writeChunk(out, version.chunks()[number]);
            }
            out.endPart();
        }
        for (SortedRows order : orders(version)) {
            writeOrder(out, order.slots());
            out.endPart();
        }
        out.segment(version.ids().slots());
        out.number(version.ids().used());
        out.endPart();
        for (List<String> values : version.values().values()) {
            out.texts(values);
        }
        out.endPart();
        out.texts(version.userNames().first(version.users().count()));
        out.sets(version.users());
        out.sets(version.traits());
        out.endPart();
        for (WordSegment segment : version.words().segments()) {
            writeSegment(out, segment);
            out.endPart();
        }
    }

    /// What is known before the parts are read.
    private record Head(long sequence, String logEntry, int limit, int chunks, int segments) {}

    private Optional<Head> head(SnapshotInput in, String identity) {
        String itsFormat = in.text();
        String itsIdentity = in.text();
        var head = new Head(in.number(), in.text(), (int) in.number(), (int) in.number(), (int) in.number());
        return itsFormat.equals(format) && itsIdentity.equals(identity) ? Optional.of(head) : Optional.empty();
    }

    private IndexVersion version(SnapshotFile parts, Head head) {
        Supplier<NamedSets> tags = parts.later(IndexSnapshot::namedSets);
        var chunks = new ArrayList<Supplier<List<RowChunk>>>();
        for (int first = 0; first < head.chunks; first += CHUNKS_OF_PART) {
            int count = Math.min(CHUNKS_OF_PART, head.chunks - first);
            chunks.add(parts.later(in -> Stream.generate(() -> chunk(in, searched.size()))
                    .limit(count)
                    .toList()));
        }
        Supplier<SortedRows> created = parts.later(IndexSnapshot::order);
        Supplier<SortedRows> taken = parts.later(IndexSnapshot::order);
        Supplier<SortedRows> title = parts.later(IndexSnapshot::order);
        Supplier<SortedRows> size = parts.later(IndexSnapshot::order);
        Supplier<IdTable> ids = parts.later(in -> new IdTable(in.segment(), (int) in.number()));
        Supplier<ValueTables> values = parts.later(in ->
                ValueTables.of(searched, searched.stream().map(_ -> in.texts()).toList()));
        Supplier<UserSets> users = parts.later(in -> new UserSets(namedSets(in), in.sets()));
        List<Supplier<WordSegment>> segments = Stream.generate(() -> parts.later(IndexSnapshot::segment))
                .limit(head.segments)
                .toList();
        parts.readAll();
        return new IndexVersion(
                head.sequence,
                head.logEntry,
                zone,
                head.limit,
                chunks.stream().flatMap(part -> part.get().stream()).toArray(RowChunk[]::new),
                users.get().traits,
                users.get().users.names,
                users.get().users.sets,
                tags.get().names,
                tags.get().sets,
                values.get(),
                new WordIndex(segments.stream().map(Supplier::get).toList()),
                ids.get(),
                new IndexVersion.Orders(created.get(), taken.get(), title.get(), size.get()));
    }

    private record NamedSets(NameTable names, RowSets sets) {}

    private record UserSets(NamedSets users, RowSets traits) {}

    private static NamedSets namedSets(SnapshotInput in) {
        return new NamedSets(NameTable.of(in.texts()), in.sets());
    }

    private static List<SortedRows> orders(IndexVersion version) {
        return List.of(
                version.orders().created(),
                version.orders().taken(),
                version.orders().title(),
                version.orders().size());
    }

    private static void writeOrder(SnapshotOutput out, RowSlots slots) throws IOException {
        out.pages(slots.rowBySlot());
        out.pages(slots.slotByRow());
        out.longs(slots.occupied());
        out.number(slots.count());
        out.number(slots.end());
    }

    private static SortedRows order(SnapshotInput in) {
        return new SortedRows(
                new RowSlots(IntPages.of(in.segment()), IntPages.of(in.segment()), in.longs(), (int) in.number(), (int)
                        in.number()));
    }

    private static void writeChunk(SnapshotOutput out, RowChunk chunk) throws IOException {
        out.segment(chunk.cells);
        for (CompactInts column : List.of(chunk.sides, chunk.users, chunk.tagEnds, chunk.tags)) {
            writeNumbers(out, column);
        }
        out.chars(chunk.months);
        // Absent ones are written as "", which is no id.
        out.texts(Arrays.stream(chunk.otherIds).map(id -> id == null ? "" : id).toList());
        for (CompactInts column : chunk.values) {
            writeNumbers(out, column);
        }
    }

    private static void writeNumbers(SnapshotOutput out, CompactInts column) throws IOException {
        out.chars(column.low());
        out.chars(column.high());
    }

    private static RowChunk chunk(SnapshotInput in, int attributes) {
        MemorySegment cells = in.segment();
        CompactInts sides = numbers(in);
        CompactInts users = numbers(in);
        CompactInts tagEnds = numbers(in);
        CompactInts tags = numbers(in);
        char[] months = in.chars();
        String[] otherIds =
                in.texts().stream().map(id -> id.isEmpty() ? null : id).toArray(String[]::new);
        var values = new CompactInts[attributes];
        Arrays.setAll(values, _ -> numbers(in));
        return new RowChunk(cells, otherIds, sides, users, months, tagEnds, tags, values);
    }

    private static CompactInts numbers(SnapshotInput in) {
        return new CompactInts(in.chars(), in.chars());
    }

    private static void writeSegment(SnapshotOutput out, WordSegment segment) throws IOException {
        out.sets(new RowSets(new RoaringBitmap[] {segment.rows()}));
        out.bytes(segment.text);
        out.ints(segment.textEnds);
        out.bytes(segment.rowBytes);
        out.ints(segment.rowEnds);
        out.segment(segment.places);
        out.ints(segment.placeEnds);
        out.ints(segment.frequent);
        for (int i = 0; i < segment.frequent.length; i++) {
            out.ints(segment.skips[i]);
        }
        out.sets(segment.frequentRows);
    }

    private static WordSegment segment(SnapshotInput in) {
        RoaringBitmap rows = in.sets().get(0);
        byte[] text = in.bytes();
        int[] textEnds = in.ints();
        byte[] rowBytes = in.bytes();
        int[] rowEnds = in.ints();
        MemorySegment places = in.segment();
        int[] placeEnds = in.ints();
        int[] frequent = in.ints();
        int[][] skips = new int[frequent.length][];
        Arrays.setAll(skips, _ -> in.ints());
        return new WordSegment(rows, text, textEnds, rowBytes, rowEnds, places, placeEnds, frequent, skips, in.sets());
    }
}
