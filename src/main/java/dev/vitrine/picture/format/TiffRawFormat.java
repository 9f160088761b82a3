package dev.vitrine.picture.format;

import dev.vitrine.image.FileEnd;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.Exif;
import dev.vitrine.picture.metadata.MetadataBlocks;
import dev.vitrine.picture.metadata.Tiff;
import dev.vitrine.picture.metadata.TiffLayout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Camera raw files that are TIFF structures, distinguished from plain TIFF and from one another by signature,
/// maker and sensor tags.
final class TiffRawFormat extends RawFormat {
    private static final int SENSOR_MOSAIC = 32803;
    private static final int NIKON_COMPRESSED = 34713;
    private static final int SONY_COMPRESSED = 32767;
    private static final int PENTAX_COMPRESSED = 65535;
    private static final int RGB = 2;
    private static final int LINEAR_RAW = 34892;
    private static final int SUBFILE_TYPE = 254;
    /// Transparency, depth, and what parts of the picture show: pages that are as large as it (DNG 1.7).
    private static final int MASKS = 4 | 8 | 16;
    /// A small one, and in newer cameras a large one.
    private static final int[] PANASONIC_PREVIEWS = {0x2E, 0x127};

    /// What tells one maker's files.
    interface Signature {
        boolean matches(SourceBytes bytes) throws IOException;
    }

    private final Signature signature;

    TiffRawFormat(ImageType type, Signature signature) {
        super(type);
        this.signature = signature;
    }

    /// A version number of the maker's own in place of that of TIFF.
    static Signature beginsWith(String... beginnings) {
        return bytes -> {
            for (String beginning : beginnings) {
                if (bytes.has(0, beginning)) {
                    return true;
                }
            }
            return false;
        };
    }

    static boolean isCanon(SourceBytes bytes) throws IOException {
        return bytes.has(0, "II*\0") && bytes.has(8, "CR");
    }

    static boolean isDng(SourceBytes bytes) throws IOException {
        return mainDirectory(bytes).filter(main -> main.has(Tiff.DNG_VERSION)).isPresent();
    }

    static boolean isPentax(SourceBytes bytes) throws IOException {
        Predicate<Tiff.Directory> compressed = main -> main.number(Tiff.COMPRESSION, 1) == PENTAX_COMPRESSED;
        return mainDirectory(bytes)
                .filter(main -> isMadeBy(main, "PENTAX", "RICOH") && (hasSensor(main) || compressed.test(main)))
                .isPresent();
    }

    static Signature sensorOf(String maker) {
        return bytes -> mainDirectory(bytes)
                .filter(main -> isMadeBy(main, maker) && hasSensor(main))
                .isPresent();
    }

    private static Optional<Tiff.Directory> mainDirectory(SourceBytes bytes) throws IOException {
        return Tiff.begins(bytes) ? Tiff.open(bytes).main() : Optional.empty();
    }

    private static boolean isMadeBy(Tiff.Directory main, String... makers) {
        String make = main.text(Tiff.MAKE).toUpperCase(Locale.ROOT);
        return Stream.of(makers).anyMatch(make::startsWith);
    }

    static boolean hasSensor(Tiff.Directory main) {
        return isSensor(main) || main.children(Tiff.SUB_DIRECTORIES).stream().anyMatch(TiffRawFormat::isSensor);
    }

    private static boolean isSensor(Tiff.Directory directory) {
        long compression = directory.number(Tiff.COMPRESSION, 1);
        return directory.number(Tiff.PHOTOMETRIC, 0) == SENSOR_MOSAIC
                || compression == NIKON_COMPRESSED
                || compression == SONY_COMPRESSED;
    }

    @Override
    public boolean recognizes(SourceBytes bytes) throws IOException {
        return bytes.size() >= 8 && signature.matches(bytes);
    }

    /// The file is such a block as a whole.
    @Override
    MetadataBlocks metadata(SourceBytes bytes) throws IOException {
        return MetadataBlocks.NONE.withTiff(Exif.of(bytes));
    }

    /// Some cameras and programs turn the preview already: it then stands where the sensor's picture lies.
    @Override
    Orientation turn(SourceBytes bytes, RawPreview preview) throws IOException {
        Orientation orientation = super.turn(bytes, preview);
        boolean turned = orientation.swapsSides() && standsUnlikeSensor(bytes, preview.header());
        return turned ? Orientation.UPRIGHT : orientation;
    }

    private static boolean standsUnlikeSensor(SourceBytes bytes, Header preview) throws IOException {
        for (Tiff.Directory directory : directories(bytes)) {
            long width = directory.number(Tiff.WIDTH, 0);
            long height = directory.number(Tiff.HEIGHT, 0);
            if (isSensor(directory) && width > 0 && height > 0) {
                return width > height && preview.width() < preview.height()
                        || width < height && preview.width() > preview.height();
            }
        }
        return false;
    }

    /// The size of the sensor's picture, where a directory tells it.
    @Override
    public Header header(SourceBytes bytes) throws IOException {
        Header header = super.header(bytes);
        boolean turned = header.metadata().orientation().swapsSides()
                && !header.orientation().swapsSides()
                && standsUnlikeSensor(bytes, header);
        for (Tiff.Directory directory : directories(bytes)) {
            long width = directory.number(Tiff.WIDTH, 0);
            long height = directory.number(Tiff.HEIGHT, 0);
            if (width * height > (long) header.width() * header.height()
                    && width <= Limits.LONGEST_SIDE
                    && height <= Limits.LONGEST_SIDE) {
                boolean swaps = turned && isSensor(directory);
                header = header.withSize((int) (swaps ? height : width), (int) (swaps ? width : height));
            }
        }
        return header;
    }

    @Override
    List<RawPreview> previews(SourceBytes bytes) throws IOException {
        var found = new ArrayList<RawPreview>();
        for (Tiff.Directory directory : directories(bytes)) {
            if (isNoPreview(directory)) {
                continue;
            }
            RawPreview.at(bytes, directory.number(Tiff.JPEG_OFFSET, 0), directory.number(Tiff.JPEG_LENGTH, 0))
                    .ifPresent(found::add);
            if (directory.numbers(Tiff.STRIP_OFFSETS, 2).size() == 1) {
                RawPreview.at(bytes, directory.number(Tiff.STRIP_OFFSETS, 0), directory.number(Tiff.STRIP_LENGTHS, 0))
                        .ifPresent(found::add);
            }
            for (int tag : PANASONIC_PREVIEWS) {
                RawPreview.at(bytes, directory.position(tag), bytes.size()).ifPresent(found::add);
            }
        }
        return found;
    }

    /// A mask, or the sensor's readings in a JPEG, in colors of its own.
    private static boolean isNoPreview(Tiff.Directory directory) {
        return (directory.number(SUBFILE_TYPE, 0) & MASKS) != 0 || directory.number(Tiff.PHOTOMETRIC, 0) == LINEAR_RAW;
    }

    /// In a DNG they are all in its directories.
    @Override
    boolean namesAll() {
        return type() == ImageType.DNG;
    }

    private static List<Tiff.Directory> directories(SourceBytes bytes) throws IOException {
        var directories = new ArrayList<Tiff.Directory>();
        for (Tiff.Directory directory : Tiff.open(bytes).directories()) {
            directories.add(directory);
            directories.addAll(directory.children(Tiff.SUB_DIRECTORIES));
        }
        return directories;
    }

    @Override
    public FileEnd end(SourceBytes bytes) throws IOException {
        return new TiffLayout(bytes).end();
    }

    @Override
    public DecodeResult decode(SourceBytes bytes, Header header, int edge, Deadline deadline) throws IOException {
        Optional<Header> uncompressed = largest(bytes).isPresent() ? Optional.empty() : uncompressed(bytes);
        return uncompressed.isPresent()
                ? ImageIoDecoder.decode(bytes, uncompressed.get(), edge, deadline)
                : super.decode(bytes, header, edge, deadline);
    }

    /// A small picture without compression, which some converters to DNG write in place of a JPEG: the first page,
    /// as a TIFF.
    private Optional<Header> uncompressed(SourceBytes bytes) throws IOException {
        Optional<Tiff.Directory> main = type() == ImageType.DNG ? mainDirectory(bytes) : Optional.empty();
        return main.filter(page -> page.number(Tiff.PHOTOMETRIC, 0) == RGB)
                .map(page -> Header.of(ImageType.TIFF, page.number(Tiff.WIDTH, 0), page.number(Tiff.HEIGHT, 0), 3))
                .filter(header -> Limits.admits(header.width(), header.height()));
    }
}
