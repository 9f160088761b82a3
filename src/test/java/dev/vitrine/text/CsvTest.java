package dev.vitrine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1",
                "+1",
                "-1",
                "@a",
                "\ta",
                "=HYPERLINK(\"http://x\")",
                "007",
                "1.50",
                "1e5",
                "2026-01-02",
                "3/4",
                "12:30",
                "TRUE",
                "false",
                "1234567890123456",
                "'=1",
                "''007"
            })
    void whatASpreadsheetWouldRunOrRewriteIsGuardedAndComesBack(String text) {
        String guarded = "'" + text;
        String quoted = '"' + guarded.replace("\"", "\"\"") + '"';
        String line = Csv.line(List.of(text));
        assertEquals((line.startsWith("\"") ? quoted : guarded) + "\r\n", line);
        assertEquals(text, Csv.unguarded(guarded));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Beach", "'", "'tis", "a=1", "0", "2026", "12 apples", "A-1", "don't"})
    void anythingElseStaysAsItIs(String text) {
        assertEquals(text + "\r\n", Csv.line(List.of(text)));
        assertEquals(text, Csv.unguarded(text));
    }
}
