package dev.vitrine.ui.upload;

import dev.vitrine.service.upload.UploadQueue;
import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadItem;
import java.nio.file.Path;
import java.util.List;

/// What the sheet of receipts asks of a queue. Everything blocks.
interface Receipts {
    /// The newest first.
    List<Receipt> newest(int max);

    List<UploadItem> items(long batchId, long offset, int max);

    void save(long batchId, Path csvFile);

    static Receipts of(UploadQueue queue) {
        return new Receipts() {
            @Override
            public List<Receipt> newest(int max) {
                return queue.receipts(max);
            }

            @Override
            public List<UploadItem> items(long batchId, long offset, int max) {
                return queue.receiptItems(batchId, offset, max);
            }

            @Override
            public void save(long batchId, Path csvFile) {
                queue.saveReceipt(batchId, csvFile);
            }
        };
    }
}
