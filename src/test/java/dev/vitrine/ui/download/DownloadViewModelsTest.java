package dev.vitrine.ui.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitrine.files.Sha256;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.Orientation;
import dev.vitrine.image.Rendition;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.download.CaptionPlace;
import dev.vitrine.service.download.CopyForm;
import dev.vitrine.service.download.CopyPresets;
import dev.vitrine.service.download.DownloadRequest;
import dev.vitrine.service.download.DownloadRequest.Destination;
import dev.vitrine.service.download.DownloadRequest.Taken;
import dev.vitrine.service.download.Downloads;
import dev.vitrine.service.download.FilePattern;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.local.FolderObjectStore;
import dev.vitrine.ui.download.DownloadFormViewModel.SaveAs;
import dev.vitrine.ui.download.DownloadJob.JobState;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Dialogs;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.HeardToasts;
import dev.vitrine.ui.support.Preferences;
import dev.vitrine.ui.support.RenditionViewModel;
import dev.vitrine.ui.support.RenditionViewModel.CopyKind;
import dev.vitrine.ui.support.Settings;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadViewModelsTest {
    @TempDir
    private Path library;

    @TempDir
    private Path folder;

    private final HeardToasts toasts = new HeardToasts();
    private final List<DownloadRequest> orders = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private final Chosen dialogs = new Chosen();
    private final List<Path> shown = new ArrayList<>();
    private Settings settings;
    private ObjectStore objects;
    private DownloadFormViewModel form;

    @BeforeEach
    void open() {
        objects = new FolderObjectStore(library);
        settings = new Settings(folder.resolve("settings.json"));
        form = new DownloadFormViewModel(settings, dialogs, copies(), orders::add);
    }

    @Test
    void theFormShowsTheNamesAsTheyWillBe() {
        form.open(List.of(
                stored("1", "beach.JPG"), stored("2", "wood.jpg"), stored("3", "sea.jpg"), stored("4", "hill.jpg")));
        assertEquals("beach.JPG\nwood.jpg\nsea.jpg", form.previewProperty().get());
        form.patternProperty().set("{user}/{n:02} {name}");
        assertEquals(
                "alice/01 beach.JPG\nalice/02 wood.jpg\nalice/03 sea.jpg",
                form.previewProperty().get());
        assertTrue(form.summary().startsWith("Download 4 images"), form.summary());
    }

    @Test
    void whatIsCorrectedHereAndNotInTheCopiesIsSaid() {
        ImageRecord beach = stored("1", "beach.jpg");
        ImageRecord turned = beach.withCorrection(beach.correction().turned(Orientation.TURN_LEFT), beach.updatedAt());
        form.open(List.of(beach));
        assertEquals("", form.uncorrectedProperty().get());
        form.open(List.of(turned, stored("2", "wood.jpg")));
        assertTrue(form.uncorrectedProperty().get().startsWith("One image was turned here"));
        form.writesCaptionsProperty().set(true);
        assertEquals("", form.uncorrectedProperty().get());
        form.writesCaptionsProperty().set(false);
        form.copies().kindProperty().set(CopyKind.JPEG);
        assertEquals("", form.uncorrectedProperty().get());
    }

    @Test
    void aPatternThatCannotBeMeantStopsTheFormAndIsNotRemembered() {
        form.open(List.of(stored("1", "beach.jpg")));
        form.patternProperty().set("{nom}");
        assertTrue(
                form.problemProperty().get().contains("There is no field {nom}"),
                form.problemProperty().get());
        form.submit();
        assertTrue(form.openProperty().get());
        assertEquals(List.of(), orders);
        assertEquals(
                "{name}",
                new DownloadFormViewModel(settings, dialogs, copies(), orders::add)
                        .patternProperty()
                        .get());
    }

    @Test
    void titlesInCopiesAreOrderedAndRemembered() {
        ImageRecord image = stored("1", "beach.jpg");
        dialogs.file = Optional.of(folder);
        form.open(List.of(image));
        form.submit();
        form.writesCaptionsProperty().set(true);
        form.open(List.of(image));
        form.submit();
        var next = new DownloadFormViewModel(settings, dialogs, copies(), orders::add);
        next.open(List.of(image));
        next.submit();
        assertEquals(
                List.of(CaptionPlace.NOWHERE, CaptionPlace.IN_FILES, CaptionPlace.IN_FILES),
                orders.stream().map(order -> order.copies().captions()).toList());
    }

    @Test
    void copiesMadeAnewAreOrderedNamedAndRemembered() {
        dialogs.file = Optional.of(folder);
        form.open(List.of(stored("1", "beach.heic")));
        form.withoutMetadataProperty().set(true);
        form.copies().show("png 1024 copyright");
        assertEquals("beach.png", form.previewProperty().get());
        form.copies().longSideProperty().set("0");
        assertFalse(form.problemProperty().get().isEmpty());
        form.submit();
        assertEquals(List.of(), orders);
        form.copies().longSideProperty().set("512");
        assertEquals("", form.problemProperty().get());
        form.submit();
        var expected = new CopyForm(false, Optional.of(Rendition.parse("png 512 copyright")), CaptionPlace.NOWHERE);
        assertEquals(expected, orders.getLast().copies());
        var next = new DownloadFormViewModel(settings, dialogs, copies(), orders::add);
        next.repeat(List.of(stored("2", "wood.heic")));
        assertEquals(expected, orders.getLast().copies());
        assertEquals(2, orders.size());
    }

    @Test
    void theNameOfOneImageSaysWhatItBecomes() {
        ImageRecord image = stored("1", "beach.png"); // of a JPEG
        assertEquals("beach.jpg", form.name(image));
        assertEquals(CopyForm.AS_THEY_ARE, form.form(image, folder.resolve("beach.jpg")));
        assertEquals(CopyForm.AS_THEY_ARE, form.form(image, folder.resolve("beach")));
        assertEquals(
                Optional.of(Rendition.parse("webp original all")),
                form.form(image, folder.resolve("beach.WebP")).rendition());
        form.copies().show("png 1024 none");
        assertEquals("beach.png", form.name(image));
        assertEquals(
                Optional.of(Rendition.parse("png 1024 none")),
                form.form(image, folder.resolve("a.png")).rendition());
        for (String chosen : List.of("png 1024 none", "webp 1024 none", "jpeg 1024 none")) {
            form.copies().show(chosen);
            assertEquals(
                    Optional.of(Rendition.parse("jpeg 1024 none")),
                    form.form(image, folder.resolve("a.jpg")).rendition(),
                    "never the original with all that it says, where what was chosen says less");
        }
        assertEquals(
                Optional.of(Rendition.parse("jpeg 1024 none")),
                form.form(image, folder.resolve("a")).rendition());
    }

    @Test
    void cleanedCopiesSayNothingUnlessThatIsAskedForEachTime() {
        ImageRecord image = stored("1", "beach.jpg");
        dialogs.file = Optional.of(folder);
        BooleanProperty preferred = new Preferences(settings).writesCaptionsProperty();
        preferred.set(true);
        form.open(List.of(image));
        assertTrue(form.writesCaptionsProperty().get());
        form.withoutMetadataProperty().set(true);
        assertFalse(form.writesCaptionsProperty().get());
        form.submit();
        assertEquals(new CopyForm(true, CaptionPlace.NOWHERE), orders.getLast().copies());
        assertEquals(CaptionPlace.IN_FILES, form.captions(), "what other ways out do");

        form.open(List.of(image));
        assertTrue(form.writesCaptionsProperty().get());
        form.withoutMetadataProperty().set(true);
        form.writesCaptionsProperty().set(true);
        form.submit();
        assertEquals(new CopyForm(true, CaptionPlace.IN_FILES), orders.getLast().copies());

        preferred.set(false);
        form.open(List.of(image));
        form.withoutMetadataProperty().set(true);
        assertFalse(form.writesCaptionsProperty().get());
        form.writesCaptionsProperty().set(true);
        assertFalse(preferred.get());
        form.withoutMetadataProperty().set(false);
        assertFalse(form.writesCaptionsProperty().get());
    }

    @Test
    void copiesThatAreToSayNothingOrWhoseTheyAreSayNoCaptionEither() {
        ImageRecord image = stored("1", "beach.jpg");
        dialogs.file = Optional.of(folder);
        var preferences = new Preferences(settings);
        preferences.writesCaptionsProperty().set(true);
        for (String kept : List.of("none", "copyright")) {
            form.copies().show("jpeg 2048 all");
            form.open(List.of(image));
            assertTrue(form.writesCaptionsProperty().get());
            form.copies().show("jpeg 2048 " + kept);
            assertFalse(form.writesCaptionsProperty().get());
            form.submit();
            assertEquals(CaptionPlace.NOWHERE, orders.getLast().copies().captions());
            assertEquals(
                    CaptionPlace.NOWHERE,
                    form.form(image, folder.resolve("a.jpg")).captions());
            form.open(List.of(image));
            form.writesCaptionsProperty().set(true);
            form.submit();
            assertEquals(CaptionPlace.IN_FILES, orders.getLast().copies().captions(), "asked for");
            form.repeat(List.of(image));
            assertEquals(CaptionPlace.NOWHERE, orders.getLast().copies().captions(), "each time again");

            preferences.copiesAsProperty().set("jpeg 20 " + kept);
            assertEquals(CaptionPlace.NOWHERE, preferences.copies().captions());
        }
        preferences.copiesAsProperty().set("jpeg 20 all");
        assertEquals(CaptionPlace.IN_FILES, preferences.copies().captions());
        assertTrue(preferences.writesCaptionsProperty().get(), "what was preferred stays so");
    }

    @Test
    void whatWasChosenIsOrderedAndRememberedButLocationsAreAskedForAgain() {
        ImageRecord image = stored("1", "beach.jpg");
        form.open(List.of(image));
        form.kindProperty().set(SaveAs.ZIP);
        form.takenProperty().set(Taken.KEEP_BOTH);
        form.withoutMetadataProperty().set(true);
        form.submit();
        assertTrue(form.openProperty().get(), "nothing was chosen in the dialog");
        dialogs.file = Optional.of(folder.resolve("pictures"));
        form.submit();
        assertFalse(form.openProperty().get());
        assertEquals(
                new Destination.Zip(folder.resolve("pictures.zip"), false),
                orders.getFirst().place());
        assertEquals(List.of(image), orders.getFirst().images());
        assertTrue(orders.getFirst().copies().withoutMetadata());
        var next = new DownloadFormViewModel(settings, dialogs, copies(), orders::add);
        next.open(List.of(image));
        assertEquals(
                List.of(SaveAs.ZIP, Taken.KEEP_BOTH, false),
                List.of(
                        next.kindProperty().get(),
                        next.takenProperty().get(),
                        next.withoutMetadataProperty().get()));
    }

    @Test
    void theSaveDialogHasAskedAboutReplacingANameWithEnding() {
        form.open(List.of(stored("1", "beach.jpg")));
        form.kindProperty().set(SaveAs.ZIP);
        dialogs.file = Optional.of(folder.resolve("a.ZIP"));
        form.submit();
        assertEquals(
                new Destination.Zip(folder.resolve("a.ZIP"), true),
                orders.getFirst().place());
    }

    @Test
    void whatWorkedSaysSoAndGoes() {
        var list = new DownloadListViewModel(new Downloads(objects), Background.immediate(), toasts, shown::add);
        list.start(toFolder(stored("1", "beach.jpg"), stored("2", "wood.jpg")));
        assertEquals(List.of(), list.jobs());
        assertEquals(List.of("2 images saved to " + Format.path(folder, 70) + "."), toasts.reported);
        list.start(toFolder(stored("1", "beach.jpg"), stored("2", "wood.jpg")));
        assertEquals(
                "Nothing new saved to " + Format.path(folder, 70) + ", 2 were there already.",
                toasts.reported.getLast());
    }

    @Test
    void whatWasSavedCanBeShownInItsFolder() {
        var list = new DownloadListViewModel(new Downloads(objects), Background.immediate(), toasts, shown::add);
        list.start(toFolder(stored("1", "beach.jpg")));
        toasts.offered.run();
        assertEquals(List.of(folder), shown);
    }

    @Test
    void theNextDownloadGoesWhereTheLastWentByOneKey() throws IOException {
        Path place = Files.createDirectories(folder.resolve("Iceland"));
        dialogs.file = Optional.of(place);
        form.open(List.of(stored("1", "beach.jpg")));
        assertEquals(Optional.empty(), form.lastFolderProperty().get());
        form.patternProperty().set("{n:03} {name}");
        form.enter();
        dialogs.file = Optional.empty(); // whoever asks now gets no answer

        var later = new DownloadFormViewModel(settings, dialogs, copies(), orders::add);
        later.open(List.of(stored("2", "wood.jpg")));
        assertEquals(Optional.of(place), later.lastFolderProperty().get());
        later.enter();
        later.repeat(List.of(stored("3", "sea.jpg")));
        assertEquals(3, orders.size());
        orders.forEach(order -> assertEquals(new Destination.Folder(place), order.place()));
        assertEquals("{n:03} {name}", orders.getLast().names().toString());

        Files.delete(place);
        later.repeat(List.of(stored("3", "sea.jpg")));
        assertTrue(later.openProperty().get(), "the form asks where to");
    }

    @Test
    void aFolderThatTakesNothingIsNotOfferedAgain() throws IOException {
        Path good = Files.createDirectories(folder.resolve("Iceland"));
        Path closed = Files.createDirectories(folder.resolve("closed"));
        dialogs.file = Optional.of(good);
        form.open(List.of(stored("1", "beach.jpg")));
        form.submit();
        assumeTrue(closed.toFile().setWritable(false) && !Files.isWritable(closed), "may write everywhere");
        dialogs.file = Optional.of(closed);
        form.open(List.of(stored("1", "beach.jpg")));
        form.submit();
        form.open(List.of(stored("1", "beach.jpg")));
        assertEquals(Optional.of(good), form.lastFolderProperty().get());
        assertTrue(good.toFile().setWritable(false)); // it was put away
        form.open(List.of(stored("1", "beach.jpg")));
        assertEquals(Optional.empty(), form.lastFolderProperty().get());
    }

    @Test
    void whatFailedStaysWithItsReasonUntilItWasRetried() {
        ImageRecord gone = stored("1", "gone.jpg");
        objects.delete(gone.key());
        var list = new DownloadListViewModel(new Downloads(objects), Background.immediate(), toasts, shown::add);
        list.start(toFolder(gone, stored("2", "wood.jpg")));
        DownloadJob job = list.jobs().getFirst();
        assertEquals(JobState.TROUBLED, job.stateProperty().get());
        assertEquals("gone.jpg", job.troublesProperty().get().getFirst().name());
        assertTrue(job.troublesProperty().get().getFirst().code().startsWith("NOF-"));
        assertEquals(
                new DownloadListViewModel.Summary(0, 1, 0),
                list.summaryProperty().get());
        assertTrue(
                toasts.failures.stream().anyMatch(text -> text.startsWith("One image was not saved")),
                toasts.failures.toString());

        assertEquals(true, toasts.stands.getValue());
        stored("1", "gone.jpg");
        list.retry(job);
        assertEquals(false, toasts.stands.getValue(), "the notice of the first try");
        assertEquals(List.of(), list.jobs());
        assertEquals("1 image saved to " + Format.path(folder, 70) + ".", toasts.reported.getLast());
    }

    @Test
    void aFolderThatIsNotThereIsOneTroubleAndCanBeDismissed() {
        var list = new DownloadListViewModel(new Downloads(objects), Background.immediate(), toasts, shown::add);
        list.start(new DownloadRequest(
                List.of(stored("1", "a.jpg"), stored("2", "b.jpg")),
                new Destination.Folder(folder.resolve("gone")),
                FilePattern.NAME,
                Taken.SKIP_SAME,
                CopyForm.AS_THEY_ARE));
        assertEquals(
                "", list.jobs().getFirst().troublesProperty().get().getFirst().name());
        assertEquals("Stopped after 0 of 2", list.jobs().getFirst().progressText());
        assertEquals(true, toasts.stands.getValue());
        list.dismiss(list.jobs().getFirst());
        assertEquals(false, toasts.stands.getValue());
        assertEquals(List.of(), list.jobs());
    }

    @Test
    void whatIsStoppedOffersToGoOn() {
        var list = new DownloadListViewModel(
                new Downloads(objects), Background.with(waiting::add, Runnable::run), toasts, shown::add);
        list.start(toFolder(stored("1", "beach.jpg")));
        assertEquals(1, list.summaryProperty().get().running());
        assertEquals("Saving stops after 0 of 1 images.", list.leaving());
        list.cancel(list.jobs().getFirst());
        assertEquals("", list.leaving());
        assertEquals(List.of(), list.jobs());
        assertEquals(List.of("Stopped after 0 of 1."), toasts.reported);
        toasts.offered.run();
        waiting.getLast().run();
        assertTrue(Files.exists(folder.resolve("beach.jpg")));
        assertEquals(List.of(), list.jobs());
    }

    @Test
    void whatIsStoppedSavesNothingMore() {
        var list = new DownloadListViewModel(
                new Downloads(objects), Background.with(waiting::add, Runnable::run), toasts, shown::add);
        list.start(toFolder(stored("1", "beach.jpg")));
        list.cancel(list.jobs().getFirst());
        assertEquals(
                new DownloadListViewModel.Summary(0, 0, 0),
                list.summaryProperty().get());
        list.start(toFolder(stored("2", "wood.jpg")));
        list.close();
        waiting.forEach(Runnable::run);
        assertFalse(Files.exists(folder.resolve("beach.jpg")), "it was canceled");
        assertFalse(Files.exists(folder.resolve("wood.jpg")), "its library was closed");
    }

    @Test
    void whatRunsIsNotDismissed() {
        var list = new DownloadListViewModel(
                new Downloads(objects), Background.with(waiting::add, Runnable::run), toasts, shown::add);
        list.start(toFolder(stored("1", "beach.jpg")));
        list.dismiss(list.jobs().getFirst());
        assertEquals(1, list.jobs().size());
        assertEquals(
                new DownloadListViewModel.Summary(1, 0, 0),
                list.summaryProperty().get());
    }

    @Test
    void whereNothingWasSavedOnlyTheFailureIsTold() {
        ImageRecord gone = stored("1", "gone.jpg");
        objects.delete(gone.key());
        var list = new DownloadListViewModel(new Downloads(objects), Background.immediate(), toasts, shown::add);
        list.start(toFolder(gone));
        assertEquals(1, toasts.failures.size(), toasts.failures.toString());
        assertEquals(List.of(), toasts.reported);
        list.dismiss(list.jobs().getFirst());
        assertEquals(
                new DownloadListViewModel.Summary(0, 0, 0),
                list.summaryProperty().get());
        list.start(new DownloadRequest(
                List.of(stored("2", "a.jpg")),
                new Destination.Folder(folder.resolve("gone")),
                FilePattern.NAME,
                Taken.SKIP_SAME,
                CopyForm.AS_THEY_ARE));
        assertEquals(2, toasts.failures.size(), "a folder that is not there is told, too");
        assertEquals(
                new DownloadListViewModel.Summary(0, 1, 0),
                list.summaryProperty().get());
    }

    private DownloadRequest toFolder(ImageRecord... images) {
        return new DownloadRequest(
                List.of(images),
                new Destination.Folder(folder),
                FilePattern.NAME,
                Taken.SKIP_SAME,
                CopyForm.AS_THEY_ARE);
    }

    private ImageRecord stored(String imageId, String originalName) {
        byte[] bytes = SampleImages.jpeg(40, 30, new Color(imageId.hashCode()));
        var source = ImageSource.ofBytes(originalName, bytes);
        String hash = Sha256.of(source, _ -> {});
        var facts = ImageFacts.UNKNOWN
                .with(Attribute.CONTENT_TYPE, "image/jpeg")
                .with(Attribute.SIZE_BYTES, bytes.length)
                .with(Attribute.ORIGINAL_NAME, originalName)
                .with(Attribute.CONTENT_SHA256, hash);
        ImageRecord image = SampleImages.row(imageId, "Title", facts);
        if (objects.find(image.key()).isEmpty()) {
            objects.put(image.key(), source, "image/jpeg", hash, _ -> {});
        }
        return image;
    }

    private static final class Chosen implements Dialogs {
        private Optional<Path> file = Optional.empty();

        @Override
        public boolean confirm(String title, String explanation, String action) {
            throw new AssertionError("nothing here needs a confirmation");
        }

        @Override
        public List<Path> chooseFiles(FilePurpose purpose, String title) {
            throw new AssertionError("no files are expected");
        }

        @Override
        public Optional<Path> chooseFolder(FilePurpose purpose, String title) {
            return file;
        }

        @Override
        public Optional<Path> chooseSaveFile(FilePurpose purpose, String title, String suggestedName) {
            return file;
        }
    }

    private RenditionViewModel copies() {
        return new RenditionViewModel(new CopyPresets(folder.resolve("presets.json")), Background.immediate());
    }
}
