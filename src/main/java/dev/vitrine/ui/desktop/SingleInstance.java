package dev.vitrine.ui.desktop;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.ui.support.Background;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The only window on the libraries of a folder: a second start hands its files over to the first and ends.
///
/// Who is first is decided by a lock that the system drops with its process, so a crash leaves nothing to clean up. A
/// second start sends its files, as a JSON array of absolute paths, to a socket that only the same person can open
/// ([InstanceAddress]).
public final class SingleInstance implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SingleInstance.class.getName());
    private static final byte TAKEN = 1;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private final FileChannel lockFile;
    private final ServerSocketChannel server;
    private final InstanceAddress address;

    private SingleInstance(FileChannel lockFile, ServerSocketChannel server, InstanceAddress address) {
        this.lockFile = lockFile;
        this.server = server;
        this.address = address;
    }

    /// Becomes the only window, or hands the files over to the one there is.
    ///
    /// @return empty when the files were taken by a window that was there before
    /// @throws NoAnswer when there is one, but it does not answer
    /// @throws IOException when the folder takes no lock or no file, or there is no place for a socket
    public static Optional<SingleInstance> enter(Path folder, List<Path> files)
            throws IOException, NoAnswer, InterruptedException {
        return enter(folder, files, TIMEOUT);
    }

    static Optional<SingleInstance> enter(Path folder, List<Path> files, Duration timeout)
            throws IOException, NoAnswer, InterruptedException {
        Files.createDirectories(folder);
        List<InstanceAddress> addresses = InstanceAddress.of(folder);
        long end = System.nanoTime() + timeout.toNanos();
        @Nullable IOException last = null;
        do {
            Optional<SingleInstance> first = claim(folder, addresses);
            if (first.isPresent()) {
                return first;
            }
            for (InstanceAddress address : addresses) {
                try {
                    send(address, Handover.written(files), end);
                    return Optional.empty();
                } catch (IOException e) {
                    last = e; // it has only just started, or is about to end: one or the other will have happened soon
                }
            }
            Thread.sleep(BETWEEN_TRIES);
        } while (System.nanoTime() < end);
        throw new NoAnswer(last);
    }

    private static Optional<SingleInstance> claim(Path folder, List<InstanceAddress> addresses) throws IOException {
        FileChannel lockFile =
                FileChannel.open(folder.resolve("window.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (lockFile.tryLock() != null) {
                return Optional.of(listen(lockFile, addresses));
            }
        } catch (OverlappingFileLockException _) {
            // this same process has it
        } catch (IOException | UnsupportedOperationException e) {
            lockFile.close();
            throw new IOException("no window can be found from " + folder, e);
        }
        lockFile.close();
        return Optional.empty();
    }

    private static SingleInstance listen(FileChannel lockFile, List<InstanceAddress> addresses) throws IOException {
        @Nullable IOException last = null;
        for (InstanceAddress address : addresses) {
            try {
                return new SingleInstance(lockFile, address.listen(), address);
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private static void send(InstanceAddress address, byte[] request, long end) throws IOException {
        try (SocketChannel channel = address.connect();
                Selector selector = Selector.open()) {
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
            while (!channel.finishConnect()) {
                await(selector, end);
            }
            key.interestOps(SelectionKey.OP_WRITE);
            for (ByteBuffer rest = ByteBuffer.wrap(request); rest.hasRemaining(); channel.write(rest)) {
                await(selector, end);
            }
            channel.shutdownOutput();
            key.interestOps(SelectionKey.OP_READ);
            await(selector, end);
            ByteBuffer answer = ByteBuffer.allocate(1);
            if (channel.read(answer) != 1 || answer.get(0) != TAKEN) {
                throw new IOException("the files were not taken");
            }
        }
    }

    private static void await(Selector selector, long end) throws IOException {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0 || selector.select(left) == 0) {
            throw new IOException("no answer in time");
        }
        selector.selectedKeys().clear();
    }

    /// Takes the files of other starts from now on, of those too that came before.
    ///
    /// @param host takes them, on the FX thread; a start without files only wants the window to be seen
    public void receive(Background background, Consumer<List<Path>> host) {
        background.run(
                () -> {
                    while (server.isOpen()) {
                        accept().ifPresent(visitor ->
                                background.run(() -> answer(visitor, background, host), _ -> {}, _ -> {}));
                    }
                    return true;
                },
                _ -> {},
                _ -> {});
    }

    private Optional<SocketChannel> accept() {
        try {
            return Optional.of(server.accept());
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "no other start", e); // mostly because the window closes
            return Optional.empty();
        }
    }

    /// The other start gets its answer only when the window has the files: until then it keeps them.
    private static boolean answer(SocketChannel visitor, Background background, Consumer<List<Path>> host)
            throws InterruptedException {
        try (visitor) {
            List<Path> files = Handover.read(Channels.newInputStream(visitor));
            var taken = new CountDownLatch(1);
            background.show(() -> {
                host.accept(files);
                taken.countDown();
            });
            if (taken.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                visitor.write(ByteBuffer.wrap(new byte[] {TAKEN}));
            }
            return true;
        } catch (IOException | InvalidPathException e) {
            LOG.log(Level.INFO, "another start broke off", e);
            return false;
        }
    }

    /// Lets the next start be the first again.
    @Override
    public void close() {
        try (lockFile;
                server) {
            address.remove();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the lock ends with the process", e);
        }
    }

    /// What is sent. Apart, because most starts are the first, which have nobody to talk to.
    private static final class Handover {
        private static final ObjectMapper JSON = new ObjectMapper().disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);

        private Handover() {}

        static byte[] written(List<Path> files) throws IOException {
            return JSON.writeValueAsBytes(
                    files.stream().map(file -> file.toAbsolutePath().toString()).toList());
        }

        static List<Path> read(InputStream in) throws IOException {
            return Stream.of(JSON.readValue(in, String[].class)).map(Path::of).toList();
        }
    }

    /// There is a window, but it does not answer.
    public static final class NoAnswer extends Exception {
        private static final long serialVersionUID = 1L;

        NoAnswer(@Nullable IOException cause) {
            super("the window that is there does not answer", cause);
        }
    }
}
