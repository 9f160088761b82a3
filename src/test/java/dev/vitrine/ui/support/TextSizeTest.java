package dev.vitrine.ui.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TextSizeTest {
    @AfterEach
    void asBefore() {
        TextSize.set(100);
    }

    @Test
    void fontsIconsAndRoomForThemGrowWhileGapsAndBordersStay() {
        TextSize.set(150);
        assertEquals(
                "-fx-font-size: 18.0px; -fx-icon-size:24.0px; -fx-min-height: 42.0px; -fx-padding: 8px; -fx-border-width: 1px;",
                TextSize.enlarged(
                        "-fx-font-size: 12px; -fx-icon-size:16px; -fx-min-height: 28px; -fx-padding: 8px; -fx-border-width: 1px;"));
        assertEquals(264, TextSize.of(176));
    }

    @Test
    void nothingBeyondTwoHundredPercentIsTaken() {
        TextSize.set(5000);
        assertEquals(20, TextSize.of(10));
        TextSize.set(Double.NaN);
        assertEquals(10, TextSize.of(10));
    }
}
