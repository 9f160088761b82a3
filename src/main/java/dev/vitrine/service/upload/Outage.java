package dev.vitrine.service.upload;

import dev.vitrine.service.upload.item.UploadOutcome;
import dev.vitrine.service.upload.item.UploadSnapshot;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.world.World;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A trouble of the library that passes: while it lasts nothing fails for it, and one item after the other is tried
/// alone, at growing intervals, to see whether it has passed. Safe for any thread.
final class Outage {
    /// From about a second to a minute.
    static final RetryPolicy USUAL = RetryPolicy.forever(Duration.ofSeconds(1), Duration.ofMinutes(1));
    /// An item that meets such a trouble again and again, while the library takes others, is to blame itself.
    private static final int MAX_STRIKES = 8;

    private record Strikes(int count, long answers) {}

    private final Optional<RetryPolicy> probes;
    private final Clock clock;
    private final Map<Long, Strikes> strikes = new HashMap<>();
    private UploadSnapshot.@Nullable Held held;
    private long answers;
    private int failures;
    private long nextProbe;
    private long lastItem;

    /// @param probes how often it is looked whether it has passed; empty when nothing is waited for
    Outage(Optional<RetryPolicy> probes, Clock clock) {
        this.probes = probes;
        this.clock = clock;
    }

    synchronized Optional<UploadSnapshot.Held> held() {
        return Optional.ofNullable(held);
    }

    /// @return true when the item is to wait instead of failing
    synchronized boolean holds(long itemId, UploadOutcome failed) {
        if (probes.isEmpty() || !failed.passes() || isToBlame(itemId)) {
            return false;
        }
        if (held == null) {
            failures = 0;
        }
        held = new UploadSnapshot.Held(failed.cause(), failed.reason(), held == null ? clock.instant() : held.since());
        failures++;
        lastItem = itemId;
        nextProbe = World.here().nanoTime()
                + probes.get().pauseAfter(failures, false).toNanos();
        return true;
    }

    private boolean isToBlame(long itemId) {
        Strikes before = strikes.getOrDefault(itemId, new Strikes(0, -1));
        int count = answers > before.answers() ? before.count() + 1 : before.count();
        strikes.put(itemId, new Strikes(count, answers));
        return count > MAX_STRIKES;
    }

    /// The library took an image, or said something else about it.
    synchronized void passed(long itemId) {
        strikes.remove(itemId);
        answers++;
        held = null;
        lastItem = 0;
    }

    /// Somebody may have mended it.
    synchronized void probeNow() {
        nextProbe = World.here().nanoTime();
        failures = 0;
    }

    /// @param running how many uploads are under way
    synchronized boolean allows(int running) {
        return held == null || running == 0 && World.here().nanoTime() - nextProbe >= 0;
    }

    /// How long until it is looked again, if nothing ends before. Whoever looks now is waited for.
    ///
    /// @param running how many uploads are under way
    synchronized Duration untilProbe(int running) {
        return held == null || running > 0
                ? Duration.ofDays(1)
                : Duration.ofNanos(Math.max(1_000_000, nextProbe - World.here().nanoTime()));
    }

    /// The item that failed last, 0 when nothing is held: another one may fare better.
    synchronized long lastItem() {
        return lastItem;
    }
}
