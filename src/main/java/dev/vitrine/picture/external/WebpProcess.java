package dev.vitrine.picture.external;

import dev.vitrine.files.OperatingSystem;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.UnsupportedException;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.IntUnaryOperator;

/// Keeps child processes that run [WebpWorker] and hands them one picture at a time.
///
/// Native decoders have had holes, and files come from strangers: a child that crashes, hangs or is taken over costs
/// one picture and has a small heap. Children stay for a while, because starting one takes longer than most pictures.
public final class WebpProcess implements Closeable {
    private static final Path JAVA = Path.of(
            System.getProperty("java.home"),
            "bin",
            OperatingSystem.current() == OperatingSystem.WINDOWS ? "java.exe" : "java");
    private static final ConcurrentLinkedDeque<WebpProcess> IDLE = new ConcurrentLinkedDeque<>();
    private static final int MAX_IDLE = 2;

    private final Process process;
    private final DataOutputStream out;
    private final DataInputStream in;

    private WebpProcess() throws IOException {
        var folder = TemporaryFolder.create("webp");
        process = new ProcessBuilder(List.of(
                        JAVA.toString(),
                        "-Xmx768m",
                        "-Xmn48m", // the rest holds 64 megapixels twice, and a file of them as it is written
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.awt.headless=true",
                        "-Djava.io.tmpdir=" + folder.path(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WebpWorker.class.getName()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.onExit().thenRun(folder::close);
        out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 64 << 10));
        in = new DataInputStream(process.getInputStream());
    }

    /// False where the runtime has no `java` to start.
    public static boolean isThere() {
        return Files.isExecutable(JAVA);
    }

    /// @throws MalformedException when libwebp refuses the file
    /// @throws UnsupportedException when the child has not enough memory for it
    public static BufferedImage decode(byte[] file, int width, int height, Deadline deadline) throws IOException {
        return free().use(child -> child.ask(file, width, height), deadline);
    }

    /// The bytes of a WebP.
    ///
    /// @param pixels `0xAARRGGBB` at a place, row by row, colors at full strength
    /// @param quality above 0, at most 1
    /// @throws UnsupportedException when libwebp cannot write it, or has not enough memory for it
    public static byte[] encode(int width, int height, IntUnaryOperator pixels, float quality, Deadline deadline)
            throws IOException {
        try {
            return free().use(child -> child.askFor(width, height, pixels, quality), deadline);
        } catch (MalformedException e) {
            var failure = new UnsupportedException("could not be made a WebP: " + e.getMessage() + ".");
            failure.initCause(e);
            throw failure;
        }
    }

    private interface Question<T> {
        T ask(WebpProcess child) throws IOException;
    }

    private static WebpProcess free() throws IOException {
        for (WebpProcess idle = IDLE.poll(); idle != null; idle = IDLE.poll()) {
            if (idle.process.isAlive() && idle.isReady()) {
                return idle;
            }
            idle.close();
        }
        return new WebpProcess();
    }

    /// An idle child may be about to leave: it says so by closing its side, and then takes no more.
    private boolean isReady() {
        try {
            out.writeInt(WebpWorker.READY);
            out.flush();
            return in.readInt() == WebpWorker.READY;
        } catch (IOException _) {
            return false;
        }
    }

    private <T> T use(Question<T> question, Deadline deadline) throws IOException {
        deadline.handTo(process);
        boolean done = false;
        try {
            T answer = question.ask(this);
            done = true;
            return answer;
        } catch (MalformedException | UnsupportedException e) {
            done = true;
            throw e;
        } catch (IOException e) {
            deadline.check();
            throw new MalformedException("libwebp broke off");
        } finally {
            deadline.takeBack();
            if (done && IDLE.size() < MAX_IDLE) {
                IDLE.push(this);
            } else {
                close();
            }
        }
    }

    private BufferedImage ask(byte[] file, int width, int height) throws IOException {
        out.writeInt(file.length);
        out.writeInt(width);
        out.writeInt(height);
        out.write(file);
        out.flush();
        awaitDone();
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        byte[] row = new byte[4 * width];
        for (int y = 0; y < height; y++) {
            in.readFully(row);
            ByteBuffer.wrap(row).asIntBuffer().get(pixels, y * width, width);
        }
        return image;
    }

    private byte[] askFor(int width, int height, IntUnaryOperator pixels, float quality) throws IOException {
        out.writeInt(WebpWorker.ENCODE);
        out.writeInt(width);
        out.writeInt(height);
        out.writeFloat(quality);
        byte[] row = new byte[4 * width];
        for (int y = 0; y < height; y++) {
            IntBuffer to = ByteBuffer.wrap(row).asIntBuffer();
            for (int x = 0; x < width; x++) {
                to.put(pixels.applyAsInt(y * width + x));
            }
            out.write(row);
        }
        out.flush();
        awaitDone();
        return in.readNBytes(in.readInt());
    }

    private void awaitDone() throws IOException {
        switch (in.readInt()) {
            case WebpWorker.DONE -> {}
            case WebpWorker.NO_MEMORY -> throw new UnsupportedException("needs more memory than there is.");
            default -> throw new MalformedException("libwebp refuses it");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
