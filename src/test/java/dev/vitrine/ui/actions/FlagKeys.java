package dev.vitrine.ui.actions;

import dev.vitrine.image.Flag;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.WorkUnderWay;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.ui.support.Background;
import dev.vitrine.world.World;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Keys that flag images, as a window takes them, in the world of the thread that makes it: they never wait for the
/// store.
public final class FlagKeys implements AutoCloseable {
    private final ThreadPoolExecutor screen;
    private final BackgroundJobs jobs;
    private final EditQueue queue;
    private boolean isClosed;

    /// What became of a key.
    public enum Ending {
        STORED,
        /// There was nothing to change.
        NOTHING,
        /// And told so.
        REFUSED,
        UNANSWERED,
        /// The program was killed before it knew.
        LOST
    }

    /// One that was pressed.
    public static final class PressedKey {
        private final List<String> imageIds;
        private final Optional<Flag> flag;
        private final Optional<PressedKey> takenBack;
        private boolean isLost;
        private EditQueue.Request request;
        private EditQueue.Answer answer;

        private PressedKey(List<String> imageIds, Optional<Flag> flag, Optional<PressedKey> takenBack) {
            this.imageIds = imageIds;
            this.flag = flag;
            this.takenBack = takenBack;
        }

        /// Empty for one that takes another back.
        public Optional<Flag> flag() {
            return flag;
        }

        public Optional<PressedKey> takenBack() {
            return takenBack;
        }

        public List<String> imageIds() {
            return imageIds;
        }

        /// The program is killed.
        public void isKilled() {
            isLost = answer == null;
        }

        public Ending ending(String imageId) {
            if (answer == null) {
                return isLost ? Ending.LOST : Ending.UNANSWERED;
            }
            return answer.changed().contains(imageId)
                    ? Ending.STORED
                    : answer.failed().containsKey(imageId) ? Ending.REFUSED : Ending.NOTHING;
        }

        @Override
        public String toString() {
            return flag.map(Flag::toString).orElse("UNDO") + imageIds + (answer == null ? "" : answer);
        }
    }

    public FlagKeys(ImageService images, WorkUnderWay underWay) {
        screen = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(),
                World.here().threads("screen"));
        jobs = new BackgroundJobs(Background.with(
                        work -> World.here().threads("key-").newThread(work).start(), screen)
                .within(underWay));
        queue = new EditQueue(new BulkEdits(images), jobs);
    }

    public PressedKey press(List<String> imageIds, Flag flag) {
        var key = new PressedKey(imageIds, Optional.of(flag), Optional.empty());
        onScreen(key, () -> {
            key.request = new EditQueue.Request(
                    "", imageIds, (image, _) -> flag.on(image.caption()), answer -> key.answer = answer);
            queue.add(key.request);
        });
        return key;
    }

    public PressedKey takeBack(PressedKey pressed) {
        var key = new PressedKey(pressed.imageIds, Optional.empty(), Optional.of(pressed));
        onScreen(key, () -> queue.add(pressed.request.takenBack(pressed.imageIds, answer -> key.answer = answer)));
        return key;
    }

    /// A window that is closed takes no keys.
    private void onScreen(PressedKey key, Runnable press) {
        screen.execute(() -> {
            if (isClosed) {
                key.isLost = true;
            } else {
                press.run();
            }
        });
    }

    /// The screen stays: what comes of the last ones is told there later.
    @Override
    public void close() {
        try {
            screen.submit(() -> {
                        isClosed = true;
                        jobs.close();
                    })
                    .get();
        } catch (InterruptedException e) {
            throw new ImageException.Cancelled("Stopped.", e);
        } catch (ExecutionException e) {
            throw ImageException.of(e.getCause());
        }
    }
}
