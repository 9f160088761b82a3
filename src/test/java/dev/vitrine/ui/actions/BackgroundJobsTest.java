package dev.vitrine.ui.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.WorkUnderWay;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.SlowAnswers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class BackgroundJobsTest {
    @Test
    void closingStopsTheJobUnderWayAndForgetsTheOthers() {
        List<String> done = new ArrayList<>();
        var jobs = new BackgroundJobs(Background.immediate());
        jobs.run(
                "long",
                progress -> {
                    jobs.run("waiting", _ -> done.add("waiting"), _ -> {}, _ -> {});
                    for (int i = 1; i <= 100; i++) {
                        done.add("item " + i);
                        if (i == 2) {
                            jobs.close();
                        }
                        if (!progress.continues(i, 100)) {
                            return false;
                        }
                    }
                    return true;
                },
                _ -> {},
                _ -> {});
        assertEquals(List.of("item 1", "item 2"), done);
    }

    @Test
    void onlyWhatAClosingLibraryStopsIsAProblem() {
        List<ImageException> failures = new ArrayList<>();
        var jobs = new BackgroundJobs(Background.immediate());
        var stopped = new ImageException.Cancelled("Stopped.");
        Callable<Boolean> work = () -> {
            throw stopped;
        };
        jobs.runAside(work, _ -> {}, failures::add);
        jobs.close();
        jobs.runAside(work, _ -> {}, failures::add);
        assertEquals(stopped, failures.getFirst());
        assertEquals(WorkUnderWay.cut().getMessage(), failures.getLast().getMessage());
    }

    @Test
    void oneJobComesAfterTheOther() {
        var slow = new SlowAnswers();
        List<String> done = new ArrayList<>();
        var jobs = new BackgroundJobs(slow.background());
        jobs.run("first", _ -> done.add("first"), _ -> {}, _ -> {});
        jobs.run("second", _ -> done.add("second"), _ -> {}, _ -> {});
        assertEquals(1, slow.waiting());
        assertEquals("first", jobs.runningProperty().get().label());
        slow.answerAll();
        assertEquals(List.of("first", "second"), done);
        assertFalse(jobs.runningProperty().get().all() > 0);
        assertEquals("", jobs.runningProperty().get().label());
    }

    @Test
    void whoeverLeavesIsToldWhatStops() {
        var slow = new SlowAnswers();
        var jobs = new BackgroundJobs(slow.background());
        List<String> reported = new ArrayList<>();
        jobs.run(
                "Tag 10 images",
                progress -> {
                    reported.add(jobs.leaving());
                    progress.continues(3, 10);
                    jobs.run("Move", _ -> true, _ -> {}, _ -> {});
                    return reported.add(jobs.leaving());
                },
                _ -> {},
                _ -> {});
        slow.answerAll();
        reported.add(jobs.leaving());
        assertEquals(
                List.of("Tag 10 images: stops.", "Tag 10 images: stops after 3 of 10. Another job does not begin.", ""),
                reported);
    }
}
