package dev.vitrine.picture.jpeg;

import dev.vitrine.image.ImageSource;
import dev.vitrine.picture.DecodeRequest;
import dev.vitrine.picture.PictureReader;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.FileImageOutputStream;

/// Makes a thumbnail of each file, in this process: read, decode, reduce, write as JPEG.
///
/// Started by itself (`ThumbnailBatch folder kind target`) it is the cold run of [ThumbnailBenchmark].
final class ThumbnailBatch {
    static final int EDGE = 512;
    static final float QUALITY = 0.82f;

    /// Which files of a folder.
    enum Kind {
        BASELINE,
        PROGRESSIVE,
        PNG;

        private static Optional<Kind> of(byte[] bytes) throws JpegException {
            if (isPng(bytes)) {
                return Optional.of(PNG);
            }
            if (bytes.length < 4 || bytes[0] != (byte) 0xFF || bytes[1] != (byte) 0xD8) {
                return Optional.empty();
            }
            return switch (JpegDecoder.header(bytes).process()) {
                case BASELINE -> Optional.of(BASELINE);
                case PROGRESSIVE -> Optional.of(PROGRESSIVE);
                default -> Optional.empty();
            };
        }

        private static boolean isPng(byte[] bytes) {
            return bytes.length > 24 && bytes[1] == 'P' && bytes[2] == 'N';
        }

        private static long pixels(byte[] bytes) throws JpegException {
            if (isPng(bytes)) {
                ByteBuffer size = ByteBuffer.wrap(bytes, 16, 8);
                return (long) size.getInt() * size.getInt();
            }
            JpegHeader header = JpegDecoder.header(bytes);
            return (long) header.width() * header.height();
        }
    }

    /// One way to a thumbnail.
    interface Way {
        void thumbnail(Path file, Path to) throws Exception;
    }

    private ThumbnailBatch() {}

    public static void main(String[] args) throws Exception {
        run(files(Path.of(args[0]), Kind.valueOf(args[1])), Path.of(args[2]), 1, ThumbnailBatch::ours);
    }

    /// Those of one kind and of 8 to 26 megapixels.
    static List<Path> files(Path folder, Kind kind) throws Exception {
        List<Path> files = new ArrayList<>();
        try (var entries = Files.list(folder)) {
            for (Path file : entries.sorted().toList()) {
                byte[] bytes = Files.readAllBytes(file);
                if (Kind.of(bytes).filter(kind::equals).isPresent()
                        && Math.clamp(Kind.pixels(bytes), 8_000_000, 26_000_000) == Kind.pixels(bytes)) {
                    files.add(file);
                }
            }
        }
        return files;
    }

    static void run(List<Path> files, Path target, int threads, Way way) throws Exception {
        List<Callable<Path>> tasks = new ArrayList<>();
        for (Path file : files) {
            Path to = target.resolve(name(file));
            tasks.add(() -> {
                way.thumbnail(file, to);
                return to;
            });
        }
        try (var pool = Executors.newFixedThreadPool(threads)) {
            for (Future<Path> done : pool.invokeAll(tasks)) {
                done.get();
            }
        }
    }

    /// As `vipsthumbnail` names it.
    static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.[^.]*$", "") + ".jpg";
    }

    static void ours(Path file, Path to) throws IOException, JpegException {
        JpegPicture picture = JpegDecoder.decode(Files.readAllBytes(file), EDGE, JpegLimits.DEFAULT);
        Files.write(to, JpegEncoder.encode(picture.width(), picture.height(), picture.pixels(), QUALITY));
    }

    static void png(Path file, Path to) throws IOException {
        Files.write(
                to,
                new PictureReader()
                        .preview(ImageSource.ofFile(file), EDGE, DecodeRequest.VIEWED)
                        .bytes());
    }

    /// The JDK alone: a full decode, then drawn smaller in one bicubic step.
    static void jdk(Path file, Path to) throws IOException {
        BufferedImage full = ImageIO.read(file.toFile());
        double scale = (double) EDGE / Math.max(full.getWidth(), full.getHeight());
        var small = new BufferedImage(
                (int) Math.round(full.getWidth() * scale),
                (int) Math.round(full.getHeight() * scale),
                BufferedImage.TYPE_INT_RGB);
        var graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(full, 0, 0, small.getWidth(), small.getHeight(), null);
        graphics.dispose();
        write(small, to);
    }

    static Path write(BufferedImage image, Path to) throws IOException {
        Files.deleteIfExists(to);
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var out = new FileImageOutputStream(to.toFile())) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return to;
    }
}
