package dev.vitrine.ui.desktop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.files.FolderContent;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Rendition;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.download.CaptionPlace;
import dev.vitrine.service.download.CopyForm;
import dev.vitrine.ui.actions.BackgroundJobs;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.HeardToasts;
import dev.vitrine.ui.support.ImageSelection;
import dev.vitrine.ui.support.PictureLibrary;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ExportedCopiesTest {
    @TempDir
    private Path home;

    private final List<ImageRecord> images = new ArrayList<>();
    private final HeardToasts toasts = new HeardToasts();
    private Path folder;

    @AutoClose
    private PictureLibrary library;

    private ExportedCopies copies;

    @BeforeEach
    void open() {
        library = new PictureLibrary(home);
        images.add(library.add("sea", 30, 20, Color.BLUE));
        images.add(library.add("sea", 30, 20, Color.GREEN));
        folder = home.resolve("copies");
        copies = new ExportedCopies(folder, library.library().downloads(), () -> CopyForm.AS_THEY_ARE);
    }

    @Test
    void imagesOfOneNameAreTwoFiles() throws IOException {
        List<Path> files = copies.copiesOf(images, (_, _) -> true).orElseThrow();
        assertEquals(2, files.stream().distinct().count());
        assertArrayEquals(PictureLibrary.png(30, 20, Color.BLUE), Files.readAllBytes(files.getFirst()));
        assertArrayEquals(PictureLibrary.png(30, 20, Color.GREEN), Files.readAllBytes(files.getLast()));
    }

    @Test
    void copiesSayWhatTheLibrarySaysWhereThatIsWanted() {
        var captioned = new ExportedCopies(
                folder, library.library().downloads(), () -> new CopyForm(false, CaptionPlace.IN_FILES));
        ImageRecord tagged = library.add("tagged", 30, 20, Color.RED, "trip");
        List<Path> files = captioned.copiesOf(List.of(tagged), (_, _) -> true).orElseThrow();
        assertEquals(
                List.of("trip"),
                new PictureReader()
                        .inspect(ImageSource.ofFile(files.getFirst()))
                        .caption()
                        .tags());
    }

    @Test
    void copiesMadeAnewHaveTheNamesThatWerePromised() throws IOException {
        var form = new CopyForm(false, Optional.of(Rendition.parse("jpeg 20 none")), CaptionPlace.NOWHERE);
        var made = new ExportedCopies(folder, library.library().downloads(), () -> form);
        ExportedCopies.PlannedCopies planned = made.plan(images);
        assertEquals(
                List.of("sea.jpg", "sea (2).jpg"),
                planned.files().stream()
                        .map(file -> file.getFileName().toString())
                        .toList());
        assertEquals(Optional.of(planned.files()), made.fill(planned, (_, _) -> true));
        try (InputStream first = Files.newInputStream(planned.files().getFirst())) {
            assertEquals(Optional.of(ImageType.JPEG), PictureReader.typeOf(first));
        }
    }

    @Test
    void whatIsStoppedLeavesNoFile() throws IOException {
        assertEquals(Optional.empty(), copies.copiesOf(images, (done, _) -> done == 0));
        assertEquals(List.of(), exported());
    }

    @Test
    void copiesGoAfterADay() throws IOException {
        List<Path> old = copies.copiesOf(images, (_, _) -> true).orElseThrow();
        List<Path> young = copies.copiesOf(images, (_, _) -> true).orElseThrow();
        Instant now = Instant.now();
        Files.setLastModifiedTime(
                old.getFirst().getParent(),
                FileTime.from(now.minus(ExportedCopies.KEPT).minusSeconds(60)));
        ExportedCopies.removeBefore(now.minus(ExportedCopies.KEPT), folder);
        assertEquals(young.stream().sorted().toList(), exported());
    }

    @Test
    void aDragWithinTheWindowCopiesNothing() throws IOException {
        DragOut.Drag drag = drag(Background.immediate());
        assertEquals(List.of(), exported());
        drag.ends(false);
        assertEquals(List.of(), exported());
    }

    @Test
    void copiesAreMadeWhenTheHandLeavesTheWindowAndStayWhenTheyAreTaken() throws IOException {
        DragOut.Drag drag = drag(Background.immediate());
        drag.leavesTheWindow();
        drag.leavesTheWindow();
        assertEquals(2, exported().size());
        drag.ends(true);
        assertEquals(2, exported().size());
        assertEquals(List.of(), toasts.failures);
    }

    @Test
    void copiesThatNobodyTakesGo() throws IOException {
        DragOut.Drag drag = drag(Background.immediate());
        drag.leavesTheWindow();
        drag.ends(false);
        assertEquals(List.of(), exported());
    }

    @Test
    void copiesThatNobodyTakesAreNotGoneOnWith() throws IOException {
        var waiting = new ArrayList<Runnable>();
        DragOut.Drag drag = drag(Background.with(waiting::add, Runnable::run));
        drag.leavesTheWindow();
        drag.ends(false);
        List.copyOf(waiting).forEach(Runnable::run);
        assertEquals(List.of(), exported());
        assertEquals(List.of(), toasts.failures);
    }

    private DragOut.Drag drag(Background background) {
        return new DragOut(copies, new BackgroundJobs(background), toasts).dragOf(ImageSelection.of(images));
    }

    private List<Path> exported() throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        return FolderContent.files(folder);
    }
}
