package dev.vitrine.ui.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.image.ImageException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

final class LatestTaskTest {
    private final Queue<Runnable> work = new ArrayDeque<>();
    private final List<String> answers = new ArrayList<>();
    private String question = "first";
    private final LatestTask<String> asking = new LatestTask<>(Background.with(work::add, Runnable::run), () -> {
        String asked = question;
        return () -> {
            if (asked.isEmpty()) {
                throw new ImageException.Failed("no question");
            }
            return asked;
        };
    }, answers::add, reason -> answers.add(reason.getMessage()));

    @Test
    void aNewQuestionDropsTheOldAnswer() {
        asking.now();
        question = "second";
        asking.now();
        runAll();
        assertEquals(List.of("second"), answers);
    }

    @Test
    void changesWhileAskingAreOneMoreQuestionAndNeverNone() {
        asking.now();
        asking.again();
        asking.again();
        runAll();
        assertEquals(List.of("first", "first"), answers);
    }

    @Test
    void aFailureIsToldAndDoesNotEndTheAsking() {
        question = "";
        asking.now();
        asking.again();
        question = "second";
        runAll();
        assertEquals(List.of("no question", "second"), answers);
    }

    @Test
    void afterStopNoAnswerComes() {
        asking.now();
        asking.again();
        asking.stop();
        runAll();
        assertEquals(List.of(), answers);
    }

    private void runAll() {
        while (!work.isEmpty()) {
            work.remove().run();
        }
    }
}
