package dev.vitrine.picture.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class DeadlineTest {
    private static final long SECOND = 1_000_000_000;

    private long clock = 1000 * SECOND;
    private long worked = 70 * SECOND;
    private final Deadline deadline = new Deadline(Duration.ofSeconds(10), () -> clock, _ -> worked);

    @Test
    void aBusyMachineTakesNothingFromIt() {
        deadline.begin();
        for (int i = 0; i < 100; i++) {
            passes(2, 0.08);
            deadline.check();
        }
    }

    @Test
    void itEndsWhenTheProcessorHasWorkedForSoLong() {
        deadline.begin();
        passes(1, 1);
        assertFalse(deadline.isOver());
        passes(300 - 2, 9.9);
        assertFalse(deadline.isOver());
        assertEquals(Duration.ofMillis(100), deadline.left());
        passes(0.09, 0.09);
        assertFalse(deadline.isOver());
        passes(0.01, 0.01);
        assertThrows(Deadline.Stopped.class, deadline::check);
    }

    @Test
    void whatHangsEndsByTheClock() {
        deadline.begin();
        passes(299, 0);
        assertEquals(Duration.ofSeconds(1), deadline.left());
        passes(1, 0);
        assertTrue(deadline.isOver());
    }

    @Test
    void whereTheProcessorIsNotToldTheClockCounts() {
        var untold = new Deadline(Duration.ofSeconds(10), () -> clock, _ -> -1);
        untold.begin();
        passes(9, 0);
        assertFalse(untold.isOver());
        passes(1, 0);
        assertTrue(untold.isOver());
    }

    @Test
    void timeInTheQueueDoesNotCount() {
        passes(1000, 1000);
        assertFalse(deadline.isOver());
        assertEquals(Duration.ofSeconds(10), deadline.left());
        deadline.begin();
        assertFalse(deadline.isOver());
    }

    @Test
    void stoppingEndsTheChildThatWorksForIt() throws Exception {
        Process child = child();
        deadline.begin();
        deadline.handTo(child);
        deadline.stop();
        assertTrue(Thread.interrupted());
        child.waitFor();
        Process late = child();
        deadline.handTo(late);
        late.waitFor();
    }

    @Test
    void aChildThatWasTakenBackGoesOn() throws Exception {
        Process child = child();
        deadline.begin();
        deadline.handTo(child);
        deadline.takeBack();
        deadline.stop();
        assertTrue(Thread.interrupted());
        assertTrue(child.isAlive());
        child.destroyForcibly();
    }

    /// A script around a program, and ImageMagick, leave the work to children of their own.
    @Test
    void stoppingEndsWhatTheChildHasStarted() throws Exception {
        Process child = process(Starting.class).start();
        long started = Long.parseLong(child.inputReader().readLine());
        ProcessHandle ofChild = ProcessHandle.of(started).orElseThrow();
        deadline.begin();
        deadline.handTo(child);
        deadline.stop();
        assertTrue(Thread.interrupted());
        try {
            assertEquals(ofChild, ofChild.onExit().get(1, TimeUnit.MINUTES));
        } finally {
            ofChild.destroyForcibly();
        }
    }

    private static Process child() throws IOException {
        return process(Waiting.class).start();
    }

    private static ProcessBuilder process(Class<?> main) {
        return new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName());
    }

    /// Starts one that nobody can end by closing what it reads.
    static final class Starting {
        private Starting() {}

        public static void main(String[] args) throws Exception {
            if (args.length == 0) {
                ProcessBuilder own = process(Starting.class);
                own.command().add("waits");
                System.out.println(own.start().pid());
            }
            new CountDownLatch(1).await();
        }
    }

    static final class Waiting {
        private Waiting() {}

        public static void main(String[] args) throws IOException {
            System.exit(System.in.read());
        }
    }

    private void passes(double seconds, double work) {
        clock += Math.round(seconds * SECOND);
        worked += Math.round(work * SECOND);
    }
}
