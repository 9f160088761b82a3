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

    /// Goes on as often as the file says, or until the thread is interrupted.
    ///
    ///
    /// @param onFrame called on the calling thread
    /// @return the frame on which it rests; empty at once when the file is a still picture
    static Optional<Picture> play(ImageSource source, int maxEdge, Consumer<Picture> onFrame)
            throws InterruptedException {
        Optional<AnimatedPicture> moving = AnimatedPicture.open(source, maxEdge);
        return moving.isEmpty() ? Optional.empty() : play(moving.get(), onFrame);
    }

    private static Optional<Picture> play(AnimatedPicture moving, Consumer<Picture> onFrame)
            throws InterruptedException {
        Optional<Picture> last = Optional.empty();
        try (AnimatedPicture animation = moving) {
            long left = animation.plays() == 0 ? Long.MAX_VALUE : (long) animation.plays() * animation.frameCount();
            long due = System.nanoTime();
            for (; left > 0; left--) {
                AnimatedPicture.Frame frame = animation.next();
                long early = due - System.nanoTime();
                Thread.sleep(Duration.ofNanos(Math.max(0, early)));
                onFrame.accept(frame.picture());
                last = Optional.of(frame.picture());
                // A frame that took too long to decode is not made up for: the next ones would rush.
                due = Math.max(due, System.nanoTime() - SHORTEST.toNanos())
                        + pace(frame.delay()).toNanos();
            }
        }
        return last;
    }

    private static Duration pace(Duration asked) {
        return asked.compareTo(SHORTEST) < 0 ? USUAL : asked;
    }
}
