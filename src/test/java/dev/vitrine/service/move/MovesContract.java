package dev.vitrine.service.move;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.files.Sha256;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.NewImage;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.SeenImage;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.Progress;
import dev.vitrine.service.SampleImages;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.ObjectStore;
import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a move promises, wherever the library is: whatever stops it, there is one live row, and it has its bytes.
public abstract class MovesContract {
    @TempDir
    protected Path work;

    private int pictures;

    protected abstract ImageService images();

    /// To be written.
    protected abstract MetadataStore rows();

    protected abstract MetadataStore truth();

    protected abstract ObjectStore objects();

    @Test
    void allElseIsAsItWas() {
        ImageRecord image = add("alice");
        var whole = new Caption("The beach", "A day in June", List.of("sea", "rating:4"));
        ImageRecord edited = images().edit(new ImageEdit(image, whole));
        assertEquals(List.of(image.imageId()), move("bob", image).images().done());
        ImageRecord moved = truth().find(image.imageId()).orElseThrow();
        assertEquals(edited.withUserId("bob", moved.updatedAt()), moved);
        assertTrue(moved.updatedAt().isAfter(edited.updatedAt()));
        assertEquals(Set.of("bob/" + image.imageId()), originals());
        assertEquals(List.of(moved), images().findAll(List.of(image.imageId())));
        assertEquals(List.of(), images().findDuplicates("alice", image.facts().contentSha256()));
        assertEquals(
                List.of(moved), images().findDuplicates("bob", image.facts().contentSha256()));
        assertNothingIsLeft();
    }

    @Test
    void whatIsTheUsersAlreadyStaysAsItIs() {
        ImageRecord image = add("alice");
        assertEquals(List.of(image.imageId()), move("alice", image).images().done());
        assertEquals(Optional.of(image), truth().find(image.imageId()));
    }

    /// A mirror may not know yet where it went.
    @Test
    void bytesArePutBackOnlyWhereTheRowIs() {
        ImageSource source = SampleImages.file("again.jpg", Color.CYAN);
        ImageRecord image = images().upload(new NewImage("alice", Caption.EMPTY, source), _ -> {});
        move("bob", image);
        assertFalse(images().heal(image, source, _ -> {}));
        assertWhole(image, "bob");
    }

    @Test
    void itGoesThereAndBack() {
        ImageRecord image = add("alice");
        move("bob", image);
        move("alice", image);
        ImageRecord back = truth().find(image.imageId()).orElseThrow();
        assertEquals(image.withUserId("alice", back.updatedAt()), back);
        assertEquals(Set.of("alice/" + image.imageId()), originals());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Alice", "ALICE", "alicé", "con", "a b", "Zoë & Łukasz"})
    void aUserMayBeCalledAlmostTheSame(String user) {
        ImageRecord image = add("alice");
        move(user, image);
        assertWhole(image, user);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".vitrine", "a/b", "..", "a\nb", "a\tb"})
    void nobodyIsCalledSomethingThatIsNoName(String user) {
        ImageRecord image = add("alice");
        assertThrows(ImageException.Invalid.class, () -> move(user, image));
        assertEquals(Optional.of(image), truth().find(image.imageId()));
        assertEquals(Set.of("alice/" + image.imageId()), originals());
    }

    @Test
    void whatIsInTheTrashStaysThereAndThatIsSaid() {
        ImageRecord image = add("alice");
        ImageRecord live = add("alice");
        images().trash(List.of(image.imageId()));
        MoveOutcome outcome = move("bob", image, live);
        assertEquals(List.of(live.imageId()), outcome.images().done());
        assertInstanceOf(
                ImageException.Conflict.class, outcome.images().failed().get(image.imageId()));
        assertEquals("alice", truth().findTrashed(image.imageId()).orElseThrow().userId());
        assertEquals(Set.of("alice/" + image.imageId(), "bob/" + live.imageId()), originals());
    }

    @Test
    void whatIsGoneIsNamed() {
        ImageRecord image = add("alice");
        images().deletePermanently(images().seen(List.of(image.imageId())), Progress.UNSEEN);
        assertInstanceOf(
                ImageException.NotFound.class,
                move("bob", image).images().failed().get(image.imageId()));
        assertEquals(Set.of(), originals());
    }

    @Test
    void anImageWithoutBytesStaysWhereItIs() {
        ImageRecord image = add("alice");
        objects().delete(image.key());
        assertEquals(
                Set.of(image.imageId()), move("bob", image).images().failed().keySet());
        assertEquals(Optional.of(image), truth().find(image.imageId()));
        assertNothingIsLeft();
    }

    @Test
    void otherBytesInTheWayStayAndSoDoesTheImage() {
        ImageRecord image = add("alice");
        ObjectKey taken = ObjectKey.original("bob", image.imageId());
        objects().put(taken, SampleImages.file("other.jpg", Color.PINK), "image/jpeg", "", _ -> {});
        MoveOutcome outcome = move("bob", image);
        assertEquals(Set.of(image.imageId()), outcome.images().failed().keySet());
        assertEquals(Optional.of(image), truth().find(image.imageId()));
        assertEquals(image.facts().contentSha256(), sha256(image.key()));
    }

    @Test
    void aStopLeavesTheRestWhereItIs() {
        List<ImageRecord> all =
                IntStream.range(0, 30).mapToObj(_ -> add("alice")).toList();
        BulkOutcomes stopped = new BulkOutcomes(
                moves(rows(), truth(), objects(), "stopped").move(ids(all), "bob", (done, _) -> done < 3));
        assertTrue(stopped.done() >= 3 && stopped.done() < all.size());
        all.forEach(image ->
                assertWhole(image, truth().find(image.imageId()).orElseThrow().userId()));
        assertNothingIsLeft();
    }

    private record BulkOutcomes(MoveOutcome outcome) {
        int done() {
            return outcome.images().done().size();
        }
    }

    /// The machine stops before or after any call to what keeps rows and bytes, and another process opens the
    /// library.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void killedAnywhereItIsOneImageWithItsBytes(boolean before) {
        boolean isOver = false;
        for (int call = 1; !isOver; call++) {
            ImageRecord image = add("alice");
            String folder = "killed-" + before + "-" + call;
            var machine = new DyingMachine(call, before);
            Moves dying = moves(machine.rows(rows()), machine.rows(truth()), machine.objects(objects()), folder);
            try {
                dying.move(List.of(image.imageId()), "bob", (_, _) -> true);
                isOver = machine.calls() < call;
            } catch (DyingMachine.Killed _) {
                assertEquals(
                        image.facts().contentSha256(),
                        sha256(truth().find(image.imageId()).orElseThrow().key()),
                        "a live row without bytes after call " + call);
            }
            assertTrue(moves(rows(), truth(), objects(), folder).finish());
            assertWhole(image, truth().find(image.imageId()).orElseThrow().userId());
            assertTrue(moves(rows(), truth(), objects(), folder).finish());
            move("bob", image);
            assertWhole(image, "bob");
        }
        assertNothingIsLeft();
    }

    /// Also the one who finishes what was left may die.
    @Test
    void killedAgainWhileItIsFinishedItIsStillOneImage() {
        for (int call = 3; call < 14; call += 3) {
            boolean isOver = false;
            for (int second = 1; !isOver; second++) {
                ImageRecord image = add("alice");
                String folder = "twice-" + call + "-" + second;
                var machine = new DyingMachine(call, false);
                try {
                    moves(machine.rows(rows()), machine.rows(truth()), machine.objects(objects()), folder)
                            .move(List.of(image.imageId()), "bob", (_, _) -> true);
                } catch (DyingMachine.Killed _) {
                    // As meant.
                }
                var next = new DyingMachine(second, false);
                try {
                    moves(next.rows(rows()), next.rows(truth()), next.objects(objects()), folder)
                            .finish();
                    isOver = true;
                } catch (DyingMachine.Killed _) {
                    // As meant.
                }
                assertTrue(moves(rows(), truth(), objects(), folder).finish());
                assertWhole(image, truth().find(image.imageId()).orElseThrow().userId());
            }
        }
    }

    @Test
    void peopleWhoMoveOneImageAtOnceLeaveOneImage() throws Exception {
        for (int round = 0; round < 8; round++) {
            ImageRecord image = add("alice");
            List<String> users = List.of("bob", "carol", "bob", "alice");
            try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
                var ended = new ArrayList<Future<?>>();
                for (int person = 0; person < users.size(); person++) {
                    String user = users.get(person);
                    Moves moves = moves(rows(), truth(), objects(), "person-" + round + "-" + person);
                    ended.add(people.submit(() -> {
                        moves.move(List.of(image.imageId()), user, (_, _) -> true);
                        moves.move(List.of(image.imageId()), "alice", (_, _) -> true);
                    }));
                }
                for (Future<?> each : ended) {
                    each.get();
                }
            }
            for (int person = 0; person < users.size(); person++) {
                assertTrue(moves(rows(), truth(), objects(), "person-" + round + "-" + person)
                        .finish());
            }
            assertWhole(image, truth().find(image.imageId()).orElseThrow().userId());
        }
    }

    @Test
    void whoEditsItMeanwhileEditsTheMovedOne() throws Exception {
        for (int round = 0; round < 10; round++) {
            ImageRecord image = add("alice");
            try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<?> mover = people.submit(() -> move("bob", image));
                Future<?> editor = people.submit(
                        () -> rows().update(new ImageEdit(image, image.caption().withTag("edited")), images().now()));
                mover.get();
                editor.get();
            }
            assertWhole(image, "bob");
            assertEquals(
                    List.of("edited"),
                    truth().find(image.imageId()).orElseThrow().tags());
        }
    }

    /// The image goes into the trash between its bytes and its row.
    @Test
    void whatGoesIntoTheTrashMeanwhileStaysWithItsUser() {
        ImageRecord image = add("alice");
        var trashing = new HookedCopy(objects(), () -> rows().trash(image.imageId(), images().now()));
        MoveOutcome outcome =
                moves(rows(), truth(), trashing, "trashed").move(List.of(image.imageId()), "bob", (_, _) -> true);
        assertEquals(Set.of(image.imageId()), outcome.images().failed().keySet());
        assertEquals("alice", truth().findTrashed(image.imageId()).orElseThrow().userId());
        assertEquals(Set.of("alice/" + image.imageId()), originals());
        assertNothingIsLeft();
    }

    /// Somebody else brings it back while its old bytes are about to be removed.
    @Test
    void bytesThatAreNeededAgainArePutBack() {
        ImageRecord image = add("alice");
        var returning = new HookedAside(
                objects(),
                () -> rows().changeUser(image.imageId(), new MetadataStore.UserChange("bob", "alice"), Instant.now()),
                () -> {});
        moves(rows(), truth(), returning, "returned").move(List.of(image.imageId()), "bob", (_, _) -> true);
        assertWhole(image, "alice");
        assertEquals(Set.of(image.key().path()), originals());
    }

    /// And has put them there already when they are to be put back.
    @Test
    void bytesThatSomebodyElsePutBackAreNotKeptTwice() {
        ImageRecord image = add("alice");
        ObjectKey bob = ObjectKey.original("bob", image.imageId());
        var isFirst = new AtomicBoolean(true);
        var returned = new HookedAside(objects(), () -> {}, () -> {
            if (!isFirst.getAndSet(false)) {
                return;
            }
            rows().changeUser(image.imageId(), new MetadataStore.UserChange("bob", "alice"), Instant.now());
            objects().copy(bob, image.key());
        });
        moves(rows(), truth(), returned, "returned").move(List.of(image.imageId()), "bob", (_, _) -> true);
        assertWhole(image, "alice");
        assertEquals(Set.of(image.key().path()), originals());
    }

    @Test
    void whatSomebodyElseRemovesBeforeItIsPutAsideIsLeftToNobody() {
        ImageRecord image = add("alice");
        var removed = new HookedAside(objects(), () -> objects().delete(image.key()), () -> {});
        MoveOutcome outcome =
                moves(rows(), truth(), removed, "removed").move(List.of(image.imageId()), "bob", (_, _) -> true);
        assertEquals(0, outcome.leftBehind());
        assertWhole(image, "bob");
    }

    /// A copy is aside, and what it was made of is not there any more to be compared with.
    @Test
    void whatSomebodyElseRemovesWhileItIsPutAsideLeavesNothingAside() {
        ImageRecord image = add("alice");
        var removed = new HookedAside(objects(), () -> {}, () -> {
            throw new ImageException.NotFound("There are no bytes.");
        });
        MoveOutcome outcome =
                moves(rows(), truth(), removed, "removed").move(List.of(image.imageId()), "bob", (_, _) -> true);
        assertEquals(0, outcome.leftBehind());
        assertEquals(Set.of("bob/" + image.imageId()), originals());
        assertWhole(image, "bob");
    }

    /// Somebody else removes the copy, makes another one, and removes what this one would be made of.
    @Test
    void whatSomebodyElseBringsIsNotBroughtOnceMore() {
        ImageRecord image = add("alice");
        var copies = new AtomicInteger();
        var brought = new HookedCopy(objects(), () -> {
            if (copies.incrementAndGet() == 1) {
                objects().delete(ObjectKey.original("bob", image.imageId()));
            } else {
                objects().delete(image.key());
                throw new ImageException.NotFound("There are no bytes.");
            }
        });
        MoveOutcome outcome =
                moves(rows(), truth(), brought, "brought").move(List.of(image.imageId()), "bob", (_, _) -> true);
        assertEquals(0, outcome.leftBehind());
        assertEquals(2, copies.get());
        assertWhole(image, "bob");
    }

    /// Whoever took it on since keeps it.
    @Test
    void onlyWhatIsAsExpectedIsMoved() {
        ImageRecord image = add("alice");
        move("bob", image);
        move("carol", image);
        MoveOutcome outcome = moves(rows(), truth(), objects(), "undo")
                .move(List.of(image.imageId()), "alice", row -> row.userId().equals("bob"), (_, _) -> true);
        assertInstanceOf(
                ImageException.Conflict.class, outcome.images().failed().get(image.imageId()));
        assertWhole(image, "carol");
    }

    /// The rows may have been lost with their table: what a cut move left is no reason to delete originals.
    @Test
    void bytesWhoseRowIsLostStayWhereTheyAre() throws IOException {
        ImageRecord image = add("alice");
        ObjectKey bob = ObjectKey.original("bob", image.imageId());
        objects().copy(image.key(), bob);
        objects().move(image.key(), image.key().aside("gone"));
        Path journal = work.resolve("moves").resolve("lost");
        Files.createDirectories(journal);
        Files.writeString(journal.resolve("gone.moves"), image.imageId() + "\talice\tbob\n");
        rows().beginPurge(SeenImage.of(image));
        rows().endPurge(image.imageId());
        assertTrue(moves(rows(), truth(), objects(), "lost").finish());
        assertEquals(Set.of(bob.path(), image.key().path()), originals());
    }

    /// It has the same rows, but not what the move left: that lies where the other one is.
    @Test
    void aCloneForgetsNoMovesOfTheOther() throws IOException {
        ImageRecord image = add("alice");
        Path other = work.resolve("moves").resolve("other");
        Files.createDirectories(other);
        Path journal = Files.writeString(other.resolve("gone.moves"), image.imageId() + "\talice\tbob\n");
        Path own = work.resolve("moves").resolve("own");
        assertFalse(new Moves(images(), rows(), truth(), objects(), own, List.of(other)).finish());
        assertTrue(Files.exists(journal));
        objects().copy(image.key(), ObjectKey.original("bob", image.imageId()));
        assertTrue(new Moves(images(), rows(), truth(), objects(), own, List.of(other)).finish());
        assertWhole(image, "alice");
        assertFalse(Files.exists(journal));
    }

    /// A disk was full, or the power went, in the middle of a letter.
    @Test
    void aJournalThatIsCutAnywhereIsRead() throws IOException {
        ImageRecord image = add("alice");
        Path journal = work.resolve("moves").resolve("cut");
        Files.createDirectories(journal);
        byte[] lines = (image.imageId() + "\talice\tbob\n" + image.imageId() + "\talice\tZoë")
                .getBytes(StandardCharsets.UTF_8);
        Files.write(journal.resolve("gone.moves"), Arrays.copyOf(lines, lines.length - 1));
        objects().copy(image.key(), ObjectKey.original("bob", image.imageId()));
        assertTrue(moves(rows(), truth(), objects(), "cut").finish());
        assertWhole(image, "alice");
        assertEquals(Set.of(image.key().path()), originals());
    }

    private Moves moves(MetadataStore rows, MetadataStore truth, ObjectStore objects, String folder) {
        return new Moves(images(), rows, truth, objects, work.resolve("moves").resolve(folder), List.of());
    }

    private MoveOutcome move(String user, ImageRecord... chosen) {
        return moves(rows(), truth(), objects(), "usual").move(ids(List.of(chosen)), user, (_, _) -> true);
    }

    private static List<String> ids(List<ImageRecord> chosen) {
        return chosen.stream().map(ImageRecord::imageId).toList();
    }

    private ImageRecord add(String user) {
        var color = new Color(1 + pictures++ * 7919 & 0xffffff);
        return images().upload(new NewImage(user, Caption.EMPTY, SampleImages.file(pictures + ".jpg", color)), _ -> {});
    }

    /// One live row of this user, its bytes where it says, and nowhere else.
    private void assertWhole(ImageRecord image, String user) {
        ImageRecord now = truth().find(image.imageId()).orElseThrow();
        assertEquals(user, now.userId());
        assertEquals(image.facts(), now.facts());
        assertEquals(image.createdAt(), now.createdAt());
        assertEquals(image.facts().contentSha256(), sha256(now.key()));
        assertEquals(
                Set.of(now.key().path()),
                new TreeSet<>(originals().stream()
                        .filter(path -> path.endsWith(image.imageId()))
                        .toList()));
        assertEquals(
                1,
                truth().list(ImagePage.Request.first(1000)).images().stream()
                        .filter(row -> row.imageId().equals(image.imageId()))
                        .count());
    }

    private String sha256(ObjectKey key) {
        ObjectStore.StoredObject stored = objects().find(key).orElseThrow();
        return Sha256.of(new ObjectStore.StoredBytes(objects(), stored), _ -> {});
    }

    /// Where originals lie, those that were put aside too.
    private Set<String> originals() {
        var paths = new TreeSet<String>();
        objects().list(each -> each.key().filter(ObjectKey::isOriginal).ifPresent(key -> paths.add(key.path())));
        return paths;
    }

    private void assertNothingIsLeft() {
        try (var files = Files.walk(work.resolve("moves"))) {
            assertEquals(List.of(), files.filter(Files::isRegularFile).toList());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        assertFalse(originals().stream().anyMatch(ObjectKey::isQuarantined));
    }
}
