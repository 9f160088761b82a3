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
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class UntouchedWindowTest {
    private final Pane page = new Pane();
    private final AtomicLong now = new AtomicLong(7);
    private final List<Duration> pauses = new ArrayList<>();

    @AutoClose
    private final UntouchedWindow window =
            new UntouchedWindow(page, Background.with(_ -> {}, Runnable::run), now::get, List.of(pauses::add));

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
    void itLooksSoonerWhileShortPausesAreOfUse() {
        Duration seldom = window.untilLook();
        var waiting = new AtomicBoolean(true);
        var task = new UntouchedWindow.IdleTask() {
            @Override
            public void use(Duration untouched) {}

            @Override
            public boolean isWaiting() {
                return waiting.get();
            }
        };
        try (var other = new UntouchedWindow(page, Background.with(_ -> {}, Runnable::run), now::get, List.of(task))) {
            assertTrue(other.untilLook().compareTo(WarmParts.PAUSE) < 0);
            waiting.set(false);
            assertEquals(seldom, other.untilLook());
        }
    }

    private void look(long later) throws InterruptedException {
        now.addAndGet(Duration.ofMillis(later).toNanos());
        window.look();
    }
}
