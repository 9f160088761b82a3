package dev.vitrine.picture.metadata;

import dev.vitrine.image.FileEnd;
import dev.vitrine.picture.input.FileEdit;
import dev.vitrine.picture.input.SourceBytes;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The directories of a TIFF structure: of a file (TIFF, BigTIFF and the camera raw files built on it) or of an Exif
/// block.
///
/// Read tolerantly and with bounds everywhere: directories are visited once, so loops end; values are read only where
/// they really are; a directory that breaks off keeps the entries before the break. TIFF 6.0, and BigTIFF as described
/// by AWare Systems.
public final class Tiff {
    public static final int WIDTH = 256;
    public static final int HEIGHT = 257;
    public static final int BITS = 258;
    public static final int COMPRESSION = 259;
    public static final int PHOTOMETRIC = 262;
    public static final int MAKE = 271;
    public static final int STRIP_OFFSETS = 273;
    public static final int ORIENTATION = 274;
    public static final int SAMPLES = 277;
    public static final int STRIP_LENGTHS = 279;
    public static final int SUB_DIRECTORIES = 330;
    /// Instead of the offsets of strips; means something else in a TIFF.
    private static final int PANASONIC_OFFSET = 280;
    private static final int STRIP_ROWS = 278;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_LENGTHS = 325;
    public static final int JPEG_OFFSET = 513;
    public static final int JPEG_LENGTH = 514;
    /// Of the JPEG of TIFF 6.0: where the tables of each sample lie.
    private static final List<Integer> JPEG_TABLES = List.of(519, 520, 521);
    private static final int MAX_JPEG_TABLE = 16 + 256;
    public static final int XMP = 700;
    static final int IPTC = 33723;
    static final int PHOTOSHOP = 34377;
    public static final int PROFILE = 34675;
    public static final int EXIF = 34665;
    static final int GPS = 34853;
    public static final int DNG_VERSION = 50706;

    static final int ASCII = 2;
    /// Of Exif 3.0.
    private static final int UTF_8 = 129;
    private static final int LONGEST_TEXT = 32 << 10;
    private static final int RATIONAL = 5;
    private static final int SIGNED_BYTE = 6;
    private static final int SIGNED_SHORT = 8;
    private static final int SIGNED_LONG = 9;
    private static final int SIGNED_RATIONAL = 10;
    private static final int FLOAT = 11;
    private static final int DOUBLE = 12;
    private static final int HEADER = 8;
    private static final int MAX_DIRECTORIES = 64;
    private static final int MAX_PAGES = 2000;
    private static final int MAX_ENTRIES = 4096;
    private static final int MAX_SAMPLES = 16;
    private static final int MAX_PARTS = 1 << 20;
    /// What Panasonic writes in place of an offset.
    private static final long NOWHERE = 0xFFFFFFFFL;
    private static final int[] TYPE_LENGTHS = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    /// One value of a directory: `count` values of a type, at a position in the file.
    private record Entry(int type, long count, long position) {
        long end() {
            return position + count * length(type);
        }

        boolean touches(long from, long to) {
            return position < to && end() > from;
        }

        /// In the table itself, unless it is of a BigTIFF, where eight bytes are.
        boolean isInTable() {
            return count * length(type) <= 4;
        }
    }

    /// Tells what may lie in a place that is to be rewritten.
    private interface Permitted {
        boolean is(Directory directory, int tag, Entry value);
    }

    /// Tags and values of one directory (IFD).
    public final class Directory {
        private final Map<Integer, Entry> entries = new LinkedHashMap<>();
        private final long start;
        private long tableEnd;
        private long next;
        /// Where the last of what it names ends; past every file when it breaks off itself.
        private long end;

        private Directory(long start) {
            this.start = start;
        }

        public boolean has(int tag) {
            return entries.containsKey(tag);
        }

        /// The first value of a tag that holds whole numbers.
        public long number(int tag, long otherwise) {
            return numbers(tag, 1).stream().findFirst().orElse(otherwise);
        }

        /// Whole numbers, as many as there are up to `max`.
        public List<Long> numbers(int tag, int max) {
            var values = new ArrayList<Long>();
            Entry entry = entries.get(tag);
            if (entry == null) {
                return values;
            }
            try {
                for (long i = 0; i < Math.min(entry.count, max); i++) {
                    values.add(number(entry, i));
                }
            } catch (IOException _) {
                return values; // what lies past the end of the file does not count
            }
            return values;
        }

        /// Numbers rounded down, fractions included; empty where there are fewer.
        List<Long> wholes(int tag, int count) {
            Entry entry = entries.get(tag);
            var values = new ArrayList<Long>();
            try {
                for (long i = 0; entry != null && entry.type == RATIONAL && i < Math.min(entry.count, count); i++) {
                    long at = entry.position + 8 * i;
                    values.add(bytes.u32(at, bigEndian) / Math.max(1, bytes.u32(at + 4, bigEndian)));
                }
            } catch (IOException _) {
                return List.of();
            }
            return values;
        }

        /// The first value of a tag that holds a number of any type, fractions included; empty where it has
        /// none, or is divided by zero.
        Optional<Double> decimal(int tag) {
            Entry entry = entries.get(tag);
            try {
                return entry == null || entry.type == ASCII || entry.type == UTF_8
                        ? Optional.empty()
                        : Optional.of(decimal(entry)).filter(Double::isFinite);
            } catch (IOException _) {
                return Optional.empty();
            }
        }

        private double decimal(Entry entry) throws IOException {
            long first = number(entry, 0);
            return switch (entry.type) {
                case SIGNED_BYTE -> (byte) first;
                case SIGNED_SHORT -> (short) first;
                case SIGNED_LONG -> (int) first;
                case RATIONAL -> (double) first / bytes.u32(entry.position + 4, bigEndian);
                case SIGNED_RATIONAL -> (double) (int) first / (int) bytes.u32(entry.position + 4, bigEndian);
                case FLOAT -> Float.intBitsToFloat((int) first);
                case DOUBLE -> Double.longBitsToDouble(first);
                default -> first;
            };
        }

        private long number(Entry entry, long index) throws IOException {
            long at = entry.position + index * length(entry.type);
            return switch (length(entry.type)) {
                case 1 -> bytes.u8(at);
                case 2 -> bytes.u16(at, bigEndian);
                case 4 -> bytes.u32(at, bigEndian);
                default ->
                    entry.type == RATIONAL || entry.type == SIGNED_RATIONAL
                            ? bytes.u32(at, bigEndian)
                            : bytes.u64(at, bigEndian);
            };
        }

        /// Text up to its first NUL, `""` when there is none. Some writers give it another
        /// type of single bytes.
        public String text(int tag) {
            Entry entry = entries.get(tag);
            if (entry == null || entry.type == SIGNED_BYTE || length(entry.type) != 1) {
                return "";
            }
            try {
                return WrittenText.decodeToNul(bytes.bytes(entry.position, (int) Math.min(entry.count, LONGEST_TEXT)));
            } catch (IOException _) {
                return "";
            }
        }

        /// Where the values of a tag lie, -1 without the tag.
        public long position(int tag) {
            Entry entry = entries.get(tag);
            return entry == null ? -1 : entry.position;
        }

        /// Raw bytes of a value, empty when they are not all there or more than `max`.
        public byte[] raw(int tag, int max) {
            Entry entry = entries.get(tag);
            if (entry == null || entry.count > max || entry.count * length(entry.type) > max) {
                return new byte[0];
            }
            try {
                return bytes.bytes(entry.position, (int) entry.count * length(entry.type));
            } catch (IOException _) {
                return new byte[0];
            }
        }

        /// All that can be written into another directory: no larger than `max` bytes each, and all there.
        List<TiffValue> values(int max) {
            var values = new ArrayList<TiffValue>();
            entries.forEach((tag, entry) -> {
                byte[] raw = raw(tag, max);
                if (raw.length > 0 && (entry.type <= DOUBLE || entry.type == UTF_8)) {
                    boolean isFraction = entry.type == RATIONAL || entry.type == SIGNED_RATIONAL;
                    int unit = isFraction ? 4 : length(entry.type);
                    values.add(new TiffValue(tag, entry.type, (int) entry.count, unit, bigEndian, raw));
                }
            });
            return values;
        }

        boolean bigEndian() {
            return bigEndian;
        }

        long start() {
            return start;
        }

        /// Where the pictures end that it points to, and it itself.
        private long extent() {
            long extent = Math.max(end, extent(STRIP_OFFSETS, STRIP_LENGTHS));
            extent = Math.max(extent, extent(TILE_OFFSETS, TILE_LENGTHS));
            extent = Math.max(extent, extent(JPEG_OFFSET, JPEG_LENGTH));
            return isPanasonic() ? Math.max(extent, extent(PANASONIC_OFFSET, STRIP_LENGTHS)) : extent;
        }

        private long extent(int offsetsTag, int lengthsTag) {
            List<Long> offsets = numbers(offsetsTag, MAX_PARTS);
            List<Long> lengths = numbers(lengthsTag, MAX_PARTS);
            long extent = 0;
            for (int i = 0; i < Math.min(offsets.size(), lengths.size()); i++) {
                if (offsets.get(i) != NOWHERE) {
                    extent = Math.max(extent, offsets.get(i) + lengths.get(i));
                }
            }
            return extent;
        }

        /// Whether it names anything that lies between two positions at least in part.
        private boolean touches(long from, long to, Permitted permitted) {
            return end == Long.MAX_VALUE // breaks off: who knows
                    || entries.entrySet().stream()
                            .anyMatch(entry -> entry.getValue().touches(from, to)
                                    && !permitted.is(this, entry.getKey(), entry.getValue()))
                    || touches(from, to, STRIP_OFFSETS, STRIP_LENGTHS)
                    || touches(from, to, TILE_OFFSETS, TILE_LENGTHS)
                    || touches(from, to, JPEG_OFFSET, JPEG_LENGTH)
                    || JPEG_TABLES.stream()
                            .flatMap(tag -> numbers(tag, MAX_SAMPLES).stream())
                            .anyMatch(at -> at < to && at + MAX_JPEG_TABLE > from);
        }

        /// What does not say how long it is goes on to the end.
        private boolean touches(long from, long to, int offsetsTag, int lengthsTag) {
            List<Long> offsets = numbers(offsetsTag, MAX_PARTS);
            List<Long> lengths = numbers(lengthsTag, MAX_PARTS);
            long min = plainLength(offsetsTag);
            for (int i = 0; i < offsets.size(); i++) {
                long at = offsets.get(i);
                if (at < to && (i >= lengths.size() || at + Math.max(min, lengths.get(i)) > from)) {
                    return true;
                }
            }
            Entry entry = entries.get(offsetsTag);
            return entry != null && offsets.size() < entry.count;
        }

        /// Of a strip or tile that is not packed: it is read to its end, whatever its length is said to be.
        private long plainLength(int offsetsTag) {
            if (offsetsTag == JPEG_OFFSET || number(COMPRESSION, 1) != 1) {
                return 0;
            }
            boolean isTiled = offsetsTag == TILE_OFFSETS;
            long width = number(isTiled ? TILE_WIDTH : WIDTH, 0);
            long rows =
                    isTiled ? number(TILE_HEIGHT, 0) : Math.min(number(HEIGHT, 0), number(STRIP_ROWS, Long.MAX_VALUE));
            long bits = numbers(BITS, MAX_SAMPLES).stream()
                            .mapToLong(Long::longValue)
                            .max()
                            .orElse(1)
                    * number(SAMPLES, 1);
            return (width * bits + 7) / 8 * rows;
        }

        public Optional<Directory> child(int tag) {
            long at = number(tag, 0);
            return at == 0 ? Optional.empty() : directory(at);
        }

        public List<Directory> children(int tag) {
            return numbers(tag, 16).stream()
                    .map(Tiff.this::directory)
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    private final SourceBytes bytes;
    private final boolean bigEndian;
    private final boolean big;
    private final long first;

    private Tiff(SourceBytes bytes, boolean bigEndian, boolean big, long first) {
        this.bytes = bytes;
        this.bigEndian = bigEndian;
        this.big = big;
        this.first = first;
    }

    /// Whether a file begins as TIFF or BigTIFF does.
    public static boolean begins(SourceBytes bytes) throws IOException {
        return begins(bytes, 0);
    }

    /// Whether a TIFF structure begins at a position.
    public static boolean begins(SourceBytes bytes, long at) throws IOException {
        return at + 8 <= bytes.size()
                && (bytes.has(at, "II*\0")
                        || bytes.has(at, "MM\0*")
                        || bytes.has(at, "II+\0")
                        || bytes.has(at, "MM\0+"));
    }

    /// Whatever the version number after the byte order says: Olympus and Panasonic write their own.
    public static Tiff open(SourceBytes bytes) throws IOException {
        int order = bytes.u16(0, true);
        if (order != 0x4949 && order != 0x4D4D) {
            throw new EOFException("no byte order mark");
        }
        boolean bigEndian = order == 0x4D4D;
        boolean big = bytes.u16(2, bigEndian) == 43;
        return new Tiff(bytes, bigEndian, big, big ? bytes.u64(8, bigEndian) : bytes.u32(4, bigEndian));
    }

    boolean bigEndian() {
        return bigEndian;
    }

    /// The directory of the first page, empty when the file has none.
    public Optional<Directory> main() {
        return first == 0 ? Optional.empty() : directory(first);
    }

    /// The main directories in the order of the file: one for each page.
    public List<Directory> directories() {
        return directories(MAX_DIRECTORIES);
    }

    /// All of them, where each is a page: scanners make hundreds.
    public List<Directory> pages() {
        return directories(MAX_PAGES);
    }

    private List<Directory> directories(int max) {
        var found = new ArrayList<Directory>();
        Set<Long> visited = new HashSet<>();
        long at = first;
        while (at != 0 && visited.add(at) && found.size() < max) {
            Optional<Directory> directory = directory(at);
            if (directory.isEmpty()) {
                break;
            }
            found.add(directory.get());
            at = directory.get().next;
        }
        return found;
    }

    /// Cut off when anything that its directories name lies past the end. Without a directory it has not been
    /// written to its end: the place of the first one is filled in last.
    public FileEnd end() {
        List<Directory> directories = directories();
        if (directories.isEmpty()) {
            return FileEnd.CUT_OFF;
        }
        long needed = directories.getLast().next;
        needed = needed == 0 ? 0 : needed + 2;
        for (Directory directory : directories) {
            needed = Math.max(needed, directory.extent());
            for (long child : directory.numbers(SUB_DIRECTORIES, 16)) {
                needed =
                        Math.max(needed, directory(child).map(Directory::extent).orElse(child + 2));
            }
        }
        return FileEnd.of(bytes.size(), needed);
    }

    /// Takes tags out of the first page, and others out of its Exif directory: the directories keep their places,
    /// with room at their ends, and the values become zeros where nothing else lies there. Of BigTIFF nothing is
    /// taken.
    List<FileEdit> without(Set<Integer> tags, Set<Integer> exifTags) throws IOException {
        Optional<Directory> main = main();
        var edits = new ArrayList<FileEdit>();
        if (main.isPresent() && !big) {
            edits.addAll(without(main.get(), tags));
            Optional<Directory> exif = main.get().child(EXIF);
            if (exif.isPresent() && exif.get().start != main.get().start) {
                edits.addAll(without(exif.get(), exifTags));
            }
        }
        return edits;
    }

    private List<FileEdit> without(Directory directory, Set<Integer> tags) throws IOException {
        int count = bytes.u16(directory.start, bigEndian);
        long tableAt = directory.start + 2;
        if (tags.stream().noneMatch(directory::has) || count > MAX_ENTRIES || !isTableAlone(directory)) {
            return List.of();
        }
        var edits = new ArrayList<FileEdit>();
        var table = new ByteArrayOutputStream();
        int left = 0;
        for (int i = 0; i < count; i++) {
            int tag = bytes.u16(tableAt + 12L * i, bigEndian);
            if (!tags.contains(tag)) {
                table.writeBytes(bytes.bytes(tableAt + 12L * i, 12));
                left++;
            }
        }
        for (int tag : tags) {
            Entry entry = directory.entries.get(tag);
            if (entry != null && entry.end() <= bytes.size() && isAlone(directory, tag)) {
                edits.add(new FileEdit(entry.position, entry.end(), new byte[(int) (entry.end() - entry.position)]));
            }
        }
        if (left == 0) { // which no directory may be
            return edits;
        }
        table.writeBytes(bytes.bytes(tableAt + 12L * count, 4)); // the next page
        byte[] number =
                bigEndian ? new byte[] {(byte) (left >> 8), (byte) left} : new byte[] {(byte) left, (byte) (left >> 8)};
        edits.add(new FileEdit(directory.start, tableAt, number));
        edits.add(new FileEdit(tableAt, tableAt + 12L * count + 4, Arrays.copyOf(table.toByteArray(), 12 * count + 4)));
        return edits;
    }

    /// Whether nothing else that its directories name lies where the value of a tag of the first page does: some
    /// programs write one for all pages.
    public boolean isAlone(int tag) throws IOException {
        Optional<Directory> main = main();
        return main.isPresent() && isAlone(main.get(), tag);
    }

    boolean isAlone(Directory of, int tag) throws IOException {
        Entry entry = of.entries.get(tag);
        return entry != null
                && entry.position >= HEADER
                && isFree(entry.position, entry.end(), NOWHERE, (each, its, _) -> each.start == of.start && its == tag);
    }

    /// The same, but other pages may have the very same value.
    boolean isAloneOrShared(int tag) throws IOException {
        Entry entry = main().map(page -> page.entries.get(tag)).orElse(null);
        return entry != null
                && entry.position >= HEADER
                && isFree(entry.position, entry.end(), NOWHERE, (_, its, value) -> its == tag && value.equals(entry));
    }

    /// Whether nothing else that its directories name lies where the table of the first page does.
    public boolean isTableAlone() throws IOException {
        Optional<Directory> main = main();
        return main.isPresent() && isTableAlone(main.get());
    }

    boolean isTableAlone(Directory of) throws IOException {
        return of.start >= HEADER
                && isFree(
                        of.start,
                        of.tableEnd,
                        of.start,
                        (each, _, value) -> each.start == of.start && value.isInTable());
    }

    /// Whether nothing that its directories name lies at the very beginning.
    public boolean isHeaderAlone() throws IOException {
        return isFree(0, HEADER, NOWHERE, (_, _, _) -> false);
    }

    /// @param table where the one begins that may lie there
    private boolean isFree(long from, long to, long table, Permitted permitted) throws IOException {
        return bytes.looked(_ -> {
            List<Directory> pages = pages();
            return pages.size() < MAX_PAGES
                    && pages.stream()
                            .flatMap(page -> Stream.concat(
                                    Stream.of(page),
                                    Stream.of(SUB_DIRECTORIES, EXIF, GPS)
                                            .flatMap(each -> page.numbers(each, MAX_DIRECTORIES).stream())
                                            .flatMap(at -> directory(at).stream())))
                            .noneMatch(each -> each.start != table && each.start < to && each.tableEnd > from
                                    || each.touches(from, to, permitted));
        });
    }

    private boolean isPanasonic() {
        try {
            return bytes.has(0, "IIU\0");
        } catch (IOException _) {
            return false;
        }
    }

    private Optional<Directory> directory(long at) {
        var directory = new Directory(at);
        try {
            long count = big ? bytes.u64(at, bigEndian) : bytes.u16(at, bigEndian);
            long start = at + (big ? 8 : 2);
            int length = big ? 20 : 12;
            if (count < 0 || count > MAX_ENTRIES && big) {
                return Optional.empty();
            }
            for (long i = 0; i < Math.min(count, MAX_ENTRIES); i++) {
                add(directory, start + i * length);
            }
            directory.tableEnd = start + count * length + (big ? 8 : 4);
            directory.end = Math.max(directory.end, directory.tableEnd);
            directory.next =
                    big ? bytes.u64(start + count * length, bigEndian) : bytes.u32(start + count * length, bigEndian);
        } catch (IOException _) {
            directory.end = Long.MAX_VALUE; // breaks off here: the entries before are kept
        }
        return directory.entries.isEmpty() ? Optional.empty() : Optional.of(directory);
    }

    /// Of one value, 0 for a type that there is not.
    private static int length(int type) {
        return type == UTF_8 ? 1 : type < TYPE_LENGTHS.length ? TYPE_LENGTHS[type] : 0;
    }

    private void add(Directory directory, long at) throws IOException {
        int tag = bytes.u16(at, bigEndian);
        int type = bytes.u16(at + 2, bigEndian);
        long count = big ? bytes.u64(at + 4, bigEndian) : bytes.u32(at + 4, bigEndian);
        if (length(type) == 0 || count < 1) {
            return;
        }
        if (count > bytes.size()) {
            directory.end = Math.max(directory.end, count);
            return;
        }
        long value = at + (big ? 12 : 8);
        boolean inline = count * length(type) <= (big ? 8 : 4);
        long position = inline ? value : big ? bytes.u64(value, bigEndian) : bytes.u32(value, bigEndian);
        directory.entries.putIfAbsent(tag, new Entry(type, count, position));
        if (!inline) {
            directory.end = Math.max(directory.end, position + count * length(type));
        }
    }
}
