package dev.vitrine.ui.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.Samples;
import dev.vitrine.picture.pixels.Place;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.Progress;
import dev.vitrine.ui.controls.Preview;
import dev.vitrine.ui.controls.PreviewLoader;
import dev.vitrine.ui.support.PictureLibrary;
import dev.vitrine.ui.support.Settings;
import dev.vitrine.ui.support.TestScreen;
import dev.vitrine.ui.viewer.ZoomPan.Fitting;
import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ViewerViewModelTest {
    @TempDir
    Path folder;

    private final TestScreen screen = new TestScreen();
    private final List<String> ids = new ArrayList<>();

    @AutoClose
    private PictureLibrary library;

    private ImageService images;
    private ViewerViewModel viewer;

    @BeforeEach
    void open() {
        library = new PictureLibrary(folder);
        images = library.library().images();
        viewer = new ViewerViewModel(
                images,
                library.library().thumbnails(),
                library.library().pictures(),
                screen.background(),
                new Settings(folder.resolve("settings.json")));
        viewer.picture(Side.LEFT).resize(600, 400, 1);
        viewer.picture(Side.RIGHT).resize(600, 400, 1);
        for (String title : List.of("a", "b", "c", "d", "e")) {
            ids.add(library.add(title, 1200, 900, Color.BLUE).imageId());
        }
    }

    @Test
    void aPictureComesInStepsAndEndsWithAllItsPixels() {
        ImageRecord large = library.add("large", 2600, 1300, Color.RED);
        ImageResult result = result();
        var widths = new ArrayList<Integer>();
        viewer.picture(Side.LEFT).previewProperty().subscribe(preview -> {
            if (preview instanceof Preview.Ready ready) {
                widths.add(ready.levels().largest().width());
            }
        });
        viewer.open(result, result.indexOf(large.imageId()).orElseThrow());
        screen.await(() -> widths.contains(2600));
        assertEquals(widths.stream().sorted().distinct().toList(), widths, "never back to fewer pixels");
        assertFalse(viewer.active().sharpeningProperty().get());
        assertEquals(Fitting.FIT, viewer.active().zoomProperty().get().fitting());
        assertEquals(2600, viewer.active().zoomProperty().get().pictureWidth());
    }

    @Test
    void anImageThatIsTurnedShowsTurnedWithAllItsPixels() {
        ImageRecord large = library.add("large", 2600, 1300, Color.RED);
        viewer.open(result(), result().indexOf(large.imageId()).orElseThrow());
        awaitSides(2600, 1300);
        images.edit(new ImageEdit(large, large.correction().turned(Orientation.TURN_RIGHT)));
        viewer.update(result());
        awaitSides(1300, 2600);
        assertEquals(1300, viewer.active().zoomProperty().get().pictureWidth());
    }

    @Test
    void aFrameOfTheStripFollowsTheTurnOfItsImage() {
        viewer.open(result(), 0);
        ImageRecord first = images.find(ids.getFirst()).orElseThrow();
        FilmFrame frame = viewer.newFilmFrame();
        frame.show(ids.getFirst());
        awaitSides(frame, first.facts().width(), first.facts().height());
        images.edit(new ImageEdit(first, first.correction().turned(Orientation.TURN_RIGHT)));
        int before = viewer.updatesProperty().get();
        viewer.update(result());
        assertEquals(before + 1, viewer.updatesProperty().get());
        frame.show(ids.getFirst());
        awaitSides(frame, first.facts().height(), first.facts().width());
    }

    private void awaitSides(FilmFrame frame, int width, int height) {
        screen.await(() -> frame.previewProperty().get() instanceof Preview.Ready ready
                && ready.width() == width
                && ready.height() == height);
    }

    private void awaitSides(int width, int height) {
        screen.await(() -> viewer.active().previewProperty().get() instanceof Preview.Ready ready
                && ready.levels().largest().width() == width
                && ready.levels().largest().height() == height);
    }

    @Test
    void ofTwoHundredMegapixelsWhatIsInViewComesWithAllItsPixels() {
        ImageRecord huge = library.add("huge", ImageSource.ofBytes("huge.jpg", Samples.gray(16_320, 12_240)));
        ImageResult result = result();
        viewer.open(result, result.indexOf(huge.imageId()).orElseThrow());
        ViewedPicture picture = viewer.active();
        screen.await(() -> picture.isSettled() && !picture.sharpeningProperty().get());
        assertEquals(Optional.empty(), picture.visiblePartProperty().get(), "the preview is sharp enough");

        picture.zoom(zoom -> zoom.scaledTo(1, 300, 200));
        awaitPart(picture, 1);
        assertTrue(picture.visiblePartProperty().get().orElseThrow().picture().weight() < 4 * 1300 * 900, "bounded");
        picture.zoom(zoom -> zoom.panned(-5000, 3000));
        awaitPart(picture, 1);
        picture.turn(1);
        awaitPart(picture, 1);
        picture.zoom(zoom -> zoom.scaledTo(0.4, 300, 200));
        awaitPart(picture, 2);
        picture.zoom(ZoomPan::fit);
        assertEquals(Optional.empty(), picture.visiblePartProperty().get());

        picture.zoom(zoom -> zoom.scaledTo(1, 300, 200));
        awaitPart(picture, 1);
        images.edit(new ImageEdit(huge, huge.correction().turned(Orientation.TURN_LEFT)));
        viewer.update(result());
        screen.await(() -> picture.zoomProperty().get().pictureWidth() == 12_240
                && picture.isSettled()
                && !picture.sharpeningProperty().get());
        picture.zoom(zoom -> zoom.scaledTo(1, 300, 200));
        awaitPart(picture, 1);

        viewer.first();
        awaitShown(0);
        assertEquals(Optional.empty(), picture.visiblePartProperty().get(), "of another picture");
    }

    @Test
    void theNextPictureIsReadyAtTheSizeOfTheViewBeforeItIsAskedFor() {
        ImageRecord next = images.find(ids.get(1)).orElseThrow();
        var neighbors =
                new Neighbors(library.library().thumbnails(), screen.background(), viewer.picture(Side.LEFT)::fitted);
        neighbors.keep(List.of(next));
        screen.await(() -> neighbors.find(next).isPresent());
        assertEquals(
                List.of(1200, 600, 533, 300, 150),
                neighbors.find(next).orElseThrow().levels().levels().stream()
                        .map(level -> level.width())
                        .toList(),
                "400 of 900 pixels high");
    }

    private void awaitPart(ViewedPicture picture, int shrink) {
        screen.await(() -> {
            Place visible = picture.zoomProperty().get().visible();
            return picture.visiblePartProperty()
                    .get()
                    .filter(part -> part.shrink() == shrink
                            && part.place().left() <= visible.left()
                            && part.place().top() <= visible.top()
                            && part.place().left() + part.place().width() >= visible.left() + visible.width()
                            && part.place().top() + part.place().height() >= visible.top() + visible.height())
                    .isPresent();
        });
    }

    @Test
    void leafingStopsAtBothEnds() {
        viewer.open(result(), 1);
        viewer.previous();
        viewer.previous();
        assertEquals(0, viewer.indexProperty().get());
        viewer.last();
        viewer.next();
        assertEquals(4, viewer.indexProperty().get());
        assertEquals(ids.get(4), viewer.currentImageIdProperty().get());
    }

    @Test
    void theLastOfManyQuickStepsIsWhatShows() {
        viewer.open(result(), 0);
        for (int i = 0; i < 4; i++) {
            viewer.next();
        }
        awaitShown(4);
        assertEquals("e", viewer.active().imageProperty().get().orElseThrow().title());
    }

    @Test
    void aNeighborIsReadyWhenItIsAskedFor() {
        viewer.open(result(), 1);
        awaitShown(1);
        screen.await(() -> {
            viewer.next();
            boolean ready = viewer.active().previewProperty().get() instanceof Preview.Ready
                    && viewer.active().shows(ids.get(2));
            viewer.previous();
            return ready;
        });
    }

    /// It was ready before it was asked for, and is all there when its row arrives.
    @Test
    void behindANeighborTheNextOnesAreMadeReady() {
        viewer.open(result(), 0);
        screen.await(() -> isReady(1) && isReady(2) && isReady(3));
        var arrived = new AtomicBoolean();
        screen.background().run(() -> true, arrived::set, _ -> {});
        screen.await(arrived::get);
        assertFalse(isReady(4), "nobody asked for it yet");
        viewer.next();
        screen.await(() -> {
            screen.background().run(() -> true, _ -> {}, _ -> {});
            return isReady(4);
        });
    }

    private boolean isReady(int index) {
        ImageRecord image = images.find(ids.get(index)).orElseThrow();
        return library.library()
                .thumbnails()
                .cached(image, PreviewLoader.PREVIEW)
                .isPresent();
    }

    @Test
    void whatIsSaidOfTheOneBesideTheActiveIsRead() {
        viewer.compare(result(), ids.subList(0, 2));
        assertEquals(Side.RIGHT, viewer.sideProperty().get());
        screen.await(() -> viewer.picture(Side.LEFT).shows(ids.get(0))
                && viewer.picture(Side.RIGHT).shows(ids.get(1)));
        ImageRecord beside = images.find(ids.getFirst()).orElseThrow();
        images.edit(new ImageEdit(beside, beside.correction().turned(Orientation.TURN_RIGHT)));
        viewer.saidOtherwise();
        ImageRecord turned = images.find(ids.getFirst()).orElseThrow();
        screen.await(() -> viewer.picture(Side.LEFT)
                .imageProperty()
                .get()
                .orElseThrow()
                .correction()
                .equals(turned.correction()));
    }

    @Test
    void theSlideshowBeginsAgainAfterTheLast() {
        viewer.open(result(), 4);
        viewer.togglePlaying();
        viewer.tick();
        assertEquals(0, viewer.indexProperty().get());
        assertTrue(viewer.playingProperty().get());
    }

    @Test
    void aPictureThatCannotBeShownSaysWhyAndLeafingGoesOn() {
        library.addDamaged("b2");
        viewer.open(result(), 2);
        screen.await(() -> viewer.active().previewProperty().get() instanceof Preview.Missing);
        viewer.next();
        screen.await(() -> viewer.active().shows(ids.get(2))
                && viewer.active().previewProperty().get() instanceof Preview.Ready);
    }

    @Test
    void aRowThatIsGoneSaysSo() {
        ImageResult before = result();
        images.deletePermanently(images.seen(List.of(ids.get(2))), Progress.UNSEEN);
        viewer.open(before, 2);
        screen.await(() -> viewer.active().previewProperty().get() instanceof Preview.Missing);
        assertEquals(
                new Preview.Missing("This image is no longer in the library."),
                viewer.active().previewProperty().get());
    }

    @Test
    void afterADeleteTheNextOneShowsAtTheSamePlace() {
        viewer.open(result(), 2);
        awaitShown(2);
        images.trash(Set.of(ids.get(2)));
        viewer.update(result());
        assertEquals(2, viewer.indexProperty().get());
        assertEquals(ids.get(3), viewer.currentImageIdProperty().get());
        screen.await(() -> viewer.active().shows(ids.get(3)));
    }

    @Test
    void newImagesElsewhereDoNotMoveTheViewedOne() {
        viewer.open(result(), 2);
        awaitShown(2);
        library.add("aa", 20, 20, Color.RED);
        viewer.update(result());
        assertEquals(ids.get(2), viewer.currentImageIdProperty().get());
        assertEquals(3, viewer.indexProperty().get());
    }

    @Test
    void withoutAnyImageLeftTheViewerCloses() {
        viewer.open(result(), 0);
        images.trash(ids);
        viewer.update(result());
        assertFalse(viewer.openProperty().get());
    }

    @Test
    void closingForgetsThePictures() {
        viewer.open(result(), 0);
        awaitShown(0);
        viewer.close();
        assertEquals(new Preview.Nothing(), viewer.active().previewProperty().get());
        assertEquals(-1, viewer.indexProperty().get());
        assertEquals(ids.get(0), viewer.currentImageIdProperty().get(), "the gallery wants to know");
    }

    @Test
    void turningIsRememberedWhileTheViewerIsOpen() {
        viewer.open(result(), 0);
        awaitShown(0);
        viewer.active().turn(1);
        viewer.next();
        awaitShown(1);
        assertEquals(0, viewer.active().zoomProperty().get().turns());
        viewer.previous();
        awaitShown(0);
        assertEquals(1, viewer.active().zoomProperty().get().turns());
    }

    @Test
    void twoComparedZoomTogetherAndTheNewcomerLiesAsTheOther() {
        viewer.compare(result(), ids.subList(0, 2));
        screen.await(() -> viewer.picture(Side.LEFT).shows(ids.get(0))
                && viewer.picture(Side.RIGHT).previewProperty().get() instanceof Preview.Ready
                && viewer.picture(Side.LEFT).previewProperty().get() instanceof Preview.Ready);
        viewer.picture(Side.LEFT).zoom(zoom -> zoom.scaledTo(2, 10, 10));
        assertEquals(
                viewer.picture(Side.LEFT).zoomProperty().get(),
                viewer.picture(Side.RIGHT).zoomProperty().get());
        viewer.next();
        screen.await(() -> viewer.picture(Side.RIGHT).shows(ids.get(2))
                && viewer.picture(Side.RIGHT).previewProperty().get() instanceof Preview.Ready);
        assertEquals(2, viewer.picture(Side.RIGHT).zoomProperty().get().scale(), 1e-9);
        assertTrue(viewer.picture(Side.LEFT).shows(ids.get(0)));
    }

    @Test
    void theActiveSideIsTheOneThatChanges() {
        viewer.compare(result(), ids.subList(0, 2));
        assertEquals(Side.RIGHT, viewer.sideProperty().get());
        viewer.activate(Side.LEFT);
        assertEquals(ids.get(0), viewer.currentImageIdProperty().get());
        viewer.goTo(3);
        screen.await(() -> viewer.picture(Side.LEFT).shows(ids.get(3)));
        viewer.activate(Side.RIGHT);
        assertEquals(ids.get(1), viewer.currentImageIdProperty().get());
    }

    @Test
    void whatWasSelectedIsComparedRatherThanTheNext() {
        viewer.open(result(), 0, List.of(ids.get(2), ids.get(0)));
        viewer.toggleComparison();
        assertEquals(List.of(Side.LEFT, Side.RIGHT), viewer.sidesProperty().get());
        assertEquals(ids.get(2), viewer.currentImageIdProperty().get());
        screen.await(() -> viewer.picture(Side.LEFT).shows(ids.get(0))
                && viewer.picture(Side.RIGHT).shows(ids.get(2)));
        viewer.toggleComparison();
        assertFalse(viewer.comparingProperty().get());

        viewer.goTo(3); // of which nothing was said
        viewer.toggleComparison();
        assertEquals(ids.get(4), viewer.currentImageIdProperty().get());
    }

    @Test
    void leavingTheComparisonKeepsTheActivePicture() {
        viewer.open(result(), 0);
        viewer.toggleComparison();
        assertEquals(ids.get(1), viewer.currentImageIdProperty().get());
        viewer.toggleComparison();
        assertEquals(ids.get(1), viewer.currentImageIdProperty().get());
        assertEquals(Side.LEFT, viewer.sideProperty().get());
        screen.await(() -> viewer.picture(Side.LEFT).shows(ids.get(1)));
    }

    @Test
    void factsOfThePictureAreToldWhileTheOverlayShows() {
        viewer.info().showingProperty().set(true);
        viewer.open(result(), 0);
        screen.await(() -> !viewer.info().factsProperty().get().isEmpty());
        assertEquals(
                "1200 × 900 · 1.1 MP",
                viewer.info().factsProperty().get().getFirst().text());
    }

    @Test
    void theHistogramIsThatOfTheActivePicture() {
        viewer.info().showingProperty().set(true);
        viewer.open(result(), 0);
        screen.await(() -> viewer.info().histogramProperty().get().isPresent());
        assertEquals(0, viewer.info().histogramProperty().get().orElseThrow().blue()[0]);
        viewer.close();
        assertEquals(Optional.empty(), viewer.info().histogramProperty().get());
    }

    @Test
    void arrivalsChangeNeitherOfTheTwoThatAreCompared() {
        viewer.compare(result(), ids.subList(1, 3));
        library.add("0 first", 400, 300, Color.RED);
        library.add("00 first", 400, 300, Color.RED);
        viewer.update(result());
        assertEquals(ids.get(2), viewer.currentImageIdProperty().get());
        viewer.activate(Side.LEFT);
        assertEquals(ids.get(1), viewer.currentImageIdProperty().get());
        screen.await(() -> viewer.picture(Side.LEFT).shows(ids.get(1))
                && viewer.picture(Side.RIGHT).shows(ids.get(2)));
    }

    @Test
    void upToFourAreSurveyedWithOneZoom() {
        for (Side side : Side.values()) {
            viewer.picture(side).resize(300, 200, 1);
        }
        viewer.compare(result(), List.of(ids.get(4), ids.get(0), ids.get(3), ids.get(1), ids.get(2)));
        assertEquals(List.of(Side.values()), viewer.sidesProperty().get());
        screen.await(() -> viewer.picture(Side.LEFT).shows(ids.get(0))
                && viewer.picture(Side.RIGHT).shows(ids.get(1))
                && viewer.picture(Side.THIRD).shows(ids.get(2))
                && viewer.picture(Side.FOURTH).shows(ids.get(3)));
        viewer.picture(Side.THIRD).zoom(zoom -> zoom.scaledTo(2, 10, 10));
        for (Side side : Side.values()) {
            assertEquals(2, viewer.picture(side).zoomProperty().get().scale(), 1e-9);
        }
        viewer.activateNext();
        assertEquals(ids.get(0), viewer.currentImageIdProperty().get());
        viewer.toggleComparison();
        assertEquals(List.of(Side.LEFT), viewer.sidesProperty().get());
        assertEquals(ids.get(0), viewer.currentImageIdProperty().get());
    }

    @Test
    void oneThatIsGoneLeavesTheOthersSideBySide() {
        viewer.compare(result(), List.of(ids.get(0), ids.get(1), ids.get(2)));
        images.trash(Set.of(ids.get(0)));
        viewer.update(result());
        assertEquals(List.of(Side.RIGHT, Side.THIRD), viewer.sidesProperty().get());
        assertEquals(ids.get(2), viewer.currentImageIdProperty().get());
        images.trash(Set.of(ids.get(1)));
        viewer.update(result());
        assertFalse(viewer.comparingProperty().get());
        screen.await(() -> viewer.picture(Side.LEFT).shows(ids.get(2)));
    }

    @Test
    void theNextComesInPlaceOfTheActiveOneThatIsGone() {
        viewer.compare(result(), ids.subList(0, 2));
        viewer.activate(Side.LEFT);
        images.trash(Set.of(ids.get(0)));
        viewer.update(result());
        assertEquals(ids.get(2), viewer.currentImageIdProperty().get(), "not the one beside it");
        for (int gone = 2; gone < 5; gone++) {
            images.trash(Set.of(ids.get(gone)));
            viewer.update(result());
        }
        assertFalse(viewer.comparingProperty().get(), "nothing is left to compare with");
        assertEquals(ids.get(1), viewer.currentImageIdProperty().get());
    }

    private ImageResult result() {
        return images.search(library.byTitle());
    }

    private void awaitShown(int index) {
        screen.await(() -> viewer.active().shows(ids.get(index))
                && viewer.active().previewProperty().get() instanceof Preview.Ready);
    }
}
