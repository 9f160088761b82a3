package dev.vitrine.service.upload.journal;

import dev.vitrine.files.AtomicFile;
import dev.vitrine.files.FileFailures;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.text.Csv;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// A receipt as a table for spreadsheets, a line per file.
public final class ReceiptCsv {
    private static final int WINDOW = 1000;

    private final JournalLists lists;

    public ReceiptCsv(JournalLists lists) {
        this.lists = lists;
    }

    /// @throws ImageException.NotFound when there is no such drop
    public void save(long batchId, Path csvFile) {
        Receipt receipt = lists.receipt(batchId)
                .orElseThrow(() -> new ImageException.NotFound("There is no receipt for this upload any more."));
        Path target = csvFile.toAbsolutePath();
        try {
            AtomicFile.replace(target, out -> {
                try (var text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
                    write(receipt, text);
                }
            });
        } catch (IOException e) {
            throw FileFailures.unlessStopped(
                    e,
                    trouble -> new ImageException.Failed(
                            "The receipt could not be written to " + target
                                    + ": check the folder's permissions and the room on its disk.",
                            trouble));
        }
    }

    private void write(Receipt receipt, Writer out) throws IOException {
        out.write(Csv.BYTE_ORDER_MARK);
        line(out, "file", "bytes", "result", "sha256", "image_id", "user", "reason");
        long after = 0;
        for (List<UploadItem> window = lists.itemsOf(receipt.batchId(), after, WINDOW);
                !window.isEmpty();
                window = lists.itemsOf(receipt.batchId(), after, WINDOW)) {
            for (UploadItem item : window) {
                line(
                        out,
                        item.file().toString(),
                        Long.toString(item.sizeBytes()),
                        result(item.state()),
                        item.sha256(),
                        item.imageId().orElse(""),
                        receipt.form().userId(),
                        item.reason());
            }
            after = window.getLast().id();
        }
    }

    private static String result(UploadState state) {
        return state == UploadState.DONE ? "uploaded" : state.name().toLowerCase(Locale.ROOT);
    }

    private static void line(Writer out, String... cells) throws IOException {
        out.write(Csv.line(List.of(cells)));
    }
}
