package dev.vitrine.cli;

import dev.vitrine.service.mirror.MirrorStatus;
import dev.vitrine.service.mirror.MirrorSync;
import java.time.Instant;

/// Waits until the catalog of a cloud library shows what its tables hold.
final class MirrorWait {
    private MirrorWait() {}

    /// @param asked what was there at this moment is in the catalog when this returns
    /// @throws ImageException with the reason, when the tables cannot be read or the catalog cannot be written: an
    ///   old answer must not pass for a new one
    static void await(MirrorSync mirror, Instant asked, Terminal terminal) {
        try (ProgressLine progress = new ProgressLine(terminal)) {
            mirror.await(asked, status -> show(status, progress));
        }
    }

    /// Also that nothing in it is only believed: for what cannot be taken back.
    static void awaitProven(MirrorSync mirror, Terminal terminal) {
        try (ProgressLine progress = new ProgressLine(terminal)) {
            mirror.awaitProven(status -> show(status, progress));
        }
    }

    private static void show(MirrorStatus status, ProgressLine progress) {
        progress.show(status.read(), status.expected(), CommandTexts.of("progress.reading", status.read()));
    }
}
