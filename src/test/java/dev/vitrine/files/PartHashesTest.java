package dev.vitrine.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartHashesTest {
    private static final int PART = (int) PartHashes.PART;

    @Test
    void thePartsAndTheWholeAreHashedInOnePass() {
        byte[] bytes = bytes(2 * PART + 5);

        PartHashes hashes = PartHashes.of(ImageSource.ofBytes("a.tif", bytes));

        assertEquals(sha256(bytes), hashes.whole());
        assertEquals(
                List.of(
                        sha256(Arrays.copyOfRange(bytes, 0, PART)),
                        sha256(Arrays.copyOfRange(bytes, PART, 2 * PART)),
                        sha256(Arrays.copyOfRange(bytes, 2 * PART, bytes.length))),
                parts(hashes));
    }

    @Test
    void whatFillsItsPartsHasNoEmptyOneBehind() {
        byte[] bytes = bytes(2 * PART);

        assertEquals(
                List.of(sha256(Arrays.copyOfRange(bytes, 0, PART)), sha256(Arrays.copyOfRange(bytes, PART, 2 * PART))),
                parts(PartHashes.of(ImageSource.ofBytes("a.tif", bytes))));
    }

    @Test
    void aSmallSourceIsItsOnlyPart() {
        byte[] bytes = bytes(1000);

        PartHashes hashes = PartHashes.of(ImageSource.ofBytes("a.jpg", bytes));

        assertEquals(sha256(bytes), hashes.whole());
        assertEquals(List.of(hashes.whole()), parts(hashes));
    }

    @Test
    void whoeverIsInterruptedHashesNoFurther() {
        for (int size : List.of(1000, PART + 1)) {
            ImageSource stream = new ImageSource() {
                @Override
                public String name() {
                    return "a.jpg";
                }

                @Override
                public long size() {
                    return size;
                }

                @Override
                public InputStream open() {
                    return new ByteArrayInputStream(new byte[size]);
                }
            };
            Thread.currentThread().interrupt();
            assertThrows(ImageException.Cancelled.class, () -> PartHashes.of(stream));
            assertTrue(Thread.interrupted());
        }
    }

    private static byte[] bytes(int count) {
        var bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.of(bytes));
    }

    private static List<String> parts(PartHashes hashes) {
        return hashes.parts().stream().map(HexFormat.of()::formatHex).toList();
    }
}
