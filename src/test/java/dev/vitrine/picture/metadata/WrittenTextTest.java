package dev.vitrine.picture.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
}
