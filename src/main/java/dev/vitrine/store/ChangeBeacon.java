package dev.vitrine.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Where the windows of a library tell one another what they changed: one look costs next to nothing, and a feed of
/// changes bears few readers. It only saves time. What is told is believed by nobody, who reads the rows instead; and
/// what is not told, by other programs or by a window that ended at that moment, is found in the feed.
///
/// May be used from any thread.
public interface ChangeBeacon extends AutoCloseable {
    ChangeBeacon NONE = new ChangeBeacon() {
        @Override
        public Optional<Signal> look() {
            return Optional.empty();
        }

        @Override
        public void report(Collection<String> imageIds) {}

        @Override
        public void close() {}
    };

    /// @param changes counts all that was told since there is a beacon
    /// @param recent ids of what was told last, the newest at the end; there may be fewer than were counted
    /// @param windows about how many are open that can tell something, at least 1
    record Signal(long changes, List<String> recent, int windows) {
        public Signal {
            recent = List.copyOf(recent);
        }
    }

    /// Empty where there is no beacon, or none that may be read. May be a little behind.
    ///
    /// @throws dev.vitrine.image.ImageException.Throttled when too many look
    Optional<Signal> look();

    /// Does not wait, and never fails.
    void report(Collection<String> imageIds);

    /// Tells what is not told yet.
    @Override
    void close();
}
