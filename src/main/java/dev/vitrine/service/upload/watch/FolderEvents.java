package dev.vitrine.service.upload.watch;

import dev.vitrine.world.World;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
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

    private final Path root;
    private final Optional<WatchService> service;
    /// Of the folder around it: a folder that is moved tells nothing itself.
    private final Optional<WatchKey> around;
    private final Map<Path, WatchKey> keys = new HashMap<>();

    FolderEvents(Path folder) {
        root = folder;
        service = open(folder);
        around = Optional.ofNullable(folder.getParent())
                .flatMap(parent ->
                        register(parent, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE));
    }

    private static Optional<WatchService> open(Path folder) {
        try {
            return Optional.of(World.here().watchService(folder.getFileSystem()));
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
        register(folder, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY)
                .ifPresent(key -> keys.put(folder, key));
    }

    private Optional<WatchKey> register(Path folder, WatchEvent.Kind<?>... kinds) {
        if (service.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(folder.register(service.get(), kinds));
        } catch (IOException | ClosedWatchServiceException e) {
            LOG.log(Level.DEBUG, "no events for " + folder, e);
            return Optional.empty();
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
            long end = World.here().nanoTime() + max.toNanos();
            boolean changed = false;
            while (!changed) {
                WatchKey first = service.get().poll(end - World.here().nanoTime(), TimeUnit.NANOSECONDS);
                if (first == null) {
                    return false;
                }
                for (WatchKey key = first; key != null; key = service.get().poll()) {
                    changed |= isChange(key);
                }
            }
            World.here().sleep(MOMENT); // so that a burst of events makes one look
            return true;
        } catch (ClosedWatchServiceException _) {
            throw new InterruptedException();
        }
    }

    /// What else happens around the folder is not looked at.
    private boolean isChange(WatchKey key) {
        List<WatchEvent<?>> events = key.pollEvents();
        if (!key.reset()) {
            keys.values().remove(key);
        }
        if (around.filter(key::equals).isEmpty()) {
            return true;
        }
        boolean moved = events.stream()
                .anyMatch(event -> event.context() == null || event.context().equals(root.getFileName()));
        if (moved) { // what stands there next is another folder
            keys.values().forEach(WatchKey::cancel);
            keys.clear();
        }
        return moved;
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
