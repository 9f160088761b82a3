package dev.vitrine.ui.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.text.ByteCount;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FormatTest {
    private final Locale before = Locale.getDefault();

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(before);
    }

    @Test
    void aLongPathLosesFoldersInItsMiddle() {
        Path home = Path.of(System.getProperty("user.home"));
        assertEquals(
                Path.of("~", "a", "b").toString(), Format.path(home.resolve("a").resolve("b"), 70));
        Path deep = Path.of("/media/card/some/very/long/way/to/the/folder/Iceland");
        assertEquals("/media/…/to/the/folder/Iceland", Format.path(deep, 30));
        assertEquals(deep.toString(), Format.path(deep, 70));
    }

    @Test
    void theWindowRoundsAsTheCommandsDo() {
        Locale.setDefault(Locale.US);
        for (long bytes : List.of(1_000L, 9_949L, 9_950L, 9_960_000L, 999_499L, 999_500L, 6_100_000L, Long.MAX_VALUE)) {
            assertEquals(ByteCount.rounded(bytes, Locale.ROOT), Format.bytes(bytes));
        }
        assertEquals("10 MB", Format.bytes(9_960_000));
    }

    @Test
    void whatSeveralComeToIsSaidAsFarAsItIsKnown() {
        assertEquals("", Format.totalBytes(0, 6));
        assertEquals("2.0 MB", Format.totalBytes(2_000_000, 0));
        assertEquals("at least 2.0 MB", Format.totalBytes(2_000_000, 1));
    }

    @Test
    void theWindowFollowsTheLanguage() {
        Locale.setDefault(Locale.GERMANY);
        assertEquals("6,1 MB", Format.bytes(6_100_000));
    }
}
