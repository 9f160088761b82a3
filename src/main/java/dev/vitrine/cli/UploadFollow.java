package dev.vitrine.cli;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.Subscription;
import dev.vitrine.service.upload.UploadQueue;
import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadSnapshot;
import dev.vitrine.service.upload.item.UploadTotals;
import dev.vitrine.text.ByteCount;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Watches a drop until nothing of it waits or runs, whichever process works on it.
final class UploadFollow implements AutoCloseable {
    private static final int WINDOW = 500;
    private static final Duration WITHOUT_A_LIST = Duration.ofSeconds(15);
    private static final long LOOK_AGAIN_MILLIS = 500;

    private final UploadQueue queue;
    private final ProgressLine progress;
    private final Semaphore changes = new Semaphore(0);
    private final Subscription subscription;
    private String problem = "";
    private final Terminal terminal;

    private final Duration patience;
    private final Runnable signIn;
    private Optional<UploadSnapshot.Held> held = Optional.empty();
    /// By a clock that nobody sets.
    private long heldAt;

    private long problemAt;

    /// @param patience how long the queue may wait for one trouble to pass
    /// @param signIn does what can be done here where the keys have run out
    UploadFollow(UploadQueue queue, Terminal terminal, Duration patience, Runnable signIn) {
        this.queue = queue;
        this.signIn = signIn;
        this.patience = patience;
        this.terminal = terminal;
        progress = new ProgressLine(terminal);
        subscription = queue.subscribe(changes::release);
    }

    /// @param ended is called once for every item, in the order in which they were found, as soon as it and those
    ///   before it have ended
    /// @throws ImageException when a trouble did not pass in time; the queue goes on later
    /// @throws InterruptedException when Ctrl+C asks to stop; the queue goes on later
    void untilComplete(long drop, Consumer<List<UploadItem>> ended) throws InterruptedException {
        long reported = 0;
        while (true) {
            // Asked before the items are read: when this says that all have ended, then all are seen below.
            Optional<Receipt> receipt = queue.receipt(drop);
            for (List<UploadItem> window = endedAfter(drop, reported);
                    !window.isEmpty();
                    window = endedAfter(drop, reported)) {
                progress.clear();
                ended.accept(window);
                reported = window.getLast().id();
            }
            if (receipt.stream().anyMatch(Receipt::complete)) {
                progress.clear();
                return;
            }
            show(queue.snapshot());
            giveUpInTime(receipt.isPresent());
            changes.tryAcquire(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            changes.drainPermits();
        }
    }

    private void giveUpInTime(boolean isWrittenDown) {
        if (held.isPresent() && hasPassed(patience, heldAt)) {
            throw givenUp(
                    held.get().cause(),
                    CommandTexts.of("upload.givenUp", held.get().reason()));
        }
        // The list of uploads itself cannot be written: then there is nothing that could go on later.
        Duration max = patience.compareTo(WITHOUT_A_LIST) < 0 ? patience : WITHOUT_A_LIST;
        if (!isWrittenDown && !problem.isEmpty() && hasPassed(max, problemAt)) {
            throw new ImageException.Failed(CommandTexts.of("upload.notWrittenDown", problem));
        }
    }

    private static boolean hasPassed(Duration time, long since) {
        return System.nanoTime() - since >= time.toNanos();
    }

    private static ImageException givenUp(Cause cause, String sentence) {
        return switch (cause) {
            case UNREACHABLE -> new ImageException.Unreachable(sentence, null);
            case THROTTLED -> new ImageException.Throttled(sentence, null);
            case DENIED -> new ImageException.Denied(sentence, null);
            case NONE,
                    NOT_AN_IMAGE,
                    DAMAGED,
                    METADATA_STAYS,
                    SOURCE_GONE,
                    SOURCE_UNREADABLE,
                    FOLDER_UNREADABLE,
                    SOURCE_CHANGING,
                    LIBRARY -> new ImageException.Failed(sentence);
        };
    }

    private List<UploadItem> endedAfter(long drop, long reported) {
        return queue.itemsOf(drop, reported, WINDOW).stream()
                .takeWhile(item -> item.state().isFinal())
                .toList();
    }

    private void show(UploadSnapshot snapshot) {
        UploadTotals totals = snapshot.totals();
        long permille = Math.round(totals.fraction() * 1000);
        progress.show(
                permille,
                totals.all().files() == 0 ? 0 : 1000,
                CommandTexts.of(
                        "upload.progress",
                        totals.finished().files(),
                        totals.all().files(),
                        ByteCount.rounded(totals.bytesPerSecond(), Locale.ROOT),
                        totals.secondsLeft().isPresent()
                                ? CommandTexts.of(
                                        "upload.left", totals.secondsLeft().getAsLong())
                                : ""));
        if (snapshot.held().isPresent()
                && !snapshot.held().map(UploadSnapshot.Held::since).equals(held.map(UploadSnapshot.Held::since))) {
            UploadSnapshot.Held now = snapshot.held().get();
            progress.clear();
            terminal.note("upload.waiting", now.since().truncatedTo(ChronoUnit.SECONDS), now.reason());
            if (now.cause() == Cause.DENIED) {
                signIn.run();
                queue.probeNow();
            }
            heldAt = System.nanoTime(); // whoever was asked may have taken long to answer
        }
        held = snapshot.held();
        if (!snapshot.problem().equals(problem)) {
            problem = snapshot.problem();
            problemAt = System.nanoTime();
            progress.clear();
            terminal.noteLine(problem);
        }
    }

    @Override
    public void close() {
        progress.close();
        subscription.close();
    }
}
