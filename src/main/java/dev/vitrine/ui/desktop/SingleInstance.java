package dev.vitrine.ui.desktop;

import dev.vitrine.ui.support.Background;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The only window on the libraries of a folder: a second start hands its files over to the first and ends.
///
/// Who is first is decided by a lock that the system drops with its process, so a crash leaves nothing to clean up. Visits come over the
/// loopback interface; a secret in a file that only its owner can read keeps everybody else out.
public final class SingleInstance implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SingleInstance.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private final FileChannel lockFile;
    private final ServerSocket door;
    private final InstanceAddress instanceAddress;

    private SingleInstance(FileChannel lockFile, ServerSocket door, InstanceAddress instanceAddress) {
        this.lockFile = lockFile;
        this.door = door;
        this.instanceAddress = instanceAddress;
    }

    /// Becomes the only window, or hands the files over to the one there is.
    ///
    /// @return empty when the files were taken by a window that was there before
    /// @throws NoAnswer when there is one, but it does not answer
    /// @throws IOException when the folder takes no lock or no file
    public static Optional<SingleInstance> enter(Path folder, List<Path> files) throws IOException, NoAnswer, InterruptedException {
        return enter(folder, files, PATIENCE);
    }

    static Optional<SingleInstance> enter(Path folder, List<Path> files, Duration patience) throws IOException, NoAnswer, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        IOException last = null;
        do {
            Optional<SingleInstance> first = claim(folder);
            if (first.isPresent()) {
                return first;
            }
            try {
                visit(folder, files, patience);
                return Optional.empty();
            } catch (IOException e) {
                last = e; // it has only just started, or is about to end: one or the other will have happened soon
                Thread.sleep(BETWEEN_TRIES);
            }
        } while (System.nanoTime() < end);
        throw new NoAnswer(last);
    }

    private static Optional<SingleInstance> claim(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel lockFile = FileChannel.open(folder.resolve("window.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = lockFile.tryLock();
            if (lock != null) {
                var door = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
                return Optional.of(new SingleInstance(lockFile, door, InstanceAddress.hang(folder, door.getLocalPort())));
            }
        } catch (OverlappingFileLockException _) {
            // this same process has it
        } catch (IOException e) {
            lockFile.close();
            throw e;
        }
        lockFile.close();
        return Optional.empty();
    }

    private static void visit(Path folder, List<Path> files, Duration patience) throws IOException {
        InstanceAddress there = InstanceAddress.read(folder);
        int millis = Math.toIntExact(patience.toMillis());
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), there.port()), millis);
            socket.setSoTimeout(millis);
            InstanceProtocol.announce(socket, there.secret(), files);
        }
    }

    /// Answers visits from now on, those included that knocked before.
    ///
    /// @param host takes the files of a visit, on the FX thread; a visit without files only wants the window to be seen
    public void receive(Background background, Consumer<List<Path>> host) {
        background.run(() -> {
            while (!door.isClosed()) {
                Optional<Socket> visitor = nextVisitor();
                visitor.ifPresent(socket -> background.run(() -> answer(socket, background, host), _ -> { }, _ -> { }));
            }
            return true;
        }, _ -> { }, _ -> { });
    }

    private Optional<Socket> nextVisitor() {
        try {
            return Optional.of(door.accept());
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "nobody came in", e); // mostly because the window closes
            return Optional.empty();
        }
    }

    /// The visitor is told that all is well only when the window has its files: until then it keeps them.
    private boolean answer(Socket visitor, Background background, Consumer<List<Path>> host) throws InterruptedException {
        try (visitor) {
            visitor.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            Optional<List<Path>> files = InstanceProtocol.hear(visitor, instanceAddress.secret());
            if (files.isPresent()) {
                var taken = new CountDownLatch(1);
                background.show(() -> {
                    host.accept(files.get());
                    taken.countDown();
                });
                if (taken.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    InstanceProtocol.welcome(visitor);
                }
            }
            return files.isPresent();
        } catch (IOException e) {
            LOG.log(Level.INFO, "a visit broke off", e);
            return false;
        }
    }

    /// Lets the next start be the first again.
    @Override
    public void close() {
        try (lockFile; door) {
            instanceAddress.takeDown();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the lock ends with the process", e);
        }
    }

    /// There is a window, but it does not answer.
    public static final class NoAnswer extends Exception {
        private static final long serialVersionUID = 1L;

        NoAnswer(IOException cause) {
            super("the window that is there does not answer", cause);
        }
    }
}
