package dev.vitrine.service.upload;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.upload.journal.Journal;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.world.Threads;
import dev.vitrine.world.World;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;

/// Removes the bytes of uploads that were called back or refused while the library could not be asked to: tried again
/// until it works, also by the next queue on this journal.
final class LeftoverRemoval implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LeftoverRemoval.class.getName());
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final RetryPolicy UNTIL_IT_ANSWERS = RetryPolicy.forever(LOOK_AGAIN, Duration.ofMinutes(1));

    private final ImageService library;
    private final Journal journal;
    private final Thread thread = World.here().threads("upload-leftovers").newThread(this::watch);

    LeftoverRemoval(ImageService library, Journal journal) {
        this.library = library;
        this.journal = journal;
    }

    void start() {
        thread.start();
    }

    private void watch() {
        try {
            for (RetryPolicy.Attempts attempts = UNTIL_IT_ANSWERS.begin(); attempts.isNext(); ) {
                if (removeAll()) {
                    attempts.restart();
                }
            }
        } catch (ImageException.Cancelled _) {
            LOG.log(Level.DEBUG, "closed");
        }
    }

    /// @return false when some are still there
    private boolean removeAll() {
        try {
            for (Map.Entry<String, String> leftover : journal.leftovers().entrySet()) {
                String imageId = leftover.getKey();
                library.abandonUpload(leftover.getValue(), imageId)
                        .filter(library::isStored)
                        .ifPresentOrElse(
                                image -> journal.leftoverArrived(
                                        imageId, image.facts().contentSha256()),
                                () -> journal.removedLeftover(imageId));
            }
            return true;
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.log(Level.INFO, "Bytes of a stopped upload cannot be removed yet", e);
            return false;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        boolean _ = Threads.awaitEnd(thread, Duration.ofSeconds(20));
    }
}
