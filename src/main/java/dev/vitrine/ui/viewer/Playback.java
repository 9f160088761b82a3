package dev.vitrine.ui.viewer;

import dev.vitrine.image.ImageSource;
import dev.vitrine.picture.AnimatedPicture;
import dev.vitrine.picture.pixels.Picture;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// Plays a moving picture, each frame for as long as its file says.
final class Playback {
    /// Files that ask for less are shown at the pace that web browsers give them.
    private static final Duration SHORTEST = Duration.ofMillis(20);
    private static final Duration USUAL = Duration.ofMillis(100);

    private Playback() {}

    /// Goes on until the thread is interrupted; returns at once when the file is a still picture.
    ///
    /// @param onFrame called on the calling thread
    static void play(ImageSource source, int maxEdge, Consumer<Picture> onFrame) throws InterruptedException {
        Optional<AnimatedPicture> moving = AnimatedPicture.open(source, maxEdge);
        if (moving.isPresent()) {
            try (AnimatedPicture animation = moving.get()) {
                long due = System.nanoTime();
                while (true) {
                    AnimatedPicture.Frame frame = animation.next();
                    long early = due - System.nanoTime();
                    Thread.sleep(Duration.ofNanos(Math.max(0, early)));
                    onFrame.accept(frame.picture());
                    // A frame that took too long to decode is not made up for: the next ones would
                    // rush.
                    due = Math.max(due, System.nanoTime() - SHORTEST.toNanos())
                            + pace(frame.delay()).toNanos();
                }
            }
        }
    }

    private static Duration pace(Duration asked) {
        return asked.compareTo(SHORTEST) < 0 ? USUAL : asked;
    }
}
