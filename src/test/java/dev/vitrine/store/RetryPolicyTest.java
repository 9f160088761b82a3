package dev.vitrine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private final List<Duration> pauses = new ArrayList<>();
    private final RetryPolicy policy = new RetryPolicy(4, Duration.ofMillis(100), Duration.ofSeconds(2), pauses::add);

    @Test
    void triesAgainUntilItWorksAndPausesInBetween() {
        var calls = new AtomicInteger();
        assertEquals("done", policy.run(() -> {
            if (calls.incrementAndGet() < 3) {
                throw new ImageException.Unreachable("away", null);
            }
            return "done";
        }));
        assertEquals(3, calls.get());
        assertEquals(2, pauses.size());
    }

    @Test
    void givesUpAfterSoManyAttemptsAndTellsHowMany() {
        var calls = new AtomicInteger();
        var failure = assertThrows(
                ImageException.Unreachable.class,
                () -> policy.run(() -> {
                    calls.incrementAndGet();
                    throw new ImageException.Unreachable("away", null);
                }));
        assertEquals(4, calls.get());
        assertEquals(4, failure.attempts());
        assertEquals("away", failure.getMessage());
    }

    @Test
    void aCertificateThatIsNotTrustedIsNoBetterTheNextTime() {
        var shown = new ServerCertificate("nas:443", "CN=nas", "AA:BB", Instant.EPOCH, Instant.MAX, List.of(), true);
        var doubt = new ServerCertificate.NotTrusted(shown, new CertificateException("unknown"));
        var calls = new AtomicInteger();
        assertThrows(
                ImageException.Unreachable.class,
                () -> policy.run(() -> {
                    calls.incrementAndGet();
                    throw new ImageException.Unreachable("doubtful", new SSLHandshakeException("").initCause(doubt));
                }));
        assertEquals(1, calls.get());

        RetryPolicy endless = RetryPolicy.forever(Duration.ZERO, Duration.ZERO).withSleeper(pauses::add);
        assertEquals("done", endless.run(() -> {
            if (calls.incrementAndGet() < 30) { // until a person has looked at it
                throw new ImageException.Unreachable("doubtful", new SSLHandshakeException("").initCause(doubt));
            }
            return "done";
        }));
    }

    @Test
    void attemptsOfALayerBelowCount() {
        var calls = new AtomicInteger();
        assertThrows(
                ImageException.Throttled.class,
                () -> policy.run(() -> {
                    calls.incrementAndGet();
                    throw new ImageException.Throttled("slow down", null, 2);
                }));
        assertEquals(2, calls.get(), "two rounds of two");
        calls.set(0);
        assertThrows(
                ImageException.Throttled.class,
                () -> policy.run(() -> {
                    calls.incrementAndGet();
                    throw new ImageException.Throttled("slow down", null, 3);
                }));
        assertEquals(1, calls.get(), "a second round of three would be two too many");
    }

    @Test
    void patientLayersAroundOneAnotherDoNotMultiply() {
        var calls = new AtomicInteger();
        assertThrows(
                ImageException.Unreachable.class,
                () -> policy.run(() ->
                        policy.run(() -> policy.withMaxAttempts(2).run(() -> {
                            calls.incrementAndGet();
                            throw new ImageException.Unreachable("away", null);
                        }))));
        assertEquals(4, calls.get());
    }

    @Test
    void onlyWhatMayPassIsTriedAgain() {
        for (ImageException failure : List.of(
                new ImageException.Invalid("no"),
                new ImageException.NotFound("no"),
                new ImageException.Conflict("no"),
                new ImageException.Denied("no", null),
                new ImageException.Failed("no"),
                new ImageException.Cancelled("no"))) {
            var calls = new AtomicInteger();
            assertEquals(
                    failure,
                    assertThrows(
                            failure.getClass(),
                            () -> policy.run(() -> {
                                calls.incrementAndGet();
                                throw failure;
                            })));
            assertEquals(1, calls.get(), failure.toString());
        }
        assertEquals(List.of(), pauses);
    }

    @Test
    void pausesGrowUpToTheLongestAndAreLongerForABusyService() {
        for (int attempt = 1; attempt <= 5; attempt++) {
            long max = List.of(100, 400, 1600, 2000, 2000).get(attempt - 1);
            int made = attempt;
            assertTrue(IntStream.range(0, 100)
                    .mapToObj(_ -> policy.pauseAfter(made, false).toMillis())
                    .allMatch(pause -> pause >= max / 2 && pause <= max));
        }
        assertTrue(IntStream.range(0, 100)
                .mapToObj(_ -> policy.pauseAfter(1, true).toMillis())
                .allMatch(pause -> pause >= 500 && pause <= 1000));
        assertTrue(policy.pauseAfter(1000, true).toMillis() <= 2000);
    }

    @Test
    void progressBeginsToCountAnew() {
        RetryPolicy.Attempts attempts = policy.begin();
        for (int i = 0; i < 20; i++) {
            assertTrue(attempts.isNext());
            attempts.restart();
        }
        assertTrue(IntStream.range(0, 3).allMatch(_ -> attempts.isNext()));
        assertFalse(attempts.isNext());
    }

    @Test
    void aForeverPolicyNeverGivesUp() {
        RetryPolicy.Attempts attempts = RetryPolicy.forever(Duration.ofSeconds(1), Duration.ofSeconds(1))
                .withSleeper(pauses::add)
                .begin();
        assertTrue(IntStream.range(0, 10_000).allMatch(_ -> attempts.isNext()));
        assertTrue(pauses.stream().allMatch(pause -> pause.toMillis() >= 500 && pause.toMillis() <= 1000));
    }

    @Test
    void anInterruptEndsItAtOnce() {
        RetryPolicy slow = policy.withSleeper(_ -> {
            throw new InterruptedException();
        });
        assertThrows(
                ImageException.Cancelled.class,
                () -> slow.run(() -> {
                    throw new ImageException.Unreachable("away", null);
                }));
        assertTrue(Thread.interrupted());
    }

    @Test
    void mustAllowAtLeastOne() {
        assertThrows(IllegalArgumentException.class, () -> new RetryPolicy(0, Duration.ZERO));
    }
}
