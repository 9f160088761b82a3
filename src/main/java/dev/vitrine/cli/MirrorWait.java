package dev.vitrine.cli;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.mirror.MirrorStatus;
import dev.vitrine.service.mirror.MirrorSync;
import java.time.Instant;
import java.util.concurrent.Semaphore;

/// Waits until the catalog of a cloud library shows what its tables hold.
final class MirrorWait {
    private MirrorWait() {}

    /// @param asked what was there at this moment is in the catalog when this returns
    /// @throws ImageException with the reason, when the tables cannot be read or the
    /// catalog cannot be written: an old
    ///   answer must not pass for a new one
    static void await(MirrorSync mirror, Instant asked, Terminal terminal) {
        var changes = new Semaphore(1);
        try (ProgressLine progress = new ProgressLine(terminal);
                var _ = mirror.subscribe(changes::release)) {
            while (true) {
                changes.acquire();
                MirrorStatus status = mirror.status();
                switch (status.state()) {
                    case LIVE, WAITING -> {
                        if (status.asOf().stream().anyMatch(asOf -> !asOf.isBefore(asked))) {
                            return;
                        }
                        mirror.wake();
                    }
                    case OFFLINE -> throw mirror.failure().orElseThrow();
                    case FILLING ->
                        progress.show(
                                status.read(), status.expected(), CommandTexts.of("progress.reading", status.read()));
                }
            }
        } catch (InterruptedException e) {
            throw new ImageException.Cancelled(CommandTexts.of("stopped"), e);
        }
    }
}
