package dev.vitrine.picture.external;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.IIOImage;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// The child's side of [WebpProcess]: reads files from standard input, writes pixels to standard output, until its
/// parent goes away or nothing was asked for half a minute.
///
/// A question is the length of a file, the width and height wanted, and the file; the answer is [#DONE] and that
/// many pixels, [#REFUSED] or [#NO_MEMORY]. The other question is [#ENCODE], width, height, quality and the pixels;
/// its answer is [#DONE], the length of the file and the file. A single [#READY] asks whether anybody is there.
final class WebpWorker {
    static final int READY = -1;
    static final int ENCODE = -2;
    static final int DONE = 0;
    static final int REFUSED = 1;
    static final int NO_MEMORY = 2;
    private static final long IDLE_NANOS = 30_000_000_000L;

    private final AtomicLong idleSince = new AtomicLong(System.nanoTime());

    private WebpWorker() {}

    public static void main(String[] arguments) throws IOException {
        var answers =
                new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 64 << 10));
        System.setOut(System.err); // nothing else may write between the answers
        new WebpWorker().serve(new DataInputStream(System.in), answers);
        System.exit(0);
    }

    private void serve(DataInputStream questions, DataOutputStream answers) throws IOException {
        Thread.ofPlatform().daemon().start(this::leaveWhenIdle);
        try {
            while (true) {
                int length = questions.readInt();
                if (length == READY) {
                    answers.writeInt(READY);
                } else {
                    idleSince.set(Long.MAX_VALUE);
                    if (length == ENCODE) {
                        encode(questions, answers);
                    } else {
                        answer(questions, length, answers);
                    }
                    idleSince.set(System.nanoTime());
                }
                answers.flush();
            }
        } catch (EOFException _) {
            return; // the parent is gone
        }
    }

    private void leaveWhenIdle() {
        try {
            while (idleSince.get() == Long.MAX_VALUE || System.nanoTime() - idleSince.get() < IDLE_NANOS) {
                Thread.sleep(1000);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0);
    }

    private static void answer(DataInputStream questions, int length, DataOutputStream answers) throws IOException {
        int width = questions.readInt();
        int height = questions.readInt();
        byte[] file = questions.readNBytes(length);
        BufferedImage image;
        try {
            image = decode(file, width, height);
        } catch (OutOfMemoryError _) {
            answers.writeInt(NO_MEMORY);
            return;
        } catch (IOException | RuntimeException _) {
            answers.writeInt(REFUSED);
            return;
        }
        answers.writeInt(DONE);
        int[] pixels = new int[width];
        byte[] row = new byte[4 * width];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, pixels, 0, width);
            ByteBuffer.wrap(row).asIntBuffer().put(pixels);
            answers.write(row);
        }
    }

    private static void encode(DataInputStream questions, DataOutputStream answers) throws IOException {
        int width = questions.readInt();
        int height = questions.readInt();
        float quality = questions.readFloat();
        BufferedImage image;
        try {
            image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        } catch (OutOfMemoryError _) {
            questions.skipNBytes(4L * width * height); // the next question comes behind them
            answers.writeInt(NO_MEMORY);
            return;
        }
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        byte[] row = new byte[4 * width];
        for (int y = 0; y < height; y++) {
            questions.readFully(row);
            ByteBuffer.wrap(row).asIntBuffer().get(pixels, y * width, width);
        }
        byte[] file;
        try {
            file = encoded(image, quality);
        } catch (OutOfMemoryError _) {
            answers.writeInt(NO_MEMORY);
            return;
        } catch (IOException | RuntimeException _) {
            answers.writeInt(REFUSED);
            return;
        }
        answers.writeInt(DONE);
        answers.writeInt(file.length);
        answers.write(file);
    }

    private static byte[] encoded(BufferedImage image, float quality) throws IOException {
        ImageWriter writer = new com.luciad.imageio.webp.WebPImageWriterSpi().createWriterInstance();
        var file = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(file)) {
            var settings = (com.luciad.imageio.webp.WebPWriteParam) writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionType(com.luciad.imageio.webp.CompressionType.Lossy);
            settings.setCompressionQuality(quality);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), settings);
            stream.flush();
            return file.toByteArray();
        } finally {
            writer.dispose();
        }
    }

    private static BufferedImage decode(byte[] file, int width, int height) throws IOException {
        ImageReader reader = new com.luciad.imageio.webp.WebPImageReaderSpi().createReaderInstance();
        try (var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(stream, true, true);
            var settings = (com.luciad.imageio.webp.WebPReadParam) reader.getDefaultReadParam();
            settings.setUseScaling(true);
            settings.setScaledWidth(width);
            settings.setScaledHeight(height);
            BufferedImage image = reader.read(0, settings);
            if (image.getWidth() != width || image.getHeight() != height) {
                throw new IOException("not the size asked for");
            }
            return image;
        } finally {
            reader.dispose();
        }
    }
}
