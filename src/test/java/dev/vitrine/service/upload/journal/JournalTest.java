package dev.vitrine.service.upload.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.files.FileStamp;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.upload.item.ClaimedItem;
import dev.vitrine.service.upload.item.ScannedFile;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadForm.UploadOption;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.service.upload.item.UploadOutcome;
import dev.vitrine.service.upload.item.UploadTotals.FileTally;
import dev.vitrine.service.upload.item.WatchedFolder;
import dev.vitrine.sqlite.Database;
import dev.vitrine.sqlite.Sql;
import dev.vitrine.sqlite.SyncLevels;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final UploadForm FORM =
            new UploadForm("alice", List.of("b", "a"), "t", "d", UploadForm.Duplicates.MERGE_TAGS);

    private static final ScannedFile CLOSED =
            ScannedFile.trouble(Path.of("/closed"), UploadState.FAILED, Cause.FOLDER_UNREADABLE, "closed");

    private static final ScannedFile GONE =
            ScannedFile.trouble(Path.of("/in/gone.jpg"), UploadState.FAILED, Cause.SOURCE_GONE, "gone");
    private static final SeenFile SEEN = new SeenFile(Path.of("/in/seen.jpg"), new FileStamp(1, 2), "", true);
    private static final UploadForm OF_BOB = new UploadForm("bob", List.of(), "", "");

    @TempDir
    Path temp;

    @AutoClose
    private JournalFile opened;

    private Journal mine;
    private Journal theirs;
    private DropJournal myDrops;
    private DropJournal theirDrops;
    private ItemCommands itemCommands;
    private JournalLists lists;

    @BeforeEach
    void open() {
        opened = JournalFile.open(temp.resolve("uploads.db"));
        Database database = opened.database();
        mine = new Journal(database, "me", Clock.systemUTC());
        theirs = new Journal(database, "they", Clock.systemUTC());
        myDrops = new DropJournal(database, "me", Clock.systemUTC());
        theirDrops = new DropJournal(database, "they", Clock.systemUTC());
        itemCommands = new ItemCommands(database, Clock.systemUTC());
        lists = new JournalLists(database);
    }

    private void drop(long batchId, String... names) {
        myDrops.addBatch(batchId, FORM, List.of(Path.of("/in")));
        myDrops.addItems(
                batchId,
                Stream.of(names)
                        .map(name -> ScannedFile.file(Path.of("/in", name), 10))
                        .toList());
    }

    private static ScannedFile file(String name, long size) {
        return ScannedFile.file(Path.of("/in", name), size);
    }

    /// One file that was dropped, sent and ended.
    private ClaimedItem ended(long batchId, UploadForm form, String name, UploadOutcome outcome) {
        myDrops.addBatch(batchId, form, List.of());
        myDrops.addItems(batchId, List.of(file(name, 10)));
        ClaimedItem item = mine.claim(0, 0).orElseThrow();
        assertTrue(mine.beginSending(item, 10, outcome.sha256()));
        mine.end(item, outcome, false);
        return item;
    }

    private static UploadOutcome failed() {
        return UploadOutcome.failed(Cause.UNREACHABLE, "gone", "");
    }

    private List<String> names(UploadState... states) {
        return lists.items(Set.of(states), 0, 100).stream()
                .map(UploadItem::name)
                .toList();
    }

    @Test
    void whatWasDroppedAndDecidedIsOnTheDisk() {
        SyncLevels levels =
                SyncLevels.of(opened.database(), "batch", "root", "item", "setting", "watch", "watched_file");
        var watches = new WatchJournal(opened.database(), () -> 2, Clock.systemUTC());
        var acts = new LinkedHashMap<String, Runnable>();
        acts.put("drop", () -> myDrops.addBatch(1, FORM, List.of(Path.of("/in"))));
        acts.put("files", () -> myDrops.addItems(1, List.of(ScannedFile.file(Path.of("/in/a.jpg"), 10))));
        acts.put("a folder that cannot be read", () -> myDrops.addItems(1, List.of(CLOSED, GONE)));
        acts.put("walked", () -> myDrops.walked(1));
        acts.put("folders again", () -> myDrops.reopenFolders(DropJournal.EVERY_ITEM));
        acts.put("cancel one", () -> itemCommands.cancel(1));
        acts.put("another file", () -> myDrops.addItems(1, List.of(ScannedFile.file(Path.of("/in/b.jpg"), 10))));
        acts.put("cancel", itemCommands::cancelWaiting);
        acts.put("pause", () -> itemCommands.setPaused(true));
        acts.put("watch", () -> watches.add(new WatchedFolder.WatchRequest(Path.of("/in"), FORM, true, false)));
        acts.put("pause a watch", () -> watches.setPaused(1, true));
        acts.put("settle", () -> watches.settled(1));
        acts.put("see", () -> watches.see(watches.all().getFirst(), List.of(SEEN), false));
        acts.put("the folder is back", () -> watches.retryFailedIn(Path.of("/in")));
        acts.put("watch no more", () -> watches.remove(1));
        acts.forEach((name, act) -> {
            opened.database().write(_ -> "whoever wrote last did not wait");
            act.run();
            assertEquals(List.of(SyncLevels.FULL), levels.take(), name);
        });
    }

    @Test
    void aClaimTellsEverythingThatTheFormSaid() {
        drop(1, "a.jpg");

        ClaimedItem claimedItem = mine.claim(0, 0).orElseThrow();

        assertEquals(FORM, claimedItem.form());
        assertEquals(Path.of("/in/a.jpg").toAbsolutePath(), claimedItem.file());
        assertEquals("a.jpg", claimedItem.name());
        assertFalse(claimedItem.tried());
    }

    @Test
    void aClaimTellsThatMetadataIsToBeRemoved() {
        myDrops.addBatch(1, FORM.with(UploadOption.REMOVE_METADATA, true), List.of(Path.of("/in")));
        myDrops.addItems(1, List.of(ScannedFile.file(Path.of("/in/a.jpg"), 10)));

        assertEquals(
                FORM.with(UploadOption.REMOVE_METADATA, true),
                mine.claim(0, 0).orElseThrow().form());
    }

    @Test
    void anItemIsClaimedByOneOnly() {
        drop(1, "a.jpg");

        assertTrue(mine.claim(0, 0).isPresent());
        assertEquals(Optional.empty(), theirs.claim(0, 0));
    }

    @Test
    void onlyTheOwnerMovesAnItemOn() {
        drop(1, "a.jpg");
        ClaimedItem claimedItem = mine.claim(0, 0).orElseThrow();

        theirs.end(claimedItem, UploadOutcome.done("f".repeat(64)), false);
        theirs.release(claimedItem);
        assertThrows(ImageException.Cancelled.class, () -> theirs.beginSending(claimedItem, 10, "f".repeat(64)));

        assertEquals(
                UploadState.HASHING,
                lists.item(claimedItem.itemId()).orElseThrow().state());
    }

    @Test
    void equalBytesOfOneUserAreSentOneAfterTheOther() {
        drop(1, "a.jpg", "b.jpg");
        ClaimedItem first = mine.claim(0, 0).orElseThrow();
        ClaimedItem second = mine.claim(0, 0).orElseThrow();

        assertTrue(mine.beginSending(first, 10, "abc"));
        assertFalse(mine.beginSending(second, 10, "abc"));
        mine.end(first, UploadOutcome.done("abc"), false);
        assertTrue(mine.beginSending(second, 10, "abc"));
    }

    @Test
    void dropsTakeTurns() {
        drop(1, "a.jpg", "b.jpg");
        drop(2, "c.jpg", "d.jpg");
        long last = 0;
        var order = new java.util.ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            ClaimedItem claimedItem = mine.claim(last, 0).orElseThrow();
            order.add(claimedItem.name());
            last = claimedItem.batchId();
        }

        assertEquals(List.of("a.jpg", "c.jpg", "b.jpg", "d.jpg"), order);
    }

    @Test
    void totalsFollowEveryChange() {
        drop(1, "a.jpg", "b.jpg", "c.jpg");
        assertEquals(new FileTally(3, 30), lists.totals().get(UploadState.WAITING));

        ClaimedItem a = mine.claim(0, 0).orElseThrow();
        mine.beginSending(a, 25, "abc");
        mine.end(a, UploadOutcome.done("abc"), false);
        itemCommands.cancel(mine.claim(0, 0).orElseThrow().itemId());

        Map<UploadState, FileTally> totals = lists.totals();
        assertEquals(new FileTally(1, 25), totals.get(UploadState.DONE));
        assertEquals(
                new FileTally(1, 10), totals.get(UploadState.HASHING), "what runs is not cancelled in the journal");
        assertEquals(new FileTally(1, 10), totals.get(UploadState.WAITING));
        itemCommands.dismissFinished();
        assertEquals(new FileTally(0, 0), lists.totals().getOrDefault(UploadState.DONE, FileTally.NONE));
        assertEquals(3, lists.receipt(1).orElseThrow().selected());
    }

    @Test
    void whatADeadQueueHeldIsGivenBackWithItsImageId() {
        drop(1, "a.jpg");
        ClaimedItem before = theirs.claim(0, 0).orElseThrow();
        theirs.beginSending(before, 10, "abc");
        assertEquals(
                Set.of("they"),
                Set.copyOf(mine.otherOwners().stream()
                        .filter(owner -> owner.equals("they"))
                        .toList()));

        mine.releaseAll("they");

        ClaimedItem after = mine.claim(0, 0).orElseThrow();
        assertEquals(before.imageId(), after.imageId());
        assertTrue(after.tried());
    }

    @Test
    void aWalkThatWasCutShortIsTakenUpByOneOnly() {
        drop(1, "a.jpg");
        assertEquals(List.of(), theirDrops.claimWalks());
        theirDrops.releaseWalk(1);
        assertFalse(theirDrops.hasOpenWalks());
        theirs.releaseAll("me");

        assertTrue(theirDrops.hasOpenWalks());
        assertEquals(List.of(1L), theirDrops.claimWalks());
        assertEquals(List.of(), myDrops.claimWalks());
        assertEquals(List.of(Path.of("/in").toAbsolutePath()), theirDrops.roots(1));
        assertFalse(lists.receipt(1).orElseThrow().complete());
    }

    @Test
    void aFolderThatCouldNotBeReadBecomesARootAgain() {
        myDrops.addBatch(1, FORM, List.of());
        myDrops.addItems(1, List.of(CLOSED));
        myDrops.walked(1);

        assertEquals(List.of(1L), myDrops.reopenFolders(DropJournal.EVERY_ITEM));

        assertEquals(List.of(Path.of("/closed").toAbsolutePath()), myDrops.roots(1));
        assertEquals(0, lists.receipt(1).orElseThrow().selected());
    }

    @Test
    void aHandledDropIsForgottenInTheEndAndAnOpenOneNever() {
        drop(1, "a.jpg");
        drop(2, "b.jpg");
        myDrops.walked(1);
        myDrops.walked(2);
        itemCommands.cancelWaiting();
        itemCommands.dismiss(lists.itemsOf(1, 0, 1).getFirst().id());

        myDrops.forgetBefore(Instant.now().plusSeconds(60));

        assertEquals(Optional.empty(), lists.receipt(1));
        assertEquals(1, lists.receipt(2).orElseThrow().cancelled());
        for (String table : List.of("item", "tally", "batch_tag", "batch_wish", "root")) {
            assertEquals(
                    List.of(),
                    opened.database()
                            .read(connection -> Sql.list(
                                    connection,
                                    row -> row.getLong(1),
                                    "SELECT 1 FROM " + table + " WHERE batch_id = 1")),
                    table);
        }
    }

    /// Bytes that a try left are found under its image id: by a new try for the same file, and by nobody else.
    @Test
    void onlyAFailedTryOfTheSameFileAndUserIsTakenOver() {
        ended(1, FORM, "other.jpg", failed());
        ended(2, FORM, "done.jpg", UploadOutcome.done("ab"));
        ended(3, FORM, "refused.jpg", UploadOutcome.refused("no image", ""));
        ended(4, OF_BOB, "of bob.jpg", failed());
        ClaimedItem handled = ended(5, FORM, "handled.jpg", failed());
        itemCommands.dismiss(handled.itemId());
        myDrops.addBatch(6, FORM, List.of());
        myDrops.addItems(
                6,
                List.of(ScannedFile.trouble(
                        Path.of("/in/untried.jpg"), UploadState.FAILED, Cause.SOURCE_GONE, "gone")));
        ClaimedItem same = ended(7, FORM, "same.jpg", failed());

        drop(8, "new.jpg", "done.jpg", "refused.jpg", "of bob.jpg", "handled.jpg", "untried.jpg");
        myDrops.addItems(7, List.of(file("same.jpg", 10)));

        for (Optional<ClaimedItem> item = mine.claim(0, 0); item.isPresent(); item = mine.claim(0, 0)) {
            assertFalse(item.get().tried(), item.get().name());
        }
        assertEquals(List.of("other.jpg", "same.jpg"), names(UploadState.FAILED), "what was not dropped again");
        itemCommands.retry(same.itemId());
        assertEquals(same.imageId(), mine.claim(0, 0).orElseThrow().imageId());
        drop(9, "other.jpg");
        assertTrue(mine.claim(0, 0).orElseThrow().tried());
    }

    /// Such as a pasted picture, whose file may be removed when nobody needs it.
    @Test
    void aFileIsNeededAsLongAsItMayHaveToBeRead() {
        myDrops.addBatch(1, FORM, List.of(Path.of("/in/root")));
        ended(2, FORM, "done.jpg", UploadOutcome.done("ab"));
        ended(3, FORM, "failed.jpg", failed());
        itemCommands.dismiss(ended(4, FORM, "handled.jpg", failed()).itemId());
        drop(5, "waiting.jpg");

        assertEquals(
                List.of("failed.jpg", "root", "waiting.jpg"),
                Stream.of("done.jpg", "failed.jpg", "handled.jpg", "never.jpg", "root", "waiting.jpg")
                        .filter(name -> myDrops.needs(Path.of("/in", name)))
                        .toList());
    }

    @Test
    void onlyWhatTheSameFileWasLatelyIsReplacedWhenItHasGrown() {
        Instant now = Instant.now();
        long batch = now.toEpochMilli() << 20;
        ended(now.minusSeconds(10_000).toEpochMilli() << 20, FORM, "a.jpg", UploadOutcome.done("older drop"));
        ended(batch, OF_BOB, "a.jpg", UploadOutcome.done("of bob"));
        ended(batch + 1, FORM, "b.jpg", UploadOutcome.done("of another file"));
        ended(batch + 2, FORM, "a.jpg", UploadOutcome.duplicate("duplicate", "some-image", ""));
        ended(batch + 3, FORM, "a.jpg", UploadOutcome.done("first"));
        ended(batch + 4, FORM, "a.jpg", UploadOutcome.done("second"));
        myDrops.addBatch(batch + 5, FORM, List.of());
        myDrops.addItems(batch + 5, List.of(file("a.jpg", 11)));
        ClaimedItem grown = mine.claim(0, 0).orElseThrow();
        ended(batch + 6, FORM, "a.jpg", UploadOutcome.done("later"));
        var hours = new Journal(opened.database(), "me", Clock.fixed(now.plusSeconds(4000), ZoneOffset.UTC));

        assertEquals(
                List.of("second", "first"),
                mine.shorterOnes(grown).stream().map(Journal.Earlier::sha256).toList());
        assertEquals(List.of(), hours.shorterOnes(grown), "an hour later");
        mine.beginSending(grown, 10, "");
        assertEquals(List.of(), mine.shorterOnes(grown), "it is no longer");
    }

    /// Its bytes may be in the library: somebody has to remove them, and only one.
    @Test
    void whatWasCalledBackAfterATryIsEndedByOneQueue() {
        drop(1, "tried.jpg", "new.jpg");
        ClaimedItem tried = mine.claim(0, 0).orElseThrow();
        assertTrue(mine.beginSending(tried, 10, "ab"));
        mine.release(tried);
        itemCommands.cancel(tried.itemId());

        ClaimedItem calledBack = theirs.claimCalledBack().orElseThrow();

        assertEquals(tried.itemId(), calledBack.itemId());
        assertEquals(Optional.empty(), mine.claimCalledBack());
        theirs.end(calledBack, UploadOutcome.cancelled(), true);
        assertEquals(List.of("tried.jpg"), names(UploadState.CANCELLED));
        assertEquals(Map.of(tried.imageId(), FORM.userId()), mine.leftovers());
        assertEquals(Optional.empty(), theirs.claimCalledBack());
        assertEquals("new.jpg", mine.claim(0, 0).orElseThrow().name());
        assertEquals(Optional.empty(), mine.claim(0, 0));
    }

    private ClaimedItem failedWithLeftovers(long batchId, UploadForm form, String name) {
        myDrops.addBatch(batchId, form, List.of());
        myDrops.addItems(batchId, List.of(file(name, 10)));
        ClaimedItem item = mine.claim(0, 0).orElseThrow();
        assertTrue(mine.beginSending(item, 10, "hash of " + batchId));
        mine.end(item, failed(), true);
        return item;
    }

    @Test
    void whatAFailureLeftIsRemovedOnceItIsTakenFromTheList() {
        ClaimedItem dismissed = failedWithLeftovers(1, FORM, "dismissed.jpg");
        ClaimedItem kept = failedWithLeftovers(2, OF_BOB, "kept.jpg");
        assertEquals(Map.of(), mine.leftovers(), "the next try uses them");

        itemCommands.dismiss(dismissed.itemId());
        assertEquals(Map.of(dismissed.imageId(), "alice"), mine.leftovers());
        itemCommands.dismissTroubles();
        assertEquals(Map.of(dismissed.imageId(), "alice", kept.imageId(), "bob"), mine.leftovers());

        itemCommands.retry(kept.itemId());
        assertNotEquals(kept.imageId(), mine.claim(0, 0).orElseThrow().imageId());
        mine.removedLeftover(kept.imageId());
        mine.leftoverArrived(dismissed.imageId(), "ab");
        assertEquals(Map.of(), mine.leftovers());
        assertEquals(
                UploadState.DONE, lists.item(dismissed.itemId()).orElseThrow().state());
    }

    @Test
    void whatAFailureLeftIsForgottenWhenTheNextTryLeavesNothing() {
        ClaimedItem failed = failedWithLeftovers(1, FORM, "a.jpg");
        itemCommands.retry(failed.itemId());
        ClaimedItem again = mine.claim(0, 0).orElseThrow();
        assertEquals(failed.imageId(), again.imageId());
        mine.end(again, failed(), false);
        itemCommands.dismiss(again.itemId());
        assertEquals(Map.of(), mine.leftovers());
    }

    @Test
    void ofAFileThatFailedTwiceBothRestsAreSeenTo() {
        ClaimedItem first = failedWithLeftovers(1, OF_BOB, "same.jpg");
        myDrops.addBatch(2, FORM, List.of());
        myDrops.addBatch(3, FORM, List.of());
        myDrops.addItems(2, List.of(file("same.jpg", 10)));
        myDrops.addItems(3, List.of(file("same.jpg", 10)));
        assertEquals(Map.of(first.imageId(), "bob"), mine.leftovers());
        ClaimedItem second = mine.claim(0, 0).orElseThrow();
        ClaimedItem third = mine.claim(0, 0).orElseThrow();
        mine.beginSending(second, 10, "ab");
        mine.beginSending(third, 10, "cd");
        mine.end(second, failed(), true);
        mine.end(third, failed(), true);

        myDrops.addBatch(4, FORM, List.of());
        myDrops.addItems(4, List.of(file("same.jpg", 10)));

        ClaimedItem again = mine.claim(0, 0).orElseThrow();
        var rest = new HashSet<>(Set.of(second.imageId(), third.imageId()));
        assertTrue(rest.remove(again.imageId()));
        rest.add(first.imageId());
        assertEquals(rest, mine.leftovers().keySet());
        mine.end(again, UploadOutcome.done("ab"), false);
        assertEquals(rest, mine.leftovers().keySet());
    }

    @Test
    void theListOfTroublesHoldsNothingElse() {
        myDrops.addBatch(1, FORM, List.of());
        myDrops.addItems(1, List.of(CLOSED, GONE));
        ended(2, FORM, "done.jpg", UploadOutcome.done("ab"));
        itemCommands.dismiss(ended(3, FORM, "handled.jpg", failed()).itemId());
        myDrops.addItems(1, List.of(file("waiting.jpg", 10)));

        assertEquals(
                List.of("gone.jpg"),
                lists.troubles(Cause.SOURCE_GONE, 0, 9).stream()
                        .map(UploadItem::name)
                        .toList());
        assertEquals(List.of(), lists.troubles(Cause.UNREACHABLE, 0, 9));
        assertEquals(List.of(), lists.troubles(Cause.NONE, 0, 9));

        itemCommands.dismissTroubles();

        assertEquals(List.of(), names(UploadState.FAILED));
        assertEquals(List.of("done.jpg", "waiting.jpg"), names(UploadState.WAITING, UploadState.DONE));
    }

    @Test
    void theListIsReadInWindows() {
        drop(1, "a.jpg", "b.jpg", "c.jpg", "d.jpg");

        assertEquals(
                List.of("b.jpg", "c.jpg"),
                lists.items(Set.of(UploadState.WAITING), 1, 2).stream()
                        .map(UploadItem::name)
                        .toList());
    }
}
