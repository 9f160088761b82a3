package dev.vitrine.service.upload.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.upload.item.ScannedFile;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptCsvTest {
    private static final UploadForm FORM = new UploadForm("=alice", List.of(), "", "");

    @TempDir
    Path temp;

    @AutoClose
    private JournalFile opened;

    private DropJournal drops;
    private ReceiptCsv csv;

    @BeforeEach
    void open() {
        opened = JournalFile.open(temp.resolve("uploads.db"));
        drops = new DropJournal(opened.database(), "me", Clock.systemUTC());
        csv = new ReceiptCsv(new JournalLists(opened.database()));
    }

    @Test
    void hasALinePerFileAndNoCellThatASpreadsheetWouldRun() throws IOException {
        drops.addBatch(1, FORM, List.of());
        drops.addItems(
                1,
                List.of(
                        ScannedFile.file(Path.of("/in/a.jpg"), 10),
                        ScannedFile.trouble(
                                Path.of("/in/b, \"c\".jpg"),
                                UploadState.REFUSED,
                                Cause.NOT_AN_IMAGE,
                                "-1+cmd|' /C calc'!A0")));

        csv.save(1, temp.resolve("receipt.csv"));

        assertEquals("""
                \uFEFFfile,bytes,result,sha256,image_id,user,reason
                /in/a.jpg,10,waiting,,,'=alice,
                "/in/b, ""c"".jpg",0,refused,,,'=alice,'-1+cmd|' /C calc'!A0
                """.replace("\n", "\r\n"), Files.readString(temp.resolve("receipt.csv")));
    }

    @Test
    void isRefusedForAnUnknownDrop() {
        assertThrows(ImageException.NotFound.class, () -> csv.save(99, temp.resolve("receipt.csv")));
    }

    @Test
    void leavesNothingBesideItself() throws IOException {
        drops.addBatch(1, FORM, List.of());
        Path folder = Files.createDirectory(temp.resolve("out"));

        csv.save(1, folder.resolve("receipt.csv"));

        try (var files = Files.list(folder)) {
            assertEquals(List.of(folder.resolve("receipt.csv")), files.toList());
        }
    }
}
