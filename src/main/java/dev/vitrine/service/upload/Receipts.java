package dev.vitrine.service.upload;

import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadItem;
import java.nio.file.Path;
import java.util.List;

/// What became of the newest drops; they are kept for 90 days after everything in them was handled. Everything blocks.
public interface Receipts {
    /// The newest first.
    List<Receipt> receipts(int max);

    /// A window of the files of a drop, in the order they were found, dismissed or not.
    List<UploadItem> receiptItems(long batchId, long offset, int max);

    /// Writes the receipt of a drop, a line per file, as a CSV file for spreadsheets. Never leaves half a file.
    void saveReceipt(long batchId, Path csvFile);
}
