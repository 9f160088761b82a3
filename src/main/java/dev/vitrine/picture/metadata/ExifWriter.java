package dev.vitrine.picture.metadata;

import dev.vitrine.image.Orientation;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/// Writes Exif blocks for new files: what another block says and is still true of a picture that was turned upright,
/// made smaller and brought to sRGB; or only who made it and whose it is.
///
/// The camera's own notes are full of places that count from the beginning of the block: they stay where they were, and
/// are left out where that cannot be.
public final class ExifWriter {
    /// What fits into a segment of a JPEG.
    private static final int LONGEST = 0xFFFF - 2 - 6;
    /// What a value may have, until all of them fit.
    private static final List<Integer> LONGEST_VALUES = List.of(LONGEST, 4096, 256);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss", Locale.ROOT);
    /// When it became a file: the fraction of a second and the zone, too.
    static final List<Integer> DIGITIZED =
            List.of(ExifTag.DATE_TIME_DIGITIZED, ExifTag.OFFSET_TIME_DIGITIZED, ExifTag.FRACTION_DIGITIZED);
    /// That, and when it was taken.
    static final Set<Integer> TAKEN = Set.of(
            ExifTag.DATE_TIME_ORIGINAL,
            ExifTag.OFFSET_TIME_ORIGINAL,
            ExifTag.FRACTION_ORIGINAL,
            ExifTag.DATE_TIME_DIGITIZED,
            ExifTag.OFFSET_TIME_DIGITIZED,
            ExifTag.FRACTION_DIGITIZED);
    private static final int SRGB = 1;
    /// A description of how pixels are stored, where other pictures and blocks are, and what belongs to raw files.
    private static final List<Integer> ABOUT_THE_FILE = List.of(
            273, 274, 277, 278, 279, 280, 281, 284, 288, 289, 290, 291, 292, 293, 297, 301, 317, 318, 319, 320, 321,
            322, 323, 324, 325, 330, 700, 33421, 33422, 33723, 34377, 34665, 34675, 34853, 37724);
    private static final int FIRST_TEXT = 269;
    private static final int PROCESSING_SOFTWARE = 11;
    private static final int FIRST_OF_RAW = 50649;
    /// How it was packed, in which colors, and places and sizes in pixels.
    private static final List<Integer> ABOUT_THE_PIXELS = List.of(
            37122,
            ExifTag.MAKER_NOTE,
            37396,
            ExifTag.COLOR_SPACE,
            ExifTag.PIXELS_ACROSS,
            ExifTag.PIXELS_DOWN,
            ExifTag.INTEROPERABILITY,
            41486,
            41487,
            41488,
            41492,
            42240,
            59932);

    private final boolean bigEndian;
    private final Optional<TiffValue> notes;
    private final int notesStart;
    private byte[] block = new byte[512];
    private int end = 8;

    private ExifWriter(boolean bigEndian, Optional<TiffValue> notes, int notesStart) {
        this.bigEndian = bigEndian;
        this.notes = notes;
        this.notesStart = notesStart;
    }

    /// Empty where nothing is to be said.
    public static byte[] rights(String creator, String copyright) {
        List<TiffValue> values = Stream.of(
                        TiffValue.text(ExifTag.ARTIST, creator), TiffValue.text(ExifTag.COPYRIGHT, copyright))
                .filter(value -> value.count() > 1)
                .toList();
        return values.isEmpty()
                ? new byte[0]
                : new ExifWriter(true, Optional.empty(), 0).write(values, List.of(), List.of());
    }

    /// How a picture lies and when it was taken, and nothing else.
    static byte[] correction(Orientation lies, Optional<LocalDateTime> takenAt) {
        return new ExifWriter(true, Optional.empty(), 0)
                .write(
                        List.of(TiffValue.number(Tiff.ORIENTATION, lies.exif())),
                        takenAt.map(time -> TiffValue.text(ExifTag.DATE_TIME_ORIGINAL, date(time))).stream()
                                .toList(),
                        List.of());
    }

    static String date(LocalDateTime time) {
        return TIME.format(time);
    }

    /// What is left out: whatever is not true any more, and from large blocks the largest values.
    ///
    /// @param blocks in one: each says what those before it do not
    /// @param width of the new picture
    /// @param isOtherTime whether it was taken at another moment than the block says
    /// @param takenAt that moment; empty when nobody knows it
    public static byte[] copy(
            List<Exif> blocks, int width, int height, boolean isOtherTime, Optional<LocalDateTime> takenAt) {
        IntPredicate isUntrue = tag -> ABOUT_THE_PIXELS.contains(tag) || isOtherTime && TAKEN.contains(tag);
        List<TiffValue> own = Stream.concat(
                        Stream.of(
                                TiffValue.number(ExifTag.COLOR_SPACE, SRGB),
                                TiffValue.number(ExifTag.PIXELS_ACROSS, width),
                                TiffValue.number(ExifTag.PIXELS_DOWN, height)),
                        takenAt
                                .filter(_ -> isOtherTime)
                                .map(time -> TiffValue.text(ExifTag.DATE_TIME_ORIGINAL, date(time)))
                                .stream())
                .toList();
        for (int max : LONGEST_VALUES) {
            byte[] block = copy(blocks, max, isUntrue, own);
            if (block.length <= LONGEST) {
                return block;
            }
        }
        return new byte[0];
    }

    private static byte[] copy(List<Exif> blocks, int max, IntPredicate isUntrue, List<TiffValue> own) {
        List<Tiff.Directory> main = each(blocks, Exif::main);
        List<Tiff.Directory> camera = each(blocks, Exif::camera);
        Optional<Tiff.Directory> noting = camera.stream()
                .filter(directory -> directory.has(ExifTag.MAKER_NOTE))
                .findFirst();
        boolean bigEndian = noting.or(() -> camera.stream().findFirst())
                .or(() -> main.stream().findFirst())
                .filter(Tiff.Directory::bigEndian)
                .isPresent();
        long start =
                noting.map(directory -> directory.position(ExifTag.MAKER_NOTE)).orElse(-1L);
        Optional<TiffValue> notes = noting.stream()
                .flatMap(directory -> directory.values(max).stream())
                .filter(value -> value.tag() == ExifTag.MAKER_NOTE)
                .filter(value -> start >= 8 && value.count() > 4 && start + value.count() <= LONGEST)
                .findFirst();
        return new ExifWriter(bigEndian, notes, notes.isPresent() ? (int) start : 0)
                .write(
                        with(
                                values(main, max, ExifWriter::isAboutTheFile),
                                List.of(TiffValue.number(Tiff.ORIENTATION, 1))),
                        with(values(camera, max, isUntrue), own),
                        values(gps(blocks), max, _ -> false));
    }

    private static List<Tiff.Directory> each(List<Exif> blocks, Function<Exif, Optional<Tiff.Directory>> directory) {
        return blocks.stream().map(directory).flatMap(Optional::stream).toList();
    }

    /// Of one block: half of one place and half of another are none.
    private static List<Tiff.Directory> gps(List<Exif> blocks) {
        return Stream.concat(blocks.stream().filter(Exif::hasLocation), blocks.stream())
                .flatMap(block -> block.gps().stream())
                .limit(1)
                .toList();
    }

    private static boolean isAboutTheFile(int tag) {
        return tag < FIRST_TEXT && tag != PROCESSING_SOFTWARE
                || tag >= FIRST_OF_RAW
                || tag >= 332 && tag <= 347
                || tag >= 512 && tag <= 532
                || ABOUT_THE_FILE.contains(tag);
    }

    /// Of each tag what the first of the directories says.
    private static List<TiffValue> values(List<Tiff.Directory> directories, int max, IntPredicate left) {
        var values = new LinkedHashMap<Integer, TiffValue>();
        directories.stream()
                .flatMap(directory -> directory.values(max).stream())
                .filter(value -> !left.test(value.tag()))
                .forEach(value -> values.putIfAbsent(value.tag(), value));
        return List.copyOf(values.values());
    }

    private static List<TiffValue> with(List<TiffValue> values, List<TiffValue> own) {
        return Stream.concat(values.stream(), own.stream()).toList();
    }

    private byte[] write(List<TiffValue> main, List<TiffValue> camera, List<TiffValue> gps) {
        put(0, bigEndian ? new byte[] {'M', 'M', 0, 42} : new byte[] {'I', 'I', 42, 0});
        int pointers = (camera.isEmpty() ? 0 : 1) + (gps.isEmpty() ? 0 : 1);
        int mainAt = place(length(main.size() + pointers));
        put(4, TiffValue.pointer(0, mainAt).inOrder(bigEndian));
        var all = new ArrayList<>(main);
        if (!camera.isEmpty()) {
            all.add(TiffValue.pointer(Tiff.EXIF, write(camera, notes)));
        }
        if (!gps.isEmpty()) {
            all.add(TiffValue.pointer(Tiff.GPS, write(gps, Optional.empty())));
        }
        write(mainAt, all, Optional.empty());
        notes.ifPresent(value -> put(notesStart, value.bytes()));
        return Arrays.copyOf(block, Math.max(end, notesStart + notesLength()));
    }

    private int write(List<TiffValue> values, Optional<TiffValue> own) {
        int at = place(length(values.size() + (own.isPresent() ? 1 : 0)));
        write(at, values, own);
        return at;
    }

    /// @param own whose bytes have their place
    private void write(int at, List<TiffValue> values, Optional<TiffValue> own) {
        List<TiffValue> ordered = Stream.concat(values.stream(), own.stream())
                .sorted(Comparator.comparingInt(TiffValue::tag))
                .toList();
        put(at, TiffValue.number(0, ordered.size()).inOrder(bigEndian));
        int entry = at + 2;
        for (TiffValue value : ordered) {
            put(entry, TiffValue.number(0, value.tag()).inOrder(bigEndian));
            put(entry + 2, TiffValue.number(0, value.type()).inOrder(bigEndian));
            put(entry + 4, TiffValue.pointer(0, value.count()).inOrder(bigEndian));
            boolean isNotes = own.filter(notes -> notes == value).isPresent();
            if (value.bytes().length <= 4) {
                put(entry + 8, value.inOrder(bigEndian));
            } else {
                int position = isNotes ? notesStart : place(value.bytes().length);
                put(entry + 8, TiffValue.pointer(0, position).inOrder(bigEndian));
                put(position, value.inOrder(bigEndian));
            }
            entry += 12;
        }
    }

    private static int length(int entries) {
        return 2 + 12 * entries + 4;
    }

    private int notesLength() {
        return notes.map(value -> value.bytes().length).orElse(0);
    }

    /// Free bytes, at an even number as the standard asks.
    private int place(int length) {
        int at = end + (end & 1);
        if (at < notesStart + notesLength() && at + length > notesStart) {
            at = notesStart + notesLength() + (notesStart + notesLength() & 1);
        }
        end = at + length;
        return at;
    }

    private void put(int at, byte[] bytes) {
        if (at + bytes.length > block.length) {
            block = Arrays.copyOf(block, Math.max(at + bytes.length, 2 * block.length));
        }
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }
}
