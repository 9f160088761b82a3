package dev.vitrine.picture.metadata;

import dev.vitrine.image.FileEnd;
import dev.vitrine.picture.input.SourceBytes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The places of a file that the directories of its TIFF structure name: how far they go, and where nothing else lies,
/// so that something can be written there.
public final class TiffLayout {
    /// Instead of the offsets of strips; means something else in a TIFF.
    private static final int PANASONIC_OFFSET = 280;
    private static final int STRIP_ROWS = 278;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_LENGTHS = 325;
    /// Of the JPEG of TIFF 6.0: where the tables of each sample lie.
    private static final List<Integer> JPEG_TABLES = List.of(519, 520, 521);
    private static final int MAX_JPEG_TABLE = 16 + 256;
    private static final int HEADER = 8;
    /// A count and one entry.
    private static final int SHORTEST_DIRECTORY = 2 + 12;
    private static final int MAX_CHILDREN = 64;
    private static final int MAX_SAMPLES = 16;
    private static final int MAX_PARTS = 1 << 20;
    /// What Panasonic writes in place of an offset.
    private static final long NOWHERE = 0xFFFFFFFFL;

    /// Tells what may lie in a place that is to be rewritten.
    private interface Permitted {
        boolean is(Tiff.Directory directory, int tag, Tiff.Entry value);
    }

    private final SourceBytes bytes;
    private final Tiff tiff;

    public TiffLayout(SourceBytes bytes) throws IOException {
        this(bytes, Tiff.open(bytes));
    }

    public TiffLayout(SourceBytes bytes, Tiff tiff) {
        this.bytes = bytes;
        this.tiff = tiff;
    }

    /// Cut off when anything that its directories name lies past the end. Without a directory it has not been
    /// written to its end: the place of the first one is filled in last.
    public FileEnd end() {
        List<Tiff.Directory> directories = tiff.directories();
        if (directories.isEmpty()) {
            return FileEnd.CUT_OFF;
        }
        long needed = directories.getLast().next();
        needed = needed == 0 ? 0 : needed + SHORTEST_DIRECTORY;
        for (Tiff.Directory directory : directories) {
            needed = Math.max(needed, extent(directory));
            for (long child : directory.numbers(Tiff.SUB_DIRECTORIES, 16)) {
                needed =
                        Math.max(needed, tiff.directory(child).map(this::extent).orElse(child + 2));
            }
        }
        return FileEnd.of(bytes.size(), needed);
    }

    /// Whether something may be added to its end. Behind the end of a file that breaks off lies what is missing:
    /// anything else would be shown in its place.
    public boolean mayGrow() {
        return end() != FileEnd.CUT_OFF;
    }

    /// Where the pictures end that it points to, and it itself.
    private long extent(Tiff.Directory of) {
        long extent = Math.max(of.end(), extent(of, Tiff.STRIP_OFFSETS, Tiff.STRIP_LENGTHS));
        extent = Math.max(extent, extent(of, TILE_OFFSETS, TILE_LENGTHS));
        extent = Math.max(extent, extent(of, Tiff.JPEG_OFFSET, Tiff.JPEG_LENGTH));
        return isPanasonic() ? Math.max(extent, extent(of, PANASONIC_OFFSET, Tiff.STRIP_LENGTHS)) : extent;
    }

    private static long extent(Tiff.Directory of, int offsetsTag, int lengthsTag) {
        List<Long> offsets = of.numbers(offsetsTag, MAX_PARTS);
        List<Long> lengths = of.numbers(lengthsTag, MAX_PARTS);
        long extent = 0;
        for (int i = 0; i < Math.min(offsets.size(), lengths.size()); i++) {
            if (offsets.get(i) != NOWHERE) {
                extent = Math.max(extent, offsets.get(i) + lengths.get(i));
            }
        }
        return extent;
    }

    private boolean isPanasonic() {
        try {
            return bytes.has(0, "IIU\0");
        } catch (IOException _) {
            return false;
        }
    }

    /// Whether nothing else lies where the value of a tag of the first page does: some programs write one for all
    /// pages.
    public boolean isAlone(int tag) throws IOException {
        Optional<Tiff.Directory> main = tiff.main();
        return main.isPresent() && isAlone(main.get(), tag);
    }

    boolean isAlone(Tiff.Directory of, int tag) throws IOException {
        Optional<Tiff.Entry> entry = of.entry(tag).filter(its -> its.position() >= HEADER);
        return entry.isPresent() && isFree(entry.get(), (each, its, _) -> each.start() == of.start() && its == tag);
    }

    /// The same, but other pages may have the very same value.
    boolean isAloneOrShared(int tag) throws IOException {
        Optional<Tiff.Entry> entry =
                tiff.main().flatMap(page -> page.entry(tag)).filter(its -> its.position() >= HEADER);
        return entry.isPresent() && isFree(entry.get(), (_, its, value) -> its == tag && value.equals(entry.get()));
    }

    /// Whether nothing else lies where the table of the first page does.
    public boolean isTableAlone() throws IOException {
        Optional<Tiff.Directory> main = tiff.main();
        return main.isPresent() && isTableAlone(main.get());
    }

    boolean isTableAlone(Tiff.Directory of) throws IOException {
        return of.start() >= HEADER
                && isFree(
                        of.start(),
                        of.tableEnd(),
                        of.start(),
                        (each, _, value) -> each.start() == of.start() && value.end() - value.position() <= 4);
    }

    /// Whether nothing lies at the very beginning.
    public boolean isHeaderAlone() throws IOException {
        return isFree(0, HEADER, NOWHERE, (_, _, _) -> false);
    }

    private boolean isFree(Tiff.Entry place, Permitted permitted) throws IOException {
        return isFree(place.position(), place.end(), NOWHERE, permitted);
    }

    /// @param table where the one begins that may lie there
    private boolean isFree(long from, long to, long table, Permitted permitted) throws IOException {
        return bytes.looked(_ -> {
            List<Tiff.Directory> pages = tiff.pages();
            return pages.size() < Tiff.MAX_PAGES
                    && pages.stream()
                            .flatMap(page -> Stream.concat(
                                    Stream.of(page),
                                    Stream.of(Tiff.SUB_DIRECTORIES, Tiff.EXIF, Tiff.GPS)
                                            .flatMap(each -> page.numbers(each, MAX_CHILDREN).stream())
                                            .flatMap(at -> tiff.directory(at).stream())))
                            .noneMatch(each -> each.start() != table && each.start() < to && each.tableEnd() > from
                                    || names(each, from, to, permitted));
        });
    }

    /// Whether a directory names anything that lies between two positions at least in part.
    private static boolean names(Tiff.Directory directory, long from, long to, Permitted permitted) {
        return directory.breaksOff() // who knows
                || directory.entries().entrySet().stream()
                        .anyMatch(entry -> entry.getValue().position() < to
                                && entry.getValue().end() > from
                                && !permitted.is(directory, entry.getKey(), entry.getValue()))
                || hasParts(directory, from, to, Tiff.STRIP_OFFSETS, Tiff.STRIP_LENGTHS)
                || hasParts(directory, from, to, TILE_OFFSETS, TILE_LENGTHS)
                || hasParts(directory, from, to, Tiff.JPEG_OFFSET, Tiff.JPEG_LENGTH)
                || JPEG_TABLES.stream()
                        .flatMap(tag -> directory.numbers(tag, MAX_SAMPLES).stream())
                        .anyMatch(at -> at < to && at + MAX_JPEG_TABLE > from);
    }

    /// What does not say how long it is goes on to the end.
    private static boolean hasParts(Tiff.Directory of, long from, long to, int offsetsTag, int lengthsTag) {
        List<Long> offsets = of.numbers(offsetsTag, MAX_PARTS);
        List<Long> lengths = of.numbers(lengthsTag, MAX_PARTS);
        long min = plainLength(of, offsetsTag);
        for (int i = 0; i < offsets.size(); i++) {
            long at = offsets.get(i);
            if (at < to && (i >= lengths.size() || at + Math.max(min, lengths.get(i)) > from)) {
                return true;
            }
        }
        return of.entry(offsetsTag)
                .filter(entry -> offsets.size() < entry.count())
                .isPresent();
    }

    /// Of a strip or tile that is not packed: it is read to its end, whatever its length is said to be.
    private static long plainLength(Tiff.Directory of, int offsetsTag) {
        if (offsetsTag == Tiff.JPEG_OFFSET || of.number(Tiff.COMPRESSION, 1) != 1) {
            return 0;
        }
        boolean isTiled = offsetsTag == TILE_OFFSETS;
        long width = of.number(isTiled ? TILE_WIDTH : Tiff.WIDTH, 0);
        long rows = isTiled
                ? of.number(TILE_HEIGHT, 0)
                : Math.min(of.number(Tiff.HEIGHT, 0), of.number(STRIP_ROWS, Long.MAX_VALUE));
        long bits = of.numbers(Tiff.BITS, MAX_SAMPLES).stream()
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(1)
                * of.number(Tiff.SAMPLES, 1);
        return (width * bits + 7) / 8 * rows;
    }
}
