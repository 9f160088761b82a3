package dev.vitrine.service.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableFormTest {
    /// What is written is no workbook, whatever it is called.
    @ParameterizedTest
    @CsvSource({
        "list, list.csv",
        "list.csv, list.csv",
        "list.JSONL, list.JSONL",
        "list.txt, list.txt",
        "trip.2024, trip.2024",
        "list.xlsx, list.xlsx.csv",
        "list.ODS, list.ODS.csv",
        "list.tsv, list.tsv.csv"
    })
    void aTableEndsAsATable(String chosen, String saved) {
        Path folder = Path.of("lists");
        assertEquals(folder.resolve(saved), TableForm.named(folder.resolve(chosen)));
    }
}
