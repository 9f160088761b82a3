package dev.vitrine.picture.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.pixels.Colors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PortableRowsTest {
    @ParameterizedTest
    @CsvSource({
        "'P5 2 1 255\n', 01ff, GRAY, ff010101 ffffffff",
        "'P6\n2\n1\n255\n', 010203fdfeff, RGB, ff010203 fffdfeff",
        "'P6 1 1 65535\n', 8000ffff0080, RGB, ff80ff00",
        "'P5 2 1 1\n', 0001, GRAY, ff000000 ffffffff",
        "'P7\nWIDTH 1\nHEIGHT 1\nDEPTH 4\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nENDHDR\n', ff800080, RGB, 80804000",
        "'P7\nHEIGHT 1\nWIDTH 2\nDEPTH 2\nMAXVAL 255\nTUPLTYPE GRAYSCALE_ALPHA\nENDHDR\n', 10ff1000, GRAY, ff101010 00000000"
    })
    void eachKindHasItsHeaderAndItsSamples(String header, String samples, Colors colors, String pixels)
            throws IOException {
        PortableRows rows = rows(header + new String(HexFormat.of().parseHex(samples), StandardCharsets.ISO_8859_1));
        int[] row = new int[rows.width()];
        rows.row(0, row);
        String read = String.join(
                " ", IntStream.of(row).mapToObj(HexFormat.of()::toHexDigits).toList());
        assertEquals(List.of(colors, pixels, 1), List.of(rows.colors(), read, rows.height()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "P6 2",
                "P4 2 1\n1",
                "P6 0 1 255\n",
                "P6 2 1 70000\n",
                "P6 99999999 99999999 255\n",
                "P6 x 1 255\n",
                "P7\nWIDTH 1\nHEIGHT 1\nDEPTH 5\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nTUPLTYPE Depth\nENDHDR\n12345"
            })
    void whatIsNoneIsRefused(String file) {
        assertThrows(MalformedException.class, () -> rows(file));
    }

    @Test
    void rowsThatAreNotThereEndIt() throws IOException {
        PortableRows rows = rows("P5 2 2 255\n123");
        int[] row = new int[2];
        rows.row(0, row);
        assertThrows(UncheckedIOException.class, () -> rows.row(1, row));
    }

    private static PortableRows rows(String file) throws IOException {
        return new PortableRows(
                new ByteArrayInputStream(file.getBytes(StandardCharsets.ISO_8859_1)),
                new Deadline(Duration.ofSeconds(30)));
    }
}
