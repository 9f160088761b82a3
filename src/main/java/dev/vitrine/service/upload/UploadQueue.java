package dev.vitrine.service.upload;

import dev.vitrine.files.OwnerLock;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.Subscription;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.Resources;
import dev.vitrine.service.upload.UploadTask.Stop;
import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.service.upload.item.UploadSnapshot;
import dev.vitrine.service.upload.item.UploadTotals.FileTally;
import dev.vitrine.service.upload.journal.DropJournal;
import dev.vitrine.service.upload.journal.ItemCommands;
import dev.vitrine.service.upload.journal.Journal;
import dev.vitrine.service.upload.journal.JournalFile;
import dev.vitrine.service.upload.journal.JournalLists;
import dev.vitrine.service.upload.journal.JournalRetry;
import dev.vitrine.service.upload.journal.ReceiptCsv;
import dev.vitrine.service.upload.journal.WatchJournal;
import dev.vitrine.service.upload.source.PastedFiles;
import dev.vitrine.service.upload.source.Sidecars;
import dev.vitrine.service.upload.watch.FolderWatch;
import dev.vitrine.service.upload.watch.FolderWatches;
import dev.vitrine.sqlite.Database;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.world.Threads;
import dev.vitrine.world.World;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// Uploads what is dropped, a few files at a time, and never forgets any of it: after a quit, a crash or a power cut it
/// goes on by itself.
///
/// Safe for any thread. The verbs return at once and take effect in the order they were called; what came of them is
/// seen in {@link #snapshot}. Only {@link #items}, {@link #itemsOf}, {@link #item} and the receipts read the journal
/// and may block for some milliseconds. Two processes may share a journal: each item is worked on by one of them.
public final class UploadQueue implements UploadCommands, Receipts, AutoCloseable {
    private static final Duration RECEIPTS_KEPT = Duration.ofDays(90);
    private static final Duration PASTED_UNTIL_JOURNALLED = Duration.ofDays(1);

    private final Clock clock;
    final JournalFile journalFile;
    private final DropJournal drops;
    private final Journal journal;
    private final ItemCommands itemCommands;
    private final JournalLists lists;
    private final OwnerLock queueLock;
    private final PastedFiles pasted;
    private final JournalRetry journalRetry = new JournalRetry(() -> this.closing);
    private final BackgroundWork background = new BackgroundWork();
    private final Resources opened = new Resources();
    private final FolderScans folderScans;
    private final UploadScheduler uploadScheduler;
    private final StaleQueueRecovery staleQueueRecovery;
    private final LeftoverRemoval leftoverRemoval;
    private final FolderWatches watches;
    private final UploadPace pace;
    private final Outage outage;
    private final Snapshots snapshots;
    private final AtomicLong lastBatch = new AtomicLong();
    private final ExecutorService verbs =
            Executors.newSingleThreadExecutor(World.here().threads("upload-verbs"));
    private volatile boolean closing;

    /// Opens the journal, which is made when it is not there, and goes on with what is open in it.
    ///
    /// @param journalPath a file of its own, in a folder on this machine
    /// @param atOnce most uploads at the same time
    public UploadQueue(ImageService library, Path journalPath, int atOnce) {
        this(library, journalPath, atOnce, QueueTiming.USUAL, World.clock());
    }

    UploadQueue(ImageService library, Path journalPath, int atOnce, RetryPolicy retryPolicy, Clock clock) {
        this(library, journalPath, atOnce, retryPolicy, FolderWatch.Rhythm.USUAL, clock);
    }

    UploadQueue(
            ImageService library,
            Path journalPath,
            int atOnce,
            RetryPolicy retryPolicy,
            FolderWatch.Rhythm rhythm,
            Clock clock) {
        this(library, journalPath, atOnce, new QueueTiming(retryPolicy, Optional.empty(), rhythm), clock);
    }

    UploadQueue(ImageService library, Path journalPath, int atOnce, QueueTiming timing, Clock clock) {
        this.clock = clock;
        Path file = journalPath.toAbsolutePath();
        boolean isOpen = false;
        try {
            journalFile = opened.add(JournalFile.open(file));
            Database database = journalFile.database();
            queueLock = opened.add(new OwnerLock(file.resolveSibling(file.getFileName() + ".owners")));
            drops = new DropJournal(database, queueLock.id(), clock);
            journal = new Journal(database, queueLock.id(), clock);
            itemCommands = new ItemCommands(database, clock);
            lists = new JournalLists(database);
            pasted = new PastedFiles(file.resolveSibling(file.getFileName() + ".pasted"));
            snapshots = opened.add(new Snapshots(lists, this::live));
            opened.add(this::giveBackAll);
            pace = new UploadPace(atOnce, timing.retryPolicy());
            outage = new Outage(timing.probes(), clock);
            uploadScheduler = opened.add(new UploadScheduler(
                    new UploadResources(
                            library,
                            new ItemJournal(journal, journalRetry),
                            pace,
                            outage,
                            pasted,
                            new Sidecars(),
                            snapshots),
                    background,
                    itemCommands.isPaused()));
            folderScans = opened.add(new FolderScans(drops, journalRetry, background, this::found));
            staleQueueRecovery = opened.add(new StaleQueueRecovery(journal, queueLock, folderScans, background));
            leftoverRemoval = opened.add(new LeftoverRemoval(library, journal));
            opened.add(verbs);
            watches = opened.add(new FolderWatches(
                    new WatchJournal(database, this::newBatchId, clock), timing.rhythm(), this::found));
            drops.forgetBefore(clock.instant().minus(RECEIPTS_KEPT));
            pasted.forgetUnneeded(clock.instant().minus(PASTED_UNTIL_JOURNALLED), drops::needs);
            staleQueueRecovery.start();
            snapshots.start();
            uploadScheduler.start();
            leftoverRemoval.start();
            watches.start();
            isOpen = true;
        } finally {
            if (!isOpen) {
                closing = true;
                opened.close();
            }
        }
    }

    /// Gives the journal of a library another name, before a queue opens it.
    ///
    /// @return where it is now: where it was, when it cannot be moved
    public static Path takenOver(Path formerJournal, Path journal) {
        return JournalFile.takenOver(formerJournal, journal);
    }

    public static boolean hasWaiting(Path journal) {
        return JournalFile.hasWaiting(journal);
    }

    /// Most uploads at the same time; those under way end first.
    public void setMostAtOnce(int uploads) {
        pace.concurrencyLimit().setMax(uploads);
        uploadScheduler.wake();
    }

    /// Takes files and whole folders. The folders are read in the background; uploading begins before that ends.
    ///
    /// @return the id of this drop, for its receipt
    public long add(Collection<Path> filesAndFolders, UploadForm form) {
        List<Path> roots = List.copyOf(filesAndFolders);
        long batchId = newBatchId();
        folderScans.begin(batchId, () -> writtenDown(batchId, form, roots));
        return batchId;
    }

    private Collection<Path> writtenDown(long batchId, UploadForm form, List<Path> roots) {
        journalRetry.untilItWorks(() -> {
            startAfresh();
            drops.addBatch(batchId, form, roots);
        });
        return roots;
    }

    /// Takes a picture that is no file, for example a pasted one; the bytes are kept beside the journal until they
    /// are uploaded.
    public long add(ImageSource picture, UploadForm form) {
        if (picture instanceof ImageSource.FileSource(String _, Path file)) {
            return add(List.of(file), form);
        }
        long batchId = newBatchId();
        folderScans.begin(
                batchId,
                () -> writtenDown(batchId, form, List.of(journalRetry.untilItWorks(() -> pasted.keep(picture)))));
        return batchId;
    }

    /// When everything before has ended, what went well and what was refused leaves the list, so that the totals
    /// count what is new; what failed stays, to be tried again.
    private void startAfresh() {
        if (lists.isIdle()) {
            itemCommands.dismissFinished();
            itemCommands.dismissRefused();
        }
    }

    /// Unique among processes, and growing within this one.
    private long newBatchId() {
        long candidate = (clock.millis() << 20 | World.here().random().nextInt(1 << 20)) & Long.MAX_VALUE;
        return lastBatch.updateAndGet(last -> Math.max(last + 1, candidate));
    }

    /// The folders whose new images come into this queue by themselves.
    public FolderWatches watches() {
        return watches;
    }

    private void found() {
        uploadScheduler.wake();
        snapshots.changed();
    }

    @Override
    public UploadSnapshot snapshot() {
        return snapshots.newest();
    }

    @Override
    public Subscription subscribe(Runnable onChange) {
        return snapshots.subscribe(onChange);
    }

    @Override
    public List<UploadItem> items(Collection<UploadState> states, long offset, int max) {
        return lists.items(states, offset, max).stream().map(this::asOfNow).toList();
    }

    @Override
    public List<UploadItem> troubles(Cause cause, long offset, int max) {
        return lists.troubles(cause, offset, max);
    }

    /// Items of one drop after the item `afterId` (0 at the beginning), in the order they were found, dismissed or
    /// not. Blocks shortly.
    public List<UploadItem> itemsOf(long batchId, long afterId, int max) {
        return lists.itemsOf(batchId, afterId, max).stream().map(this::asOfNow).toList();
    }

    Optional<UploadItem> item(long itemId) {
        return lists.item(itemId).map(this::asOfNow);
    }

    private UploadItem asOfNow(UploadItem written) {
        return uploadScheduler
                .running(written.id())
                .map(task -> written.withSent(task.item().sentBytes()))
                .orElse(written);
    }

    /// What became of a drop; empty when it is not known (yet).
    public Optional<Receipt> receipt(long batchId) {
        return lists.receipt(batchId);
    }

    @Override
    public List<Receipt> receipts(int max) {
        return lists.receipts(max);
    }

    @Override
    public List<UploadItem> receiptItems(long batchId, long offset, int max) {
        return lists.itemsAt(batchId, offset, max);
    }

    @Override
    public void saveReceipt(long batchId, Path csvFile) {
        new ReceiptCsv(lists).save(batchId, csvFile);
    }

    @Override
    public void cancel(long itemId) {
        verb(() -> {
            itemCommands.cancel(itemId);
            uploadScheduler.running(itemId).ifPresent(task -> task.stop(Stop.CANCELLED));
            uploadScheduler.wakeForCalledBack();
        });
    }

    /// Cancels everything that waits, and what this process is reading and sending.
    ///
    /// @return what is cancelled by this ends then or later
    @Override
    public Instant cancelAll() {
        Instant now = clock.instant();
        verb(() -> {
            folderScans.cancelAll();
            itemCommands.cancelWaiting();
            uploadScheduler.running().forEach(task -> {
                itemCommands.cancel(task.itemId());
                task.stop(Stop.CANCELLED);
            });
            uploadScheduler.wakeForCalledBack();
        });
        return now;
    }

    /// What was cancelled since then waits again, also what was to be called back still.
    @Override
    public void restoreCancelled(Instant since) {
        verb(() -> itemCommands.restoreCancelled(since));
    }

    @Override
    public void retry(long itemId) {
        verb(() -> {
            folderScans.beginUnreadable(itemId);
            itemCommands.retry(itemId);
        });
    }

    /// What held all of them may have passed, such as a sign-in that had ended.
    public void probeNow() {
        uploadScheduler.probeNow();
    }

    /// Tries everything again that failed; what was refused would be refused again.
    @Override
    public void retryFailed() {
        verb(this::retryAllFailed);
    }

    /// The same, before it returns. Blocks shortly.
    ///
    /// @return how many items had failed
    public long retryFailedNow() {
        long failed =
                lists.totals().getOrDefault(UploadState.FAILED, FileTally.NONE).files();
        retryAllFailed();
        return failed;
    }

    private void retryAllFailed() {
        folderScans.beginUnreadable(DropJournal.EVERY_ITEM);
        itemCommands.retryFailed();
        uploadScheduler.probeNow();
    }

    /// Stops at once what is being sent; it waits and goes on after {@link #resume}. Stays paused over a restart.
    @Override
    public void pause() {
        uploadScheduler.pause();
        verb(() -> itemCommands.setPaused(true));
    }

    @Override
    public void resume() {
        uploadScheduler.resume();
        verb(() -> itemCommands.setPaused(false));
    }

    /// Limits what all uploads together send, at once and for those under way too.
    ///
    /// @param bytesPerSecond 0 for no limit
    public void limit(long bytesPerSecond) {
        pace.bandwidth().limit(bytesPerSecond);
    }

    /// Takes a finished item from the list; receipts still count it.
    @Override
    public void dismiss(long itemId) {
        verb(() -> itemCommands.dismiss(itemId));
    }

    /// Takes everything from the list that was uploaded, was a duplicate or was cancelled. Troubles stay until
    /// handled.
    @Override
    public void dismissFinished() {
        verb(itemCommands::dismissFinished);
    }

    /// Takes everything from the list that was refused or failed.
    @Override
    public void dismissTroubles() {
        verb(itemCommands::dismissTroubles);
    }

    private void verb(Runnable change) {
        verbs.execute(() -> {
            try {
                background.run("doing what was asked", () -> journalRetry.untilItWorks(change));
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
        opened.close();
    }

    /// Everything that this process was at. Also when whoever closes has been interrupted: others would wait for
    /// this work until they notice that nobody does it.
    private void giveBackAll() {
        Threads.uninterrupted(() -> journal.releaseAll(queueLock.id()));
    }

    private Snapshots.Live live() {
        String problem = Stream.of(journalRetry.problem(), background.problem(), journalFile.notice())
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("");
        return new Snapshots.Live(
                uploadScheduler.running().stream().map(UploadTask::item).toList(),
                uploadScheduler.isPaused(),
                problem,
                outage.held());
    }
}
