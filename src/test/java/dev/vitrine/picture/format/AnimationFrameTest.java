package dev.vitrine.picture.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnimationFrameTest {
    /// As browsers do it: a frame that says a hundredth of a second or less wants the usual pace, one of sixty in a
    /// second is meant so.
    @ParameterizedTest
    @CsvSource({"0, 100", "10, 100", "11, 11", "16, 16", "20, 20", "65535000, 60000"})
    void aFrameIsShownAsLongAsItSaysWhereThatIsMeant(long millis, long shown) {
        assertEquals(shown, AnimationFrame.delay(millis).toMillis());
    }
}
