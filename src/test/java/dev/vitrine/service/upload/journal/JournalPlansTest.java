package dev.vitrine.service.upload.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.files.FileStamp;
import dev.vitrine.service.upload.item.ClaimedItem;
import dev.vitrine.service.upload.item.ScannedFile;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadForm.UploadOption;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.service.upload.item.UploadOutcome;
import dev.vitrine.service.upload.item.WatchedFolder;
import dev.vitrine.sqlite.Database;
import dev.vitrine.sqlite.QueryPlans;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is asked of a journal costs as much as its answer, however many files a drop has.
class JournalPlansTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/vitrine/service/upload/journal");
    private static final Set<String> ALLOWED = Set.of(
            // A row for each drop, or for each drop and state: what is forgotten in time.
            "SELECT id FROM batch",
            "SELECT EXISTS (SELECT 1 FROM batch",
            "UPDATE item SET path", // once, when the file gets another name
            "UPDATE batch SET walker",
            "SELECT batch_id FROM tally",
            "SELECT 1 FROM tally",
            "SELECT state, sum(files) AS files",
            "SELECT coalesce(min(CASE",
            "SELECT 1 FROM batch CROSS JOIN item",
            "SELECT item.id, state FROM batch CROSS JOIN item", // to the newest drop that had the path
            "SELECT id FROM watch", // a row for each watched folder
            "SELECT DISTINCT owner FROM item WHERE owner <> ''", // what is being worked on
            "SELECT cause, reason, count(*)", // what failed, in the order of its index
            "SELECT 1 FROM sqlite_schema", // the schema
            "SELECT name FROM sqlite_schema",
            "SELECT count(*) FROM sqlite_schema");

    private final Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @Test
    void everyStatementIsALookUp() throws SQLException, IOException {
        Path file = folder.resolve("journal.sqlite");
        try (var plans = new QueryPlans()) {
            try (Database database = Database.open(file, new JournalSchema(), new JournalFailures(file))) {
                useAll(database);
            }
            assertEquals(Set.of(), plans.notHeard(SOURCES));
            assertEquals(Map.of(), plans.slow(file, ALLOWED));
            assertEquals(List.of(), plans.unusedIndexes(file));
            assertEquals(
                    List.of(
                            "SCAN batch",
                            "SEARCH item USING INDEX sqlite_autoindex_item_1 (batch_id=? AND path=?)",
                            "SEARCH root USING COVERING INDEX root_by_path (path=?)"),
                    plans.steps(file, "SELECT 1 FROM batch CROSS JOIN item").stream()
                            .filter(step -> step.matches("(SCAN|SEARCH) .*"))
                            .toList());
        }
    }

    private Path earlierJournal() {
        Path earlier = folder.resolve("earlier.sqlite");
        JournalFile.open(earlier).close();
        return earlier;
    }

    private void useAll(Database database) {
        var form = new UploadForm("alice", List.of("sea"), "", "").with(UploadOption.REMOVE_METADATA, true);
        Path root = folder.resolve("drop");
        Path file = root.resolve("a.jpg");
        var journal = new Journal(database, "me", clock);
        var drops = new DropJournal(database, "me", clock);
        var lists = new JournalLists(database);
        JournalFile.takenOver(earlierJournal(), folder.resolve("later.sqlite"));
        JournalFile.hasWaiting(folder.resolve("later.sqlite"));
        drops.addBatch(1, form, List.of(root));
        drops.addItems(1, List.of(ScannedFile.file(file, 5), ScannedFile.file(root.resolve("b.jpg"), 6)));
        drops.hasOpenWalks();
        drops.claimWalks();
        drops.releaseWalk(1);
        drops.roots(1);
        drops.reopenFolders(DropJournal.EVERY_ITEM);
        drops.reopenFolders(5);
        drops.walked(1);
        ClaimedItem claimed = journal.claim(0, 0).orElseThrow();
        journal.beginSending(claimed, 5, "00");
        journal.uploaded("alice", "00");
        journal.shorterOnes(claimed);
        journal.end(claimed, UploadOutcome.done("00"), false);
        ClaimedItem failing = journal.claim(0, 0).orElseThrow();
        journal.beginSending(failing, 6, "01");
        journal.end(failing, UploadOutcome.failed(Cause.UNREACHABLE, "gone", "01"), false);
        drops.addBatch(9, form, List.of());
        drops.addItems(9, List.of(ScannedFile.file(root.resolve("b.jpg"), 6)));
        ClaimedItem other = journal.claim(0, 0).orElseThrow();
        journal.beginSending(other, 6, "01");
        journal.release(other);
        new ItemCommands(database, clock).cancel(other.itemId());
        journal.end(journal.claimCalledBack().orElseThrow(), UploadOutcome.cancelled(), true);
        journal.leftovers();
        journal.removedLeftover(other.imageId());
        journal.leftoverArrived(other.imageId(), "");
        journal.otherOwners();
        journal.releaseAll("other");
        drops.needs(file);
        lists.version();
        lists.totals();
        lists.isIdle();
        lists.items(EnumSet.of(UploadState.WAITING), 0, 5);
        lists.items(EnumSet.allOf(UploadState.class), 0, 5);
        lists.troubles(Cause.LIBRARY, 0, 5);
        lists.shown();
        lists.itemsOf(1, 0, 5);
        lists.itemsAt(1, 2, 5);
        lists.item(1);
        lists.receipts(5);
        var commands = new ItemCommands(database, clock);
        commands.cancel(1);
        commands.cancelWaiting();
        commands.retry(1);
        commands.retryFailed();
        commands.dismiss(1);
        commands.dismissFinished();
        commands.dismissTroubles();
        commands.dismissRefused();
        commands.restoreCancelled(Instant.EPOCH);
        commands.setPaused(true);
        commands.isPaused();
        commands.setPaused(false);
        watch(
                new WatchJournal(database, new java.util.concurrent.atomic.AtomicLong(2)::getAndIncrement, clock),
                new WatchedFolder.WatchRequest(root, form, true, true));
        drops.forgetBefore(clock.instant().plusSeconds(5));
    }

    private static void watch(WatchJournal journal, WatchedFolder.WatchRequest request) {
        WatchedFolder watched = journal.add(request);
        journal.all();
        journal.setPaused(watched.id(), false);
        journal.isSettled(watched.id());
        journal.settled(watched.id());
        see(journal, watched, "w.jpg", 0);
        see(journal, watched, "renamed.jpg", 0);
        see(journal, watched, "renamed.jpg", 1);
        journal.found(watched.id());
        journal.seenIn(watched.id(), request.folder());
        journal.retryFailedIn(request.folder());
        journal.remove(watched.id());
    }

    private static void see(WatchJournal journal, WatchedFolder watched, String name, int time) {
        var stamp = new FileStamp(5, time);
        journal.see(watched, List.of(new SeenFile(watched.folder().resolve(name), stamp, "key", true)), false);
    }
}
