package dev.vitrine.ui.shell;

import java.util.List;
import javafx.animation.PauseTransition;
import javafx.event.Event;
import javafx.event.EventTarget;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.util.Duration;

/// Types what people do first in a window, changing nothing, and goes on to the local library: for the packages, which
/// train with it what must not wait to be loaded then. Asked for with `-Dvitrine.exit=first-acts`.
record TrainingRun(Scene scene, MainWindow window) {
    static final String VALUE = "first-acts";

    private static final List<Key> KEYS = List.of(
            new Key(KeyCode.RIGHT, false),
            new Key(KeyCode.ENTER, false),
            new Key(KeyCode.ESCAPE, false),
            new Key(KeyCode.COMMA, true),
            new Key(KeyCode.ESCAPE, false),
            new Key(KeyCode.L, true),
            new Key(KeyCode.ESCAPE, false),
            new Key(KeyCode.F1, false),
            new Key(KeyCode.ESCAPE, false),
            new Key(KeyCode.PAGE_DOWN, false),
            new Key(KeyCode.CONTEXT_MENU, false));

    private static final Duration PAUSE = Duration.millis(500);

    private record Key(KeyCode code, boolean control) {
        void typeOn(Scene window) {
            EventTarget target = window.getFocusOwner() == null ? window : window.getFocusOwner();
            Event.fireEvent(target, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, control, false, false));
        }
    }

    void start() {
        type(0);
    }

    private void type(int index) {
        var pause = new PauseTransition(PAUSE);
        pause.setOnFinished(_ -> {
            if (index == KEYS.size()) {
                window.libraries().chooseLocal();
                new FirstPictures(scene, window.stage()::hide).start();
            } else {
                KEYS.get(index).typeOn(scene);
                type(index + 1);
            }
        });
        pause.play();
    }
}
