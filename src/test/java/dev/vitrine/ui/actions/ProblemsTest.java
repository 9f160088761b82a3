package dev.vitrine.ui.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ErrorCode;
import dev.vitrine.image.ImageException;
import dev.vitrine.ui.actions.Problems.ReportedProblem;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T13:05:09Z");

    private final Problems problems = new Problems(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void theNewestComesFirstWithCodeAndDetails() {
        problems.add("One was left.", new ImageException.Failed("no"));
        var denied = new ImageException.Denied("may not", null);
        problems.add("May not.", denied);
        ReportedProblem newest = problems.all().getFirst();
        assertEquals(
                List.of("May not.", "One was left."),
                problems.all().stream().map(ReportedProblem::sentence).toList());
        assertEquals(ErrorCode.of(denied), newest.code());
        assertEquals(NOW, newest.time());
        assertTrue(newest.details().contains(newest.code()) && newest.details().contains("may not"), newest.details());
        assertEquals(2, problems.unseenProperty().get());
    }

    @Test
    void theSameAgainIsCountedNotRepeated() {
        for (int i = 0; i < 3; i++) {
            problems.add("No.", new ImageException.Failed("no"));
        }
        assertEquals(
                List.of(3), problems.all().stream().map(ReportedProblem::times).toList());
        assertEquals(1, problems.unseenProperty().get());
    }

    @Test
    void oneFailureToldTwiceIsOneProblem() {
        var failure = new ImageException.Failed("no");
        problems.add("No.", failure);
        problems.add("One was left: no.", failure);
        assertEquals(
                List.of(1), problems.all().stream().map(ReportedProblem::times).toList());
    }

    @Test
    void whatThePersonStoppedIsNoProblem() {
        problems.add("Stopped.", new ImageException.Cancelled("Stopped."));
        assertEquals(List.of(), problems.all());
    }

    @Test
    void onlySoManyAreKept() {
        for (int i = 0; i < 250; i++) {
            problems.add("No " + i, new ImageException.Failed("no"));
        }
        assertEquals(200, problems.all().size());
        assertEquals("No 249", problems.all().getFirst().sentence());
        assertEquals(200, problems.unseenProperty().get());
    }

    @Test
    void handledOnesGo() {
        problems.add("One.", new ImageException.Failed("no"));
        problems.add("Two.", new ImageException.Failed("no"));
        problems.seen();
        assertEquals(0, problems.unseenProperty().get());
        problems.dismiss(problems.all().getLast());
        assertEquals(
                List.of("Two."),
                problems.all().stream().map(ReportedProblem::sentence).toList());
        problems.clear();
        assertEquals(List.of(), problems.all());
    }
}
