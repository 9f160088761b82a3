package dev.vitrine.picture.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.picture.Samples;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WrittenTextTest {
    /// Many programs have one order for all files, and do not look at that of the block.
    @ParameterizedTest
    @ValueSource(strings = {"A", "Jürgen", "Ελλάδα", "Привет", "東京 Ünï", "東京タワーの夜", "\uFEFFmarked", ""})
    void lettersTellInWhichOrderTheirBytesAre(String text) {
        for (Charset written : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
            for (boolean said : new boolean[] {true, false}) {
                assertEquals(
                        text.replace("\uFEFF", ""),
                        WrittenText.decodeUtf16((text + "\0\0").getBytes(written), said),
                        written + ", said " + said);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"東京", "山", "漢字", "你好", "서울"})
    void whereTheyDoNotTellWhatIsSaidCounts(String text) {
        assertEquals(text, WrittenText.decodeUtf16(text.getBytes(StandardCharsets.UTF_16BE), true));
        assertEquals(text, WrittenText.decodeUtf16(text.getBytes(StandardCharsets.UTF_16LE), false));
    }

    /// Where the letters would tell another.
    @Test
    void aMarkTellsInWhichOrderBytesAre() {
        for (Charset written : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
            for (boolean said : new boolean[] {true, false}) {
                assertEquals("一の丁", WrittenText.decodeUtf16("\uFEFF一の丁".getBytes(written), said));
            }
        }
    }

    /// Counted in bytes, as fields of metadata are.
    @Test
    void halfACharacterAtTheEndIsNone() {
        byte[] text = "Größe, 東京".getBytes(StandardCharsets.UTF_8);
        assertEquals("Größe, 東", WrittenText.decode(Arrays.copyOf(text, text.length - 1)));
        assertEquals("Größe, 東", WrittenText.decode(Arrays.copyOf(text, text.length - 2)));
        byte[] wide = "abcd".getBytes(StandardCharsets.UTF_16LE);
        assertEquals("abc", WrittenText.utf16(Arrays.copyOf(wide, wide.length - 1), false));
        assertEquals("abc", WrittenText.decodeUtf16(Arrays.copyOf(wide, wide.length - 1), false));
        assertEquals("café", WrittenText.decode("café".getBytes(StandardCharsets.ISO_8859_1)));
    }

    /// Two programs wrote into one packet.
    @Test
    void aByteThatIsNoUtf8DoesNotSpoilTheRest() {
        byte[] first = "Łódź über ".getBytes(StandardCharsets.UTF_8);
        byte[] second = "Köln".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("Łódź über Köln", WrittenText.decode(Samples.joined(first, second)));
        byte[] western = "Köln, Düren, Jülich".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("Köln, Düren, Jülich", WrittenText.decode(western));
    }

    @Test
    void aMarkAtTheBeginningIsNoLetter() {
        assertEquals("abc", WrittenText.decode("\uFEFFabc".getBytes(StandardCharsets.UTF_8)));
    }

    /// In fields whose encoding nobody says.
    @Test
    void aTextOfWhichEverySecondByteIsZeroIsWide() {
        for (Charset written : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
            assertEquals("Größe", WrittenText.decodeToNul("Größe\0".getBytes(written)));
        }
        assertEquals("a", WrittenText.decodeToNul(new byte[] {'a', 0, 0, 0}));
        assertEquals("a", WrittenText.decodeToNul(new byte[] {'a', 0, 'b', 'c'}));
    }
}
