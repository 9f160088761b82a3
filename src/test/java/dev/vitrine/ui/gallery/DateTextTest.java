package dev.vitrine.ui.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.image.ImageQuery.Days;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DateTextTest {
    private static final Days MAY = new Days(LocalDate.of(2024, 5, 1), LocalDate.of(2024, 5, 31));
    private static final Days DAY = new Days(LocalDate.of(2024, 5, 17), LocalDate.of(2024, 5, 17));

    @Test
    void yearsMonthsAndDaysAreReadAsOneWritesThem() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.US);
            assertEquals(
                    Optional.of(new Days(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 31))),
                    DateText.parse(" 2024 "));
            for (String month : List.of("2024-05", "2024-5", "May 2024", "may 2024", "5/2024", "05.2024")) {
                assertEquals(Optional.of(MAY), DateText.parse(month), month);
            }
            for (String day : List.of("2024-05-17", "5/17/24", "May 17, 2024", "17.5.2024")) {
                assertEquals(Optional.of(DAY), DateText.parse(day), day);
            }
            Locale.setDefault(Locale.GERMANY);
            assertEquals(Optional.of(MAY), DateText.parse("Mai 2024"));
            assertEquals(Optional.of(DAY), DateText.parse("17.05.24"));
            assertEquals(Optional.empty(), DateText.parse("gestern"));
            assertEquals(Optional.empty(), DateText.parse(""));
        } finally {
            Locale.setDefault(before);
        }
    }
}
