package dev.vitrine.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.Eventually;
import dev.vitrine.image.ImageException;
import dev.vitrine.picture.external.WebpProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class DecodeExecutorTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final DecodeRequest TILE = new DecodeRequest(DecodePriority.TILE, () -> true);

    private final DecodeExecutor executor = new DecodeExecutor(2, 192, LONG);
    private final DecodeExecutor narrow = new DecodeExecutor(1, 10, LONG);
    private final List<String> order = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void aDecodeThatAsksIsStoppedAtItsDeadline() {
        var failure = assertThrows(
                ImageException.Invalid.class,
                () -> executor.run(job("slow.png", SHORT, DecodeRequest.VIEWED, deadline -> {
                    while (true) {
                        deadline.check();
                    }
                })));
        assertEquals("“slow.png” takes longer than 0 seconds to open and was given up.", failure.getMessage());
    }

    @Test
    void ofACopyItIsSaidThatMakingItTakesTooLong() {
        var failure = assertThrows(
                ImageException.Invalid.class,
                () -> executor.run(DecodeJob.making("noise.png", 1, SHORT, deadline -> {
                    while (true) {
                        deadline.check();
                    }
                })));
        assertEquals(
                "A copy of “noise.png” takes longer than 0 seconds to make and was given up.", failure.getMessage());
    }

    @Test
    void whatNobodyWaitsForIsDecodedByLessUrgentThreads() {
        int viewed = executor.<Integer>run(job("a.png", LONG, DecodeRequest.VIEWED, _ -> priority()));
        int behind = executor.<Integer>run(job("b.png", LONG, DecodeRequest.BACKGROUND, _ -> priority()));
        assertEquals(Thread.MIN_PRIORITY, behind);
        assertTrue(viewed > behind);
    }

    private static int priority() {
        return Thread.currentThread().getPriority();
    }

    @Test
    void aDecodeThatNeverListensIsLeftBehindAndItsPlaceGoesToTheNext() {
        for (int i = 0; i < 4; i++) {
            assertThrows(
                    ImageException.Invalid.class,
                    () -> executor.run(job("stuck.png", SHORT, DecodeRequest.VIEWED, _ -> {
                        while (gate.getCount() > 0) {
                            Thread.onSpinWait();
                        }
                        return 0;
                    })));
        }
        assertEquals(7, executor.<Integer>run(job("next.png", LONG, DecodeRequest.VIEWED, deadline -> 7)));
        gate.countDown();
    }

    @Test
    void aDecodeUnderWayIsToldThatItsAskerHasLeft() throws Exception {
        var begun = new CountDownLatch(1);
        var reported = new CountDownLatch(1);
        Thread asker = Thread.ofVirtual()
                .start(() -> assertThrows(
                        ImageException.Cancelled.class,
                        () -> executor.run(job("long.png", LONG, DecodeRequest.VIEWED, deadline -> {
                            begun.countDown();
                            while (!deadline.isOver()) {
                                Thread.onSpinWait();
                            }
                            reported.countDown();
                            return 0;
                        }))));
        begun.await();
        asker.interrupt();
        assertTrue(reported.await(20, TimeUnit.SECONDS)); // before its time is over
        asker.join();
    }

    @Test
    void aChildThatIsStillBusyAtTheDeadlineIsKilled() {
        Assumptions.assumeTrue(WebpProcess.isThere(), "this runtime has no java to start a child with");
        byte[] file = Samples.resource("lossless.webp");
        assertThrows(
                ImageException.Invalid.class,
                () -> executor.run(job("a.webp", Duration.ofMillis(1), DecodeRequest.VIEWED, over -> {
                    while (true) { // starts children until the time is over
                        WebpProcess.decode(file, 40, 30, over);
                    }
                })));
    }

    @Test
    void whateverADecoderThrowsBecomesARefusal() {
        assertEquals("“a.png” needs more memory than there is.", refusal(new OutOfMemoryError()));
        assertEquals("“a.png” is damaged.", refusal(new StackOverflowError()));
        assertEquals(
                "“a.png” cannot be shown: it is damaged, or of a kind that is not read here.",
                refusal(new IndexOutOfBoundsException("Index 7 out of bounds")));
    }

    @Test
    void anErrorCostsNeitherAPlaceNorMemory() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThrows(
                    ImageException.Invalid.class,
                    () -> narrow.run(new DecodeJob<>("deep.gif", 10 << 20, LONG, TILE, _ -> {
                        throw new StackOverflowError();
                    })));
            assertThrows(
                    ImageException.Invalid.class,
                    () -> narrow.run(new DecodeJob<>("a.png", 1, LONG, unwantable(), _ -> "never")));
        }
        assertEquals("next", narrow.run(new DecodeJob<>("next.png", 10 << 20, LONG, TILE, _ -> "next")));
    }

    /// Whether somebody still wants it is asked on the thread that decodes.
    private static DecodeRequest unwantable() {
        return new DecodeRequest(DecodePriority.TILE, () -> {
            throw new OutOfMemoryError("of a moment");
        });
    }

    @Test
    void whatIsViewedComesBeforeTilesAndTilesBeforeTheBackground() throws Exception {
        assertEquals("VTB", orderOf(List.of(DecodeRequest.BACKGROUND, TILE, DecodeRequest.VIEWED)));
    }

    @Test
    void ofFourPlacesTheBackgroundGetsOneWhileTilesWait() throws Exception {
        var requests = new ArrayList<DecodeRequest>(Collections.nCopies(9, TILE));
        requests.addAll(Collections.nCopies(2, DecodeRequest.BACKGROUND));
        assertEquals("TBTTTBTTTTT", orderOf(requests));
    }

    @Test
    void aPersonNeedNotWaitForTheEndOfTheBackground() throws Exception {
        List<Asker> uploads =
                List.of(held(executor, DecodeRequest.BACKGROUND, gate), held(executor, DecodeRequest.BACKGROUND, gate));
        assertEquals("shown", executor.run(job("seen.png", LONG, TILE, _ -> "shown")));
        var third = new Asker(executor, job("third.png", LONG, DecodeRequest.BACKGROUND, _ -> noted("third")));
        third.awaitWaiting();
        assertEquals(List.of(), order, "more than two in the background at once");
        gate.countDown();
        third.result();
        for (Asker upload : uploads) {
            upload.result();
        }
    }

    @Test
    void whatTakesAllMemoryWaitsForItAndComesBeforeWhatIsBehindIt() throws Exception {
        var two = new DecodeExecutor(2, 10, LONG);
        Asker first = held(two);
        var large = new Asker(two, new DecodeJob<>("large.png", 10 << 20, LONG, TILE, _ -> noted("large")));
        large.awaitWaiting();
        var small = new Asker(two, new DecodeJob<>("small.png", 1, LONG, TILE, _ -> noted("small")));
        small.awaitWaiting();
        gate.countDown();
        first.result();
        large.result();
        small.result();
        assertEquals(List.of("large", "small"), order);
    }

    @Test
    void anAskerThatIsInterruptedTakesItsJobWithIt() throws Exception {
        Asker first = held(narrow);
        var gone = new Asker(narrow, job("gone.png", LONG, TILE, _ -> noted("gone")));
        gone.awaitWaiting();
        gone.thread.interrupt();
        assertInstanceOf(ImageException.Cancelled.class, gone.failure());
        finish(List.of(first));
        assertEquals("next", narrow.run(job("next.png", LONG, TILE, _ -> "next")));
        assertEquals(List.of(), order);
    }

    @Test
    void whatNobodyWantsAnyMoreIsDroppedBeforeItStarts() throws Exception {
        Asker first = held(narrow);
        var requested = new AtomicBoolean(true);
        var gone = new Asker(
                narrow,
                job("gone.png", LONG, new DecodeRequest(DecodePriority.TILE, requested::get), _ -> noted("gone")));
        gone.awaitWaiting();
        requested.set(false);
        finish(List.of(first));
        assertEquals(
                "Opening “gone.png” was stopped.",
                assertInstanceOf(ImageException.Cancelled.class, gone.failure()).getMessage());
        assertEquals(List.of(), order);
    }

    @Test
    void whoeverWaitsLongIsAnsweredAsLongAsSomethingRuns() throws Exception {
        var impatient = new DecodeExecutor(1, 10, SHORT);
        var askers = new ArrayList<Asker>();
        for (int i = 0; i < 12; i++) {
            askers.add(new Asker(impatient, job("slow.png", LONG, TILE, _ -> {
                Thread.sleep(200);
                return noted("done");
            })));
        }
        finish(askers);
        assertEquals(12, order.size());
    }

    @Test
    void whoeverWaitsForMemoryThatNothingReleasesIsRefused() throws Exception {
        var impatient = new DecodeExecutor(1, 10, SHORT);
        assertThrows(
                ImageException.Invalid.class,
                () -> impatient.run(new DecodeJob<>("stuck.png", 10 << 20, SHORT, TILE, _ -> {
                    while (gate.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                    return 0;
                })));
        assertEquals(
                "Too many images are being opened at once. Try again, or restart Vitrine.",
                assertThrows(
                                ImageException.Failed.class,
                                () -> impatient.run(job("late.png", LONG, TILE, _ -> noted("late"))))
                        .getMessage());
        gate.countDown();
        assertEquals("next", impatient.run(job("next.png", LONG, TILE, _ -> "next")));
        assertEquals(List.of(), order);
    }

    private String refusal(Throwable thrown) {
        return assertThrows(
                        ImageException.Invalid.class,
                        () -> executor.run(job("a.png", LONG, DecodeRequest.VIEWED, _ -> {
                            if (thrown instanceof Error error) {
                                throw error;
                            }
                            throw (Exception) thrown;
                        })))
                .getMessage();
    }

    private static <T> DecodeJob<T> job(String name, Duration time, DecodeRequest request, DecodeJob.Work<T> work) {
        return new DecodeJob<>(name, 1, time, request, work);
    }

    private String noted(String name) {
        order.add(name);
        return name;
    }

    /// Occupies a place until the gate opens.
    private Asker held(DecodeExecutor where) throws InterruptedException {
        return held(where, TILE, gate);
    }

    private static Asker held(DecodeExecutor where, DecodeRequest request, CountDownLatch gate)
            throws InterruptedException {
        var arrived = new CountDownLatch(1);
        var asker = new Asker(where, job("held.png", LONG, request, _ -> {
            arrived.countDown();
            gate.await();
            return "held";
        }));
        arrived.await();
        return asker;
    }

    /// Of two places one stays taken and the other falls free with the gate; tells in which order these get it.
    private String orderOf(List<DecodeRequest> requests) throws Exception {
        var end = new CountDownLatch(1);
        Asker stays = held(executor, TILE, end);
        var askers = new ArrayList<>(List.of(held(executor, TILE, gate)));
        for (DecodeRequest request : requests) {
            String letter = request.priority().name().substring(0, 1);
            var asker = new Asker(executor, job(letter, LONG, request, _ -> noted(letter)));
            asker.awaitWaiting();
            askers.add(asker);
        }
        finish(askers);
        end.countDown();
        stays.result();
        return String.join("", order);
    }

    private void finish(List<Asker> askers) throws Exception {
        gate.countDown();
        for (Asker asker : askers) {
            asker.result();
        }
    }

    /// Asks on a thread of its own, as all askers do.
    private static final class Asker {
        private final CompletableFuture<String> answer = new CompletableFuture<>();
        private final Thread thread;

        Asker(DecodeExecutor executor, DecodeJob<String> job) {
            thread = Thread.ofPlatform().daemon().start(() -> {
                try {
                    answer.complete(executor.run(job));
                } catch (RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            });
        }

        void awaitWaiting() {
            Eventually.await(() -> thread.getState() == Thread.State.TIMED_WAITING);
        }

        String result() throws InterruptedException, ExecutionException {
            return answer.get();
        }

        Throwable failure() {
            return assertThrows(ExecutionException.class, answer::get).getCause();
        }
    }
}
