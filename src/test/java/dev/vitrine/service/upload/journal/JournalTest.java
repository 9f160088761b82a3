package dev.vitrine.service.upload.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.upload.item.ClaimedItem;
import dev.vitrine.service.upload.item.ScannedFile;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.service.upload.item.UploadOutcome;
import dev.vitrine.service.upload.item.UploadTotals.FileTally;
import dev.vitrine.sqlite.Database;
import dev.vitrine.sqlite.SyncLevels;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final UploadForm FORM =
            new UploadForm("alice", List.of("b", "a"), "t", "d", UploadForm.Duplicates.MERGE_TAGS);

    @TempDir
    Path temp;

    private JournalFile opened;
    private Journal mine;
    private Journal theirs;
    private ItemCommands itemCommands;
    private JournalLists lists;

    @BeforeEach
    void open() {
        opened = JournalFile.open(temp.resolve("uploads.db"));
        Database database = opened.database();
        mine = new Journal(database, "me", Clock.systemUTC());
        theirs = new Journal(database, "they", Clock.systemUTC());
        itemCommands = new ItemCommands(database, Clock.systemUTC());
        lists = new JournalLists(database);
    }

    @AfterEach
    void close() {
        opened.close();
    }

    private void drop(long batchId, String... names) {
        mine.addBatch(batchId, FORM, List.of(Path.of("/in")));
        mine.addItems(
                batchId,
                java.util.stream.Stream.of(names)
                        .map(name -> ScannedFile.file(Path.of("/in", name), 10))
                        .toList());
    }

    @Test
    void whatWasDroppedAndDecidedIsOnTheDisk() {
        SyncLevels levels = SyncLevels.of(opened.database(), "batch", "root", "item", "setting");
        var acts = new LinkedHashMap<String, Runnable>();
        acts.put("drop", () -> mine.addBatch(1, FORM, List.of(Path.of("/in"))));
        acts.put("files", () -> mine.addItems(1, List.of(ScannedFile.file(Path.of("/in/a.jpg"), 10))));
        acts.put("walked", () -> mine.walked(1));
        acts.put("cancel", itemCommands::cancelWaiting);
        acts.put("pause", () -> itemCommands.setPaused(true));
        acts.forEach((name, act) -> {
            opened.database().write(_ -> "whoever wrote last did not wait");
            act.run();
            assertEquals(List.of(SyncLevels.FULL), levels.take(), name);
        });
    }

    @Test
    void aClaimTellsEverythingThatTheFormSaid() {
        drop(1, "a.jpg");

        ClaimedItem claimedItem = mine.claim(0).orElseThrow();

        assertEquals(FORM, claimedItem.form());
        assertEquals(Path.of("/in/a.jpg").toAbsolutePath(), claimedItem.file());
        assertEquals("a.jpg", claimedItem.name());
        assertFalse(claimedItem.tried());
    }

    @Test
    void aClaimTellsThatMetadataIsToBeRemoved() {
        mine.addBatch(1, FORM.removingMetadata(), List.of(Path.of("/in")));
        mine.addItems(1, List.of(ScannedFile.file(Path.of("/in/a.jpg"), 10)));

        assertEquals(FORM.removingMetadata(), mine.claim(0).orElseThrow().form());
    }

    @Test
    void anItemIsClaimedByOneOnly() {
        drop(1, "a.jpg");

        assertTrue(mine.claim(0).isPresent());
        assertEquals(Optional.empty(), theirs.claim(0));
    }

    @Test
    void onlyTheOwnerMovesAnItemOn() {
        drop(1, "a.jpg");
        ClaimedItem claimedItem = mine.claim(0).orElseThrow();

        theirs.end(claimedItem, UploadOutcome.done("f".repeat(64)));
        theirs.release(claimedItem);
        assertThrows(ImageException.Cancelled.class, () -> theirs.beginSending(claimedItem, 10, "f".repeat(64)));

        assertEquals(
                UploadState.HASHING,
                lists.item(claimedItem.itemId()).orElseThrow().state());
    }

    @Test
    void equalBytesOfOneUserAreSentOneAfterTheOther() {
        drop(1, "a.jpg", "b.jpg");
        ClaimedItem first = mine.claim(0).orElseThrow();
        ClaimedItem second = mine.claim(0).orElseThrow();

        assertTrue(mine.beginSending(first, 10, "abc"));
        assertFalse(mine.beginSending(second, 10, "abc"));
        mine.end(first, UploadOutcome.done("abc"));
        assertTrue(mine.beginSending(second, 10, "abc"));
    }

    @Test
    void dropsTakeTurns() {
        drop(1, "a.jpg", "b.jpg");
        drop(2, "c.jpg", "d.jpg");
        long last = 0;
        var order = new java.util.ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            ClaimedItem claimedItem = mine.claim(last).orElseThrow();
            order.add(claimedItem.name());
            last = claimedItem.batchId();
        }

        assertEquals(List.of("a.jpg", "c.jpg", "b.jpg", "d.jpg"), order);
    }

    @Test
    void totalsFollowEveryChange() {
        drop(1, "a.jpg", "b.jpg", "c.jpg");
        assertEquals(new FileTally(3, 30), lists.totals().get(UploadState.WAITING));

        ClaimedItem a = mine.claim(0).orElseThrow();
        mine.beginSending(a, 25, "abc");
        mine.end(a, UploadOutcome.done("abc"));
        itemCommands.cancel(mine.claim(0).orElseThrow().itemId());

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
        ClaimedItem before = theirs.claim(0).orElseThrow();
        theirs.beginSending(before, 10, "abc");
        assertEquals(
                Set.of("they"),
                Set.copyOf(mine.otherOwners().stream()
                        .filter(owner -> owner.equals("they"))
                        .toList()));

        mine.releaseAll("they");

        ClaimedItem after = mine.claim(0).orElseThrow();
        assertEquals(before.imageId(), after.imageId());
        assertTrue(after.tried());
    }

    @Test
    void aWalkThatWasCutShortIsTakenUpByOneOnly() {
        drop(1, "a.jpg");
        assertEquals(List.of(), theirs.claimWalks());
        theirs.releaseAll("me");

        assertEquals(List.of(1L), theirs.claimWalks());
        assertEquals(List.of(), mine.claimWalks());
        assertEquals(List.of(Path.of("/in").toAbsolutePath()), theirs.roots(1));
        assertFalse(lists.receipt(1).orElseThrow().complete());
    }

    @Test
    void aFolderThatCouldNotBeReadBecomesARootAgain() {
        mine.addBatch(1, FORM, List.of());
        mine.addItems(
                1,
                List.of(ScannedFile.trouble(
                        Path.of("/closed"), UploadState.FAILED, Cause.FOLDER_UNREADABLE, "closed")));
        mine.walked(1);

        assertEquals(List.of(1L), mine.reopenFolders(Journal.EVERY_ITEM));

        assertEquals(List.of(Path.of("/closed").toAbsolutePath()), mine.roots(1));
        assertEquals(0, lists.receipt(1).orElseThrow().selected());
    }

    @Test
    void aHandledDropIsForgottenInTheEndAndAnOpenOneNever() {
        drop(1, "a.jpg");
        drop(2, "b.jpg");
        mine.walked(1);
        mine.walked(2);
        itemCommands.cancelWaiting();
        itemCommands.dismiss(lists.itemsOf(1, 0, 1).getFirst().id());

        mine.forgetBefore(Instant.now().plusSeconds(60));

        assertEquals(Optional.empty(), lists.receipt(1));
        assertEquals(1, lists.receipt(2).orElseThrow().cancelled());
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
