package dev.vitrine.files;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class SystemTextTest {
    @Test
    void replacementCharactersAreALossOnlyWhereTheLocaleMakesThem() {
        assertTrue(new SystemText("ANSI_X3.4-1968").isLost("Z\uFFFD\uFFFDrich"));
        assertFalse(new SystemText("ANSI_X3.4-1968").isLost("Zurich"));
        assertFalse(new SystemText("UTF-8").isLost("Z\uFFFDrich"), "its name may be that");
    }
}
