package dev.vitrine.service.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SpeedTest {
    private final AtomicLong now = new AtomicLong();
    private final Speed speed = new Speed(now::get);

    private void second(long bytes) {
        for (int quarter = 0; quarter < 4; quarter++) {
            speed.moved(bytes / 4);
            now.addAndGet(250_000_000);
            speed.bytesPerSecond();
        }
    }

    @Test
    void isTheMeanOfTheLastSeconds() {
        second(1000);
        second(3000);

        assertEquals(2000, speed.bytesPerSecond());
    }

    @Test
    void forgetsWhatIsLongPast() {
        for (int i = 0; i < 20; i++) {
            second(8000);
        }
        for (int i = 0; i < 20; i++) {
            second(400);
        }

        assertEquals(400, speed.bytesPerSecond());
    }

    @Test
    void fallsToNothingWhenNothingMoves() {
        second(1_000_000);
        for (int i = 0; i < 20; i++) {
            second(0);
        }

        assertEquals(0, speed.bytesPerSecond());
    }
}
