package dev.vitrine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.Correction;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.Orientation;
import dev.vitrine.image.SeenImage;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// What every metadata store promises; run against each of them.
///
/// A store may hold other rows already (a shared table): each test uses users and ids of its own and looks only at
/// those.
public abstract class MetadataStoreContract {
    protected static final Instant NOON = Instant.parse("2024-06-12T12:00:00Z");

    private final String user = "user-" + UUID.randomUUID();

    /// The store under test, open; the subclass closes it after the test.
    protected abstract MetadataStore store();

    @Test
    void aRowComesBackAsItWasPut() {
        ImageRecord image = image(NOON);
        store().put(image);
        assertEquals(Optional.of(image), store().find(image.imageId()));
        assertEquals(Optional.empty(), store().findTrashed(image.imageId()));
    }

    @Test
    void aRowOfWhichLittleIsKnownComesBackTheSame() {
        var bare = new ImageRecord(UUID.randomUUID().toString(), user, Caption.EMPTY, ImageFacts.UNKNOWN, NOON);
        store().put(bare);
        assertEquals(Optional.of(bare), store().find(bare.imageId()));
    }

    @Test
    void textOfEveryScriptComesBackTheSame() {
        var caption = new Caption(
                "Łódź “東京” 🏔️ \"quoted\" back\\slash",
                "line one\nline two\ttab 'single' \u0001",
                List.of("été", "a|b", "{\"json\":[]}", "🌅", "שלום"));
        ImageRecord image = withCaption(image(NOON), caption);
        store().put(image);
        assertEquals(Optional.of(image), store().find(image.imageId()));
    }

    @Test
    void timesKeepTheirMicroseconds() {
        ImageRecord image = image(Instant.parse("2024-06-12T12:00:00.123456Z"));
        store().put(image);
        assertEquals(Optional.of(image), store().find(image.imageId()));
    }

    @Test
    void anUnknownIdIsFoundNowhere() {
        assertEquals(Optional.empty(), store().find("no-such-" + UUID.randomUUID()));
        assertEquals(Optional.empty(), store().findTrashed("no-such-" + UUID.randomUUID()));
    }

    @Test
    void anIdIsKnownLiveAndInTheTrashAndNotWhenGone() {
        ImageRecord image = put(image(NOON));
        assertTrue(store().knows(image.imageId()));
        if (store().keepsTrash()) {
            store().trash(image.imageId(), NOON);
            assertTrue(store().knows(image.imageId()));
        }
        Purge.row(store(), image.imageId());
        assertFalse(store().knows(image.imageId()));
    }

    @Test
    void anIdIsPutOnlyOnceAndTheFirstRowStays() {
        ImageRecord image = put(image(NOON));
        ImageRecord second = withCaption(image, image.caption().withTitle("second"));
        assertThrows(ImageException.Conflict.class, () -> store().put(second));
        assertEquals(Optional.of(image), store().find(image.imageId()));
    }

    @Test
    void anIdInTheTrashIsNotPutAgain() {
        ImageRecord image = put(image(NOON));
        ImageRecord trashed = store().trash(image.imageId(), NOON.plusSeconds(60));
        assertThrows(ImageException.Conflict.class, () -> store().put(image));
        assertEquals(Optional.empty(), store().find(image.imageId()));
        assertEquals(Optional.of(trashed), store().findTrashed(image.imageId()));
    }

    @Test
    void ofManyWhoPutOneIdAtOnceExactlyOneSucceeds() throws Exception {
        ImageRecord image = image(NOON);
        List<Boolean> outcomes = atOnce(8, number -> {
            try {
                store().put(withCaption(image, image.caption().withTitle("by " + number)));
                return true;
            } catch (ImageException.Conflict _) {
                return false;
            }
        });
        assertEquals(1, outcomes.stream().filter(Boolean::booleanValue).count());
    }

    @Test
    void anEditChangesTheRowAndItsTimeAndReturnsTheRowAsStored() {
        ImageRecord image = put(image(NOON));
        var requested = new Caption("new title", "new description", List.of("b", "c"));
        ImageRecord edited = store().update(new ImageEdit(image, requested), NOON.plusSeconds(60));
        assertEquals(image.withCaption(requested, NOON.plusSeconds(60)), edited);
        assertEquals(Optional.of(edited), store().find(image.imageId()));
    }

    @Test
    void aCorrectionIsStoredAndTakenBack() {
        ImageRecord image = put(image(NOON));
        var requested = new Correction(Optional.of(LocalDateTime.parse("2024-05-01T10:00:00")), Orientation.TURN_LEFT);
        ImageRecord corrected = store().update(new ImageEdit(image, requested), NOON.plusSeconds(60));
        assertEquals(image.withCorrection(requested, NOON.plusSeconds(60)), corrected);
        assertEquals(Optional.of(corrected), store().find(image.imageId()));
        ImageRecord again = store().update(new ImageEdit(image, requested), NOON.plusSeconds(120));
        assertEquals(corrected, again, "the answer was lost");
        if (store().keepsTrash()) {
            store().trash(image.imageId(), NOON);
            assertEquals(corrected, store().restore(image.imageId()));
        }
        ImageRecord back = store().update(new ImageEdit(corrected, image.correction()), NOON.plusSeconds(180));
        assertEquals(image.facts(), back.facts());
        assertEquals(Optional.of(back), store().find(image.imageId()));
    }

    @Test
    void whatTheBytesSayIsAddedWhereTheRowSaysNothingAndItsTimeStays() {
        ImageRecord image = put(image(NOON));
        ImageFacts more = ImageFacts.UNKNOWN
                .with(Attribute.CAMERA, "Canon EOS R5")
                .with(Attribute.ISO, 1600)
                .with(Attribute.WIDTH, 77);
        ImageRecord filled = store().addFacts(image.imageId(), more);
        assertEquals(image.withFacts(image.facts().or(more)), filled);
        assertEquals("Canon EOS R5", filled.facts().text(Attribute.CAMERA));
        assertEquals(Optional.of(filled), store().find(image.imageId()));
        assertEquals(
                filled,
                store().addFacts(image.imageId(), ImageFacts.UNKNOWN.with(Attribute.CAMERA, "Nikon D850")),
                "it says that already");
        var caption = new Caption("new title", "", List.of());
        ImageRecord edited = store().update(new ImageEdit(image, caption), NOON.plusSeconds(60));
        assertEquals(filled.withCaption(caption, NOON.plusSeconds(60)), edited, "an edit is not disturbed");
        assertThrows(
                ImageException.NotFound.class,
                () -> store().addFacts(UUID.randomUUID().toString(), more));
    }

    @Test
    void aRowBecomesAnotherUsersWithAllElseAsItWas() {
        ImageRecord image = put(image(NOON));
        String other = "other-" + UUID.randomUUID();
        var change = new MetadataStore.UserChange(user, other);
        ImageRecord moved = store().changeUser(image.imageId(), change, NOON.plusSeconds(60));
        assertEquals(image.withUserId(other, NOON.plusSeconds(60)), moved);
        assertEquals(Optional.of(moved), store().find(image.imageId()));
        assertEquals(List.of(moved), live(other));
        assertEquals(List.of(), live(user));
        assertEquals(moved, store().changeUser(image.imageId(), change, NOON.plusSeconds(90)), "it is that already");
        assertThrows(
                ImageException.Conflict.class,
                () -> store().changeUser(
                                image.imageId(), new MetadataStore.UserChange(user, "a third"), NOON.plusSeconds(90)));
        assertEquals(Optional.of(moved), store().find(image.imageId()));
    }

    @Test
    void whatIsNotLiveBecomesNobodyElses() {
        var change = new MetadataStore.UserChange(user, "other");
        assertThrows(
                ImageException.NotFound.class, () -> store().changeUser("no-such-" + UUID.randomUUID(), change, NOON));
        ImageRecord image = put(image(NOON));
        ImageRecord trashed = store().trash(image.imageId(), NOON);
        assertThrows(ImageException.NotFound.class, () -> store().changeUser(image.imageId(), change, NOON));
        assertEquals(Optional.of(trashed), store().findTrashed(image.imageId()));
    }

    @Test
    void anEditOfWhatBecameAnotherUsersMeanwhileStays() {
        ImageRecord image = put(image(NOON));
        String other = "other-" + UUID.randomUUID();
        store().changeUser(image.imageId(), new MetadataStore.UserChange(user, other), NOON.plusSeconds(60));
        ImageRecord edited =
                store().update(new ImageEdit(image, image.caption().withTitle("edited")), NOON.plusSeconds(61));
        assertEquals(other, edited.userId());
        assertEquals("edited", edited.title());
    }

    @Test
    void ofManyWhoMoveOneRowAtOnceOneDecides() throws Exception {
        ImageRecord image = put(image(NOON));
        List<Boolean> outcomes = atOnce(6, number -> {
            try {
                store().changeUser(
                                image.imageId(),
                                new MetadataStore.UserChange(user, "other-" + number),
                                NOON.plusSeconds(number));
                return true;
            } catch (ImageException.Conflict _) {
                return false;
            }
        });
        assertEquals(1, outcomes.stream().filter(Boolean::booleanValue).count());
    }

    @Test
    void anEditThatChangesNothingLeavesTheRowAsItIs() {
        ImageRecord image = put(image(NOON));
        assertEquals(image, store().update(new ImageEdit(image, image.caption()), NOON.plusSeconds(60)));
        assertEquals(Optional.of(image), store().find(image.imageId()));
    }

    @Test
    void editsOfTwoPeopleAreMerged() {
        ImageRecord seen = put(withCaption(image(NOON), new Caption("title", "", List.of("a", "b"))));
        store().update(new ImageEdit(seen, seen.caption().withTag("hers")), NOON.plusSeconds(60));
        ImageRecord merged = store().update(
                        new ImageEdit(
                                seen,
                                seen.caption().withTag("his").withoutTag("a").withTitle("his title")),
                        NOON.plusSeconds(120));
        assertEquals(new Caption("his title", "", merged.tags()), merged.caption());
        assertEquals(Set.of("b", "hers", "his"), Set.copyOf(merged.tags()));
        assertEquals(Optional.of(merged), store().find(seen.imageId()));
    }

    @Test
    void twoTitlesForOneImageAreAConflictAndTheFirstStays() {
        ImageRecord seen = put(image(NOON));
        ImageRecord first = store().update(new ImageEdit(seen, seen.caption().withTitle("hers")), NOON.plusSeconds(60));
        assertThrows(
                ImageException.Conflict.class,
                () -> store().update(new ImageEdit(seen, seen.caption().withTitle("his")), NOON.plusSeconds(120)));
        assertEquals(Optional.of(first), store().find(seen.imageId()));
    }

    @Test
    void tagsThatManyPeopleAddAtOnceAllStay() throws Exception {
        ImageRecord seen = put(withCaption(image(NOON), new Caption("title", "", List.of())));
        atOnce(
                8,
                number -> store().update(
                                new ImageEdit(seen, seen.caption().withTag("tag" + number)), NOON.plusSeconds(number)));
        assertEquals(
                Set.of("tag0", "tag1", "tag2", "tag3", "tag4", "tag5", "tag6", "tag7"),
                Set.copyOf(store().find(seen.imageId()).orElseThrow().tags()));
    }

    @Test
    void whatIsMissingOrInTheTrashCannotBeEdited() {
        ImageRecord missing = image(NOON);
        var edit = new ImageEdit(missing, missing.caption().withTitle("x"));
        assertThrows(ImageException.NotFound.class, () -> store().update(edit, NOON));
        put(missing);
        store().trash(missing.imageId(), NOON);
        assertThrows(ImageException.NotFound.class, () -> store().update(edit, NOON));
    }

    @Test
    void theTrashTakesTheRowAwayAndRestoringBringsItBackUnchanged() {
        ImageRecord image = put(image(NOON));
        ImageRecord trashed = store().trash(image.imageId(), NOON.plusSeconds(60));
        assertEquals(image.withDeletedAt(Optional.of(NOON.plusSeconds(60))), trashed);
        assertEquals(Optional.empty(), store().find(image.imageId()));
        assertEquals(Optional.of(trashed), store().findTrashed(image.imageId()));
        assertEquals(image, store().restore(image.imageId()));
        assertEquals(Optional.of(image), store().find(image.imageId()));
        assertEquals(Optional.empty(), store().findTrashed(image.imageId()));
    }

    @Test
    void aRowIsPutRightIntoTheTrashUnlessThereIsOneWithItsId() {
        ImageRecord image = image(NOON).withDeletedAt(Optional.of(NOON.plusSeconds(60)));
        store().putTrashed(image);
        assertEquals(Optional.empty(), store().find(image.imageId()));
        assertEquals(Optional.of(image), store().findTrashed(image.imageId()));
        assertThrows(ImageException.Conflict.class, () -> store().putTrashed(image));
        ImageRecord live = store().restore(image.imageId());
        assertThrows(ImageException.Conflict.class, () -> store().putTrashed(image));
        assertEquals(Optional.of(live), store().find(image.imageId()));
        assertEquals(Optional.empty(), store().findTrashed(image.imageId()));
    }

    @Test
    void anImageGoesForAnotherOnlyWhileThatOneIsLive() {
        ImageRecord image = put(image(NOON));
        ImageRecord kept = put(image(NOON));
        ImageRecord trashed = store().trashFor(image, kept.imageId(), NOON.plusSeconds(60));
        assertEquals(Optional.of(trashed), store().findTrashed(image.imageId()));
        assertThrows(
                ImageException.NotFound.class, () -> store().trashFor(kept, image.imageId(), NOON.plusSeconds(60)));
        assertEquals(Optional.of(kept), store().find(kept.imageId()));
    }

    @Test
    void anImageThatWasChangedOrTrashedMeanwhileDoesNotGoForAnother() {
        ImageRecord kept = put(image(NOON));
        ImageRecord image = put(image(NOON));
        Instant later = NOON.plusSeconds(60);
        ImageRecord edited =
                store().update(new ImageEdit(image, image.caption().withTags(List.of("late"))), NOON.plusSeconds(30));
        assertThrows(ImageException.Conflict.class, () -> store().trashFor(image, kept.imageId(), later));
        assertEquals(Optional.of(edited), store().find(image.imageId()));
        ImageRecord bobs =
                store().changeUser(image.imageId(), new MetadataStore.UserChange(edited.userId(), "bob"), later);
        assertThrows(ImageException.Conflict.class, () -> store().trashFor(edited, kept.imageId(), later));
        ImageRecord trashed = store().trashFor(bobs, kept.imageId(), later);
        store().trash(kept.imageId(), later);
        assertEquals(trashed, store().trashFor(bobs, kept.imageId(), later), "an answer was lost");
        assertThrows(ImageException.Conflict.class, () -> store().trashFor(bobs, kept.imageId(), later.plusSeconds(1)));
        assertEquals(Optional.of(trashed), store().findTrashed(image.imageId()));
    }

    @Test
    void ofManyWhoKeepDifferentOnesEachNoneTakesTheLast() throws Exception {
        List<ImageRecord> images = List.of(put(image(NOON)), put(image(NOON)), put(image(NOON)));
        List<Boolean> outcomes = atOnce(images.size(), number -> {
            try {
                store().trashFor(
                                images.get((number + 1) % images.size()),
                                images.get(number).imageId(),
                                NOON.plusSeconds(60));
                return true;
            } catch (ImageException.NotFound | ImageException.Conflict _) {
                return false;
            }
        });
        assertTrue(outcomes.contains(false));
        assertTrue(
                images.stream().anyMatch(image -> store().find(image.imageId()).isPresent()));
    }

    @Test
    void trashingAndRestoringTwiceIsFine() {
        ImageRecord image = put(image(NOON));
        ImageRecord trashed = store().trash(image.imageId(), NOON.plusSeconds(60));
        assertEquals(trashed, store().trash(image.imageId(), NOON.plusSeconds(120)));
        assertEquals(image, store().restore(image.imageId()));
        assertEquals(image, store().restore(image.imageId()));
    }

    @Test
    void whatDoesNotExistCanNeitherBeTrashedNorRestored() {
        String missing = "no-such-" + UUID.randomUUID();
        assertThrows(ImageException.NotFound.class, () -> store().trash(missing, NOON));
        assertThrows(ImageException.NotFound.class, () -> store().restore(missing));
    }

    @Test
    void aDeletedRowIsGoneWhereverItWasAndItsIdIsFreeAgain() {
        ImageRecord live = put(image(NOON));
        ImageRecord trashed = put(image(NOON));
        store().trash(trashed.imageId(), NOON);
        for (ImageRecord image : List.of(live, trashed)) {
            Purge.row(store(), image.imageId());
            Purge.row(store(), image.imageId());
            assertEquals(Optional.empty(), store().find(image.imageId()));
            assertEquals(Optional.empty(), store().findTrashed(image.imageId()));
            put(image);
            assertEquals(Optional.of(image), store().find(image.imageId()));
        }
    }

    @Test
    void whatWasRestoredChangedOrTrashedSinceItWasSeenIsNotPurged() {
        ImageRecord restored = put(image(NOON));
        SeenImage inTrash = SeenImage.of(store().trash(restored.imageId(), NOON.plusSeconds(1)));
        store().restore(restored.imageId());
        assertThrows(ImageException.Conflict.class, () -> store().beginPurge(inTrash));

        ImageRecord trashedAgain = store().trash(restored.imageId(), NOON.plusSeconds(2));
        assertThrows(ImageException.Conflict.class, () -> store().beginPurge(inTrash));
        assertThrows(ImageException.Conflict.class, () -> store().beginPurge(SeenImage.of(restored)));
        store().endPurge(restored.imageId());
        assertEquals(Optional.of(trashedAgain), store().findTrashed(restored.imageId()));

        ImageRecord edited = put(image(NOON));
        ImageRecord changed =
                store().update(new ImageEdit(edited, edited.caption().withTitle("changed")), NOON.plusSeconds(3));
        assertThrows(ImageException.Conflict.class, () -> store().beginPurge(SeenImage.of(edited)));
        store().endPurge(edited.imageId());
        assertEquals(Optional.of(changed), store().find(edited.imageId()));
    }

    @Test
    void whatIsBeingPurgedIsNotLiveCannotBeRestoredAndIsFinishedByAskingAgain() {
        for (boolean trashed : List.of(false, true)) {
            ImageRecord image = put(image(NOON));
            SeenImage seen = SeenImage.of(trashed ? store().trash(image.imageId(), NOON.plusSeconds(1)) : image);
            ImageRecord purged = store().beginPurge(seen);
            assertTrue(purged.isBeingPurged());
            assertEquals(Optional.empty(), store().find(image.imageId()));
            assertThrows(ImageException.NotFound.class, () -> store().restore(image.imageId()));
            if (store().keepsTrash()) {
                assertEquals(purged, store().beginPurge(seen));
                assertEquals(Optional.of(purged), store().findTrashed(image.imageId()));
            }
            store().endPurge(image.imageId());
            assertFalse(store().knows(image.imageId()));
        }
    }

    @Test
    void aPurgeThatIsTakenBackLeavesTheImageInTheTrashWhereThereIsOne() {
        for (boolean trashed : List.of(false, true)) {
            ImageRecord image = put(image(NOON));
            Instant later = NOON.plusSeconds(1);
            SeenImage seen = SeenImage.of(trashed ? store().trash(image.imageId(), later) : image);
            ImageRecord purged = store().beginPurge(seen);
            ImageRecord kept = store().cancelPurge(purged, later);
            assertEquals(Optional.of(kept), store().findAnywhere(image.imageId()));
            assertEquals(store().keepsTrash() ? Optional.of(later) : Optional.empty(), kept.deletedAt());
            assertEquals(image, store().restore(image.imageId()));
            assertEquals(image, store().restore(image.imageId()));
            if (store().keepsTrash()) {
                assertEquals(image, store().cancelPurge(purged, later), "it is live");
                ImageRecord again = store().trash(image.imageId(), later.plusSeconds(1));
                assertEquals(again, store().cancelPurge(purged, later), "it is in the trash");
            }
        }
    }

    @Test
    void whatDoesNotExistCannotBePurged() {
        SeenImage missing = SeenImage.missing("no-such-" + UUID.randomUUID());
        assertThrows(ImageException.NotFound.class, () -> store().beginPurge(missing));
        store().endPurge(missing.imageId());
    }

    @Test
    void anExactEditIsRefusedWhateverHappenedMeanwhile() {
        ImageRecord image = put(image(NOON));
        ImageRecord tagged =
                store().update(new ImageEdit(image, image.caption().withTag("theirs")), NOON.plusSeconds(3));
        var exact = new ImageEdit(image, image.caption().withTitle("mine"), true);
        assertThrows(ImageException.Conflict.class, () -> store().update(exact, NOON.plusSeconds(4)));
        assertEquals(Optional.of(tagged), store().find(image.imageId()));
    }

    @Test
    void aUsersRowsAreListedPageByPageEachOnceAndOnlyTheLiveOnes() {
        var expected = new HashSet<ImageRecord>();
        for (int i = 0; i < 25; i++) {
            expected.add(put(image(NOON.plusSeconds(i / 3))));
        }
        ImageRecord trashed = put(image(NOON));
        store().trash(trashed.imageId(), NOON);
        for (int limit : List.of(1, 7, 25, 100)) {
            List<ImageRecord> listed =
                    all(request -> store().list(request), Optional.of(user), Optional.empty(), limit);
            assertEquals(expected.size(), listed.size());
            assertEquals(expected, Set.copyOf(listed));
        }
    }

    @Test
    void rowsWithATagAreListedAndNoOthers() {
        var expected = new HashSet<ImageRecord>();
        for (int i = 0; i < 12; i++) {
            ImageRecord image = put(withCaption(
                    image(NOON.plusSeconds(i)),
                    new Caption("", "", i % 3 == 0 ? List.of("été", "x") : List.of("ete"))));
            if (i % 3 == 0) {
                expected.add(image);
            }
        }
        List<ImageRecord> listed = all(request -> store().list(request), Optional.of(user), Optional.of("été"), 2);
        assertEquals(expected.size(), listed.size());
        assertEquals(expected, Set.copyOf(listed));
        assertTrue(all(request -> store().list(request), Optional.empty(), Optional.of("été"), 50)
                .containsAll(expected));
        assertEquals(
                List.of(), all(request -> store().list(request), Optional.of(user), Optional.of("no such tag"), 5));
    }

    @Test
    void aTagIsFoundWhateverStandsInIt() {
        for (String tag : List.of(
                "say \"hi\"", "back\\slash", "a\",\"b", "100 %", "_", "🌅 שלום", "tab\tand\u0001", "x".repeat(500))) {
            ImageRecord tagged = put(withCaption(image(NOON), new Caption("", "", List.of("other", tag))));
            put(withCaption(image(NOON), new Caption("", tag, List.of("not " + tag, tag + "!", "b"))));
            assertEquals(
                    List.of(tagged),
                    all(request -> store().list(request), Optional.of(user), Optional.of(tag), 5),
                    tag);
        }
    }

    @Test
    void theTrashIsListedApart() {
        put(image(NOON));
        var expected = new HashSet<ImageRecord>();
        for (int i = 0; i < 5; i++) {
            expected.add(store().trash(put(image(NOON.plusSeconds(i))).imageId(), NOON.plusSeconds(600 + i)));
        }
        List<ImageRecord> listed = all(request -> store().listTrashed(request), Optional.of(user), Optional.empty(), 2);
        assertEquals(expected.size(), listed.size());
        assertEquals(expected, Set.copyOf(listed));
    }

    @Test
    void rowsThatComeAndGoBetweenPagesDoNotHideOrRepeatOthers() {
        var images = new ArrayList<ImageRecord>();
        for (int i = 0; i < 9; i++) {
            images.add(put(image(NOON.plusSeconds(i))));
        }
        ImagePage first = store().list(new ImagePage.Request(Optional.of(user), Optional.empty(), 3, Optional.empty()));
        Purge.row(store(), first.images().getFirst().imageId());
        Purge.row(store(), first.images().getLast().imageId());
        var seen = new ArrayList<>(first.images());
        Optional<String> next = first.next();
        while (next.isPresent()) {
            ImagePage page = store().list(new ImagePage.Request(Optional.of(user), Optional.empty(), 3, next));
            seen.addAll(page.images());
            next = page.next();
        }
        assertEquals(images.size(), seen.size());
        assertEquals(Set.copyOf(images), Set.copyOf(seen));
    }

    @Test
    void aTokenOfSomebodyElseIsRefused() {
        for (String token : List.of("nonsense", "", "eyJhIjoxfQ==", "日本", "%%%")) {
            assertThrows(
                    ImageException.Invalid.class,
                    () -> store().list(
                                    new ImagePage.Request(Optional.of(user), Optional.empty(), 3, Optional.of(token))),
                    token);
        }
        assertFalse(store().list(ImagePage.Request.first(1)).images().size() > 1);
    }

    protected final ImageRecord put(ImageRecord image) {
        store().put(image);
        return image;
    }

    protected final ImageRecord image(Instant created) {
        var facts = ImageFacts.UNKNOWN
                .with(Attribute.CONTENT_TYPE, "image/jpeg")
                .with(Attribute.SIZE_BYTES, 4_000_000_000L)
                .with(Attribute.WIDTH, 4000)
                .with(Attribute.HEIGHT, 3000)
                .with(Attribute.TAKEN_AT, LocalDateTime.of(2024, 6, 1, 9, 30))
                .with(Attribute.ORIGINAL_NAME, "IMG_0001.JPG")
                .with(Attribute.CONTENT_SHA256, "ab".repeat(32))
                .with(Attribute.AVERAGE_COLOR, "#102030")
                .with(Attribute.HAS_LOCATION, true);
        return new ImageRecord(
                UUID.randomUUID().toString(),
                user,
                new Caption("title", "description", List.of("a", "b")),
                facts,
                created);
    }

    private static ImageRecord withCaption(ImageRecord image, Caption caption) {
        return image.withCaption(caption, image.updatedAt());
    }

    private static List<ImageRecord> all(
            Function<ImagePage.Request, ImagePage> list, Optional<String> user, Optional<String> tag, int limit) {
        var images = new ArrayList<ImageRecord>();
        Optional<String> next = Optional.empty();
        do {
            ImagePage page = list.apply(new ImagePage.Request(user, tag, limit, next));
            assertTrue(page.images().size() <= limit, () -> page.images().size() + " rows in a page of " + limit);
            images.addAll(page.images());
            next = page.next();
        } while (next.isPresent());
        return images;
    }

    private static <T> List<T> atOnce(int threads, Function<Integer, T> work)
            throws InterruptedException, ExecutionException {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<Callable<T>>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                tasks.add(() -> work.apply(number));
            }
            var outcomes = new ArrayList<T>();
            for (Future<T> future : pool.invokeAll(tasks)) {
                outcomes.add(future.get());
            }
            return outcomes;
        }
    }

    private List<ImageRecord> live(String userId) {
        return store().list(new ImagePage.Request(Optional.of(userId), Optional.empty(), 10, Optional.empty()))
                .images();
    }
}
