package dev.vitrine.service.share;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.files.FolderContent;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.Rendition;
import dev.vitrine.service.download.CaptionPlace;
import dev.vitrine.service.download.CopyForm;
import dev.vitrine.service.share.LinkRequest.Lifetime;
import dev.vitrine.service.share.LinkRequest.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinksTest {
    @TempDir
    private Path library;

    @TempDir
    private Path scratch;

    private ShareFixture store;

    @BeforeEach
    void openStore() {
        store = new ShareFixture(library);
    }

    @Test
    void linksTellTheirRealEnd() {
        ImageRecord image = store.stored("1");
        SharedLinks made = make(List.of(image), new LinkRequest(Lifetime.DAY, Purpose.VIEW, false));
        assertEquals(Optional.of(ShareFixture.NOW.plus(Duration.ofDays(1))), made.end());
        assertFalse(made.cutShort());
        assertEquals(List.of("view alice/1 image/jpeg PT24H"), store.asked());
        assertEquals("Title 1", made.links().getFirst().title());
    }

    @Test
    void credentialsThatEndEarlierCutLinksShort() {
        store.longest = Duration.ofMinutes(40);
        SharedLinks made = make(List.of(store.stored("1")), new LinkRequest(Lifetime.WEEK, Purpose.DOWNLOAD, false));
        assertTrue(made.cutShort());
        assertEquals(Optional.of(ShareFixture.NOW.plus(Duration.ofMinutes(40))), made.end());
        assertEquals(List.of("download alice/1 image/jpeg 1.jpg PT168H"), store.asked());
        assertFalse(make(List.of(store.stored("1")), new LinkRequest(Lifetime.QUARTER_HOUR, Purpose.VIEW, false))
                .cutShort());
    }

    @Test
    void withoutLocationTheLinkLeadsToACopyAndTheOriginalStays() throws IOException {
        ImageRecord image = store.stored("1");
        byte[] before = Files.readAllBytes(library.resolve("alice").resolve("1"));
        SharedLinks made = make(List.of(image), new LinkRequest(Lifetime.HOUR, Purpose.VIEW, true));
        ObjectKey key = made.links().getFirst().key();
        assertEquals(Optional.of(ShareFixture.NOW.plus(Duration.ofHours(1)).plusSeconds(5)), key.sharedUntil());
        assertEquals(
                ".vitrine/shared/1-"
                        + ShareFixture.NOW
                                .plus(Duration.ofHours(1))
                                .plusSeconds(5)
                                .getEpochSecond() + "-nonce",
                key.path());
        assertEquals(List.of("view " + key.path() + " image/jpeg PT1H"), store.asked());
        assertTrue(store.copies.containsKey(key.path()));
        assertArrayEquals(before, Files.readAllBytes(library.resolve("alice").resolve("1")));
        assertEquals(List.of(), inScratch());
    }

    @Test
    void aCleanedCopySaysItsTitleWhereThatIsWanted() {
        make(
                List.of(store.stored("1")),
                new LinkRequest(Lifetime.HOUR, Purpose.VIEW, Optional.of(new CopyForm(true, CaptionPlace.IN_FILES))));
        assertEquals("Title 1", store.titleOfCopy());
    }

    @Test
    void aLinkLeadsToACopyOfAnotherTypeUnderItsName() throws IOException {
        var copy = new CopyForm(false, Optional.of(Rendition.parse("png 20 none")), CaptionPlace.NOWHERE);
        SharedLinks made =
                make(List.of(store.stored("1")), new LinkRequest(Lifetime.HOUR, Purpose.DOWNLOAD, Optional.of(copy)));
        String key = made.links().getFirst().key().path();
        assertTrue(key.startsWith(".vitrine/shared/1-"), key);
        assertTrue(
                store.asked().getFirst().matches("download .* image/png .*\\.png .*"),
                store.asked().toString());
        assertEquals(List.of(), inScratch());
    }

    @Test
    void copiesGoWhenTheirLinksHaveEndedAndNotBefore() {
        make(List.of(store.stored("1")), new LinkRequest(Lifetime.HOUR, Purpose.VIEW, true));
        make(List.of(store.stored("2")), new LinkRequest(Lifetime.DAY, Purpose.VIEW, true));
        store.now = ShareFixture.NOW.plus(Duration.ofMinutes(59));
        assertEquals(0, links().sweep());
        store.now = ShareFixture.NOW.plus(Duration.ofMinutes(61));
        assertEquals(1, links().sweep());
        assertEquals(1, store.copies.size());
        assertTrue(
                store.copies.keySet().iterator().next().startsWith(".vitrine/shared/2-"),
                store.copies.keySet().toString());
    }

    @Test
    void aCopyThatNoLinkLeadsToIsRemoved() {
        store.signs = false;
        SharedLinks made = make(List.of(store.stored("1")), new LinkRequest(Lifetime.HOUR, Purpose.VIEW, true));
        assertEquals(1, made.failed().size());
        assertEquals(Map.of(), store.copies);
    }

    /// Whoever deletes it removes the copies that are there at that moment.
    @Test
    void noCopyStaysOfAnImageThatIsDeletedAsTheCopyIsMade() {
        ImageRecord image = store.stored("1");
        store.before = _ -> {
            store.before = _ -> {};
            store.remove(image);
        };

        SharedLinks made = make(List.of(image), new LinkRequest(Lifetime.HOUR, Purpose.VIEW, true));

        assertEquals(List.of(image), List.copyOf(made.failed().keySet()));
        assertEquals(Map.of(), store.copies);
    }

    @Test
    void oneThatFailsIsNamedAndTheOthersAreLinked() {
        ImageRecord gone = store.stored("1");
        ImageRecord there = store.stored("2");
        store.remove(gone);
        SharedLinks made = make(List.of(gone, there), new LinkRequest(Lifetime.HOUR, Purpose.VIEW, true));
        assertEquals(List.of(gone), List.copyOf(made.failed().keySet()));
        assertEquals(
                List.of("Title 2"), made.links().stream().map(SharedLink::title).toList());
    }

    @Test
    void stoppingTakesCopiesBack() {
        List<ImageRecord> images = List.of(store.stored("1"), store.stored("2"));
        assertThrows(
                ImageException.Cancelled.class,
                () -> links().make(
                                images,
                                new LinkRequest(Lifetime.HOUR, Purpose.VIEW, true),
                                _ -> Thread.currentThread().interrupt()));
        assertTrue(Thread.interrupted());
        assertEquals(Map.of(), store.copies);
        assertTrue(Files.exists(library.resolve("alice").resolve("1")));
    }

    @Test
    void takingBackNeverTouchesAnOriginal() {
        SharedLinks made = make(List.of(store.stored("1")), new LinkRequest(Lifetime.HOUR, Purpose.VIEW, false));
        links().removeCopies(made.links());
        assertTrue(Files.exists(library.resolve("alice").resolve("1")));
    }

    @Test
    void onlyKeysOfCopiesAreTakenForCopies() {
        assertEquals(Optional.empty(), ObjectKey.ofShared(".vitrine/thumb/512/1.jpg"));
        assertEquals(Optional.empty(), ObjectKey.ofShared(".vitrine/shared/1-abc-def"));
        assertEquals(Optional.empty(), ObjectKey.ofShared(".vitrine/shared/../1-12-def"));
        assertEquals(Optional.empty(), ObjectKey.original("alice", "1-12-def").sharedUntil());
        assertEquals(
                "a-b-1",
                ObjectKey.ofShared(".vitrine/shared/a-b-1-12-def").orElseThrow().imageId());
    }

    @Test
    void whatAKilledProcessLeftIsRemovedWithTheNextCleanedCopy() throws IOException {
        Path leftover = Files.writeString(scratch.resolve(".left.vitrine-part"), "half");
        Files.setLastModifiedTime(leftover, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        make(List.of(store.stored("1")), new LinkRequest(Lifetime.HOUR, Purpose.VIEW, true));
        assertEquals(List.of(), inScratch());
    }

    private SharedLinks make(List<ImageRecord> images, LinkRequest wish) {
        return links().make(images, wish, _ -> {});
    }

    private Links links() {
        return store.links(scratch);
    }

    private List<String> inScratch() throws IOException {
        return FolderContent.in(scratch).stream().map(Path::toString).toList();
    }
}
