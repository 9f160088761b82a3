package dev.vitrine.ui.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.StandardError;
import dev.vitrine.image.ImageException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Work and answers wait in queues that the test empties, so that every order of events can be played.
class BackgroundTest {
    private final Deque<Runnable> workers = new ArrayDeque<>();
    private final Deque<Runnable> screen = new ArrayDeque<>();
    private final Background background = Background.with(workers::add, screen::add);
    private final List<Object> answers = new ArrayList<>();

    @Test
    void anAnswerComesBackOnTheScreen() {
        background.run(() -> 42, answers::add, answers::add);
        runAll(workers);
        assertEquals(List.of(), answers);
        runAll(screen);
        assertEquals(List.of(42), answers);
    }

    @Test
    void workThatWasCancelledBeforeItBeganIsNotDone() {
        var worked = new ArrayList<String>();
        Background.Ticket ticket = background.run(() -> worked.add("done"), answers::add, answers::add);
        ticket.cancel();
        runAll(workers);
        runAll(screen);
        assertEquals(List.of(), worked);
        assertEquals(List.of(), answers);
    }

    @Test
    void anAnswerThatIsAlreadyQueuedIsDroppedWhenTheWorkIsCancelled() {
        Background.Ticket ticket = background.run(() -> "late", answers::add, answers::add);
        runAll(workers);
        ticket.cancel();
        runAll(screen);
        assertEquals(List.of(), answers);
    }

    @Test
    void inALaneOnlyTheNewestAnswerArrives() {
        Background.Lane lane = background.lane();
        lane.run(() -> "old, not begun", answers::add, answers::add);
        lane.run(() -> "old, answered", answers::add, answers::add);
        runAll(workers);
        lane.run(() -> "new", answers::add, answers::add);
        runAll(workers);
        runAll(screen);
        assertEquals(List.of("new"), answers);
    }

    @Test
    @StandardError.Says("unexpected failure")
    void anUnexpectedFailureArrivesAsASentence() {
        background.run(
                () -> {
                    throw new IllegalStateException("broken");
                },
                answers::add,
                answers::add);
        runAll(workers);
        runAll(screen);
        assertInstanceOf(ImageException.Failed.class, answers.getFirst());
        assertTrue(((ImageException) answers.getFirst()).getMessage().contains("broken"));
    }

    @Test
    @StandardError.Says("unexpected failure")
    void anErrorIsAnsweredToo() {
        background.run(
                () -> {
                    throw new StackOverflowError();
                },
                answers::add,
                answers::add);
        runAll(workers);
        runAll(screen);
        assertInstanceOf(ImageException.Failed.class, answers.getFirst());
    }

    @Test
    void manySignalsAreOneRunAndTheLastIsNotLost() {
        Runnable signal = background.oncePerPulse(() -> answers.add("run"));
        signal.run();
        signal.run();
        runAll(screen);
        assertEquals(List.of("run"), answers);
        signal.run();
        runAll(screen);
        assertEquals(List.of("run", "run"), answers);
    }

    private static void runAll(Deque<Runnable> queue) {
        while (!queue.isEmpty()) {
            queue.poll().run();
        }
    }
}
