package dev.vitrine.ui.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Facets;
import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.picture.Samples;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadForm.Duplicates;
import dev.vitrine.service.upload.item.UploadForm.UploadOption;
import dev.vitrine.ui.support.Background;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UploadFormViewModelTest {
    @TempDir
    private Path folder;

    private final StringProperty lastUser = new SimpleStringProperty("alice");
    private final StringProperty preferredUser = new SimpleStringProperty("");
    private final StringProperty usualTags = new SimpleStringProperty("");
    private final BooleanProperty removesMetadata = new SimpleBooleanProperty();
    private final BooleanProperty takesWritten = new SimpleBooleanProperty(true);
    private final BooleanProperty tagsFolders = new SimpleBooleanProperty();
    private final List<UploadRequest> requests = new ArrayList<>();
    private final List<UploadForm> forms = new ArrayList<>();
    private final UploadFormViewModel form = new UploadFormViewModel(
            (request, asked) -> {
                requests.add(request);
                forms.add(asked);
            },
            () -> new Facets(
                    2,
                    0,
                    0,
                    List.of(new Count<>("bob", 2)),
                    List.of(new Count<>("sea", 1), new Count<>("rating:5", 1), new Count<>("album:Coast", 1)),
                    List.of(),
                    List.of(),
                    List.of(),
                    Map.of()),
            Background.immediate(),
            new UploadFormViewModel.Start(lastUser, preferredUser, usualTags, removesMetadata),
            new DropMetadataViewModel(takesWritten, tagsFolders, Background.immediate()));

    @Test
    void oneImageIsNamedAndTakesATitle() throws IOException {
        form.open(files("sunset.jpg"));
        assertEquals("Upload 1 image as alice", form.summaryProperty().get());
        assertTrue(form.takesTitle());
        assertEquals("sunset", form.titleFromName());
    }

    @Test
    void aUserWhoIsThereInAnotherLetterCaseIsOffered() throws IOException {
        form.open(files("sunset.jpg"));
        assertEquals("", form.userAlikeProperty().get());
        form.userProperty().set(" Bob ");
        assertEquals("bob", form.userAlikeProperty().get());
        form.takeUserAlike();
        assertEquals("Upload 1 image as bob", form.summaryProperty().get());
        assertEquals("", form.userAlikeProperty().get());
    }

    @Test
    void severalImagesTakeNoTitle() throws IOException {
        form.open(files("a.jpg", "b.png").tagged(List.of("trip", "sea")));
        assertEquals(
                "Upload 2 images as alice, tagged trip, sea",
                form.summaryProperty().get());
        assertFalse(form.takesTitle());
    }

    @Test
    void theUsualTagsComeFirstAndNoneTwice() throws IOException {
        usualTags.set(" trip , family,,");
        form.open(files("a.jpg").tagged(List.of("sea", "trip")));
        assertEquals(List.of("trip", "family", "sea"), List.copyOf(form.tags()));
    }

    @Test
    void aFolderIsCountedToItsDepthWithoutHiddenFiles() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("camera/2024"));
        Files.createFile(deep.resolve("one.jpg"));
        Files.createFile(deep.resolve("two.HEIC"));
        Files.createFile(deep.resolve(".thumbs"));
        form.open(UploadRequest.ofFiles(List.of(folder.resolve("camera"))));
        assertEquals(
                "Upload 2 images from a folder as alice", form.summaryProperty().get());
    }

    @Test
    void whatDoesNotLookLikeAnImageIsSaidBefore() throws IOException {
        form.open(files("a.jpg", "notes.txt"));
        assertEquals("Upload 2 files as alice", form.summaryProperty().get());
        assertEquals(
                "One doesn’t look like an image. It will be skipped and listed with the reason.",
                form.noteProperty().get());
    }

    @Test
    void whatTheQueueFindsLooksLikeAnImage() throws IOException {
        Path camera = Files.createDirectories(folder.resolve("camera/deep")).getParent();
        byte[] jpeg = SampleImages.jpeg(8, 8, Color.CYAN);
        for (String picture : List.of("scan.jfif", "scan.JPE", "without extension", "backup.jpg~", "deep/lies.txt")) {
            Files.write(camera.resolve(picture), jpeg);
        }
        for (String other :
                List.of("notes.txt", "film.mp4", "empty", "Thumbs.db", "desktop.ini", ".hidden", "deep/.DS_Store")) {
            Files.writeString(camera.resolve(other), "no picture");
        }
        form.open(UploadRequest.ofFiles(List.of(camera)));
        assertEquals(
                "Upload 8 files from a folder as alice", form.summaryProperty().get());
        assertEquals(
                "3 don’t look like images. They will be skipped and listed with the reason.",
                form.noteProperty().get());
    }

    @Test
    void everyTypeLooksLikeAnImageByItsName() throws IOException {
        for (ImageType type : ImageType.values()) {
            form.open(files(type.extensions().stream()
                    .flatMap(extension -> Stream.of("a." + extension, "b." + extension.toUpperCase(Locale.ROOT)))
                    .toArray(String[]::new)));
            assertEquals("", form.noteProperty().get(), type.name());
        }
    }

    @Test
    void aHiddenFileDroppedByItselfIsCounted() throws IOException {
        form.open(files(".hidden.jpg"));
        assertEquals("Upload 1 image as alice", form.summaryProperty().get());
    }

    @Test
    void aLoopOfLinksEnds() throws IOException {
        Path camera = Files.createDirectories(folder.resolve("camera"));
        Files.createFile(camera.resolve("one.jpg"));
        Files.createSymbolicLink(camera.resolve("again"), camera);
        form.open(UploadRequest.ofFiles(List.of(camera)));
        assertEquals(
                "Upload 1 image from a folder as alice", form.summaryProperty().get());
    }

    @Test
    void aFileThatIsGoneMeanwhileStillCounts() {
        form.open(UploadRequest.ofFiles(List.of(folder.resolve("gone.jpg"))));
        assertEquals("Upload 1 image as alice", form.summaryProperty().get());
    }

    @Test
    void whatItIsDroppedOntoIsFilledIn() throws IOException {
        form.open(files("a.jpg").as("bob").tagged(List.of("sea")));
        assertEquals("bob", form.userProperty().get());
        assertEquals(List.of("sea"), form.tags());
    }

    @Test
    void moreFilesJoinTheFormAndKeepWhatWasTyped() throws IOException {
        form.add(files("a.jpg").files());
        form.userProperty().set("bob");
        form.tags().add("sea");
        form.add(files("b.jpg", "a.jpg").files());
        assertEquals(
                "Upload 2 images as bob, tagged sea", form.summaryProperty().get());
        form.submit();
        assertEquals(
                List.of(folder.resolve("a.jpg"), folder.resolve("b.jpg")),
                requests.getFirst().files());
    }

    @Test
    void theUserIsRememberedForTheNextTime() throws IOException {
        form.open(files("a.jpg"));
        form.userProperty().set(" bob ");
        form.submit();
        form.open(files("b.jpg"));
        assertEquals("bob", form.userProperty().get());
        assertEquals("bob", forms.getFirst().userId());
    }

    @Test
    void aBadUserNameIsSaidAndNothingIsUploaded() throws IOException {
        form.open(files("a.jpg"));
        form.userProperty().set("a/b");
        form.submit();
        assertEquals(
                "The user name may not contain a slash, line breaks or other control characters.",
                form.userProblemProperty().get());
        assertEquals(List.of(), forms);
        assertTrue(form.openProperty().get());
    }

    @Test
    void everythingTypedGoesToTheQueue() throws IOException {
        UploadRequest asked = files("a.jpg");
        form.open(asked);
        form.tags().setAll("sea", "sun");
        form.titleProperty().set(" Beach ");
        form.descriptionProperty().set("A day out");
        form.duplicatesProperty().set(UploadForm.Duplicates.MERGE_TAGS);
        form.submit();
        assertEquals(List.of(asked), requests);
        assertEquals(
                List.of(new UploadForm(
                        "alice", List.of("sea", "sun"), "Beach", "A day out", UploadForm.Duplicates.MERGE_TAGS)),
                forms);
        assertFalse(form.openProperty().get());
    }

    @Test
    void whatTheFilesBringIsCountedAndTheAnswerGoesToTheQueue() throws IOException {
        Path camera = Files.createDirectories(folder.resolve("camera"));
        byte[] jpeg = SampleImages.jpeg(8, 8, Color.CYAN);
        for (String picture : List.of("a.jpg", "b.jpg", "c.jpg")) {
            Files.write(camera.resolve(picture), jpeg);
        }
        Files.write(camera.resolve("d.webp"), Samples.resource("metadata/xmp.webp"));
        Files.write(camera.resolve("b.xmp"), Samples.resource("metadata/sidecar.xmp"));
        Files.writeString(camera.resolve("notes.txt"), "no picture");
        form.open(UploadRequest.ofFiles(List.of(camera)));
        assertEquals(
                "2 of 4 images have a title, tags or stars, written into the file or into an .xmp file beside it",
                form.brought().foundProperty().get());
        form.submit();
        takesWritten.set(false);
        tagsFolders.set(true);
        form.open(UploadRequest.ofFiles(List.of(camera)));
        form.submit();
        assertEquals(
                List.of(Set.of(), Set.of(UploadOption.LEAVE_WRITTEN, UploadOption.TAG_FOLDERS)),
                forms.stream().map(UploadForm::options).toList());
    }

    @Test
    void foldersAreLookedForBesideTheWindow() throws IOException {
        var work = new ArrayList<Runnable>();
        var later = new DropMetadataViewModel(takesWritten, tagsFolders, Background.with(work::add, Runnable::run));
        tagsFolders.set(true);
        later.look(List.of(folder));
        assertFalse(later.hasFoldersProperty().get());
        UploadForm asked = new UploadForm("alice", List.of(), "", "", Duplicates.SKIP);
        assertEquals(Set.of(UploadOption.TAG_FOLDERS), later.with(asked).options(), "nobody knows yet");
        work.forEach(Runnable::run);
        assertTrue(later.hasFoldersProperty().get());

        work.clear();
        later.look(List.of(Files.writeString(folder.resolve("a.jpg"), "a")));
        work.forEach(Runnable::run);
        assertFalse(later.hasFoldersProperty().get());
        assertEquals(Set.of(), later.with(asked).options());
    }

    @Test
    void filesAloneHaveNoFolderNamesToTake() throws IOException {
        tagsFolders.set(true);
        form.open(files("a.jpg"));
        assertFalse(form.brought().hasFoldersProperty().get());
        assertEquals(
                "No image has a title, tags or stars written into its file",
                form.brought().foundProperty().get());
        form.submit();
        assertEquals(Set.of(), forms.getFirst().options());
    }

    @Test
    void aTitleTypedForAnotherFileIsNotGivenToMany() throws IOException {
        form.open(files("a.jpg"));
        form.titleProperty().set("Beach");
        form.open(files("b.jpg", "c.jpg"));
        form.submit();
        assertEquals("", forms.getFirst().title());
    }

    @Test
    void cancellingUploadsNothing() throws IOException {
        form.open(files("a.jpg"));
        form.close();
        form.submit();
        assertEquals(List.of(), forms);
    }

    @Test
    void aPastedPictureIsOneImage() {
        form.open(UploadRequest.ofPicture(ImageSource.ofBytes("Pasted image.png", new byte[3])));
        assertEquals("Upload 1 image as alice", form.summaryProperty().get());
        assertEquals("Pasted image", form.titleFromName());
    }

    @Test
    void whatATagStandsForIsSaidByItsName() throws IOException {
        form.open(files("a.jpg").tagged(List.of("rating:5", "album:Coast")));
        assertEquals(
                "Upload 1 image as alice, tagged 5 stars, album: Coast",
                form.summaryProperty().get());
    }

    @Test
    void knownUsersAndTagsAreOffered() throws IOException {
        form.open(files("a.jpg"));
        assertEquals(List.of("bob"), form.knownUsers());
        assertEquals(List.of("sea"), form.knownTags());
    }

    @Test
    void metadataIsRemovedOnlyWhenThatIsAskedFor() throws IOException {
        form.open(files("a.jpg"));
        form.submit();
        form.open(files("a.jpg"));
        form.removesMetadataProperty().set(true);
        form.submit();
        form.open(files("a.jpg"));
        assertFalse(form.removesMetadataProperty().get(), "each form begins with the preference");
        assertEquals(
                List.of(false, true),
                forms.stream().map(UploadForm::removesMetadata).toList());
    }

    @Test
    void theFormBeginsAsThePreferencesSay() throws IOException {
        preferredUser.set("carol");
        removesMetadata.set(true);
        form.open(files("a.jpg"));
        assertEquals("carol", form.userProperty().get());
        assertTrue(form.removesMetadataProperty().get());
        form.open(files("a.jpg").as("bob"));
        assertEquals("bob", form.userProperty().get());
    }

    @Test
    void aSecondDropJoinsTheFormThatIsOpenOrWaitsForItsTurn() throws IOException {
        form.add(files("a.jpg"));
        form.titleProperty().set("typed");
        form.add(files("b.jpg").tagged(List.of("trip")));
        assertEquals(
                "Upload 2 images as alice, tagged trip", form.summaryProperty().get());
        form.add(files("c.jpg").as("bob"));
        form.add(UploadRequest.ofPicture(ImageSource.ofBytes("pasted.png", new byte[] {1})));
        assertEquals(
                "Upload 2 images as alice, tagged trip", form.summaryProperty().get());
        form.submit();
        assertTrue(form.openProperty().get());
        assertEquals("Upload 1 image as bob", form.summaryProperty().get());
        form.close();
        assertEquals("pasted", form.titleFromName());
        form.close();
        assertFalse(form.openProperty().get());
    }

    private UploadRequest files(String... names) throws IOException {
        var files = new ArrayList<Path>();
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.write(file, new byte[] {1});
            files.add(file);
        }
        return UploadRequest.ofFiles(files);
    }
}
