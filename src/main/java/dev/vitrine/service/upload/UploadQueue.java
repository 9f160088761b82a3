package dev.vitrine.service.upload;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.RetryPolicy;
import dev.vitrine.service.upload.Running.Stop;
import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.State;
import dev.vitrine.service.upload.item.UploadSnapshot;
import dev.vitrine.service.upload.journal.ItemCommands;
import dev.vitrine.service.upload.journal.Journal;
import dev.vitrine.service.upload.journal.JournalDatabase;
import dev.vitrine.service.upload.journal.JournalLists;
import dev.vitrine.service.upload.journal.JournalRetry;
import dev.vitrine.service.upload.journal.QueueLock;
import dev.vitrine.service.upload.journal.ReceiptCsv;
import dev.vitrine.service.upload.journal.WatchJournal;
import dev.vitrine.service.upload.source.PastedFiles;
import dev.vitrine.service.upload.watch.FolderWatch;
import dev.vitrine.service.upload.watch.FolderWatches;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Uploads what is dropped, a few files at a time, and never forgets any of it: after a quit, a crash or a power cut it goes on by itself.
///
/// Safe for any thread. The verbs return at once and take effect in the order they were called; what came of them is seen in {@link #snapshot}.
/// Only {@link #items}, {@link #itemsOf}, {@link #item} and the receipts read the journal and may block for some milliseconds.
/// Two processes may share a journal: each item is worked on by one of them.
public final class UploadQueue implements AutoCloseable {
    private static final Duration RECEIPTS_KEPT = Duration.ofDays(90);
    private static final Duration PASTED_UNTIL_JOURNALLED = Duration.ofDays(1);

    private final Clock clock;
    private final JournalDatabase database;
    private final Journal journal;
    private final ItemCommands decisions;
    private final JournalLists lists;
    private final QueueLock owner;
    private final PastedFiles pasted;
    private final JournalRetry insistence = new JournalRetry(() -> this.closing);
    private final FolderScans walks;
    private final UploadScheduler dispatcher;
    private final StaleQueueRecovery takeover;
    private final FolderWatches watches;
    private final Pace pace;
    private final Snapshots snapshots;
    private final AtomicLong lastBatch = new AtomicLong();
    private final ExecutorService verbs = Executors.newSingleThreadExecutor(Thread.ofVirtual().name("upload-verbs").factory());
    private volatile boolean paused;
    private volatile boolean closing;

    /// Opens the journal, which is made when it is not there, and goes on with what is open in it.
    ///
    /// @param journalFile a file of its own, in a folder on this machine
    /// @param atOnce most uploads at the same time
    public UploadQueue(ImageService library, Path journalFile, int atOnce) {
        this(library, journalFile, atOnce, RetryPolicy.USUAL, Clock.systemUTC());
    }

    UploadQueue(ImageService library, Path journalFile, int atOnce, RetryPolicy patience, Clock clock) {
        this(library, journalFile, atOnce, patience, FolderWatch.Rhythm.USUAL, clock);
    }

    UploadQueue(ImageService library, Path journalFile, int atOnce, RetryPolicy patience, FolderWatch.Rhythm rhythm, Clock clock) {
        this.clock = clock;
        Path file = journalFile.toAbsolutePath();
        database = JournalDatabase.open(file);
        owner = new QueueLock(file.resolveSibling(file.getFileName() + ".owners"));
        journal = new Journal(database, owner.id(), clock);
        decisions = new ItemCommands(database, clock);
        lists = new JournalLists(database);
        pasted = new PastedFiles(file.resolveSibling(file.getFileName() + ".pasted"));
        paused = decisions.isPaused();
        snapshots = new Snapshots(lists, new Now());
        pace = new Pace(atOnce);
        walks = new FolderScans(journal, insistence, this::found);
        dispatcher = new UploadScheduler(new QueueWork(library, journal, insistence, patience, pace, pasted, snapshots), paused);
        takeover = new StaleQueueRecovery(journal, owner, walks);
        watches = new FolderWatches(new WatchJournal(database, this::newBatchId, clock), rhythm, this::found);
        journal.forgetBefore(clock.instant().minus(RECEIPTS_KEPT));
        pasted.forgetUnneeded(clock.instant().minus(PASTED_UNTIL_JOURNALLED), journal::needs);
        takeover.start();
        snapshots.start();
        dispatcher.start();
        watches.start();
    }

    /// Most uploads at the same time; those under way end first.
    public void setMostAtOnce(int uploads) {
        pace.setMost(uploads);
        dispatcher.wake();
    }

    /// Takes files and whole folders. The folders are read in the background; uploading begins before that ends.
    ///
    /// @return the id of this drop, for its receipt
    public long add(Collection<Path> filesAndFolders, UploadForm form) {
        List<Path> roots = List.copyOf(filesAndFolders);
        long batchId = newBatchId();
        walks.begin(batchId, () -> writtenDown(batchId, form, roots));
        return batchId;
    }

    private Collection<Path> writtenDown(long batchId, UploadForm form, List<Path> roots) {
        insistence.untilItWorks(() -> {
            startAfresh();
            journal.addBatch(batchId, form, roots);
        });
        return roots;
    }

    /// Takes a picture that is no file, for example a pasted one; the bytes are kept beside the journal until they are uploaded.
    public long add(ImageSource picture, UploadForm form) {
        if (picture instanceof ImageSource.FileSource(String _, Path file)) {
            return add(List.of(file), form);
        }
        long batchId = newBatchId();
        walks.begin(batchId, () -> writtenDown(batchId, form, List.of(insistence.untilItWorks(() -> pasted.keep(picture)))));
        return batchId;
    }

    /// When everything before has ended, what went well leaves the list, so that the totals count what is new.
    private void startAfresh() {
        if (lists.isIdle()) {
            decisions.dismissFinished();
        }
    }

    /// Unique among processes, and growing within this one.
    private long newBatchId() {
        long candidate = (clock.millis() << 20 | ThreadLocalRandom.current().nextInt(1 << 20)) & Long.MAX_VALUE;
        return lastBatch.updateAndGet(last -> Math.max(last + 1, candidate));
    }

    /// The folders whose new images come into this queue by themselves.
    public FolderWatches watches() {
        return watches;
    }

    private void found() {
        dispatcher.wake();
        snapshots.changed();
    }

    public UploadSnapshot snapshot() {
        return snapshots.newest();
    }

    /// @param onChange called on a thread of the queue, ten times a second at most, when {@link #snapshot} has changed
    public AutoCloseable subscribe(Runnable onChange) {
        return snapshots.subscribe(onChange);
    }

    /// A window of the items in these states that are not dismissed, in the order they were found. Blocks shortly.
    public List<UploadItem> items(Collection<State> states, long offset, int most) {
        return lists.items(states, offset, most).stream().map(this::asOfNow).toList();
    }

    /// A window of the refused and failed items of one cause, in the order they were found. Blocks shortly.
    public List<UploadItem> troubles(Cause cause, long offset, int most) {
        return lists.troubles(cause, offset, most);
    }

    /// Items of one drop after the item `afterId` (0 at the beginning), in the order they were found, dismissed or not. Blocks shortly.
    public List<UploadItem> itemsOf(long batchId, long afterId, int most) {
        return lists.itemsOf(batchId, afterId, most).stream().map(this::asOfNow).toList();
    }

    public Optional<UploadItem> item(long itemId) {
        return lists.item(itemId).map(this::asOfNow);
    }

    private UploadItem asOfNow(UploadItem written) {
        return dispatcher.running(written.id()).map(item -> written.withSent(item.sent())).orElse(written);
    }

    /// What became of a drop; empty when it is not known (yet).
    public Optional<Receipt> receipt(long batchId) {
        return lists.receipt(batchId);
    }

    /// Receipts of the newest drops; they are kept for 90 days after everything in them was handled.
    public List<Receipt> receipts(int most) {
        return lists.receipts(most);
    }

    /// A window of the files of a drop, in the order they were found, dismissed or not. Blocks shortly.
    public List<UploadItem> receiptItems(long batchId, long offset, int most) {
        return lists.itemsAt(batchId, offset, most);
    }

    /// Writes the receipt of a drop, a line per file, as a CSV file for spreadsheets. Never leaves half a file.
    public void saveReceipt(long batchId, Path csvFile) {
        new ReceiptCsv(lists).save(batchId, csvFile);
    }

    public void cancel(long itemId) {
        verb(() -> {
            decisions.cancel(itemId);
            dispatcher.running(itemId).ifPresent(item -> item.stop(Stop.CANCELLED));
        });
    }

    /// Cancels everything that waits, and what this process is reading and sending.
    public void cancelAll() {
        verb(() -> {
            walks.cancelAll();
            decisions.cancelWaiting();
            dispatcher.running().forEach(item -> item.stop(Stop.CANCELLED));
        });
    }

    /// Tries a failed, refused or cancelled item again.
    public void retry(long itemId) {
        verb(() -> {
            walkAgain(itemId);
            decisions.retry(itemId);
        });
    }

    /// Tries everything again that failed; what was refused would be refused again.
    public void retryFailed() {
        verb(() -> {
            walkAgain(Journal.EVERY_ITEM);
            decisions.retryFailed();
        });
    }

    private void walkAgain(long itemId) {
        journal.reopenFolders(itemId).forEach(batchId -> walks.begin(batchId, () -> journal.roots(batchId)));
    }

    /// Stops at once what is being sent; it waits and goes on after {@link #resume}. Stays paused over a restart.
    public void pause() {
        paused = true;
        dispatcher.pause();
        verb(() -> decisions.setPaused(true));
    }

    public void resume() {
        paused = false;
        dispatcher.resume();
        verb(() -> decisions.setPaused(false));
    }

    /// Limits what all uploads together send, at once and for those under way too.
    ///
    /// @param bytesPerSecond 0 for no limit
    public void limit(long bytesPerSecond) {
        pace.bandwidth().limit(bytesPerSecond);
    }

    /// Takes a finished item from the list; receipts still count it.
    public void dismiss(long itemId) {
        verb(() -> decisions.dismiss(itemId));
    }

    /// Takes everything from the list that was uploaded, was a duplicate or was cancelled. Troubles stay until handled.
    public void dismissFinished() {
        verb(decisions::dismissFinished);
    }

    /// Takes everything from the list that was refused or failed.
    public void dismissTroubles() {
        verb(decisions::dismissTroubles);
    }

    private void verb(Runnable change) {
        verbs.execute(() -> {
            try {
                insistence.untilItWorks(change);
            } catch (ImageException.Cancelled _) {
                return;
            }
            found();
        });
    }

    /// Stops without asking and without losing anything: the next queue on this journal goes on.
    @Override
    public void close() {
        closing = true;
        watches.close();
        verbs.close();
        takeover.close();
        walks.close();
        dispatcher.close();
        journal.releaseAll(owner.id());
        snapshots.close();
        owner.close();
        database.close();
    }

    private final class Now implements Snapshots.Live {
        @Override
        public List<Running> running() {
            return dispatcher.running();
        }

        @Override
        public boolean isPaused() {
            return paused;
        }

        @Override
        public String problem() {
            return insistence.problem().isEmpty() ? database.notice() : insistence.problem();
        }
    }
}
