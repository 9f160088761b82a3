package dev.vitrine.ui.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.image.ImageException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Locale.Category;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanguageTest {
    private final Locale before = Locale.getDefault();
    private final Locale texts = Locale.getDefault(Category.DISPLAY);
    private final Locale formats = Locale.getDefault(Category.FORMAT);

    @AfterEach
    void asBefore() {
        Locale.setDefault(before);
        Locale.setDefault(Category.DISPLAY, texts);
        Locale.setDefault(Category.FORMAT, formats);
        Messages.in(texts);
    }

    @Test
    void aChosenLanguageSpeaksTextsNumbersAndDates() {
        Language.GERMAN.speak();
        assertEquals("1.234 Bilder", Messages.text("gallery.header.count", 1234));
        assertEquals("6,1 MB", Format.bytes(6_100_000));
        assertEquals("März 2026", Format.month(YearMonth.of(2026, 3)));
        assertEquals("24.11.2026", Format.day(LocalDate.of(2026, 11, 24)));
    }

    @Test
    void englishIsEnglishAfterGermanToo() {
        Language.GERMAN.speak();
        Language.ENGLISH.speak();
        assertEquals("1 image", Messages.text("gallery.header.count", 1));
        assertEquals("March 2026", Format.month(YearMonth.of(2026, 3)));
    }

    @Test
    void aChoiceFromAnotherVersionIsAsTheSystem() {
        assertEquals(Language.SYSTEM, Language.of("KLINGON"));
        assertEquals(Language.GERMAN, Language.of("GERMAN"));
    }

    @Test
    void aFailureSaysInGermanWhatToDoAndQuotesTheService() {
        var failure = new ImageException.Unreachable("Nothing answers at http://localhost:4566.", null);
        assertEquals("Nothing answers at http://localhost:4566.", FailureText.text(failure));
        Language.GERMAN.speak();
        assertEquals(
                "Keine Antwort. Die Verbindung prüfen und erneut versuchen. (Nothing answers at http://localhost:4566.)",
                FailureText.text(failure));
    }
}
