package dev.vitrine.service.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.Eventually;
import dev.vitrine.files.FolderContent;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.Rendition;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.download.DownloadRequest.Destination;
import dev.vitrine.service.download.DownloadRequest.Taken;
import dev.vitrine.store.HookedReads;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.local.FolderObjectStore;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadRunTest {
    @TempDir
    private Path library;

    @TempDir
    private Path folder;

    private final Set<String> opened = Collections.synchronizedSet(new HashSet<>());
    private ObjectStore objects;
    private Downloads downloads;

    @BeforeEach
    void openStore() {
        objects = new FolderObjectStore(library);
        downloads = new Downloads(new HookedReads(objects, this::opens));
    }

    @Test
    void imagesAreSavedUnderNamesByThePatternInTheOrderAsked() throws IOException {
        List<ImageRecord> images = List.of(
                stored("1", "beach.JPG", Color.RED),
                stored("2", "wood.jpg", Color.GREEN),
                stored("3", "sea.jpg", Color.BLUE));
        DownloadOutcome outcome = run(new DownloadRequest(
                images,
                new Destination.Folder(folder),
                FilePattern.parse("{user}/{n:02} {name}"),
                Taken.SKIP_SAME,
                CopyForm.AS_THEY_ARE));
        assertEquals(3, outcome.saved());
        assertEquals(Optional.of(folder), outcome.result());
        assertEquals(
                List.of("alice/01 beach.JPG", "alice/02 wood.jpg", "alice/03 sea.jpg"), FolderContent.paths(folder));
        assertArrayEquals(bytes(Color.GREEN), Files.readAllBytes(folder.resolve("alice/02 wood.jpg")));
    }

    @Test
    void equalNamesAreNumberedInTheOrderAsked() throws IOException {
        var images = new ArrayList<ImageRecord>();
        for (int i = 1; i <= 12; i++) {
            images.add(stored("id" + i, "same.jpg", new Color(i * 20, 0, 0)));
        }
        run(toFolder(images));
        assertEquals(12, FolderContent.paths(folder).size());
        for (int i = 2; i <= 12; i++) {
            assertArrayEquals(
                    bytes(new Color(i * 20, 0, 0)),
                    Files.readAllBytes(folder.resolve("same (" + i + ").jpg")),
                    "same (" + i + ")");
        }
    }

    @Test
    void askingTwiceFetchesOnlyWhatIsMissing() throws IOException {
        List<ImageRecord> images = List.of(
                stored("1", "same.jpg", Color.RED),
                stored("2", "same.jpg", Color.GREEN),
                stored("3", "sea.jpg", Color.BLUE));
        run(toFolder(images));
        Files.delete(folder.resolve("sea.jpg"));
        opened.clear();
        DownloadOutcome again = run(toFolder(images));
        assertEquals(List.of(1, 2), List.of(again.saved(), again.skipped()));
        assertEquals(Set.of("alice/3"), opened);
        assertEquals(List.of("same (2).jpg", "same.jpg", "sea.jpg"), FolderContent.paths(folder));
    }

    @Test
    void anotherFileOfTheSameNameAndSizeIsLeftAlone() throws IOException {
        ImageRecord image = stored("1", "sea.jpg", Color.BLUE);
        byte[] other = bytes(Color.BLUE);
        other[other.length / 2]++;
        Files.write(folder.resolve("sea.jpg"), other);
        run(toFolder(List.of(image)));
        assertArrayEquals(other, Files.readAllBytes(folder.resolve("sea.jpg")));
        assertArrayEquals(bytes(Color.BLUE), Files.readAllBytes(folder.resolve("sea (2).jpg")));
    }

    @Test
    void keepingBothNumbersAlsoTheSame() throws IOException {
        List<ImageRecord> images = List.of(stored("1", "sea.jpg", Color.BLUE));
        var order = new DownloadRequest(
                images, new Destination.Folder(folder), FilePattern.NAME, Taken.KEEP_BOTH, CopyForm.AS_THEY_ARE);
        run(order);
        assertEquals(1, run(order).saved());
        assertEquals(List.of("sea (2).jpg", "sea.jpg"), FolderContent.paths(folder));
    }

    @Test
    void oneThatIsGoneOrDamagedIsNamedAndTheOthersAreSaved() throws IOException {
        ImageRecord gone = stored("1", "gone.jpg", Color.RED);
        ImageRecord damaged = stored("2", "damaged.jpg", Color.GREEN);
        ImageRecord fine = stored("3", "fine.jpg", Color.BLUE);
        objects.delete(gone.key());
        Files.write(library.resolve("alice").resolve("2"), new byte[] {1, 2, 3});
        DownloadOutcome outcome = run(toFolder(List.of(gone, damaged, fine)));
        assertEquals(List.of(gone, damaged), List.copyOf(outcome.failed().keySet()));
        assertEquals(ImageException.NotFound.class, outcome.failed().get(gone).getClass());
        assertTrue(outcome.failed().get(damaged).getMessage().contains("damaged"));
        assertEquals(List.of("fine.jpg"), FolderContent.paths(folder));
    }

    @Test
    void anArchiveHasEverythingButWhatFailed() throws IOException {
        List<ImageRecord> images = List.of(
                stored("1", "same.jpg", Color.RED),
                stored("2", "gone.jpg", Color.GREEN),
                stored("3", "same.jpg", Color.BLUE));
        objects.delete(images.get(1).key());
        Path file = folder.resolve("pictures.zip");
        var order = new DownloadRequest(
                images,
                new Destination.Zip(file, true),
                FilePattern.parse("{user}/{name}"),
                Taken.SKIP_SAME,
                CopyForm.AS_THEY_ARE);
        DownloadOutcome outcome = run(order);
        assertEquals(Optional.of(file), outcome.result());
        try (var zip = new ZipFile(file.toFile())) {
            assertEquals(
                    List.of("alice/same.jpg", "alice/same (2).jpg"),
                    zip.stream().map(ZipEntry::getName).toList());
            assertArrayEquals(
                    bytes(Color.BLUE),
                    zip.getInputStream(zip.getEntry("alice/same (2).jpg")).readAllBytes());
        }
        assertEquals(List.of("pictures.zip"), FolderContent.paths(folder));

        stored("2", "gone.jpg", Color.GREEN);
        DownloadOutcome again = run(order.onlyFor(List.copyOf(outcome.failed().keySet())));
        assertEquals(Optional.of(folder.resolve("pictures (2).zip")), again.result());
        assertEquals(List.of("pictures (2).zip", "pictures.zip"), FolderContent.paths(folder));
    }

    @Test
    void anArchiveThatWouldBeEmptyDoesNotCome() throws IOException {
        ImageRecord gone = stored("1", "gone.jpg", Color.RED);
        objects.delete(gone.key());
        DownloadOutcome outcome = run(new DownloadRequest(
                List.of(gone),
                new Destination.Zip(folder.resolve("a.zip"), true),
                FilePattern.NAME,
                Taken.SKIP_SAME,
                CopyForm.AS_THEY_ARE));
        assertEquals(Optional.empty(), outcome.result());
        assertEquals(List.of(), FolderContent.paths(folder));
    }

    @Test
    void copiesWithoutMetadataTellNoPlaceAndOthersAreRefused() throws IOException {
        ImageRecord placed = stored("1", "placed.jpg", withComment(bytes(Color.RED)), "image/jpeg");
        ImageRecord bitmap = stored("2", "old.gif", gif(), "image/gif");
        DownloadOutcome outcome = run(new DownloadRequest(
                List.of(placed, bitmap),
                new Destination.Folder(folder),
                FilePattern.NAME,
                Taken.SKIP_SAME,
                new CopyForm(true, CaptionPlace.NOWHERE)));
        assertEquals(Set.of(bitmap), outcome.failed().keySet());
        assertEquals(ImageException.Invalid.class, outcome.failed().get(bitmap).getClass());
        assertEquals(List.of("placed.jpg"), FolderContent.paths(folder));
        assertFalse(new String(Files.readAllBytes(folder.resolve("placed.jpg")), StandardCharsets.ISO_8859_1)
                .contains("at home"));
        assertEquals(
                1,
                run(new DownloadRequest(
                                List.of(placed),
                                new Destination.Folder(folder),
                                FilePattern.NAME,
                                Taken.SKIP_SAME,
                                new CopyForm(true, CaptionPlace.NOWHERE)))
                        .skipped());
    }

    @Test
    void copiesMadeAnewHaveNamesOfWhatTheyAreAndNoneIsLost() throws IOException {
        ImageRecord photo = stored("1", "same.jpg", Color.RED);
        ImageRecord other = stored("2", "same.gif", gif(), "image/gif");
        ImageRecord broken = stored("3", "broken.png", "no picture".getBytes(StandardCharsets.UTF_8), "image/png");
        var request = new DownloadRequest(
                List.of(photo, other, broken),
                new Destination.Folder(folder),
                FilePattern.NAME,
                Taken.SKIP_SAME,
                new CopyForm(false, Optional.of(Rendition.parse("png 8 none")), CaptionPlace.NOWHERE));
        DownloadOutcome outcome = run(request);
        assertEquals(Set.of(broken), outcome.failed().keySet());
        assertEquals(List.of("same (2).png", "same.png"), FolderContent.paths(folder));
        assertEquals(2, run(request).skipped(), "the same picture is made the same again");
        ImageFacts turned = photo.facts().with(Attribute.ORIENTATION_FIX, "6");
        run(new DownloadRequest(
                List.of(photo.withFacts(turned)),
                new Destination.Folder(folder),
                FilePattern.parse("turned"),
                Taken.SKIP_SAME,
                request.copies()));
        ImageFacts lies = facts("same.png");
        ImageFacts stands = facts("turned.png");
        assertEquals(List.of(lies.height(), lies.width()), List.of(stands.width(), stands.height()));
    }

    private ImageFacts facts(String name) {
        return new PictureReader()
                .inspect(ImageSource.ofFile(folder.resolve(name)))
                .facts();
    }

    @Test
    void oneWhoseNameCannotBeHadFailsAlone() throws IOException {
        List<ImageRecord> images = List.of(
                stored("1", "png/a.jpg", Color.RED),
                stored("2", "b.jpg", Color.GREEN),
                stored("3", "c.jpg", Color.BLUE));
        Files.writeString(folder.resolve("01"), "a file");
        DownloadOutcome outcome = run(new DownloadRequest(
                images,
                new Destination.Folder(folder),
                FilePattern.parse("{n:02}/{name}"),
                Taken.SKIP_SAME,
                CopyForm.AS_THEY_ARE));
        assertEquals(List.of(images.getFirst()), List.copyOf(outcome.failed().keySet()));
        String why = outcome.failed().get(images.getFirst()).getMessage();
        assertTrue(why.contains("is a file, where a folder is needed"), why);
        assertEquals(List.of("01", "02/b.jpg", "03/c.jpg"), FolderContent.paths(folder));
    }

    @Test
    void oneWhosePathIsTooLongFailsAlone() throws IOException {
        Path deep = Files.createDirectories(folder.resolve(("y".repeat(200) + "/").repeat(18)));
        List<ImageRecord> images = List.of(stored("1", "a.jpg", Color.RED), stored("2", "b.jpg", Color.GREEN));
        DownloadOutcome outcome = run(new DownloadRequest(
                images,
                new Destination.Folder(deep),
                FilePattern.parse(("x".repeat(200) + "/").repeat(8) + "{name}"),
                Taken.SKIP_SAME,
                CopyForm.AS_THEY_ARE));
        assertEquals(images, List.copyOf(outcome.failed().keySet()));
    }

    @Test
    void aFolderThatIsNotThereStopsEverything() {
        var order = new DownloadRequest(
                List.of(stored("1", "a.jpg", Color.RED)),
                new Destination.Folder(folder.resolve("gone")),
                FilePattern.NAME,
                Taken.SKIP_SAME,
                CopyForm.AS_THEY_ARE);
        assertThrows(ImageException.Unreachable.class, () -> run(order));
    }

    @Test
    void stoppingLeavesNothingHalf() throws Exception {
        List<ImageRecord> images = List.of(
                stored("1", "a.jpg", Color.RED),
                stored("2", "b.jpg", Color.GREEN),
                stored("stuck", "c.jpg", Color.BLUE),
                stored("4", "d.jpg", Color.GRAY));
        for (Destination place :
                List.of(new Destination.Folder(folder), new Destination.Zip(folder.resolve("a.zip"), true))) {
            var run = new DownloadRun(
                    downloads,
                    new DownloadRequest(images, place, FilePattern.NAME, Taken.SKIP_SAME, CopyForm.AS_THEY_ARE));
            var thrown = new AtomicReference<Exception>();
            Thread thread = Thread.ofVirtual().start(() -> {
                try {
                    run.run(() -> {});
                } catch (ImageException e) {
                    thrown.set(e);
                }
            });
            Eventually.await(() -> run.progress().handled() == 2);
            thread.interrupt();
            thread.join();
            assertEquals(ImageException.Cancelled.class, thrown.get().getClass());
            assertEquals(List.of("a.jpg", "b.jpg"), FolderContent.paths(folder));
        }
    }

    @Test
    void progressCountsImagesAndBytes() {
        List<ImageRecord> images = List.of(stored("1", "a.jpg", Color.RED), stored("2", "b.jpg", Color.GREEN));
        long all = images.stream().mapToLong(image -> image.facts().sizeBytes()).sum();
        var run = new DownloadRun(downloads, toFolder(images));
        assertEquals(new DownloadProgress(2, 0, 0, all, 0), run.progress());
        assertEquals(0, run.progress().fraction());
        run.run(() -> {});
        assertEquals(
                List.of(2L, all),
                List.of((long) run.progress().handled(), run.progress().bytes()));
        assertEquals(1, run.progress().fraction());
    }

    private DownloadOutcome run(DownloadRequest order) {
        return new DownloadRun(downloads, order).run(() -> {});
    }

    private DownloadRequest toFolder(List<ImageRecord> images) {
        return new DownloadRequest(
                images, new Destination.Folder(folder), FilePattern.NAME, Taken.SKIP_SAME, CopyForm.AS_THEY_ARE);
    }

    private ImageRecord stored(String imageId, String originalName, Color color) {
        return stored(imageId, originalName, bytes(color), "image/jpeg");
    }

    private ImageRecord stored(String imageId, String originalName, byte[] bytes, String type) {
        var source = ImageSource.ofBytes(originalName, bytes);
        String hash = Sha256.of(source, _ -> {});
        var facts = ImageFacts.UNKNOWN
                .with(Attribute.CONTENT_TYPE, type)
                .with(Attribute.SIZE_BYTES, bytes.length)
                .with(Attribute.ORIGINAL_NAME, originalName)
                .with(Attribute.CONTENT_SHA256, hash);
        ImageRecord image = SampleImages.row(imageId, "Title", facts);
        objects.put(image.key(), source, type, hash, _ -> {});
        return image;
    }

    private static byte[] bytes(Color color) {
        return SampleImages.jpeg(64, 48, color);
    }

    private static byte[] withComment(byte[] jpeg) {
        byte[] comment = "at home".getBytes(StandardCharsets.ISO_8859_1);
        var all = new ByteArrayOutputStream();
        all.write(jpeg, 0, 2);
        all.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xFE, 0, (byte) (comment.length + 2)});
        all.writeBytes(comment);
        all.write(jpeg, 2, jpeg.length - 2);
        return all.toByteArray();
    }

    private static byte[] gif() {
        return HexFormat.of().parseHex("47494638396101000100800000000000ffffff2c00000000010001000002024401003b");
    }

    /// The image with the id `stuck` never comes.
    private void opens(ObjectKey key) {
        opened.add(key.path());
        if (key.path().endsWith("/stuck")) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new ImageException.Cancelled("Stopped.", e);
            }
        }
    }
}
