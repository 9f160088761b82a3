package dev.vitrine.image;

import java.util.Collection;

/// Notification of changes, until it is closed; ending it cannot fail.
@FunctionalInterface
public interface Subscription extends AutoCloseable {
    /// Puts a listener among others. The same one can be added twice, and each is removed by itself.
    ///
    /// @param listeners may be changed by other threads
    static Subscription add(Collection<Runnable> listeners, Runnable onChange) {
        Runnable listener = onChange::run;
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    void close();
}
