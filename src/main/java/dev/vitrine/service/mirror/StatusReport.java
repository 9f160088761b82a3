package dev.vitrine.service.mirror;

import dev.vitrine.image.Subscription;
import dev.vitrine.service.mirror.MirrorStatus.SyncState;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// What a mirror says of itself: to whoever listens, and to the log.
///
/// Safe for any thread; listeners are called on the one that reports.
final class StatusReport {
    private static final System.Logger LOG = System.getLogger(StatusReport.class.getName());

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    /// What the log has said since the tables could be read the last time.
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    private volatile MirrorStatus status = MirrorStatus.STARTING;

    MirrorStatus status() {
        return status;
    }

    Subscription subscribe(Runnable onChange) {
        return Subscription.add(listeners, onChange);
    }

    void publish(MirrorStatus changed) {
        if (changed.state() == SyncState.LIVE && !changed.slowed() || changed.state() == SyncState.WAITING) {
            logged.clear();
        }
        if (!changed.equals(status)) {
            status = changed;
            listeners.forEach(Runnable::run);
        }
    }

    /// It tries again every second or so, and an outage may last for hours.
    void logOnce(Level level, String sentence, RuntimeException e) {
        if (logged.add(sentence + e.getClass())) {
            LOG.log(level, sentence, e);
        }
    }
}
