package dev.vitrine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DisplayTextTest {
    @Test
    void aShortTextIsQuotedAsItIs() {
        assertEquals("“Łódź  at night”", DisplayText.quoted("Łódź  at night"));
        assertEquals("“”", DisplayText.quoted(""));
    }

    @Test
    void ofALongTextBeginningAndEndAreQuoted() {
        String quoted = DisplayText.quoted("Begin" + "x".repeat(400_000) + "the end.jpg");
        assertTrue(quoted.startsWith("“Beginxxx") && quoted.endsWith("xthe end.jpg”"), quoted);
        assertTrue(quoted.length() < 110, quoted);
    }

    @Test
    void whatCannotBeSeenOrWouldBreakTheLineIsLeftOut() {
        assertEquals("“a b c d e f”", DisplayText.quoted("a\nb\u202ec\u0007d\u2028e\ud800f"));
    }

    @Test
    void noCharacterIsCutInTwo() {
        for (int before = 0; before < 3; before++) {
            String quoted = DisplayText.quoted("x".repeat(before) + "😀".repeat(1000));
            assertTrue(quoted.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE), quoted);
        }
    }

    @Test
    void aPathIsToBeFound() {
        Path path = Path.of("/" + "folder/".repeat(50) + "picture.jpg");
        assertEquals("“" + path + "”", DisplayText.quoted(path));
    }
}
