package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.ui.support.Background;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.Test;

class WarmPartsTest {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final List<String> made = new ArrayList<>();
    private final WarmParts parts = new WarmParts(
            new Pane(),
            Background.with(waiting::add, Runnable::run),
            Duration.ZERO,
            List.of(() -> made.add("viewer"), () -> made.add("preferences")));

    @Test
    void eachPauseMakesOnePart() {
        assertEquals(List.of(), made);
        waiting.remove().run();
        assertEquals(List.of("viewer"), made);
        waiting.remove().run();
        assertEquals(List.of("viewer", "preferences"), made);
        assertEquals(0, waiting.size());
    }

    @Test
    void aWindowThatIsClosedMakesNothingMore() {
        parts.close();
        waiting.remove().run();
        assertEquals(List.of(), made);
    }
}
