package dev.vitrine.ui.upload;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.RatingText;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What receipts say, on the screen and on the clipboard.
final class ReceiptTexts {
    private ReceiptTexts() {}

    /// `120 selected = 110 uploaded + 6 already in the library + 4 failed`: what is nothing is left out, so that it
    /// can be added up at a glance.
    static String sum(Receipt receipt) {
        var parts = new ArrayList<String>();
        part(parts, "receipt.uploaded", receipt.uploaded());
        part(parts, "receipt.duplicates", receipt.duplicates());
        part(parts, "receipt.refused", receipt.refused());
        part(parts, "receipt.failed", receipt.failed());
        part(parts, "receipt.cancelled", receipt.cancelled());
        part(parts, "receipt.open", receipt.open());
        String selected = text("receipt.selected", receipt.selected());
        return parts.isEmpty() ? selected : text("receipt.sum", selected, String.join(text("receipt.plus"), parts));
    }

    private static void part(List<String> parts, String key, long files) {
        if (files > 0) {
            parts.add(text(key, files));
        }
    }

    /// When, for whom, how much.
    static String facts(Receipt receipt) {
        var parts = new ArrayList<>(List.of(
                Format.time(receipt.addedAt()), text("watch.as", receipt.form().userId())));
        if (!receipt.form().tags().isEmpty()) {
            parts.add(text("watch.tagged", RatingText.namesOf(receipt.form().tags())));
        }
        parts.add(text("receipt.bytes", Format.bytes(receipt.bytesUploaded())));
        return String.join(text("upload.status.dot"), parts);
    }

    static String label(Receipt receipt) {
        return text(
                receipt.complete() ? "receipt.label" : "receipt.label.open",
                receipt.selected(),
                receipt.form().userId());
    }

    /// As `sha256sum` writes and checks it.
    static String checksums(List<UploadItem> items) {
        return items.stream()
                .filter(item -> !item.sha256().isEmpty())
                .map(item -> item.sha256() + "  " + item.file())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    static String fileName(Receipt receipt) {
        return text(
                "receipt.file",
                DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmm", Locale.ROOT)
                        .format(receipt.addedAt().atZone(ZoneId.systemDefault())));
    }
}
