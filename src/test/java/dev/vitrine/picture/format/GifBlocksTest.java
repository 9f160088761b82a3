package dev.vitrine.picture.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.picture.format.AnimationFrame.Disposal;
import dev.vitrine.picture.input.SourceBytes;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GifBlocksTest {
    /// Some writers say 4 where they mean 3.
    @ParameterizedTest
    @CsvSource({"0, KEEP", "1, KEEP", "2, CLEAR", "3, RESTORE", "4, RESTORE", "5, KEEP", "7, KEEP"})
    void whatIsLeftOfAFrameIsWhatItSays(int number, Disposal disposal) throws Exception {
        String header = HexFormat.of().formatHex("GIF89a".getBytes(StandardCharsets.US_ASCII)) + "01000100000000";
        String control = "21F904" + HexFormat.of().toHexDigits((byte) (number << 2)) + "05000000";
        String frame = "2C00000000010001000002024C0100";
        byte[] file = HexFormat.of().parseHex(header + control + frame + "3B");
        assertEquals(
                List.of(disposal),
                GifBlocks.frames(SourceBytes.of(file), 10).stream()
                        .map(GifBlocks.Frame::disposal)
                        .toList());
    }
}
