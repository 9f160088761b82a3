package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ui.support.Background;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.control.TextField;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

class IdleDetectorTest {
    private final Pane page = new Pane();
    private final AtomicLong now = new AtomicLong(7);
    private final List<Duration> pauses = new ArrayList<>();

    @AutoClose
    private final IdleDetector window =
            new IdleDetector(page, Background.with(_ -> {}, Runnable::run), now::get, List.of(pauses::add));

    @Test
    void anyInputBeginsAnotherPause() throws Exception {
        look(500);
        look(2000);
        page.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.DOWN, false, false, false, false));
        look(1);
        page.fireEvent(new Event(Event.ANY)); // that a person does not cause
        look(3);
        assertEquals(
                List.of(Duration.ofMillis(500), Duration.ofMillis(2500), Duration.ofMillis(1), Duration.ofMillis(4)),
                pauses);
    }

    @Test
    void aButtonThatIsHeldDownIsNoPause() throws Exception {
        page.fireEvent(mouse(MouseEvent.MOUSE_PRESSED, true));
        look(500);
        page.fireEvent(mouse(MouseEvent.MOUSE_DRAGGED, true));
        look(3000);
        page.fireEvent(mouse(MouseEvent.MOUSE_RELEASED, false));
        look(400);
        assertEquals(List.of(Duration.ZERO, Duration.ZERO, Duration.ofMillis(400)), pauses);
    }

    /// The release goes to the program where it ends.
    @Test
    void aDragThatIsOverHoldsNothing() throws Exception {
        page.fireEvent(mouse(MouseEvent.MOUSE_PRESSED, true));
        page.fireEvent(new DragEvent(DragEvent.DRAG_DONE, null, 0, 0, 0, 0, TransferMode.COPY, null, null, null));
        look(400);
        assertEquals(List.of(Duration.ofMillis(400)), pauses);
    }

    @Test
    void betweenTheWordsOfATextIsNoPause() throws Exception {
        FxToolkit.registerPrimaryStage();
        var field = new TextField();
        page.getChildren().add(field);
        field.fireEvent(new KeyEvent(KeyEvent.KEY_TYPED, "a", "", KeyCode.UNDEFINED, false, false, false, false));
        look(1500);
        look(1000);
        assertEquals(List.of(Duration.ZERO, Duration.ofMillis(500)), pauses);
    }

    private static MouseEvent mouse(EventType<MouseEvent> type, boolean isDown) {
        return new MouseEvent(
                type,
                1,
                1,
                1,
                1,
                MouseButton.PRIMARY,
                1,
                false,
                false,
                false,
                false,
                isDown,
                false,
                false,
                false,
                false,
                false,
                null);
    }

    @Test
    void itLooksSoonerWhileShortPausesAreOfUse() {
        Duration seldom = window.untilLook();
        var waiting = new AtomicBoolean(true);
        var task = new IdleDetector.IdleTask() {
            @Override
            public void use(Duration untouched) {}

            @Override
            public boolean isWaiting() {
                return waiting.get();
            }
        };
        try (var other = new IdleDetector(page, Background.with(_ -> {}, Runnable::run), now::get, List.of(task))) {
            assertTrue(other.untilLook().compareTo(Prewarming.PAUSE) < 0);
            waiting.set(false);
            assertEquals(seldom, other.untilLook());
        }
    }

    private void look(long later) throws InterruptedException {
        now.addAndGet(Duration.ofMillis(later).toNanos());
        window.look();
    }
}
