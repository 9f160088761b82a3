package dev.vitrine.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CaptionTest {
    @Test
    void oneTagInTwoEncodingsIsOneTag() {
        var caption =
                new Caption("Cafe\u0301", "re\u0301sume\u0301", List.of("cafe\u0301", "caf\u00e9", " caf\u00e9 "));
        assertEquals(new Caption("Caf\u00e9", "r\u00e9sum\u00e9", List.of("caf\u00e9")), caption);
        assertEquals(List.of("caf\u00e9"), caption.tags());
        assertEquals(List.of(), caption.withoutTag("cafe\u0301").tags());
    }

    @Test
    void halfACharacterIsReplacedSinceNoStoreCanHoldIt() {
        var caption = new Caption("a\ud800b", "\udc00", List.of("x\ud83d", "\ud83d\ude00"));
        assertEquals("a\ufffdb", caption.title());
        assertEquals("\ufffd", caption.description());
        assertEquals(List.of("x\ufffd", "\ud83d\ude00"), caption.tags());
    }

    @Test
    void aPageIsAskedForByTheSameTag() {
        var request = new ImagePage.Request(Optional.empty(), Optional.of("cafe\u0301"), 5, Optional.empty());
        assertEquals(Optional.of("caf\u00e9"), request.tag());
    }
}
