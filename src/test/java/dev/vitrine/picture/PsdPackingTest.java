package dev.vitrine.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.image.FileEnd;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The ways in which a Photoshop document may pack its picture, in both sizes of documents.
final class PsdPackingTest {
    private static final int RGB = 3;
    /// Two rows of two pixels.
    private static final String SEEN = "ffff0000 ff00ff00 ff0000ff ffffffff";

    @ParameterizedTest
    @CsvSource({
        "1, 8, 0, ff0000ff 00ff00ff 0000ffff",
        "1, 8, 2, ff0000ff 00ff00ff 0000ffff",
        "1, 8, 3, ff0100ff 00ff00ff 0000ff00",
        "1, 16, 2, ffff00000000ffff 0000ffff0000ffff 00000000ffffffff",
        "1, 16, 3, ffff00010000ffff 0000ffff0000ffff 00000000ffff0000",
        "1, 32, 2, 3f80000000000000000000003f800000 000000003f800000000000003f800000 00000000000000003f8000003f800000",
        "1, 32, 3, 3fc1808000000000 003fc18080000000 003fc18080000000 003fc18080000000 0000000000000000 3f00410080000000",
        "2, 8, 0, ff0000ff 00ff00ff 0000ffff",
        "2, 8, 1, 00000003 00000003 00000003 00000003 00000003 00000003 01ff00 0100ff 0100ff 0100ff 010000 01ffff",
        "2, 8, 2, ff0000ff 00ff00ff 0000ffff"
    })
    void aDocumentIsShownHoweverItIsPacked(int version, int bits, int packing, String samples) throws IOException {
        byte[] plain = HexFormat.of().parseHex(samples.replace(" ", ""));
        byte[] file = document(version, bits, packing, packing < 2 ? plain : deflated(plain));
        ImageSource source = ImageSource.ofBytes("a.psd", file);
        int[] seen = new PictureReader().read(source, 100).argb();
        assertEquals(
                SEEN,
                String.join(
                        " ", Arrays.stream(seen).mapToObj(Integer::toHexString).toList()));
        assertEquals(packing < 2 ? FileEnd.WHOLE : FileEnd.UNCERTAIN, PictureReader.end(source));
    }

    @Test
    void aStreamThatEndsEarlyIsNoPicture() throws IOException {
        ImageSource source = ImageSource.ofBytes("a.psd", document(1, 8, 2, deflated(new byte[7])));
        assertThrows(ImageException.Invalid.class, () -> new PictureReader().read(source, 100));
    }

    private static byte[] deflated(byte[] plain) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            deflater.write(plain);
        }
        return packed.toByteArray();
    }

    private static byte[] document(int version, int bits, int packing, byte[] samples) {
        int layers = version == 1 ? 4 : 8;
        return ByteBuffer.allocate(36 + layers + samples.length)
                .put("8BPS\0".getBytes(StandardCharsets.US_ASCII))
                .put((byte) version)
                .position(12)
                .putShort((short) 3)
                .putInt(2)
                .putInt(2)
                .putShort((short) bits)
                .putShort((short) RGB)
                .position(34 + layers)
                .putShort((short) packing)
                .put(samples)
                .array();
    }
}
