package dev.vitrine.picture.format;

import dev.vitrine.image.FileEnd;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.FileEdit;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.input.UnsupportedException;
import dev.vitrine.picture.metadata.Exif;
import dev.vitrine.picture.metadata.LegacyTexts;
import dev.vitrine.picture.metadata.MetadataBlocks;
import dev.vitrine.picture.metadata.Tiff;
import dev.vitrine.picture.metadata.TiffLayout;
import dev.vitrine.picture.pixels.PixelRows;
import dev.vitrine.picture.pixels.RasterRows;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// TIFF and BigTIFF, decoded by ImageIO: the first page that is no thumbnail, as its directory describes it.
final class TiffFormat implements ImageFormat {
    private static final int SUBFILE_TYPE = 254;
    private static final int REDUCED = 1;
    private static final int MASK = 4;
    private static final int CREDENTIALS = 52545;
    private static final int EXTRA_SAMPLES = 338;
    private static final int ASSOCIATED = 1;
    private static final Set<Long> READ_PACKINGS = Set.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 32773L, 32946L);
    private static final Map<Long, String> PACKINGS = Map.of(
            34661L, "as JBIG",
            34712L, "as JPEG 2000",
            34887L, "as LERC",
            34925L, "with LZMA",
            50000L, "with Zstandard",
            50001L, "as WebP",
            50002L, "as JPEG XL");
    private static final int LAB = 8;
    private static final int MAX_SAMPLES = 16;
    /// Of makers whose files have no type of their own here.
    private static final TiffRawFormat OTHER_RAW = new TiffRawFormat(ImageType.TIFF, _ -> false);
    private static final int MAX_BITS = 64;

    @Override
    public ImageType type() {
        return ImageType.TIFF;
    }

    @Override
    public boolean recognizes(SourceBytes bytes) throws IOException {
        return Tiff.begins(bytes);
    }

    @Override
    public Header header(SourceBytes bytes) throws IOException {
        List<Tiff.Directory> pages = Tiff.open(bytes).directories();
        if (pages.isEmpty()) {
            throw new MalformedException("it has no image in it");
        }
        if (hasPreview(bytes, pages)) {
            return OTHER_RAW.header(bytes);
        }
        int main = main(pages);
        Tiff.Directory page = pages.get(main);
        MetadataBlocks metadata = MetadataBlocks.NONE.withTiff(Exif.of(bytes));
        long samples = page.number(Tiff.SAMPLES, 1);
        long bits = page.number(Tiff.BITS, 1);
        if (samples > MAX_SAMPLES || bits > MAX_BITS) {
            throw new MalformedException(
                    String.format(Locale.ROOT, "%,d samples of %,d bits in a pixel cannot be shown", samples, bits));
        }
        int bytesPerPixel = (int) (samples * Math.max(1, (bits + 7) / 8));
        return Header.of(ImageType.TIFF, page.number(Tiff.WIDTH, 0), page.number(Tiff.HEIGHT, 0), bytesPerPixel)
                .withProfile(page.raw(Tiff.PROFILE, Limits.MAX_PROFILE))
                .withMetadata(main == 0 ? metadata : metadata.withTiff(Exif.of(bytes, main)))
                .withOrientation(Orientation.ofExif(page.number(Tiff.ORIENTATION, 1)));
    }

    /// Whether it is a camera's, with the readings of a sensor, and a finished picture beside them.
    private static boolean hasPreview(SourceBytes bytes, List<Tiff.Directory> pages) throws IOException {
        return pages.stream().anyMatch(TiffRawFormat::hasSensor)
                && OTHER_RAW.largest(bytes).isPresent();
    }

    /// The first page that does not say that it is another one made small.
    private static int main(List<Tiff.Directory> pages) {
        for (int i = 0; i < pages.size(); i++) {
            if ((pages.get(i).number(SUBFILE_TYPE, 0) & REDUCED) == 0) {
                return i;
            }
        }
        return 0;
    }

    @Override
    public long memoryBeside(SourceBytes bytes, Header header) throws IOException {
        List<Tiff.Directory> pages = Tiff.open(bytes).directories();
        return TiffPacked.of(bytes, pages.get(main(pages)), header)
                .map(packed -> packed.memory(bytes))
                .orElse(0L);
    }

    @Override
    public int pages(SourceBytes bytes) throws IOException {
        return (int) Tiff.open(bytes).pages().stream()
                .filter(page -> (page.number(SUBFILE_TYPE, 0) & (REDUCED | MASK)) == 0)
                .count();
    }

    private static ReadImage read(SourceBytes bytes, Header header, List<Tiff.Directory> pages, Deadline deadline)
            throws IOException {
        int main = main(pages);
        Tiff.Directory page = pages.get(main);
        if (page.number(Tiff.PHOTOMETRIC, 0) == LAB && TiffPacked.isPlanar(page)) {
            throw UnsupportedException.here("it is a TIFF whose planes of Lab colors lie apart", null);
        }
        try {
            Optional<TiffPacked> packed = TiffPacked.of(bytes, page, header);
            return packed.isPresent()
                    ? packed.get().read(bytes, deadline)
                    : ImageIoDecoder.read(bytes, main, header, deadline);
        } catch (IOException e) {
            long packing = page.number(Tiff.COMPRESSION, 1);
            if (READ_PACKINGS.contains(packing)) {
                throw e;
            }
            String name = PACKINGS.getOrDefault(packing, "by method " + packing);
            throw UnsupportedException.here("it is a TIFF packed " + name, e);
        }
    }

    @Override
    public boolean hasCredentials(SourceBytes bytes) throws IOException {
        return Tiff.open(bytes).pages().stream().anyMatch(page -> page.has(CREDENTIALS));
    }

    @Override
    public List<FileEdit> withoutLegacyTexts(SourceBytes bytes, LegacyTexts texts) throws IOException {
        return texts.inTiff(bytes);
    }

    @Override
    public Optional<List<FileEdit>> withPacket(SourceBytes bytes, PacketMerge merge) throws IOException {
        return TiffXmp.edits(bytes, merge);
    }

    @Override
    public FileEnd end(SourceBytes bytes) throws IOException {
        return new TiffLayout(bytes).end();
    }

    @Override
    public DecodeResult decode(SourceBytes bytes, Header header, int edge, Deadline deadline) throws IOException {
        List<Tiff.Directory> pages = Tiff.open(bytes).directories();
        if (hasPreview(bytes, pages)) {
            return OTHER_RAW.decode(bytes, header, edge, deadline);
        }
        ReadImage read = read(bytes, header, pages, deadline);
        return ImageIoDecoder.reduce(read, rows(read.image(), pages, deadline), header, edge);
    }

    /// What has room in memory as the file has it, which may be more pixels than are decoded to be shown.
    @Override
    public Optional<PixelRows> rows(SourceBytes bytes, Header header, Deadline deadline) throws IOException {
        if (ImageIoDecoder.step(header.width(), header.height(), header.bytesPerPixel()) > 1) {
            return Optional.empty();
        }
        List<Tiff.Directory> pages = Tiff.open(bytes).directories();
        if (hasPreview(bytes, pages)) {
            return Optional.empty();
        }
        BufferedImage image = read(bytes, header, pages, deadline).image();
        return Optional.of(ImageIoDecoder.rows(image, rows(image, pages, deadline), header));
    }

    private static RasterRows rows(BufferedImage image, List<Tiff.Directory> pages, Deadline deadline) {
        Tiff.Directory page = pages.get(main(pages));
        int bits = (int) page.number(Tiff.BITS, 1);
        boolean premultiplied = page.number(EXTRA_SAMPLES, 0) == ASSOCIATED || image.isAlphaPremultiplied();
        return new RasterRows(image, deadline, bits, premultiplied);
    }
}
