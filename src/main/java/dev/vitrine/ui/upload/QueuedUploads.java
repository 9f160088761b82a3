package dev.vitrine.ui.upload;

import dev.vitrine.image.Subscription;
import dev.vitrine.service.upload.UploadQueue;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadSnapshot;
import java.time.Instant;
import java.util.List;

/// The uploads of a durable queue.
record QueuedUploads(UploadQueue queue) implements UploadCommands {
    @Override
    public UploadSnapshot snapshot() {
        return queue.snapshot();
    }

    @Override
    public List<UploadItem> page(UploadRows.PageKey place) {
        return place.kind() == UploadGroup.GroupKind.TROUBLE
                ? queue.troubles(place.cause(), place.first(), UploadRows.PAGE)
                : queue.items(place.kind().states(), place.first(), UploadRows.PAGE);
    }

    @Override
    public Subscription subscribe(Runnable onChange) {
        return queue.subscribe(onChange);
    }

    @Override
    public void pause() {
        queue.pause();
    }

    @Override
    public void resume() {
        queue.resume();
    }

    @Override
    public Instant cancelAll() {
        return queue.cancelAll();
    }

    @Override
    public void restoreCancelled(Instant since) {
        queue.restoreCancelled(since);
    }

    @Override
    public void retryFailed() {
        queue.retryFailed();
    }

    @Override
    public void dismissFinished() {
        queue.dismissFinished();
    }

    @Override
    public void dismissTroubles() {
        queue.dismissTroubles();
    }

    @Override
    public void cancel(long itemId) {
        queue.cancel(itemId);
    }

    @Override
    public void retry(long itemId) {
        queue.retry(itemId);
    }

    @Override
    public void dismiss(long itemId) {
        queue.dismiss(itemId);
    }
}
