package dev.vitrine.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTimeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-05-01T10:00 | 2024-05-01T10:00:00",
                " 2024-05-01 10:00:01.5 | 2024-05-01T10:00:01.5",
                "2024-05-01 | 2024-05-01T00:00:00",
                "20240501T1000 | 2024-05-01T10:00:00",
            })
    void whatIsTypedIsTheTimeThatIsReadThere(String text, LocalDateTime time) {
        assertEquals(Optional.of(time), ImageTime.parseTyped(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-05-01T10:00+05:00",
                "2024-05-01T10:00Z",
                "2024-05-01T10:00 UTC",
                "1714557600",
                "Sun, 10 Mar 2024 12:00:00 GMT",
                "2024-05-32",
                "2024-05-01T25:00",
                "",
            })
    void whatIsTypedHasNoOffset(String text) {
        assertEquals(Optional.empty(), ImageTime.parseTyped(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-01-02T03:04:05 | 2024-01-02T03:04:05Z",
                "2024-01-02 03:04:05.123456 | 2024-01-02T03:04:05.123456Z",
                "2024-01-02t03:04:05z | 2024-01-02T03:04:05Z",
                "2024-01-02 | 2024-01-02T00:00:00Z",
                "20240102T030405Z | 2024-01-02T03:04:05Z",
                "20240102 | 2024-01-02T00:00:00Z",
                "2024-01-02T03:04:05,5 | 2024-01-02T03:04:05.5Z",
                "2024-01-02T03:04:05.1234567890123 | 2024-01-02T03:04:05.123456789Z",
                "2024-01-02T24:00:00 | 2024-01-03T00:00:00Z",
                "2024-12-31T24 | 2025-01-01T00:00:00Z",
                "2024-01-02T03 | 2024-01-02T03:00:00Z",
                "2024-01-02T03+01 | 2024-01-02T02:00:00Z",
                "2024-01-02T03:04 | 2024-01-02T03:04:00Z",
                "20240102T0304 | 2024-01-02T03:04:00Z",
                "2024-W01-2T03:04:05 | 2024-01-02T03:04:05Z",
                "2024W012T030405 | 2024-01-02T03:04:05Z",
                "2024-W01 | 2024-01-01T00:00:00Z",
                "2024-002T03:04:05 | 2024-01-02T03:04:05Z",
                "2024002 | 2024-01-02T00:00:00Z",
                "2024-01-02T03:04:05+0530 | 2024-01-01T21:34:05Z",
                "2024-01-02T03:04:05-05:00 | 2024-01-02T08:04:05Z",
                "2024-01-02T03:04:05+01:00:30 | 2024-01-02T02:03:35Z",
                "2024-01-02 03:04:05.5 UTC | 2024-01-02T03:04:05.5Z",
                "2024-01-02 03:04:05 +0100 | 2024-01-02T02:04:05Z",
                "2024-01-02 03:04:05 +0000 UTC | 2024-01-02T03:04:05Z",
                "2024-01-02T03:04:05\u221205:00 | 2024-01-02T08:04:05Z",
                "2024-01-02T03:04:05+01:00[Europe/Berlin] | 2024-01-02T02:04:05Z",
                "2024-01-02T03:04:05Z[UTC] | 2024-01-02T03:04:05Z",
                "Tue, 2 Jan 2024 03:04:05 GMT | 2024-01-02T03:04:05Z",
                "Tue, 02 Jan 2024 03:04:05 +0100 | 2024-01-02T02:04:05Z",
                "1710072000 | 2024-03-10T12:00:00Z",
                "1710072000.5 | 2024-03-10T12:00:00.5Z",
                "1710072000123 | 2024-03-10T12:00:00.123Z",
                "1710072000123456 | 2024-03-10T12:00:00.123456Z",
                "+12024-01-02T03:04:05 | +12024-01-02T03:04:05Z"
            })
    void everyFormIsRead(String text, Instant time) {
        assertEquals(Optional.of(time), ImageTime.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2024",
                "2024-01",
                "2024-13-01",
                "2024-01-32",
                "2024-01-02T25:00",
                "2024-01-02T24:00:01",
                "2024-0102",
                "2024-01-02T0304:05",
                "2024-01-02T03:04:60",
                "2023-02-29T03:04:05",
                "2024-01-02T24:00:00.000001",
                "2024-01-02T03:04:05.12345x",
                "2024-W54-1",
                "2023-366",
                "2024-01-02T",
                "2024-01-02T03:04:05+25:00",
                "2024-01-02T03:04:05 and more",
                "2024-01-02T03:04:05[Europe/Berlin]",
                "2024-01-02T03:04:05 CET",
                "12024-01-02",
                "+999999999-12-31T23:59:59-18:00",
                "-999999999-01-01T00:00:00+18:00",
                "+300000-01-01",
                "-300000-01-01"
            })
    void whatIsNoTimeIsNone(String text) {
        assertEquals(Optional.empty(), ImageTime.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-01-02T03:04:05Z",
                "2024-01-02T03:04:05.000001Z",
                "1969-12-31T23:59:59.9Z",
                "-0044-03-15T12:00:00Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999Z",
                "+10000-01-01T00:00:00Z",
                "+270000-01-01T00:00:00Z"
            })
    void whatIsWrittenIsRead(Instant time) {
        assertEquals(Optional.of(time), ImageTime.parse(ImageTime.format(time)));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-02T03:04:05Z, 2024-01-02T03:04:05",
        "2024-01-02T03:04:05.000001999Z, 2024-01-02T03:04:05.000001",
        "0007-11-30T23:59:59.5Z, 0007-11-30T23:59:59.500000",
        "+10000-01-01T00:00:00Z, +10000-01-01T00:00:00"
    })
    void timesAreWrittenAsPythonDoes(Instant time, String text) {
        assertEquals(text, ImageTime.format(time));
    }
}
