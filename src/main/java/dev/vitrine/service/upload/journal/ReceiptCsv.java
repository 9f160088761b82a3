package dev.vitrine.service.upload.journal;

import dev.vitrine.files.AtomicFile;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A receipt as a CSV file (RFC 4180, UTF-8 with the mark that spreadsheets look for), a line per file.
///
/// A file name may begin like a formula; such a cell gets an apostrophe in front, so that a spreadsheet shows it and
/// runs nothing.
public final class ReceiptCsv {
    private static final int WINDOW = 1000;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String FORMULA_STARTS = "=+-@\t\r\n";

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
            throw new ImageException.Failed(
                    "The receipt could not be written to " + target
                            + ": check the folder's permissions and the room on its disk.",
                    e);
        }
    }

    void write(Receipt receipt, Writer out) throws IOException {
        out.write(BYTE_ORDER_MARK);
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
        out.write(Stream.of(cells).map(ReceiptCsv::cell).collect(Collectors.joining(",", "", "\r\n")));
    }

    static String cell(String text) {
        boolean isFormula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
        String safe = isFormula ? "'" + text : text;
        boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
