package dev.vitrine.picture.jpeg;

import dev.vitrine.picture.jpeg.JpegException.Corrupt;
import dev.vitrine.picture.jpeg.JpegException.Unsupported;
import java.util.ArrayList;
import java.util.List;

/// Decodes parts of a JPEG that is too large to be decoded whole.
///
/// Entropy-coded data can only be read from their beginning. So they are read once, which costs no more than a picture
/// of an eighth, and the place and state at each row of units are kept; any part then begins at its first row, in every
/// scan. For one thread at a time.
public final class JpegRegions {
    private final byte[] file;
    private final JpegHeader header;
    private final List<ScanIndex> scans;
    private final int[][] quantization;

    private JpegRegions(byte[] file, JpegHeader header, List<ScanIndex> scans, int[][] quantization) {
        this.file = file;
        this.header = header;
        this.scans = scans;
        this.quantization = quantization;
    }

    /// Reads all of the file once.
    ///
    /// @param file is kept, and must not be written to
    /// @throws JpegException as [JpegDecoder#decode] does
    public static JpegRegions of(byte[] file, JpegLimits limits) throws JpegException {
        JpegHeader header = JpegDecoder.header(file);
        limits.admit(header);
        limits.admit(bytesNeeded(header));
        FrameDecoder decoder = new FrameDecoder(file, Frame.scaled(header, 1 / 8.0), limits);
        List<ScanIndex> scans = decoder.index();
        if (scans.isEmpty()) {
            throw new Corrupt("The file describes an image but has none in it.");
        }
        return new JpegRegions(file, header, scans, decoder.quantization());
    }

    /// How many bytes of heap [#of] takes, without the file's.
    private static long bytesNeeded(JpegHeader header) throws Corrupt, Unsupported {
        Frame frame = Frame.scaled(header, 1 / 8.0);
        return FrameDecoder.bytes(frame, frame.progressive());
    }

    /// A part of the picture, its place and size in the picture's own pixels.
    ///
    /// @param shrink 1, 2, 4 or 8: so many times smaller than it is stored; left and top are multiples of it
    /// @param whileItMay as in [JpegLimits]
    public JpegPicture part(Part part, int shrink, Runnable whileItMay) throws JpegException {
        Frame whole = Frame.scaled(header, 1.0 / shrink);
        int unitWidth = 8 * header.widestSampling();
        int unitHeight = 8 * header.tallestSampling();
        // one unit more on each side, from which colors are interpolated
        int firstUnit = Math.max(0, part.left / unitWidth - 1);
        int endUnit = Math.min(whole.unitsAcross(), ScaledComponent.ceil(part.right(), unitWidth) + 1);
        int firstRow = Math.max(0, part.top / unitHeight - 1);
        int endRow = Math.min(whole.unitsDown(), ScaledComponent.ceil(part.bottom(), unitHeight) + 1);
        int left = firstUnit * unitWidth;
        int top = firstRow * unitHeight;
        Frame around = Frame.scaled(
                header.withSize(
                        Math.min(endUnit * unitWidth, header.width()) - left,
                        Math.min(endRow * unitHeight, header.height()) - top),
                1.0 / shrink);
        List<Coefficients> wide = rows(whole);
        List<Coefficients> cut = rows(around);
        List<ScanDecoder> decoders = open(whole, wide);
        Assembler assembler = new Assembler(around, quantization);
        for (int row = firstRow; row < endRow; row++) {
            whileItMay.run();
            wide.forEach(Coefficients::reuse);
            for (int i = 0; i < decoders.size(); i++) {
                if (row == firstRow || decoders.size() > 1) { // they share one reader
                    decoders.get(i).state().goTo(scans.get(i).rows().get(row));
                }
                decoders.get(i).decodeRow(row);
            }
            for (int i = 0; i < cut.size(); i++) {
                cut.get(i).copy(wide.get(i), row, firstUnit);
            }
            assembler.add(cut, row - firstRow);
        }
        return cut(assembler.picture(false, 1), part, left, top, shrink);
    }

    private List<ScanDecoder> open(Frame frame, List<Coefficients> coefficients) throws Corrupt {
        BitReader in = new BitReader(file);
        List<ScanDecoder> decoders = new ArrayList<>();
        for (ScanIndex scan : scans) {
            decoders.add(ScanIndex.decoder(frame, in, scan.tables(), scan.scan(), coefficients));
        }
        return decoders;
    }

    private static List<Coefficients> rows(Frame frame) {
        return frame.components().stream()
                .map(component -> new Coefficients(component, false, frame.progressive()))
                .toList();
    }

    private static JpegPicture cut(JpegPicture around, Part part, int left, int top, int shrink) {
        int x = (part.left - left) / shrink;
        int y = (part.top - top) / shrink;
        int width = Math.min(ScaledComponent.ceil(part.width, shrink), around.width() - x);
        int height = Math.min(ScaledComponent.ceil(part.height, shrink), around.height() - y);
        int[] pixels = new int[width * height];
        for (int row = 0; row < height; row++) {
            System.arraycopy(around.pixels(), (y + row) * around.width() + x, pixels, row * width, width);
        }
        return new JpegPicture(width, height, pixels, around.color(), false, 1, around.header());
    }

    /// A rectangle within the picture.
    public record Part(int left, int top, int width, int height) {
        int right() {
            return left + width;
        }

        int bottom() {
            return top + height;
        }
    }
}
