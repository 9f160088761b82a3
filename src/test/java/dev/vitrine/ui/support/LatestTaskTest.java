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
    private final LatestTask<String> latestTask = new LatestTask<>(
            Background.with(work::add, Runnable::run),
            () -> {
                String asked = question;
                return () -> {
                    if (asked.isEmpty()) {
                        throw new ImageException.Failed("no question");
                    }
                    return asked;
                };
            },
            answers::add,
            reason -> answers.add(reason.getMessage()));

    @Test
    void aNewQuestionDropsTheOldAnswer() {
        latestTask.now();
        question = "second";
        latestTask.now();
        runAll();
        assertEquals(List.of("second"), answers);
    }

    @Test
    void changesWhileAskingAreOneMoreQuestionAndNeverNone() {
        latestTask.now();
        latestTask.again();
        latestTask.again();
        runAll();
        assertEquals(List.of("first", "first"), answers);
    }

    @Test
    void aFailureIsToldAndDoesNotEndTheAsking() {
        question = "";
        latestTask.now();
        latestTask.again();
        question = "second";
        runAll();
        assertEquals(List.of("no question", "second"), answers);
    }

    @Test
    void afterStopNoAnswerComes() {
        latestTask.now();
        latestTask.again();
        latestTask.stop();
        runAll();
        assertEquals(List.of(), answers);
    }

    @Test
    void afterStopItCanBeAskedAgain() {
        latestTask.now();
        latestTask.stop();
        latestTask.again();
        runAll();
        assertEquals(List.of("first"), answers);
    }

    private void runAll() {
        while (!work.isEmpty()) {
            work.remove().run();
        }
    }
}
