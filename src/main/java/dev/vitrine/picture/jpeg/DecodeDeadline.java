package dev.vitrine.picture.jpeg;

import dev.vitrine.picture.jpeg.JpegException.DecodingStopped;
import dev.vitrine.picture.jpeg.JpegException.TooSlow;
import java.time.Duration;
import java.util.Locale;

/// The moment after which a decode gives up, asked once per row of blocks.
final class DecodeDeadline {
    private final Duration budget;
    private final long end;

    DecodeDeadline(Duration budget) {
        this.budget = budget;
        this.end = System.nanoTime() + budget.toNanos();
    }

    void check() throws DecodingStopped, TooSlow {
        if (Thread.currentThread().isInterrupted()) {
            throw new DecodingStopped("The image is no longer needed.");
        }
        if (System.nanoTime() - end > 0) {
            throw new TooSlow(
                    String.format(Locale.ROOT, "The image took longer than the %d s allowed.", budget.toSeconds()));
        }
    }
}
