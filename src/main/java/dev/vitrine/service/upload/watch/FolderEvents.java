package dev.vitrine.service.upload.watch;

import dev.vitrine.world.World;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A sleep that a change in a folder ends early, where the system tells of changes.
///
/// Only a nudge: network drives tell nothing, and systems limit how many folders they tell about. Whoever sleeps here
/// looks for himself after.
final class FolderEvents implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FolderEvents.class.getName());
    private static final int MAX_FOLDERS = 2000;
    private static final Duration MOMENT = Duration.ofMillis(200);

    private final Optional<WatchService> service;
    private final Map<Path, WatchKey> keys = new HashMap<>();

    FolderEvents(Path folder) {
        service = open(folder);
    }

    private static Optional<WatchService> open(Path folder) {
        try {
            return Optional.of(folder.getFileSystem().newWatchService());
        } catch (IOException | UnsupportedOperationException e) {
            LOG.log(Level.INFO, "No events for " + folder + "; it is looked through now and then instead.", e);
            return Optional.empty();
        }
    }

    /// From now on its changes end a sleep.
    void follow(Path folder) {
        WatchKey known = keys.get(folder);
        if (service.isEmpty() || known != null && known.isValid() || keys.size() >= MAX_FOLDERS) {
            return;
        }
        try {
            keys.put(
                    folder,
                    folder.register(
                            service.get(), StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY));
        } catch (IOException | ClosedWatchServiceException e) {
            LOG.log(Level.DEBUG, "no events for " + folder, e);
        }
    }

    /// @return true when something changed
    /// @throws InterruptedException when there is no more to wait for
    boolean sleep(Duration max) throws InterruptedException {
        if (service.isEmpty()) {
            World.here().sleep(max);
            return false;
        }
        try {
            WatchKey changed = service.get().poll(max.toNanos(), TimeUnit.NANOSECONDS);
            for (WatchKey key = changed; key != null; key = service.get().poll()) {
                key.pollEvents();
                if (!key.reset()) {
                    keys.values().remove(key);
                }
            }
            if (changed != null) {
                World.here().sleep(MOMENT); // so that a burst of events makes one look
            }
            return changed != null;
        } catch (ClosedWatchServiceException _) {
            throw new InterruptedException();
        }
    }

    @Override
    public void close() {
        service.ifPresent(open -> {
            try {
                open.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "closing", e);
            }
        });
    }
}
