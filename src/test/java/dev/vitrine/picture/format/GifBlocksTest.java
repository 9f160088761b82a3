package dev.vitrine.picture.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.picture.format.AnimationFrame.Disposal;
import dev.vitrine.picture.input.SourceBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

    /// What breaks off in the first one shows as far as it goes; of a later one there is nothing to wait for.
    @ParameterizedTest
    @CsvSource({"12, 1", "13, 1", "15, 1", "27, 1", "29, 1", "30, 2", "31, 2"})
    void aFrameThatBreaksOffIsOneIfItIsTheFirst(int length, int frames) throws Exception {
        String header = HexFormat.of().formatHex("GIF89a".getBytes(StandardCharsets.US_ASCII)) + "01000100000000";
        byte[] file = HexFormat.of().parseHex(header + "2C00000000010001000002024C0100".repeat(2) + "3B");
        byte[] cut = Arrays.copyOf(file, 13 + length);
        assertEquals(frames, GifBlocks.frames(SourceBytes.of(cut), 10).size());
    }
}
