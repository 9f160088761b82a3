package dev.vitrine.picture.metadata;

import dev.vitrine.picture.input.SourceBytes;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
    public static final int JPEG_OFFSET = 513;
    public static final int JPEG_LENGTH = 514;
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
    private static final int MAX_DIRECTORIES = 64;
    static final int MAX_PAGES = 2000;
    static final int MAX_ENTRIES = 4096;
    private static final int[] TYPE_LENGTHS = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    /// One value of a directory: `count` values of a type, at a position in the file.
    record Entry(int type, long count, long position) {
        long end() {
            return position + count * length(type);
        }
    }

    /// Tags and values of one directory (IFD).
    public final class Directory {
        private final Map<Integer, Entry> entries = new LinkedHashMap<>();
        private final long start;
        private long tableEnd;
        private long next;
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

        Optional<Entry> entry(int tag) {
            return Optional.ofNullable(entries.get(tag));
        }

        Map<Integer, Entry> entries() {
            return Collections.unmodifiableMap(entries);
        }

        /// The place behind its table.
        long tableEnd() {
            return tableEnd;
        }

        /// Where the next page begins, 0 behind the last.
        long next() {
            return next;
        }

        /// Where the last of what it names ends; past every file when it breaks off itself.
        long end() {
            return end;
        }

        boolean breaksOff() {
            return end == Long.MAX_VALUE;
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

    boolean isBig() {
        return big;
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

    Optional<Directory> directory(long at) {
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
