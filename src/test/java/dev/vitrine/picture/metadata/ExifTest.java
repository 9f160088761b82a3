package dev.vitrine.picture.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExifTest {
    private static final int GPS = 26;
    private static final int DATE = 80;
    private static final int TIME = 96;

    /// Receivers without a signal write such times, and nobody knows what they mean.
    @ParameterizedTest
    @CsvSource({
        "8, 9, 10, 2015-06-07T08:09:10",
        "23, 59, 59, 2015-06-07T23:59:59",
        "24, 0, 0,",
        "8, 60, 0,",
        "8, 9, 60,"
    })
    void aTimeThatNoClockShowsIsNone(int hours, int minutes, int seconds, String expected) {
        ByteBuffer block =
                ByteBuffer.allocate(128).put(new byte[] {'M', 'M', 0, 42}).putInt(8);
        block.putShort((short) 1);
        entry(block, 34853, 4, 1, GPS);
        block.position(GPS).putShort((short) 2);
        entry(block, 7, 5, 3, TIME);
        entry(block, 29, 2, 11, DATE);
        block.put(DATE, "2015:06:07\0".getBytes(StandardCharsets.US_ASCII));
        block.position(TIME)
                .putInt(hours)
                .putInt(1)
                .putInt(minutes)
                .putInt(1)
                .putInt(seconds)
                .putInt(1);
        assertEquals(
                expected,
                Exif.of(block.array()).seenBySatellites().map(Object::toString).orElse(null));
    }

    @ParameterizedTest
    @CsvSource({"90, 180, true", "91, 20, false", "48, 181, false", "400, 20, false", "0, 20, true"})
    void aPlaceThatIsNotOnTheEarthIsNone(int latitude, int longitude, boolean isPlace) {
        ByteBuffer block =
                ByteBuffer.allocate(128).put(new byte[] {'M', 'M', 0, 42}).putInt(8);
        block.putShort((short) 1);
        entry(block, 34853, 4, 1, GPS);
        block.position(GPS).putShort((short) 2);
        entry(block, 2, 5, 1, DATE);
        entry(block, 4, 5, 1, TIME);
        block.putInt(DATE, latitude).putInt(DATE + 4, 1);
        block.putInt(TIME, longitude).putInt(TIME + 4, 1);
        assertEquals(isPlace, Exif.of(block.array()).hasLocation());
    }

    @Test
    void minutesBeyondThePoleAreNoPlace() {
        ByteBuffer block =
                ByteBuffer.allocate(144).put(new byte[] {'M', 'M', 0, 42}).putInt(8);
        block.putShort((short) 1);
        entry(block, 34853, 4, 1, GPS);
        block.position(GPS).putShort((short) 2);
        entry(block, 2, 5, 2, DATE);
        entry(block, 4, 5, 1, TIME);
        block.putInt(DATE, 90).putInt(DATE + 4, 1).putInt(DATE + 8, 59).putInt(DATE + 12, 1);
        block.putInt(TIME, 20).putInt(TIME + 4, 1);
        assertFalse(Exif.of(block.array()).hasLocation());
        assertTrue(Exif.of(block.putInt(DATE + 8, 0).array()).hasLocation());
    }

    /// Where some programs write it.
    @Test
    void aPlaceWithinTheCamerasDirectoryIsOne() {
        ByteBuffer block =
                ByteBuffer.allocate(144).put(new byte[] {'M', 'M', 0, 42}).putInt(8);
        block.putShort((short) 1);
        entry(block, 34665, 4, 1, 112);
        block.position(112).putShort((short) 1);
        entry(block, 34853, 4, 1, GPS);
        block.position(GPS).putShort((short) 2);
        entry(block, 2, 5, 1, DATE);
        entry(block, 4, 5, 1, TIME);
        block.putInt(DATE, 48).putInt(DATE + 4, 1);
        block.putInt(TIME, 2).putInt(TIME + 4, 1);
        assertTrue(Exif.of(block.array()).hasLocation());
    }

    private static void entry(ByteBuffer block, int tag, int type, int count, int value) {
        block.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    /// Of what stands in place of a code, the letters count.
    @ParameterizedTest
    @CsvSource({
        "'ASCII\0\0\0words', words",
        "'ascii   words', words",
        "'\0\0\0\0\0\0\0\0words', words",
        "Some words, Some words",
        "few, few",
        "'ASCII\0\0\0', ''"
    })
    void aCommentWithoutACodeIsAllText(String raw, String text) {
        byte[] comment = raw.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer block =
                ByteBuffer.allocate(128).put(new byte[] {'M', 'M', 0, 42}).putInt(8);
        block.putShort((short) 1);
        entry(block, 34665, 4, 1, GPS);
        block.position(GPS).putShort((short) 1);
        entry(block, 37510, 7, comment.length, DATE);
        if (comment.length <= 4) {
            block.put(GPS + 2 + 8, comment);
        }
        assertEquals(text, Exif.of(block.put(DATE, comment).array()).comment());
    }
}
