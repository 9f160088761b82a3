package dev.vitrine.ui.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.Eventually;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.picture.Samples;
import dev.vitrine.ui.controls.Preview;
import dev.vitrine.ui.controls.PreviewLoader;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.PictureLibrary;
import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Answers that are on their way to the screen when another picture is asked for.
final class LateAnswersTest {
    @TempDir
    Path folder;

    /// What is on its way.
    private final BlockingQueue<Runnable> screen = new LinkedBlockingQueue<>();
    private final Background background =
            Background.with(work -> Thread.ofVirtual().start(work), screen::add);

    @AutoClose
    private PictureLibrary library;

    private ImageRecord wide;
    private ImageRecord high;

    @BeforeEach
    void open() {
        library = new PictureLibrary(folder);
        wide = library.add("wide", 300, 200, Color.RED);
        high = library.add("high", 200, 300, Color.BLUE);
    }

    @Test
    void aPreviewOfTheFormerImageIsNotShown() {
        List<Preview> shown = new ArrayList<>();
        var loader = new PreviewLoader(library.library().thumbnails(), background, PreviewLoader.PREVIEW, shown::add);
        loader.show(wide);
        Eventually.await(() -> screen.size() >= 2);
        loader.show(high);
        Eventually.await(() -> screen.size() >= 4);
        screen.forEach(Runnable::run);
        assertEquals(Set.of("200 × 300"), sizes(shown));
    }

    @Test
    void aFrameOfTheFormerAnimationIsNotShown() {
        ImageRecord moving =
                library.add("moving", ImageSource.ofBytes("a.gif", Samples.resource("animated/gif-play-once.gif")));
        var viewed = new ViewedPicture(
                library.library().images(),
                library.library().thumbnails(),
                library.library().pictures(),
                background,
                UnaryOperator.identity());
        viewed.show(moving, Optional.empty());
        Eventually.await(() -> {
            runUntilFrames(viewed);
            return viewed.sharpeningProperty().get() && screen.size() >= 2;
        });
        List<Preview> shown = new ArrayList<>();
        viewed.show(high, Optional.empty());
        viewed.previewProperty().subscribe((_, now) -> shown.add(now));
        List<Runnable> late = new ArrayList<>();
        screen.drainTo(late);
        late.forEach(Runnable::run);
        Eventually.await(() -> {
            Optional.ofNullable(screen.poll()).ifPresent(Runnable::run);
            return viewed.previewProperty().get() instanceof Preview.Ready;
        });
        assertEquals(Set.of("200 × 300"), sizes(shown));
    }

    /// Up to when the frames begin to come: they wait in the queue.
    private void runUntilFrames(ViewedPicture viewed) {
        while (!viewed.sharpeningProperty().get() && !screen.isEmpty()) {
            screen.remove().run();
        }
    }

    private static Set<String> sizes(List<Preview> shown) {
        var sizes = new HashSet<String>();
        for (Preview each : shown) {
            if (each instanceof Preview.Ready ready) {
                sizes.add(ready.levels().largest().width() + " × "
                        + ready.levels().largest().height());
            }
        }
        return sizes;
    }
}
