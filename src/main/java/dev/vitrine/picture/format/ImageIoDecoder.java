package dev.vitrine.picture.format;

import dev.vitrine.image.ImageType;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.input.SourceStream;
import dev.vitrine.picture.pixels.DecodedPixels;
import dev.vitrine.picture.pixels.PixelRows;
import dev.vitrine.picture.pixels.RasterRows;
import dev.vitrine.picture.pixels.Resampler;
import dev.vitrine.picture.pixels.SrgbRows;
import java.awt.color.ICC_ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;

/// Decodes through ImageIO: TwelveMonkeys' readers first, the JDK's own where those fail. Readers of native code, which
/// a class path may offer too, are never used in this process.
///
/// A picture is decoded whole and averaged down, so that nothing aliases; only one that would not fit into memory
/// leaves out rows and columns, and is averaged from those that remain.
final class ImageIoDecoder {
    /// Half of what a decode may take; the other half is for the result.
    private static final long MAX_RASTER = Limits.MAX_MEMORY / 2;

    private ImageIoDecoder() {}

    /// The first page or frame, with its longest side at most `edge`.
    static DecodeResult.Pixels decode(SourceBytes bytes, Header header, int edge, Deadline deadline)
            throws IOException {
        return reduce(read(bytes, 0, header, deadline), header, edge, deadline);
    }

    static DecodeResult.Pixels reduce(ReadImage read, Header header, int edge, Deadline deadline) {
        return reduce(read, new RasterRows(read.image(), deadline), header, edge);
    }

    static DecodeResult.Pixels reduce(ReadImage read, RasterRows rows, Header header, int edge) {
        BufferedImage image = read.image();
        double scale = Limits.scale(header.width(), header.height(), edge);
        int width = Math.clamp(Math.round(header.width() * scale), 1, image.getWidth());
        int height = Math.clamp(Math.round(header.height() * scale), 1, image.getHeight());
        int[] pixels = Resampler.reduce(new PartialRows(rows, rows.colors(), read.there()), width, height);
        var decoded = new DecodedPixels(width, height, pixels, rows.colors(), profile(image, rows, header));
        return new DecodeResult.Pixels(decoded, read.integrity(), read.sound());
    }

    /// All of a picture, in sRGB.
    static PixelRows rows(BufferedImage image, RasterRows rows, Header header) {
        return new SrgbRows(rows, rows.colors(), profile(image, rows, header));
    }

    /// What there is of it where the file breaks off.
    ///
    /// @param page counted from 0
    static ReadImage read(SourceBytes bytes, int page, Header header, Deadline deadline) throws IOException {
        IOException failure = null;
        Optional<ReadImage> part = Optional.empty();
        for (ImageReader reader : readers(header.type())) {
            Optional<BufferedImage> begun = Optional.empty();
            try (var stream = new SourceStream(bytes, deadline)) {
                reader.setInput(stream, false, true);
                reader.addIIOReadProgressListener(new StopAtDeadline(deadline));
                ImageReadParam settings = settings(reader, page, header);
                begun = Optional.of(settings.getDestination());
                BufferedImage image = reader.read(page, settings);
                deadline.check();
                return stream.hasRunOut() ? ReadImage.beyondEnd(image) : ReadImage.whole(image);
            } catch (Deadline.Stopped e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                deadline.check();
                IOException malformed =
                        e instanceof IOException io ? io : new IIOException(String.valueOf(e.getMessage()), e);
                if (failure != null) {
                    malformed.addSuppressed(failure);
                }
                failure = malformed;
                if (part.isEmpty()) {
                    part = begun.map(ReadImage::broken).filter(read -> read.there() > 0);
                }
            } finally {
                reader.dispose();
            }
        }
        if (part.isPresent()) {
            return part.get();
        }
        throw failure == null ? new IIOException("no decoder for " + header.type()) : failure;
    }

    /// With an image to read into, in which is found what was read before a failure.
    private static ImageReadParam settings(ImageReader reader, int page, Header header) throws IOException {
        int width = reader.getWidth(page);
        int height = reader.getHeight(page);
        // its own idea of the size counts too: two readers of one header may disagree
        if (!Limits.admits(width, height)) {
            throw new MalformedException("its header contradicts itself");
        }
        int step = step(width, height, header.bytesPerPixel());
        ImageReadParam settings = reader.getDefaultReadParam();
        settings.setSourceSubsampling(step, step, 0, 0);
        settings.setDestination(reader.getImageTypes(page)
                .next()
                .createBufferedImage(Math.ceilDiv(width, step), Math.ceilDiv(height, step)));
        return settings;
    }

    private static List<ImageReader> readers(ImageType type) {
        Iterator<ImageReader> found =
                ImageIO.getImageReadersByFormatName(type.name().toLowerCase(java.util.Locale.ROOT));
        var readers = new ArrayList<ImageReader>();
        found.forEachRemaining(reader -> {
            if (isTwelveMonkeys(reader) || reader.getClass().getName().startsWith("com.sun.imageio.")) {
                readers.add(reader);
            }
        });
        readers.sort(Comparator.comparing(reader -> !isTwelveMonkeys(reader)));
        return readers;
    }

    private static boolean isTwelveMonkeys(ImageReader reader) {
        return reader.getClass().getName().startsWith("com.twelvemonkeys.");
    }

    /// How far apart the rows and columns are that are decoded, so that these fit into memory.
    static int step(int width, int height, int bytesPerPixel) {
        long bytes = (long) width * height * bytesPerPixel;
        return (int) Math.ceil(Math.sqrt((double) bytes / MAX_RASTER));
    }

    private static byte[] profile(BufferedImage image, RasterRows rows, Header header) {
        ColorModel model = image.getColorModel();
        boolean own = model.getColorSpace() instanceof ICC_ColorSpace icc
                && !icc.isCS_sRGB()
                && icc.getProfile().getData().length > 0
                && rows.isNative()
                && !isJavaGray(icc);
        if (own) {
            return ((ICC_ColorSpace) model.getColorSpace()).getProfile().getData();
        }
        return header.profile();
    }

    /// Java's stand-in for "some gray", which is linear light and never what a file means.
    private static boolean isJavaGray(ICC_ColorSpace space) {
        return space.equals(java.awt.color.ColorSpace.getInstance(java.awt.color.ColorSpace.CS_GRAY));
    }

    /// Lets a reader stop between rows, also when it reads no input.
    private record StopAtDeadline(Deadline deadline) implements IIOReadProgressListener {
        @Override
        public void imageProgress(ImageReader source, float percentageDone) {
            if (deadline.isOver()) {
                source.abort();
            }
        }

        @Override
        public void sequenceStarted(ImageReader source, int minIndex) {}

        @Override
        public void sequenceComplete(ImageReader source) {}

        @Override
        public void imageStarted(ImageReader source, int imageIndex) {}

        @Override
        public void imageComplete(ImageReader source) {}

        @Override
        public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

        @Override
        public void thumbnailProgress(ImageReader source, float percentageDone) {}

        @Override
        public void thumbnailComplete(ImageReader source) {}

        @Override
        public void readAborted(ImageReader source) {}
    }
}
