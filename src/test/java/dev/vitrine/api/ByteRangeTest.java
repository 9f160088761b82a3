package dev.vitrine.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=0-99, 0, 99",
        "bytes=90-, 90, 99",
        "bytes=-1, 99, 99",
        "bytes=-500, 0, 99",
        "bytes=50-999999999999999999, 50, 99"
    })
    void aPartIsCutToWhatThereIs(String header, long first, long last) {
        assertEquals(Optional.of(new ByteRange(first, last)), ByteRange.of(header, 100));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes=-",
                "bytes=5-4",
                "bytes=0-1,3-4",
                "pages=0-1",
                "bytes=a-b",
                "bytes=99999999999999999999-"
            })
    void anythingElseStandsForTheWhole(String header) {
        assertEquals(Optional.empty(), ByteRange.of(header, 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0"})
    void aPartBeyondTheEndIsRefused(String header) {
        assertEquals(
                416,
                assertThrows(HttpError.class, () -> ByteRange.of(header, 100)).status());
    }

    @Test
    void nothingHasNoParts() {
        assertThrows(HttpError.class, () -> ByteRange.of("bytes=0-", 0));
        assertThrows(HttpError.class, () -> ByteRange.of("bytes=-5", 0));
    }
}
