package dev.vitrine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FoldingTest {
    private final Locale before = Locale.getDefault();

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(before);
    }

    @Test
    void caseAccentsStrokesLigaturesAndWidthsDoNotMatter() {
        List<String> typed = List.of(
                "Łódź", "CAFÉ", "Cafe\u0301", "Straße", "Ærøskøbing", "ﬁlm", "ＡＢＣ", "ΣΊΣΥΦΟΣ", "Þór", "Đà Nẵng");
        assertEquals(
                List.of("lodz", "cafe", "cafe", "strasse", "aeroskobing", "film", "abc", "σισυφοσ", "thor", "da nang"),
                typed.stream().map(Folding::fold).toList());
    }

    @Test
    void theLanguageOfTheSystemDoesNotMatter() {
        Locale.setDefault(Locale.of("tr", "TR"));
        assertEquals("istanbul insel", Folding.fold("İSTANBUL INSEL"));
    }

    @Test
    void whatIsFoundAlikeIsNotYetTheSameName() {
        assertEquals(Folding.caseless("CAFÉ"), Folding.caseless("cafe\u0301"));
        assertEquals(Folding.caseless("ΣΊΣΥΦΟΣ"), Folding.caseless("σίσυφος"));
        assertNotEquals(Folding.caseless("cafe"), Folding.caseless("café"));
        assertNotEquals(Folding.caseless("काला"), Folding.caseless("कीला"));
    }
}
