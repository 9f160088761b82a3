package dev.vitrine.picture.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.picture.format.PngChunks.PngChunk;
import dev.vitrine.picture.input.SourceBytes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PngTextTest {
    /// A letter of two characters is never cut in two.
    @ParameterizedTest
    @CsvSource({"x, 32767", "'', 32768"})
    void aLongTextEndsWithAWholeLetter(String first, int length) throws Exception {
        byte[] text = ("Comment\0" + first + "\uD83D\uDE00".repeat(17_000)).getBytes(StandardCharsets.UTF_8);
        String plain = PngText.plain(SourceBytes.of(text), new PngChunk("tEXt", 0, text.length));
        assertEquals(length, plain.length());
    }
}
