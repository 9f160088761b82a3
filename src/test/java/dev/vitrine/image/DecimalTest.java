package dev.vitrine.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {
    @ParameterizedTest
    @CsvSource({
        "85, 85",
        "85.0, 85",
        "0.0040, 0.004",
        "1.7799999713836, 1.78",
        "1/250, 0.004",
        "1/60, 0.01667",
        "10/600, 0.01667",
        "16667/1000000, 0.01667",
        "1/8000, 0.000125",
        "'1,8', 1.8",
        "4000, 4000",
        "123456, 123500",
        "0.00000012345678, 0.0000001235",
    })
    void oneNumberHasOneForm(String text, String form) {
        Decimal number = Decimal.parse(text).orElseThrow();
        assertEquals(form, number.toString());
        assertEquals(Optional.of(number), Decimal.parse(form));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0.0",
                "-1",
                "1/0",
                "0/0",
                "0/1",
                "1e5",
                "NaN",
                "inf",
                "1.2.3",
                "9999999999999999999",
                "٣"
            })
    void whatIsNoNumberAboveZeroIsUnknown(String text) {
        assertEquals(Optional.empty(), Decimal.parse(text));
    }

    @Test
    void whatIsNotFiniteIsUnknown() {
        for (double number : new double[] {0, -0.5, Double.NaN, Double.POSITIVE_INFINITY, 1e300, 1e-300}) {
            assertEquals(Optional.empty(), Decimal.of(number));
        }
    }

    @Test
    void shortTimesAreFractionsAsOnTheWheelOfACamera() {
        assertEquals(250, Decimal.of(0.004).orElseThrow().inverse());
        assertEquals(60, Decimal.of(1 / 60.0).orElseThrow().inverse());
        assertEquals(8000, Decimal.of(1 / 8000.0).orElseThrow().inverse());
        assertEquals(121, Decimal.of(1 / 121.0).orElseThrow().inverse());
        assertEquals(0, Decimal.of(0.3).orElseThrow().inverse());
    }
}
