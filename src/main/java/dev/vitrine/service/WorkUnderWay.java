package dev.vitrine.service;

import dev.vitrine.world.Wakeup;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

/// Work that whoever closes waits for a little, so that what was asked for last is done. Safe for any thread.
public final class WorkUnderWay {
    /// Each is woken at its end, and then is none of these any more.
    private final List<Wakeup> ends = new CopyOnWriteArrayList<>();

    /// The same work, under way from now on.
    public <T> Callable<T> begun(Callable<T> work) {
        var end = new Wakeup();
        ends.add(end);
        return () -> {
            try {
                return work.call();
            } finally {
                ends.remove(end);
                end.wake();
            }
        };
    }

    /// An interrupt ends the waiting, and is kept.
    ///
    /// @param each how long each may still take
    public void await(Duration each) {
        try {
            for (Wakeup end : ends) {
                boolean _ = end.sleep(each);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
