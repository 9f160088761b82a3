package dev.vitrine.connection;

import dev.vitrine.files.AtomicFile;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.Subscription;
import dev.vitrine.store.Rights;
import dev.vitrine.store.Rights.Right;
import dev.vitrine.world.Threads;
import dev.vitrine.world.Wakeup;
import dev.vitrine.world.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;

/// What was refused in a cloud library, from one run to the next: a reader's window is one from its first moment on.
/// Now and then it is tried out whether that is allowed by now.
final class RightsMemory implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RightsMemory.class.getName());
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(10);

    private final Path file;
    private final Rights rights;
    private final Runnable lookAgain;
    private final Subscription subscription;
    private final Wakeup next = new Wakeup();
    private final Thread looking;
    private volatile boolean closed;

    /// @param lookAgain tries out what is refused; blocks
    RightsMemory(Path file, Rights rights, Runnable lookAgain) {
        this.file = file;
        this.rights = rights;
        this.lookAgain = lookAgain;
        rights.remember(read(file));
        subscription = rights.subscribe(this::write);
        looking = World.here().threads("rights").newThread(this::look);
        looking.start();
    }

    private void look() {
        try {
            do {
                if (!rights.refused().isEmpty()) {
                    lookOnce();
                }
                boolean _ = next.sleep(BETWEEN_LOOKS);
            } while (!closed);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void lookOnce() {
        try {
            lookAgain.run();
        } catch (ImageException e) {
            LOG.log(Level.DEBUG, "what is refused could not be tried out", e);
        }
    }

    /// Whether images could not be added when the library was open the last time.
    ///
    /// @param mirror folder of the library
    static boolean isReader(Path mirror) {
        Map<Right, String> refused = read(file(mirror));
        return refused.containsKey(Right.STORE_ORIGINALS) || refused.containsKey(Right.ADD_ROWS);
    }

    static Path file(Path mirror) {
        return mirror.resolve("refused.properties");
    }

    private static Map<Right, String> read(Path file) {
        var refused = new EnumMap<Right, String>(Right.class);
        if (Files.exists(file)) {
            var written = new Properties();
            try (var in = Files.newInputStream(file)) {
                written.load(in);
            } catch (IOException | IllegalArgumentException e) {
                LOG.log(Level.DEBUG, "forgotten: " + file, e);
            }
            for (Right right : Right.values()) {
                String reason = written.getProperty(right.name(), "");
                if (!reason.isEmpty()) {
                    refused.put(right, reason);
                }
            }
        }
        return refused;
    }

    private void write() {
        var refused = new Properties();
        rights.refused().forEach((right, reason) -> refused.setProperty(right.name(), reason));
        refused.remove(Right.NOTE_WORK.name()); // looked at anew at each start
        try {
            var bytes = new ByteArrayOutputStream();
            refused.store(bytes, null);
            AtomicFile.replace(file, bytes.toByteArray());
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "not remembered: " + file, e);
        }
    }

    @Override
    public void close() {
        subscription.close();
        closed = true;
        next.wake();
        looking.interrupt();
        Threads.awaitEnd(looking);
    }
}
