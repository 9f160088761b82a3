package dev.vitrine.picture.format;

import dev.vitrine.image.ImageType;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.Tiff;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A page of a TIFF whose samples have numbers of bits that no reader here knows in every arrangement: four of each
/// color, nine of gray, twelve of which 0 is white, planes of each color. Its rows are read as gray bytes, as another
/// directory behind the file says, and taken apart here; numbers stay as they are.
///
/// @param bits of each sample
/// @param samples of a pixel
/// @param row bytes of a row: of the page, or of a tile
/// @param across how many tiles are beside each other; 1 for strips
record TiffPacked(Tiff.Directory page, int width, int height, int bits, int samples, int row, int across) {
    private static final int FILL_ORDER = 266;
    private static final int STRIP_ROWS = 278;
    private static final int PLANES = 284;
    private static final int SEPARATE = 2;
    private static final int PREDICTOR = 317;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_LENGTHS = 325;
    private static final int EXTRA_SAMPLES = 338;
    private static final int SAMPLE_FORMAT = 339;
    private static final Set<Long> PACKINGS = Set.of(1L, 5L, 8L, 32773L, 32946L);
    private static final int RGB = 2;
    private static final int MAX_SAMPLES = 16;
    private static final int MAX_PARTS = 1 << 20;
    /// Of what is made: colors, and one of transparency.
    private static final int MAX_BANDS = 4;

    /// Empty for a page that is not such a one, or too large.
    static Optional<TiffPacked> of(SourceBytes bytes, Tiff.Directory page, Header header) throws IOException {
        int bits = (int) page.number(Tiff.BITS, 1);
        int samples = (int) page.number(Tiff.SAMPLES, 1);
        int across = 1;
        int together = isPlanar(page) ? 1 : samples;
        long row = ((long) header.width() * together * bits + 7) / 8;
        if (page.has(TILE_OFFSETS)) {
            long tile = Math.max(1, page.number(TILE_WIDTH, 0));
            across = (int) ((header.width() + tile - 1) / tile);
            row = (tile * together * bits + 7) / 8;
        }
        if (!Limits.admits(across * row, header.height()) || !isPacked(bytes, page, bits, samples)) {
            return Optional.empty();
        }
        return Optional.of(new TiffPacked(page, header.width(), header.height(), bits, samples, (int) row, across))
                .filter(packed -> ImageIoDecoder.step(packed.width, packed.height, Short.BYTES * packed.bands()) == 1)
                .filter(packed -> packed.memory(bytes) <= Limits.MAX_MEMORY);
    }

    ReadImage read(SourceBytes bytes, Deadline deadline) throws IOException {
        Header gray = Header.of(ImageType.TIFF, (long) across * row, height, 1);
        var read = new ArrayList<ReadImage>();
        for (int plane = 0; plane < planes(); plane++) {
            SourceBytes file = SourceBytes.of(asBytes(bytes, plane));
            read.add(ImageIoDecoder.read(file, 0, gray, deadline));
        }
        ReadImage least = Collections.min(read, Comparator.comparing(ReadImage::there));
        List<Raster> planes =
                read.stream().<Raster>map(plane -> plane.image().getRaster()).toList();
        return new ReadImage(unpacked(planes, deadline), least.there(), least.integrity(), least.sound());
    }

    private int bands() {
        return Math.min(samples, MAX_BANDS);
    }

    private int planes() {
        return isPlanar(page) ? bands() : 1;
    }

    /// Whether the samples of a color lie together, and not those of a pixel.
    static boolean isPlanar(Tiff.Directory page) {
        return page.number(PLANES, 1) == SEPARATE && page.number(Tiff.SAMPLES, 1) > 1;
    }

    /// At once there are the file and its copy with another directory, or the copy and the rows, or the rows and
    /// what is made of them: two bytes of each sample.
    long memory(SourceBytes bytes) {
        long file = bytes.size();
        long rows = (long) across * row * height * planes();
        long made = (long) width * height * Short.BYTES * bands();
        return Math.max(2 * file, rows + Math.max(file, made));
    }

    private static boolean isPacked(SourceBytes bytes, Tiff.Directory page, int bits, int samples) throws IOException {
        long photometric = page.number(Tiff.PHOTOMETRIC, -1);
        return bits < 16
                && bits % 8 != 0
                && (samples > 1 || bits != 1 && bits != 2 && bits != 4)
                && samples >= (photometric == RGB ? 3 : 1)
                && photometric >= 0
                && photometric <= RGB
                && page.numbers(Tiff.BITS, MAX_SAMPLES).stream().allMatch(each -> each == bits)
                && page.number(PREDICTOR, 1) == 1
                && page.number(SAMPLE_FORMAT, 1) == 1
                && PACKINGS.contains(page.number(Tiff.COMPRESSION, 1))
                && bytes.u16(2, bytes.has(0, "MM")) == 42; // not BigTIFF
    }

    /// The file behind a directory in which this page is gray bytes: before it, that may break off.
    private byte[] asBytes(SourceBytes bytes, int plane) throws IOException {
        byte[] file = bytes.all();
        ByteOrder order = bytes.has(0, "MM") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        var values = new TreeMap<Integer, List<Long>>();
        values.put(Tiff.WIDTH, List.of((long) across * row));
        values.put(Tiff.HEIGHT, List.of((long) height));
        values.put(Tiff.BITS, List.of(8L));
        values.put(Tiff.COMPRESSION, List.of(page.number(Tiff.COMPRESSION, 1)));
        values.put(Tiff.PHOTOMETRIC, List.of(1L));
        values.put(FILL_ORDER, List.of(page.number(FILL_ORDER, 1)));
        values.put(Tiff.SAMPLES, List.of(1L));
        if (page.has(TILE_OFFSETS)) {
            values.put(TILE_WIDTH, List.of((long) row));
            List.of(TILE_HEIGHT, TILE_OFFSETS, TILE_LENGTHS).forEach(tag -> values.put(tag, ofPlane(tag, plane)));
        } else {
            values.put(STRIP_ROWS, List.of(page.number(STRIP_ROWS, height)));
            List.of(Tiff.STRIP_OFFSETS, Tiff.STRIP_LENGTHS).forEach(tag -> values.put(tag, ofPlane(tag, plane)));
        }
        values.values().removeIf(List::isEmpty);
        int end = 8 + 2 + 12 * values.size() + 4;
        int behind = values.values().stream()
                .mapToInt(each -> each.size() > 1 ? 4 * each.size() : 0)
                .sum();
        long shift = (long) end + behind;
        List.of(Tiff.STRIP_OFFSETS, TILE_OFFSETS)
                .forEach(tag -> values.computeIfPresent(
                        tag,
                        (_, places) ->
                                places.stream().map(place -> place + shift).toList()));
        ByteBuffer made =
                ByteBuffer.allocate(Math.toIntExact(shift + file.length)).order(order);
        made.put(file, 0, 4).putInt(8).putShort((short) values.size());
        for (var entry : values.entrySet()) {
            List<Long> numbers = entry.getValue();
            made.putShort(entry.getKey().shortValue()).putShort((short) 4).putInt(numbers.size());
            if (numbers.size() == 1) {
                made.putInt(numbers.getFirst().intValue());
            } else {
                made.putInt(end);
                for (long number : numbers) {
                    made.putInt(end, (int) number);
                    end += 4;
                }
            }
        }
        return made.put(Math.toIntExact(shift), file).array();
    }

    private List<Long> ofPlane(int tag, int plane) {
        List<Long> all = page.numbers(tag, MAX_PARTS);
        int count = all.size() / samples;
        return tag == TILE_HEIGHT || !isPlanar(page) ? all : all.subList(plane * count, (plane + 1) * count);
    }

    private BufferedImage unpacked(List<Raster> planes, Deadline deadline) {
        boolean isRgb = page.number(Tiff.PHOTOMETRIC, 1) == RGB;
        int colors = isRgb ? 3 : 1;
        long extra = page.number(EXTRA_SAMPLES, 0);
        boolean alpha = samples > colors && (extra == 1 || extra == 2);
        var model = new ComponentColorModel(
                ColorSpace.getInstance(isRgb ? ColorSpace.CS_sRGB : ColorSpace.CS_GRAY),
                alpha,
                alpha && extra == 1,
                alpha ? ComponentColorModel.TRANSLUCENT : ComponentColorModel.OPAQUE,
                DataBuffer.TYPE_USHORT);
        WritableRaster to = model.createCompatibleWritableRaster(width, height);
        int bands = to.getNumBands();
        boolean isWhiteZero = page.number(Tiff.PHOTOMETRIC, 1) == 0;
        int max = (1 << bits) - 1;
        byte[][] packed = new byte[planes.size()][planes.getFirst().getWidth()];
        int together = isPlanar(page) ? 1 : samples;
        int[] pixels = new int[width * bands];
        int tile = across == 1 ? width : (int) page.number(TILE_WIDTH, width);
        for (int y = 0; y < Math.min(height, planes.getFirst().getHeight()); y++) {
            deadline.check();
            for (int plane = 0; plane < packed.length; plane++) {
                planes.get(plane).getDataElements(0, y, packed[plane].length, 1, packed[plane]);
            }
            for (int x = 0; x < width; x++) {
                long bit = 8L * row * (x / tile) + (long) (x % tile) * together * bits;
                for (int band = 0; band < bands; band++) {
                    int number = together == 1 && samples > 1
                            ? number(packed[band], bit)
                            : number(packed[0], bit + (long) band * bits);
                    pixels[x * bands + band] = isWhiteZero && band == 0 ? max - number : number;
                }
            }
            to.setPixels(0, y, width, 1, pixels);
        }
        return new BufferedImage(model, to, model.isAlphaPremultiplied(), null);
    }

    /// The higher bits come first.
    private int number(byte[] packed, long bit) {
        int at = (int) (bit >> 3);
        int bytes = 0;
        for (int i = 0; i < 3; i++) {
            bytes = bytes << 8 | (at + i < packed.length ? packed[at + i] & 0xFF : 0);
        }
        return bytes >> 24 - bits - (int) (bit & 7) & (1 << bits) - 1;
    }
}
