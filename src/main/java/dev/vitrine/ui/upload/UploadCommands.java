package dev.vitrine.ui.upload;

import dev.vitrine.image.Subscription;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadSnapshot;
import java.time.Instant;
import java.util.List;

/// What the list asks of a queue. Only [#page] blocks.
interface UploadCommands {
    UploadSnapshot snapshot();

    List<UploadItem> page(UploadRows.PageKey place);

    Subscription subscribe(Runnable onChange);

    void pause();

    void resume();

    /// @return what is cancelled by this ends then or later
    Instant cancelAll();

    void restoreCancelled(Instant since);

    void retryFailed();

    void dismissFinished();

    void dismissTroubles();

    void cancel(long itemId);

    void retry(long itemId);

    void dismiss(long itemId);
}
