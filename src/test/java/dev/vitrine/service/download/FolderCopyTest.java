package dev.vitrine.service.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.files.FolderContent;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.ListedPages;
import dev.vitrine.service.Progress;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.download.FolderCopy.CopyPlan;
import dev.vitrine.store.HookedReads;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.local.FolderObjectStore;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FolderCopyTest {
    private static final Progress TO_THE_END = (_, _) -> true;

    @TempDir
    private Path library;

    @TempDir
    private Path temp;

    private Path folder;
    private ObjectStore objects;
    private final List<String> fetched = Collections.synchronizedList(new ArrayList<>());
    private final List<ImageRecord> images = new ArrayList<>();

    @BeforeEach
    void openStore() throws IOException {
        folder = temp.toRealPath().resolve("copy");
        objects = new FolderObjectStore(library);
        store("1", "beach.jpg", Color.RED);
        store("2", "wood.jpg", Color.GREEN);
        store("3", "beach.jpg", Color.BLUE);
    }

    @Test
    void theSecondTimeNothingIsFetchedAndWhatIsNewIs() throws IOException {
        assertEquals(3, copy().saved());
        assertEquals(List.of("beach (2).jpg", "beach.jpg", "wood.jpg"), files());
        fetched.clear();
        CopyPlan again = plan();
        assertEquals(List.of(), again.requested());
        assertEquals(3, again.there());
        copy();
        assertEquals(List.of(), fetched);

        store("4", "sea.jpg", Color.CYAN);
        copy();
        assertEquals(List.of("alice/4"), fetched);
    }

    @Test
    void whatWasFetchedBeforeItWasKilledIsNotFetchedAgain() throws IOException {
        copy();
        Path record = folder.resolve(".vitrine-copy.jsonl");
        List<String> lines = Files.readAllLines(record);
        // Killed between a file and its line, and in the middle of a line.
        Files.writeString(
                record,
                String.join("\n", lines.subList(0, lines.size() - 2)) + "\n"
                        + lines.get(lines.size() - 2).substring(0, 20));
        fetched.clear();
        assertEquals(2, copy().skipped());
        assertEquals(List.of(), fetched);
        assertEquals(List.of("beach (2).jpg", "beach.jpg", "wood.jpg"), files());
        assertEquals(3, plan().there());
    }

    @Test
    void whatAPersonPutThereOrChangedIsNeverReplacedOrRemoved() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("wood.jpg"), "mine");
        copy();
        assertEquals("mine", Files.readString(folder.resolve("wood.jpg")));
        Files.writeString(folder.resolve("wood (2).jpg"), "retouched");
        images.removeIf(image -> image.imageId().equals("2"));
        assertEquals(List.of(), plan().gone());

        store("2", "wood.jpg", Color.GREEN);
        CopyPlan plan = plan();
        assertEquals(List.of("wood (2).jpg"), plan.edited());
        copy();
        assertEquals("retouched", Files.readString(folder.resolve("wood (2).jpg")));
        assertFalse(Files.exists(folder.resolve("wood (3).jpg")));
    }

    @Test
    void aFileThatAPersonRemovedComesBack() throws IOException {
        copy();
        Files.delete(folder.resolve("wood.jpg"));
        copy();
        assertTrue(Files.exists(folder.resolve("wood.jpg")));
    }

    @Test
    void whatIsGoneIsRemovedOnlyWhenAsked() throws IOException {
        FolderCopy byUser = copyNamed("{user}/{id}/{name}");
        byUser.fetch(byUser.plan(new ListedPages(images), TO_THE_END), TO_THE_END);
        images.removeIf(image -> image.imageId().equals("2"));
        CopyPlan plan = byUser.plan(new ListedPages(images), TO_THE_END);
        assertEquals(List.of("alice/2/wood.jpg"), plan.gone());
        byUser.fetch(plan, TO_THE_END);
        assertTrue(Files.exists(folder.resolve("alice/2/wood.jpg")));

        assertEquals(1, byUser.removeGone(plan));
        assertEquals(List.of("alice/1/beach.jpg", "alice/3/beach.jpg"), files());
        assertFalse(Files.exists(folder.resolve("alice/2")));
        assertEquals(List.of(), byUser.plan(new ListedPages(images), TO_THE_END).gone());
    }

    @Test
    void equalBytesUnderOneNameAreOneFileThatStaysWhileEitherIsThere() throws IOException {
        store("4", "wood.jpg", Color.GREEN);
        copy();
        assertEquals(List.of("beach (2).jpg", "beach.jpg", "wood.jpg"), files());
        images.removeIf(image -> image.imageId().equals("2"));
        assertEquals(List.of(), plan().gone());
    }

    @Test
    void aPersonsOwnFileWithTheSameBytesIsNeverRemoved() throws IOException {
        Files.createDirectories(folder);
        byte[] wood = SampleImages.jpeg(40, 30, Color.GREEN);
        Files.write(folder.resolve("wood.jpg"), wood);
        copy();
        images.removeIf(image -> image.imageId().equals("2"));
        CopyPlan plan = plan();
        assertEquals(List.of(), plan.gone());
        named(FilePattern.NAME).removeGone(plan);
        assertTrue(Files.exists(folder.resolve("wood.jpg")));
    }

    @Test
    void aFileThatAnotherImageTookOverStays() {
        copy();
        images.removeIf(image -> image.imageId().equals("2"));
        store("4", "wood.jpg", Color.GREEN);
        CopyPlan plan = plan();
        assertEquals(List.of("wood.jpg"), plan.gone());
        named(FilePattern.NAME).fetch(plan, TO_THE_END);
        assertEquals(0, named(FilePattern.NAME).removeGone(plan));
        assertTrue(Files.exists(folder.resolve("wood.jpg")));
        images.removeIf(image -> image.imageId().equals("4"));
        assertEquals(List.of("wood.jpg"), plan().gone());
    }

    /// By another program: here, an original never changes.
    @Test
    void anOriginalThatWasReplacedIsReplacedInTheCopyUnlessAPersonChangedIt() throws IOException {
        copy();
        Files.writeString(folder.resolve("wood.jpg"), "retouched");
        images.clear();
        objects.delete(ObjectKey.original("alice", "1"));
        objects.delete(ObjectKey.original("alice", "2"));
        store("1", "beach.jpg", Color.PINK);
        store("2", "wood.jpg", Color.BLACK);
        copy();
        assertEquals(List.of("beach (2).jpg", "beach.jpg", "wood (2).jpg", "wood.jpg"), files());
        assertEquals("retouched", Files.readString(folder.resolve("wood.jpg")));
        assertEquals(SampleImages.jpeg(40, 30, Color.PINK).length, Files.size(folder.resolve("beach.jpg")));
        assertEquals(List.of("beach (2).jpg"), plan().gone());
    }

    /// The machine was killed in the middle of a letter.
    @Test
    void aRecordThatIsCutAnywhereIsGoneOnWith() throws IOException {
        store("4", "Zoë.jpg", Color.CYAN);
        copy();
        Path record = folder.resolve(".vitrine-copy.jsonl");
        byte[] whole = Files.readAllBytes(record);
        List<String> files = files();
        for (int length = 0; length < whole.length; length++) {
            Files.write(record, Arrays.copyOf(whole, length));
            fetched.clear();
            copy();
            assertEquals(List.of(), fetched, "cut after " + length);
            assertEquals(files, files());
            assertEquals(4, plan().there(), "cut after " + length);
        }
    }

    @Test
    void aLibraryThatHasLostItsRowsDoesNotTakeItsCopyWithIt() throws IOException {
        copy();
        images.clear();
        CopyPlan plan = plan();
        assertEquals(3, plan.gone().size());
        assertThrows(
                ImageException.Conflict.class, () -> named(FilePattern.NAME).removeGone(plan));
        assertEquals(3, files().size());
    }

    @Test
    void aFolderThatBecameAFileIsNoObstacle() throws IOException {
        FolderCopy byUser = copyNamed("{user}/{name}");
        byUser.fetch(byUser.plan(new ListedPages(images), TO_THE_END), TO_THE_END);
        for (String file : files()) {
            Files.delete(folder.resolve(file));
        }
        Files.delete(folder.resolve("alice"));
        Files.writeString(folder.resolve("alice"), "a file");
        assertEquals(
                3, byUser.plan(new ListedPages(images), TO_THE_END).requested().size());
    }

    @Test
    void aRecordThatLeadsOutOfTheFolderIsNotFollowed() throws IOException {
        copy();
        Path outside = Files.writeString(temp.resolve("outside.txt"), "mine");
        Files.createSymbolicLink(folder.resolve("link"), temp);
        long modified = Files.getLastModifiedTime(outside).toMillis();
        var lines = new ArrayList<>(Files.readAllLines(folder.resolve(".vitrine-copy.jsonl")));
        for (String file : List.of("../outside.txt", outside.toString(), "link/outside.txt", "", ".")) {
            lines.add("{\"image_id\":\"x" + file + "\",\"file\":\"" + file
                    + "\",\"sha256\":\"\",\"ours\":true,\"size\":4,\"modified\":" + modified + "}");
        }
        lines.add("[".repeat(5_000));
        lines.add("{\"image_id\":\"deep\",\"file\":" + "[".repeat(5_000));
        Files.write(folder.resolve(".vitrine-copy.jsonl"), lines);
        CopyPlan plan = plan();
        assertEquals(List.of(), plan.gone());
        named(FilePattern.NAME).removeGone(plan);
        assertEquals("mine", Files.readString(outside));
    }

    @Test
    void aFolderHoldsTheCopyOfOneLibrary() {
        copy();
        var other = new FolderCopy(new Downloads(objects), folder, "other", FilePattern.NAME, CaptionPlace.NOWHERE);
        assertThrows(ImageException.Conflict.class, () -> other.plan(new ListedPages(images), TO_THE_END));
    }

    @Test
    void namesThatWouldBeOthersTheNextTimeAreRefused() {
        assertThrows(ImageException.Invalid.class, () -> copyNamed("{n:03} {name}"));
    }

    @Test
    void aStopLeavesWhatIsThereAndTheNextTimeGoesOn() throws IOException {
        CopyPlan plan = plan();
        FolderCopy stopped = named(FilePattern.NAME);
        assertThrows(ImageException.Cancelled.class, () -> stopped.fetch(plan, (done, _) -> done < 1));
        assertTrue(Thread.interrupted());
        assertTrue(stopped.saved() > 0);
        assertEquals(files().size(), stopped.saved());
        fetched.clear();
        DownloadOutcome outcome = copy();
        assertTrue(outcome.saved() < 3, outcome.toString());
        assertEquals(3, plan().there());
    }

    private void store(String id, String name, Color color) {
        byte[] bytes = SampleImages.jpeg(40, 30, color);
        var source = ImageSource.ofBytes(name, bytes);
        String sha256 = Sha256.of(source, _ -> {});
        ImageRecord image = SampleImages.row(
                id,
                name,
                SampleImages.facts("image/jpeg", name)
                        .with(Attribute.SIZE_BYTES, bytes.length)
                        .with(Attribute.CONTENT_SHA256, sha256));
        if (objects.find(image.key()).isEmpty()) {
            objects.put(image.key(), source, "image/jpeg", sha256, _ -> {});
        }
        images.add(image);
    }

    private CopyPlan plan() {
        return named(FilePattern.NAME).plan(new ListedPages(images), TO_THE_END);
    }

    private DownloadOutcome copy() {
        return named(FilePattern.NAME).fetch(plan(), TO_THE_END);
    }

    private FolderCopy copyNamed(String pattern) {
        return named(FilePattern.parse(pattern));
    }

    private FolderCopy named(FilePattern names) {
        return new FolderCopy(
                new Downloads(new HookedReads(objects, key -> fetched.add(key.path()))),
                folder,
                "library",
                names,
                CaptionPlace.NOWHERE);
    }

    private List<String> files() throws IOException {
        return FolderContent.paths(folder).stream()
                .filter(file -> !Path.of(file).getFileName().toString().startsWith("."))
                .toList();
    }
}
