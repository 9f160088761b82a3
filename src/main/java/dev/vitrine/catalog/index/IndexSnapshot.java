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
import org.roaringbitmap.RoaringBitmap;

/// An index version in a file, so that the next start need not read all rows. Only ever a shortcut: without it the
/// index is made from the rows.
///
/// The file carries the format, the catalog it belongs to and a checksum, and is replaced as a whole: a crash leaves
/// the old one or none.
public final class IndexSnapshot {
    private static final System.Logger LOG = System.getLogger(IndexSnapshot.class.getName());
    /// Raised with every change of the layout, or of what the arrays mean (how words are split, say).
    private static final String FORMAT = "vitrine-index-10 " + Arrays.toString(ImageType.values());

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
            MemorySegment bytes = SnapshotFile.read(channel);
            var in = new SnapshotInput(bytes);
            if (bytes.byteSize() == 0 || !in.text().equals(format) || !in.text().equals(identity)) {
                return Optional.empty();
            }
            return Optional.of(version(in));
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
        for (RowChunk chunk : version.chunks()) {
            writeChunk(out, chunk);
        }
        writeSets(out, version.traits());
        out.texts(version.userNames().first(version.users().count()));
        writeSets(out, version.users());
        out.texts(version.tagNames().first(version.tags().count()));
        writeSets(out, version.tags());
        out.number(version.words().segments().size());
        for (WordSegment segment : version.words().segments()) {
            writeSegment(out, segment);
        }
        out.segment(version.ids().slots());
        out.number(version.ids().used());
        for (SortedRows order : orders(version)) {
            writeOrder(out, order.slots());
        }
        for (List<String> values : version.values().values()) {
            out.texts(values);
        }
    }

    private IndexVersion version(SnapshotInput in) {
        long sequence = in.number();
        String logEntry = in.text();
        int limit = (int) in.number();
        var chunks = new RowChunk[(int) in.number()];
        Arrays.setAll(chunks, _ -> chunk(in, searched.size()));
        RowSets traits = sets(in);
        NameTable userNames = NameTable.of(in.texts());
        RowSets users = sets(in);
        NameTable tagNames = NameTable.of(in.texts());
        RowSets tags = sets(in);
        var segments = new WordSegment[(int) in.number()];
        Arrays.setAll(segments, _ -> segment(in));
        var ids = new IdTable(in.segment(), (int) in.number());
        var orders = new IndexVersion.Orders(order(in), order(in), order(in), order(in));
        ValueTables values =
                ValueTables.of(searched, searched.stream().map(_ -> in.texts()).toList());
        return new IndexVersion(
                sequence,
                logEntry,
                zone,
                limit,
                chunks,
                traits,
                userNames,
                users,
                tagNames,
                tags,
                values,
                new WordIndex(List.of(segments)),
                ids,
                orders);
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

    private static void writeSets(SnapshotOutput out, RowSets sets) throws IOException {
        var all = new ArrayList<RoaringBitmap>();
        for (int number = 0; number < sets.count(); number++) {
            all.add(sets.get(number));
        }
        out.sets(all);
    }

    private static RowSets sets(SnapshotInput in) {
        return new RowSets(in.sets().toArray(RoaringBitmap[]::new));
    }

    private static void writeSegment(SnapshotOutput out, WordSegment segment) throws IOException {
        out.sets(List.of(segment.rows()));
        out.bytes(segment.text());
        out.ints(segment.textEnds());
        out.bytes(segment.rowBytes());
        out.ints(segment.rowEnds());
        out.segment(segment.placeBytes());
        out.ints(segment.placeEnds());
        out.ints(segment.frequent());
        for (int i = 0; i < segment.frequent().length; i++) {
            out.ints(segment.skips()[i]);
        }
        out.sets(List.of(segment.frequentRows()));
    }

    private static WordSegment segment(SnapshotInput in) {
        RoaringBitmap rows = in.sets().getFirst();
        byte[] text = in.bytes();
        int[] textEnds = in.ints();
        byte[] rowBytes = in.bytes();
        int[] rowEnds = in.ints();
        MemorySegment places = in.segment();
        int[] placeEnds = in.ints();
        int[] frequent = in.ints();
        int[][] skips = new int[frequent.length][];
        Arrays.setAll(skips, _ -> in.ints());
        return new WordSegment(
                rows,
                text,
                textEnds,
                rowBytes,
                rowEnds,
                places,
                placeEnds,
                frequent,
                skips,
                in.sets().toArray(RoaringBitmap[]::new));
    }
}
