package dev.vitrine.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.image.ImageException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class DecodeExecutorTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    void aDecodeThatAsksIsStoppedAtItsDeadline() {
        var failure = assertThrows(
                ImageException.Invalid.class,
                () -> DecodeExecutor.run("slow.png", 1, SHORT, deadline -> {
                    while (true) {
                        deadline.check();
                    }
                }));
        assertEquals("“slow.png” takes longer than 10 seconds to open and was given up.", failure.getMessage());
    }

    @Test
    void aDecodeThatNeverListensIsLeftBehindAndItsPlaceGoesToTheNext() {
        var release = new CountDownLatch(1);
        for (int i = 0; i < Runtime.getRuntime().availableProcessors() + 2; i++) {
            assertThrows(
                    ImageException.Invalid.class,
                    () -> DecodeExecutor.run("stuck.png", 1, SHORT, _ -> {
                        while (release.getCount() > 0) {
                            Thread.onSpinWait();
                        }
                        return 0;
                    }));
        }
        assertEquals(7, DecodeExecutor.<Integer>run("next.png", 1, deadline -> 7));
        release.countDown();
    }

    @Test
    void whateverADecoderThrowsBecomesARefusal() {
        assertEquals("“a.png” needs more memory than there is.", refusal(new OutOfMemoryError()));
        assertEquals("“a.png” is damaged.", refusal(new StackOverflowError()));
        assertEquals(
                "“a.png” is damaged and cannot be shown (Index 7 out of bounds).",
                refusal(new IndexOutOfBoundsException("Index 7 out of bounds")));
    }

    private static String refusal(Throwable thrown) {
        return assertThrows(
                        ImageException.Invalid.class,
                        () -> DecodeExecutor.run("a.png", 1, _ -> {
                            if (thrown instanceof Error error) {
                                throw error;
                            }
                            throw (Exception) thrown;
                        }))
                .getMessage();
    }
}
