package dev.vitrine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeShiftTest {
    @ParameterizedTest
    @CsvSource({
        "+1h30m, PT1H30M, +1h30m",
        "90m, PT1H30M, +1h30m",
        "-2d, PT-48H, -2d",
        "-1d 2h 5s, PT-26H-5S, -1d2h5s",
        "\u22121H, PT-1H, -1h"
    })
    void aShiftIsReadAsPeopleTypeItAndPrintedInOneForm(String typed, Duration shift, String printed) {
        assertEquals(Optional.of(shift), TimeShift.parse(typed));
        assertEquals(printed, TimeShift.print(shift));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "0s", "1", "h", "1h1d", "1y", "--1h", "9999999d", "1.5h"})
    void whatIsNoShiftIsNone(String typed) {
        assertEquals(Optional.empty(), TimeShift.parse(typed));
    }
}
