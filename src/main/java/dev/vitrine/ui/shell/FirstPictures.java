package dev.vitrine.ui.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.ImageView;

/// Ends the program when its first pictures have been shown, and says how long that took: for the packages, which train
/// their start, and for whoever measures it. Asked for with `-Dvitrine.exit=first-pictures`.
final class FirstPictures {
    static final String OPTION = "vitrine.exit";
    static final String VALUE = "first-pictures";
    private static final int FRAMES_WITH_PICTURES = 2;

    private final Scene window;
    private final Runnable look = this::look;
    private final Runnable end;
    private int frames;

    /// @param end closes the window
    FirstPictures(Scene window, Runnable end) {
        this.window = window;
        this.end = end;
    }

    void start() {
        window.addPostLayoutPulseListener(look);
        Platform.requestNextPulse();
    }

    private void look() {
        Platform.requestNextPulse();
        if (!areShown(window.getRoot())) {
            return;
        }
        frames++;
        if (frames > FRAMES_WITH_PICTURES) {
            window.removePostLayoutPulseListener(look);
            Instant started = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
            System.out.println("first pictures after "
                    + Duration.between(started, Instant.now()).toMillis() + " ms");
            end.run();
        }
    }

    /// All tiles in sight have something to show, or the window says why there are none.
    static boolean areShown(Node page) {
        Set<Node> tiles = page.lookupAll(".tile");
        return tiles.stream().anyMatch(Node::isVisible)
                ? tiles.stream().filter(Node::isVisible).allMatch(FirstPictures::hasPicture)
                : page.lookupAll(".gallery-state").stream()
                        .anyMatch(state -> state.getParent().isVisible());
    }

    private static boolean hasPicture(Node tile) {
        return tile.lookupAll(".tile-missing").stream().anyMatch(Node::isVisible)
                || ((Parent) tile)
                        .getChildrenUnmodifiable().stream()
                                .anyMatch(child -> child instanceof ImageView view && view.getImage() != null);
    }
}
