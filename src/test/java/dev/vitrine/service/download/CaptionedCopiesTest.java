package dev.vitrine.service.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.files.FolderContent;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.CameraFacts;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.picture.Samples;
import dev.vitrine.service.ListedPages;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.download.DownloadRequest.Destination;
import dev.vitrine.service.download.DownloadRequest.Taken;
import dev.vitrine.service.download.FilePattern.FilePath;
import dev.vitrine.service.download.FolderCopy.CopyPlan;
import dev.vitrine.store.HookedReads;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.local.FolderObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Copies that say what the library says of their images.
@Timeout(60)
class CaptionedCopiesTest {
    private static final Caption CAPTION = new Caption("Größe", "Am Meer", List.of("sea", "rating:4"));

    @TempDir
    private Path library;

    @TempDir
    private Path temp;

    private Path folder;
    private ObjectStore objects;
    private Downloads downloads;
    private final List<String> fetched = Collections.synchronizedList(new ArrayList<>());
    private final List<ImageRecord> images = new ArrayList<>();

    @BeforeEach
    void openStore() throws IOException {
        folder = Files.createDirectories(temp.toRealPath().resolve("out"));
        objects = new FolderObjectStore(library);
        downloads = new Downloads(new HookedReads(objects, key -> fetched.add(key.path())));
        store("1", "beach.jpg", ImageType.JPEG, Samples.withExif(Samples.jpeg(40, 30), Samples.orientation(6)));
        store("2", "wood.gif", ImageType.GIF, Samples.of(ImageType.GIF));
    }

    @Test
    void downloadsSayItInTheFileOrBesideIt() throws IOException {
        DownloadOutcome outcome = run(new Destination.Folder(folder), CaptionPlace.IN_FILES);
        assertEquals(List.of(2, 1), List.of(outcome.saved(), outcome.sidecars()));
        assertEquals(List.of("beach.jpg", "wood.gif", "wood.gif.xmp"), files());
        assertEquals(CAPTION, caption("beach.jpg"));
        assertEquals(CAPTION, caption("wood.gif"));
        assertArrayEquals(Samples.of(ImageType.GIF), Files.readAllBytes(folder.resolve("wood.gif")));

        DownloadOutcome again = run(new Destination.Folder(folder), CaptionPlace.IN_FILES);
        assertEquals(List.of(0, 2), List.of(again.saved(), again.skipped()));
        assertEquals(List.of("beach.jpg", "wood.gif", "wood.gif.xmp"), files());
    }

    @Test
    void whatWasCorrectedIsInSuchCopiesAndInNoOthers() throws IOException {
        ImageRecord beach = images.getFirst();
        images.set(0, beach.withCorrection(beach.correction().turned(Orientation.TURN_LEFT), Instant.EPOCH));
        run(new Destination.Folder(folder), CaptionPlace.IN_FILES);
        assertEquals(40, width("beach.jpg"), "upright");
        assertEquals(CAPTION, caption("beach.jpg"));
        Files.delete(folder.resolve("beach.jpg"));
        run(new Destination.Folder(folder), CaptionPlace.NOWHERE);
        assertEquals(30, width("beach.jpg"), "as it was uploaded");
    }

    @Test
    void whatHasNoPlaceForACorrectionHasItBesideIt() throws IOException {
        store("3", "chart.png", ImageType.PNG, Samples.of(ImageType.PNG));
        images.replaceAll(image -> image.withCorrection(
                image.correction()
                        .withTakenAt(LocalDateTime.parse("2025-06-07T08:09:10"))
                        .turned(Orientation.TURN_RIGHT),
                Instant.EPOCH));
        DownloadOutcome outcome = run(new Destination.Folder(folder), CaptionPlace.IN_FILES);
        assertEquals(List.of(3, 2), List.of(outcome.saved(), outcome.sidecars()));
        for (String name : List.of("chart.png", "wood.gif")) {
            String beside = Files.readString(folder.resolve(name + ".xmp"));
            assertTrue(beside.contains("2025-06-07T08:09:10") && beside.contains(">6<"), beside);
            assertEquals(CAPTION, caption(name));
        }
        folder = Files.createDirectories(temp.toRealPath().resolve("beside"));
        sync(CaptionPlace.SIDECARS);
        assertTrue(Files.readString(folder.resolve("beach.jpg.xmp")).contains("2025-06-07T08:09:10"));
        images.replaceAll(image -> image.withCorrection(
                image.correction().withTakenAt(LocalDateTime.parse("2025-06-08T08:09:10")), Instant.EPOCH));
        sync(CaptionPlace.SIDECARS);
        assertTrue(Files.readString(folder.resolve("beach.jpg.xmp")).contains("2025-06-08T08:09:10"));
    }

    private int width(String name) {
        return new PictureReader()
                .inspect(ImageSource.ofFile(folder.resolve(name)))
                .facts()
                .width();
    }

    @Test
    void whatIsDamagedIsNotHandedOutWithATitle() throws IOException {
        ImageRecord image = images.getFirst();
        Path stored = library.resolve("objects").resolve(image.key().path());
        Path original =
                Files.exists(stored) ? stored : library.resolve(image.key().path());
        byte[] bytes = Files.readAllBytes(original);
        bytes[bytes.length - 3] ^= 1;
        Files.write(original, bytes);
        DownloadOutcome outcome = run(new Destination.Folder(folder), CaptionPlace.IN_FILES);
        assertEquals(List.of(image), List.copyOf(outcome.failed().keySet()));
        assertFalse(Files.exists(folder.resolve("beach.jpg")));
    }

    @Test
    void somebodysSidecarIsLeftAsItIsWithAWord() throws IOException {
        Files.writeString(folder.resolve("wood.gif.xmp"), "mine");
        DownloadOutcome outcome = run(new Destination.Folder(folder), CaptionPlace.IN_FILES);
        assertEquals("mine", Files.readString(folder.resolve("wood.gif.xmp")));
        String why = outcome.failed().get(images.getLast()).getMessage();
        assertTrue(why.contains("wood.gif.xmp") && why.contains("was saved"), why);
    }

    @Test
    void rawFilesHaveTheirSidecarWhereTheirProgramsLook() throws IOException {
        images.clear();
        store("3", "raw.DNG", ImageType.DNG, Samples.jpeg(40, 30));
        store("4", "raw.DNG", ImageType.DNG, Samples.jpeg(30, 40));
        run(new Destination.Folder(folder), CaptionPlace.SIDECARS);
        assertEquals(List.of("raw (2).DNG", "raw (2).xmp", "raw.DNG", "raw.xmp"), files());
    }

    @Test
    void cleanedCopiesSayNothingElse() throws IOException {
        images.removeLast();
        new DownloadRun(
                        downloads,
                        new DownloadRequest(
                                images,
                                new Destination.Folder(folder),
                                FilePattern.NAME,
                                Taken.SKIP_SAME,
                                new CopyForm(true, CaptionPlace.IN_FILES)))
                .run(() -> {});
        assertEquals(CAPTION, caption("beach.jpg"));
        assertEquals(CameraFacts.NONE, CameraFacts.read(ImageSource.ofFile(folder.resolve("beach.jpg"))));
    }

    @Test
    void anArchiveHoldsTheSidecarsToo() throws IOException {
        Path zip = folder.resolve("a.zip");
        run(new Destination.Zip(zip, false), CaptionPlace.IN_FILES);
        try (var archive = new ZipFile(zip.toFile())) {
            assertEquals(
                    List.of("beach.jpg", "wood.gif", "wood.gif.xmp"),
                    archive.stream().map(entry -> entry.getName()).toList());
        }
    }

    @Test
    void savingOneSaysItToo() throws IOException {
        var beside = new ArrayList<Path>();
        Downloads captioned = downloads.as(new CopyForm(false, CaptionPlace.IN_FILES), beside::add);
        Path saved = captioned.saveInto(images.getFirst(), folder, _ -> {});
        captioned.saveTo(images.getLast(), folder.resolve("other.gif"), _ -> {});
        assertEquals(CAPTION, caption(saved.getFileName().toString()));
        assertEquals(List.of("beach.jpg", "other.gif", "other.gif.xmp"), files());
        assertEquals(List.of(folder.resolve("other.gif.xmp")), beside);
    }

    @Test
    void aCopyOfAFolderIsWrittenAgainOnlyWhereTheLibrarySaysSomethingElse() throws IOException {
        for (CaptionPlace place : List.of(CaptionPlace.IN_FILES, CaptionPlace.SIDECARS)) {
            folder = Files.createDirectories(temp.toRealPath().resolve(place.name()));
            assertEquals(2, sync(place).saved());
            fetched.clear();
            assertEquals(List.of(), plan(place).requested());
            sync(place);
            assertEquals(List.of(), fetched, "the second time nothing is fetched");

            ImageRecord before = images.getFirst();
            images.set(0, with(before, new Caption("Other", "", List.of("new"))));
            assertEquals(List.of(images.getFirst()), plan(place).requested());
            sync(place);
            assertEquals(new Caption("Other", "", List.of("new")), caption("beach.jpg"));
            assertEquals(place == CaptionPlace.SIDECARS ? List.of() : List.of("alice/1"), fetched);
            assertEquals(2, plan(place).there());
            assertEquals(
                    place == CaptionPlace.SIDECARS
                            ? List.of("beach.jpg", "beach.jpg.xmp", "wood.gif", "wood.gif.xmp")
                            : List.of("beach.jpg", "wood.gif", "wood.gif.xmp"),
                    files());
            images.set(0, before);
        }
    }

    @Test
    void whatAPersonChangedStaysAlsoWhereTheLibrarySaysSomethingElse() throws IOException {
        sync(CaptionPlace.IN_FILES);
        Files.writeString(folder.resolve("beach.jpg"), "retouched");
        Files.writeString(folder.resolve("wood.gif.xmp"), "mine");
        images.replaceAll(image -> with(image, new Caption("Other", "", List.of())));
        assertEquals(List.of("beach.jpg"), plan(CaptionPlace.IN_FILES).edited());
        DownloadOutcome outcome = sync(CaptionPlace.IN_FILES);
        assertEquals("retouched", Files.readString(folder.resolve("beach.jpg")));
        assertEquals("mine", Files.readString(folder.resolve("wood.gif.xmp")));
        assertEquals(1, outcome.failed().size());
    }

    @Test
    void aCopyWithoutTitlesGetsThemAndLosesThemAgain() throws IOException {
        sync(CaptionPlace.NOWHERE);
        byte[] original = Files.readAllBytes(folder.resolve("beach.jpg"));
        sync(CaptionPlace.IN_FILES);
        assertEquals(CAPTION, caption("beach.jpg"));
        sync(CaptionPlace.NOWHERE);
        assertArrayEquals(original, Files.readAllBytes(folder.resolve("beach.jpg")));
        assertEquals(List.of(), plan(CaptionPlace.NOWHERE).requested());
    }

    @Test
    void whatIsGoneGoesWithItsSidecar() throws IOException {
        sync(CaptionPlace.IN_FILES);
        images.removeLast();
        FolderCopy copy = copy(CaptionPlace.IN_FILES);
        assertEquals(1, copy.removeGone(copy.plan(new ListedPages(images), (_, _) -> true)));
        assertEquals(List.of("beach.jpg"), files());
    }

    @Test
    void imagesWhoseNamesDifferInTheirEndingKeepTheirOwnTexts() throws IOException {
        images.clear();
        store("3", "IMG_1.CR2", ImageType.CR2, Samples.jpeg(40, 30));
        store("4", "IMG_1.DNG", ImageType.DNG, Samples.jpeg(30, 40));
        images.replaceAll(image -> with(image, new Caption("of " + image.imageId(), "", List.of())));
        sync(CaptionPlace.SIDECARS);
        assertEquals(List.of("IMG_1.CR2", "IMG_1.DNG", "IMG_1.DNG.xmp", "IMG_1.xmp"), files());
        assertTrue(Files.readString(folder.resolve("IMG_1.xmp")).contains("of 3"));
        assertTrue(Files.readString(folder.resolve("IMG_1.DNG.xmp")).contains("of 4"));
        assertEquals(2, plan(CaptionPlace.SIDECARS).there());

        images.replaceAll(image -> with(image, new Caption("same", "", List.of())));
        sync(CaptionPlace.SIDECARS);
        images.replaceAll(image -> with(image, new Caption("again " + image.imageId(), "", List.of())));
        assertEquals(0, sync(CaptionPlace.SIDECARS).failed().size());
        assertTrue(Files.readString(folder.resolve("IMG_1.xmp")).contains("again 3"));
        assertTrue(Files.readString(folder.resolve("IMG_1.DNG.xmp")).contains("again 4"));
    }

    @Test
    void equalImagesWithTextsOfTheirOwnAreTwoFiles() throws IOException {
        images.clear();
        for (String id : List.of("3", "4")) {
            store(id, "wood.jpg", ImageType.JPEG, Samples.jpeg(40, 30));
        }
        images.replaceAll(image -> with(image, new Caption("of " + image.imageId(), "", List.of())));
        for (CaptionPlace place : List.of(CaptionPlace.SIDECARS, CaptionPlace.IN_FILES)) {
            folder = Files.createDirectories(temp.toRealPath().resolve(place.name()));
            sync(CaptionPlace.NOWHERE);
            assertEquals(List.of("wood.jpg"), files());
            assertEquals(0, sync(place).failed().size());
            assertEquals(2, plan(place).there(), place.name());
            assertEquals(
                    Set.of("of 3", "of 4"),
                    Set.of(caption("wood.jpg").title(), caption("wood (2).jpg").title()));
        }
    }

    @Test
    void aSidecarThatTwoImagesWereGivenIsMended() throws IOException {
        images.clear();
        store("3", "IMG_1.CR2", ImageType.CR2, Samples.jpeg(40, 30));
        store("4", "IMG_1.DNG", ImageType.DNG, Samples.jpeg(30, 40));
        images.replaceAll(image -> with(image, new Caption("of " + image.imageId(), "", List.of())));
        sync(CaptionPlace.SIDECARS);
        Path record = folder.resolve(".vitrine-copy.jsonl");
        Files.move(folder.resolve("IMG_1.DNG.xmp"), folder.resolve("IMG_1.xmp"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(record, Files.readString(record).replace("IMG_1.DNG.xmp", "IMG_1.xmp"));
        assertEquals(0, sync(CaptionPlace.SIDECARS).failed().size());
        assertEquals(2, plan(CaptionPlace.SIDECARS).there());
        assertTrue(Files.readString(folder.resolve("IMG_1.CR2.xmp")).contains("of 3"));
        assertTrue(Files.readString(folder.resolve("IMG_1.xmp")).contains("of 4"));
    }

    @Test
    void aCopyWithoutItsSidecarIsNotFetchedAgainAndIsNobodysEdit() throws IOException {
        Files.writeString(folder.resolve("wood.gif.xmp"), "mine");
        assertEquals(1, sync(CaptionPlace.IN_FILES).failed().size());
        fetched.clear();
        assertEquals(0, sync(CaptionPlace.IN_FILES).failed().size());
        assertEquals(List.of(), fetched);

        images.replaceAll(image -> with(image, new Caption("Other", "", List.of())));
        assertEquals(1, sync(CaptionPlace.IN_FILES).failed().size());
        CopyPlan plan = plan(CaptionPlace.IN_FILES);
        assertEquals(List.of(), plan.edited());
        assertEquals(2, plan.there());
        assertEquals("mine", Files.readString(folder.resolve("wood.gif.xmp")));
    }

    @Test
    void sidecarsThatAreNotAskedForAnyMoreGoUnlessAPersonChangedThem() throws IOException {
        for (CaptionPlace next : List.of(CaptionPlace.NOWHERE, CaptionPlace.IN_FILES)) {
            folder = Files.createDirectories(temp.toRealPath().resolve(next.name()));
            sync(CaptionPlace.SIDECARS);
            assertEquals(List.of("beach.jpg", "beach.jpg.xmp", "wood.gif", "wood.gif.xmp"), files());
            sync(next);
            assertEquals(
                    next == CaptionPlace.NOWHERE
                            ? List.of("beach.jpg", "wood.gif")
                            : List.of("beach.jpg", "wood.gif", "wood.gif.xmp"),
                    files());
            sync(CaptionPlace.SIDECARS);
            Files.writeString(folder.resolve("beach.jpg.xmp"), "mine");
            sync(next);
            assertEquals("mine", Files.readString(folder.resolve("beach.jpg.xmp")));
        }
    }

    @Test
    void aSidecarBesideAPersonsOwnFileGoesToo() throws IOException {
        images.removeFirst();
        Files.write(folder.resolve("wood.gif"), Samples.of(ImageType.GIF));
        sync(CaptionPlace.SIDECARS);
        assertEquals(List.of("wood.gif", "wood.gif.xmp"), files());
        sync(CaptionPlace.NOWHERE);
        assertEquals(List.of("wood.gif"), files());
    }

    @Test
    void aSidecarThatWasThereBeforeStaysAPersonsOwn() throws IOException {
        images.removeFirst();
        run(new Destination.Folder(folder), CaptionPlace.SIDECARS);
        byte[] own = Files.readAllBytes(folder.resolve("wood.gif.xmp"));
        sync(CaptionPlace.SIDECARS);
        assertEquals(List.of(), plan(CaptionPlace.SIDECARS).requested());

        images.replaceAll(image -> with(image, new Caption("Other", "", List.of())));
        assertEquals(1, sync(CaptionPlace.SIDECARS).failed().size());
        assertArrayEquals(own, Files.readAllBytes(folder.resolve("wood.gif.xmp")));

        images.replaceAll(image -> with(image, CAPTION));
        sync(CaptionPlace.SIDECARS);
        sync(CaptionPlace.NOWHERE);
        assertArrayEquals(own, Files.readAllBytes(folder.resolve("wood.gif.xmp")));
    }

    @Test
    void aSidecarThatWasThereBeforeStaysWhenItsCopyGoes() throws IOException {
        run(new Destination.Folder(folder), CaptionPlace.SIDECARS);
        Files.delete(folder.resolve("wood.gif"));
        sync(CaptionPlace.SIDECARS);
        images.removeLast();
        FolderCopy copy = copy(CaptionPlace.SIDECARS);
        assertEquals(1, copy.removeGone(copy.plan(new ListedPages(images), (_, _) -> true)));
        assertEquals(List.of("beach.jpg", "beach.jpg.xmp", "wood.gif.xmp"), files());
    }

    @Test
    void aCopyThatWasReplacedBeforeAKillIsNotAPersonsEdit() throws IOException {
        sync(CaptionPlace.IN_FILES);
        images.replaceAll(image -> with(image, new Caption("Other", "", List.of())));
        ImageRecord beach = images.getFirst();
        CopyRecord record = CopyRecord.open(folder, "library");
        Path file = folder.resolve("beach.jpg");
        var killed = new PlacementListener() {
            @Override
            public void at(ImageRecord image, PlacementListener.PlacedFile placedFile) {
                throw new IllegalStateException("killed");
            }

            @Override
            public Optional<Path> ownCopy(ImageRecord image) {
                return Optional.of(file);
            }

            @Override
            public void coming(ImageRecord image, Path place, Path coming) {
                assertDoesNotThrow(() -> record.coming(image, place, coming));
            }
        };
        try (FolderTarget target = new FolderTarget(folder, Taken.SKIP_SAME, CaptionPlace.IN_FILES, killed);
                FetchedOriginal fetchedOriginal =
                        downloads.fetch(beach, folder, _ -> {}).as(new CopyForm(false, CaptionPlace.IN_FILES))) {
            FilePath name = FilePattern.NAME.of(beach, beach.facts().type(), 1);
            assertThrows(IllegalStateException.class, () -> target.add(fetchedOriginal, name));
        }
        assertEquals("Other", caption("beach.jpg").title());
        assertEquals(List.of(), plan(CaptionPlace.IN_FILES).edited());
        sync(CaptionPlace.IN_FILES);
        assertEquals(2, plan(CaptionPlace.IN_FILES).there());
        assertEquals(List.of("beach.jpg", "wood.gif", "wood.gif.xmp"), files());

        Files.writeString(file, "retouched");
        assertEquals(List.of("beach.jpg"), plan(CaptionPlace.IN_FILES).edited());
    }

    @Test
    void aKillBeforeACopyIsReplacedLeavesItOursToo() throws IOException {
        sync(CaptionPlace.IN_FILES);
        CopyRecord record = CopyRecord.open(folder, "library");
        record.coming(
                images.getFirst(), folder.resolve("beach.jpg"), Files.writeString(temp.resolve("coming"), "next"));
        assertEquals(2, plan(CaptionPlace.IN_FILES).there());
    }

    private static ImageRecord with(ImageRecord image, Caption caption) {
        return new ImageRecord(
                image.imageId(),
                image.userId(),
                caption,
                image.facts(),
                image.createdAt(),
                image.updatedAt(),
                image.deletedAt());
    }

    private void store(String id, String name, ImageType type, byte[] bytes) {
        var source = ImageSource.ofBytes(name, bytes);
        String sha256 = Sha256.of(source, _ -> {});
        ImageRecord image = SampleImages.row(
                id,
                name,
                SampleImages.facts(type.contentType(), name)
                        .with(Attribute.SIZE_BYTES, bytes.length)
                        .with(Attribute.CONTENT_SHA256, sha256));
        objects.put(image.key(), source, type.contentType(), sha256, _ -> {});
        images.add(with(image, CAPTION));
    }

    private DownloadOutcome run(Destination place, CaptionPlace captions) throws ImageException {
        return new DownloadRun(
                        downloads,
                        new DownloadRequest(
                                images, place, FilePattern.NAME, Taken.SKIP_SAME, new CopyForm(false, captions)))
                .run(() -> {});
    }

    private FolderCopy copy(CaptionPlace captions) {
        return new FolderCopy(downloads, folder, "library", FilePattern.NAME, captions);
    }

    private CopyPlan plan(CaptionPlace captions) {
        return copy(captions).plan(new ListedPages(images), (_, _) -> true);
    }

    private DownloadOutcome sync(CaptionPlace captions) {
        return copy(captions).fetch(plan(captions), (_, _) -> true);
    }

    private Caption caption(String file) {
        Path beside = folder.resolve(file + ".xmp");
        return new PictureReader()
                .inspect(
                        ImageSource.ofFile(folder.resolve(file)),
                        Files.exists(beside) ? Optional.of(ImageSource.ofFile(beside)) : Optional.empty())
                .caption();
    }

    private List<String> files() throws IOException {
        return FolderContent.paths(folder).stream()
                .filter(file -> !file.startsWith("."))
                .toList();
    }
}
