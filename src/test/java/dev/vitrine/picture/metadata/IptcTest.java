package dev.vitrine.picture.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.picture.Samples;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IptcTest {
    /// A file may say one encoding and have another, which shows in UTF-8 alone.
    @ParameterizedTest
    @CsvSource({
        "%G, UTF-8, Łódź",
        "%/I, UTF-8, Łódź",
        "%G, ISO-8859-1, Grüße",
        "-A, UTF-8, Łódź",
        "-A, ISO-8859-1, Grüße",
        ".A, windows-1252, 5 €",
        "-B, ISO-8859-2, Łódź",
        ".B, ISO-8859-2, Łódź",
        "-L, ISO-8859-5, Привет",
        "-F, ISO-8859-7, Καλημέρα",
        "-H, ISO-8859-8, שלום",
        "-b, ISO-8859-15, 5 € Œuvre",
        "-@, ISO-8859-1, Grüße"
    })
    void theBlockNamesTheEncodingOfItsTexts(String named, String written, String text) {
        byte[] set = named.getBytes(Charset.forName("US-ASCII"));
        byte[] title = text.getBytes(Charset.forName(written));
        var iptc = new Iptc(Samples.joined(
                new byte[] {0x1C, 1, 90, 0, (byte) (set.length + 1), 0x1B},
                set,
                new byte[] {0x1C, 2, Iptc.TITLE, 0, (byte) title.length},
                title));
        assertEquals(List.of(text), iptc.texts(Iptc.TITLE));
    }
}
