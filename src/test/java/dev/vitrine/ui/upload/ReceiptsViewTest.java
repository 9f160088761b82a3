package dev.vitrine.ui.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.upload.Receipts;
import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.NoDialogs;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
final class ReceiptsViewTest {
    private static final UploadForm FORM = new UploadForm("alice", List.of("trip"), "", "");
    private static final Path CSV = Path.of("receipt.csv");
    private static final String SHA = "ab".repeat(32);

    private final MadeUpReceipts made = new MadeUpReceipts();
    private final List<String> clipboard = new ArrayList<>();
    private ReceiptsViewModel receipts;

    @Start
    void start(Stage stage) {
        receipts = new ReceiptsViewModel(made, Background.immediate(), new OneFile(), clipboard::add);
        stage.setScene(new Scene(new StackPane(new ReceiptsView(receipts)), 940, 640));
        stage.show();
    }

    private static UploadItem item(int number, UploadState state) {
        return item(number, "p" + number + ".jpg", state);
    }

    private static UploadItem item(int number, String name, UploadState state) {
        boolean stored = state == UploadState.DONE;
        return new UploadItem(
                number,
                1,
                name,
                Path.of("in", name),
                1000,
                0,
                state,
                state == UploadState.FAILED ? Cause.SOURCE_GONE : Cause.NONE,
                state == UploadState.FAILED ? "It is gone." : "",
                Optional.empty(),
                stored ? SHA : "");
    }

    private void make(long batch, Map<UploadState, Long> files) {
        made.receipts.addFirst(
                new Receipt(batch, FORM, Instant.ofEpochSecond(1_790_000_000L + batch), files, 3000, true));
    }

    @Test
    void aReceiptAddsUpInOneLine(WindowRobot robot) {
        make(1, Map.of(UploadState.DONE, 3L, UploadState.DUPLICATE, 2L, UploadState.FAILED, 1L));
        robot.interact(receipts::open);

        assertEquals(
                "6 selected = 3 uploaded + 2 already in the library + 1 failed",
                robot.lookup("#receipt-sum").queryAs(Label.class).getText());
    }

    @Test
    void everyFileShowsItsChecksumOrItsReason(WindowRobot robot) {
        make(1, Map.of(UploadState.DONE, 1L, UploadState.FAILED, 1L));
        made.items.addAll(List.of(item(0, UploadState.DONE), item(1, UploadState.FAILED)));
        robot.interact(receipts::open);

        List<String> proofs = robot.lookup(".proof").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList();
        assertEquals(List.of(SHA, "It is gone."), proofs);
    }

    /// Files of one drop often begin alike, and nobody reads a checksum to its end.
    @Test
    void aNameIsReadWholeBeforeItsChecksum(WindowRobot robot) {
        make(1, Map.of(UploadState.DONE, 1L));
        made.items.add(item(0, "budgie-backg-01.jpg", UploadState.DONE));
        robot.interact(receipts::open);

        Label name = robot.lookup(".name").queryAs(Label.class);
        assertEquals("budgie-backg-01.jpg", ((Text) name.lookup(".text")).getText());
    }

    /// A file may be named in any way, and each has one line.
    @Test
    void aNameWithALineBreakStaysInItsLine(WindowRobot robot) {
        make(1, Map.of(UploadState.DONE, 1L));
        made.items.add(item(0, "new\nline.jpg", UploadState.DONE));
        robot.interact(receipts::open);

        assertEquals("new line.jpg", robot.lookup(".name").queryAs(Label.class).getText());
    }

    @Test
    void checksumsAreCopiedAsTheCommandThatChecksThemTakesThem(WindowRobot robot) {
        make(1, Map.of(UploadState.DONE, 1L, UploadState.FAILED, 1L));
        made.items.addAll(List.of(item(0, UploadState.DONE), item(1, UploadState.FAILED)));
        robot.interact(receipts::open);
        robot.interact(() -> robot.lookup("#receipt-copy").queryButton().fire());

        assertEquals(List.of(SHA + "  " + Path.of("in", "p0.jpg") + "\n"), clipboard);
        assertEquals("1 checksum copied.", receipts.noteProperty().get());
    }

    @Test
    void tooManyAreNotCopiedButSaidToBe(WindowRobot robot) {
        make(1, Map.of(UploadState.DONE, 100_000L));
        robot.interact(receipts::open);
        robot.interact(() -> receipts.copy());

        assertEquals(List.of(), clipboard);
        assertTrue(receipts.troubledProperty().get());
        assertTrue(
                receipts.noteProperty().get().contains("Save them as CSV instead"),
                receipts.noteProperty().get());
    }

    @Test
    void aReceiptIsSavedWhereThePersonSays(WindowRobot robot) {
        make(7, Map.of(UploadState.DONE, 1L));
        robot.interact(receipts::open);
        robot.interact(() -> robot.lookup("#receipt-save").queryButton().fire());

        assertEquals(List.of("7 " + CSV), made.saved);
        assertEquals("Saved as " + CSV, receipts.noteProperty().get());
        made.refusal = "The disk is full.";
        robot.interact(receipts::save);
        assertTrue(
                receipts.noteProperty().get().startsWith("The disk is full."),
                receipts.noteProperty().get());
        assertTrue(receipts.troubledProperty().get());
    }

    @Test
    void anOlderReceiptStaysSelectedWhileNewOnesCome(WindowRobot robot) {
        make(1, Map.of(UploadState.DONE, 1L));
        make(2, Map.of(UploadState.DONE, 2L));
        robot.interact(receipts::open);
        assertEquals(2, receipts.selectedProperty().get().orElseThrow().batchId());
        robot.interact(() -> receipts.select(Optional.of(made.receipts.get(1))));
        make(3, Map.of(UploadState.DONE, 3L));
        robot.interact(receipts::refresh);

        assertEquals(1, receipts.selectedProperty().get().orElseThrow().batchId());
    }

    @Test
    void aHundredThousandFilesAreReadInPages(WindowRobot robot) {
        make(1, Map.of(UploadState.DONE, 100_000L));
        for (int i = 0; i < 1000; i++) {
            made.items.add(item(i, UploadState.DONE));
        }
        robot.interact(receipts::open);

        assertEquals(
                100_000,
                robot.lookup("#receipt-lines")
                        .queryAs(ListView.class)
                        .getItems()
                        .size());
        assertEquals(List.of(0L), made.read);
        robot.interact(() -> receipts.line(450));
        assertEquals(List.of(0L, 400L), made.read);
    }

    @Test
    void withoutReceiptsTheSheetSaysSo(WindowRobot robot) {
        robot.interact(receipts::open);

        assertTrue(robot.lookup(".none").queryAs(Label.class).getText().startsWith("Nothing has been uploaded yet."));
        assertTrue(robot.lookup("#receipt-copy").queryButton().isDisabled());
        robot.type(KeyCode.ESCAPE);
        assertFalse(receipts.openProperty().get());
    }

    private static final class OneFile extends NoDialogs {
        @Override
        public Optional<Path> chooseSaveFile(FilePurpose purpose, String title, String suggestedName) {
            assertTrue(suggestedName.matches("vitrine-receipt-2026-\\d\\d-\\d\\d-\\d{4}\\.csv"), suggestedName);
            return Optional.of(CSV);
        }
    }

    private static final class MadeUpReceipts implements Receipts {
        private final List<Receipt> receipts = new ArrayList<>();
        private final List<UploadItem> items = new ArrayList<>();
        private final List<Long> read = new ArrayList<>();
        private final List<String> saved = new ArrayList<>();
        private String refusal = "";

        @Override
        public List<Receipt> receipts(int max) {
            return List.copyOf(receipts);
        }

        @Override
        public List<UploadItem> receiptItems(long batchId, long offset, int max) {
            read.add(offset);
            return items.stream().skip(offset).limit(max).toList();
        }

        @Override
        public void saveReceipt(long batchId, Path csvFile) {
            if (!refusal.isEmpty()) {
                throw new ImageException.Failed(refusal);
            }
            saved.add(batchId + " " + csvFile);
        }
    }
}
