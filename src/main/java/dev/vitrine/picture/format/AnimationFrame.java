package dev.vitrine.picture.format;

import java.time.Duration;

/// One frame of an animation: where it goes on the canvas, how long it stays, and what happens before the next one.
///
/// @param file a file of its own, of the same format, with nothing but this frame
/// @param over drawn over what is there; otherwise it replaces it
public record AnimationFrame(
        int left, int top, int width, int height, Duration delay, Disposal disposal, boolean over, StillFile file) {
    public enum Disposal {
        KEEP,
        CLEAR,
        RESTORE
    }

    public interface StillFile {
        byte[] bytes() throws java.io.IOException;
    }

    /// More are not played.
    static final int MAX_FRAMES = 5000;
    /// Sixty frames a second are meant; a hundredth of a second is not.
    private static final int SHORTEST_MILLIS = 11;
    private static final Duration USUAL = Duration.ofMillis(100);

    /// No delay, or next to none, is taken as a tenth of a second: so does every browser, and files rely on it.
    static Duration delay(long millis) {
        return millis < SHORTEST_MILLIS ? USUAL : Duration.ofMillis(Math.min(millis, 60_000));
    }
}
