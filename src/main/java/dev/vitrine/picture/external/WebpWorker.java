package dev.vitrine.picture.external;

import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// The child's side of [WebpProcess]: reads files from standard input, writes pixels to standard output, until its
/// parent goes away or nothing was asked for half a minute.
///
/// A question is the length of a file, the width and height wanted, and the file; the answer is [#DONE] and that many
/// pixels, or [#REFUSED]. A single [#READY] asks whether anybody is there.
final class WebpWorker {
    static final int READY = -1;
    static final int DONE = 0;
    static final int REFUSED = 1;
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
                    answer(questions, length, answers);
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
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
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
