package dev.vitrine.ui.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.image.ImageSource;
import dev.vitrine.picture.Samples;
import dev.vitrine.picture.pixels.Picture;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class PlaybackTest {
    @Test
    void anAnimationThatPlaysOnceRestsOnItsLastFrame() throws Exception {
        var frames = new ArrayList<Picture>();
        ImageSource source = ImageSource.ofBytes("a.gif", Samples.resource("animated/gif-play-once.gif"));
        Optional<Picture> resting = Playback.play(source, 512, frames::add);
        assertEquals(Optional.of(frames.getLast()), resting);
        assertEquals(3, frames.size());
    }

    @Test
    void aStillPictureDoesNotPlay() throws Exception {
        ImageSource still = ImageSource.ofBytes("a.webp", Samples.resource("lossless.webp"));
        assertEquals(Optional.empty(), Playback.play(still, 512, _ -> {}));
    }
}
