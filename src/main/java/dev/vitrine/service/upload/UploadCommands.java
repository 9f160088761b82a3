package dev.vitrine.service.upload;

import dev.vitrine.image.Subscription;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.service.upload.item.UploadSnapshot;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// What a list of uploads asks of a queue. Only [#items] and [#troubles] block, shortly.
public interface UploadCommands {
    UploadSnapshot snapshot();

    /// A window of the items in these states that are not dismissed, in the order they were found.
    List<UploadItem> items(Collection<UploadState> states, long offset, int max);

    /// A window of the refused and failed items of one cause, in the order they were found.
    List<UploadItem> troubles(Cause cause, long offset, int max);

    /// @param onChange called on a thread of the queue, ten times a second at most, when [#snapshot] has changed
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

    /// Tries a failed, refused or cancelled item again.
    void retry(long itemId);

    void dismiss(long itemId);
}
