package dev.vitrine.ui.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Flag;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.ui.actions.BackgroundJobs;
import dev.vitrine.ui.actions.CaptionActions;
import dev.vitrine.ui.actions.FlagActions;
import dev.vitrine.ui.actions.UndoStack;
import dev.vitrine.ui.support.HeardToasts;
import dev.vitrine.ui.support.PictureLibraryTest;
import dev.vitrine.ui.support.Settings;
import dev.vitrine.ui.support.TestScreen;
import dev.vitrine.ui.viewer.Culling.BegunCulling;
import dev.vitrine.ui.viewer.Culling.CullingState;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CullingTest extends PictureLibraryTest {
    private final TestScreen screen = new TestScreen();
    private final UndoStack undo = new UndoStack();
    private final List<String> ids = new ArrayList<>();
    private FlagActions flags;
    private ViewerViewModel viewer;

    @BeforeEach
    void open() {
        for (String title : List.of("a", "b", "c", "d", "e", "f", "g")) {
            ids.add(library.add(title, 40, 30, Color.BLUE).imageId());
        }
        var jobs = new BackgroundJobs(screen.background());
        flags = new FlagActions(
                new CaptionActions(new BulkEdits(images), jobs, undo, new HeardToasts(), (_, _) -> true), jobs);
        viewer = new ViewerViewModel(
                images,
                library.library().thumbnails(),
                library.library().pictures(),
                screen.background(),
                new Settings(folder.resolve("settings.json")));
        viewer.setAsSaid(flags::asSaid);
        flags.changesProperty().subscribe((_, _) -> viewer.saidOtherwise());
    }

    @Test
    void eachDecisionGoesOnAndCullingAgainBeginsWithTheFirstUndecided() {
        cull();
        say(Flag.PICK);
        say(Flag.REJECT);
        say(Flag.NONE);
        assertEquals(3, viewer.indexProperty().get());
        assertEquals(new CullingState(1, 1, 5), state());
        flags.flag(List.of(ids.get(3)), Flag.REJECT); // and stays
        assertEquals(3, viewer.indexProperty().get());
        viewer.close();
        awaitStored();
        cull();
        assertEquals(2, viewer.indexProperty().get());
        assertEquals(new CullingState(1, 2, 4), state());
    }

    @Test
    void fromTheLastImageItGoesToTheFirstUndecidedAndEndsWhenThereIsNone() {
        flags.flag(ids.subList(1, 6), Flag.PICK);
        awaitStored();
        cull();
        viewer.last();
        assertTrue(say(Flag.REJECT));
        assertEquals(0, viewer.indexProperty().get());
        say(Flag.PICK);
        viewer.last();
        assertFalse(say(Flag.PICK), "nothing is left");
    }

    @Test
    void whatLeavesTheGalleryByAFlagIsStillThere() {
        cull();
        say(Flag.REJECT);
        awaitStored();
        viewer.update(images.search(library.byTitle().withNoTags(Set.of("reject"))));
        assertEquals(ids, viewer.idsProperty().get());
        assertEquals(1, viewer.indexProperty().get());
        viewer.previous();
        screen.await(() -> viewer.active().shows(ids.getFirst()));
        assertEquals(Flag.REJECT, shownFlag());
    }

    @Test
    void whatIsDeletedMeanwhileIsPassedOverAndNotDecidedOn() {
        cull();
        images.trash(List.of(ids.get(0), ids.get(2)));
        viewer.update(images.search(library.byTitle()));
        screen.await(() -> state().undecided() == 5);
        assertEquals(ids.get(1), viewer.currentImageIdProperty().get(), "on from what is gone");
        say(Flag.PICK);
        assertEquals(ids.get(3), viewer.currentImageIdProperty().get());
        for (int left = 0; left < 3; left++) {
            assertTrue(say(Flag.REJECT));
        }
        assertFalse(say(Flag.REJECT), "nothing is left, and nobody is led back to what is gone");
        awaitStored();
        assertEquals(new CullingState(1, 4, 0), state());
    }

    @Test
    void whatIsTakenBackIsUndecidedAgain() {
        cull();
        say(Flag.REJECT);
        awaitStored();
        undo.undo();
        screen.await(() -> Flag.of(images.find(ids.getFirst()).orElseThrow().tags()) == Flag.NONE);
        viewer.update(images.search(library.byTitle()));
        screen.await(() -> state().equals(new CullingState(0, 0, 7)));
    }

    @Test
    void undoGoesBackToThePictureConcernedAloneAndSideBySide() {
        cull();
        say(Flag.REJECT);
        say(Flag.PICK);
        assertEquals(2, viewer.indexProperty().get());
        undo.undo();
        assertEquals(1, viewer.indexProperty().get());
        undo.undo();
        assertEquals(0, viewer.indexProperty().get());
        viewer.toggleComparison();
        say(Flag.PICK);
        assertEquals(Side.RIGHT, viewer.sideProperty().get());
        undo.undo();
        assertEquals(Side.LEFT, viewer.sideProperty().get());
        assertEquals(ids.getFirst(), viewer.currentImageIdProperty().get());
        assertEquals(2, viewer.sidesProperty().get().size());
        screen.await(() -> state().equals(new CullingState(0, 0, 7)));
    }

    @Test
    void manyKeysAskTheLibraryOnceItIsQuiet() {
        cull();
        for (int key = 0; key < 6; key++) {
            say(Flag.PICK);
            assertEquals(new CullingState(key + 1, 0, 6 - key), state(), "at once");
        }
        awaitStored();
        viewer.first();
        undo.undo();
        assertEquals(5, viewer.indexProperty().get());
        screen.await(() -> state().equals(new CullingState(5, 0, 2)));
        viewer.last();
        assertTrue(say(Flag.PICK));
        assertEquals(5, viewer.indexProperty().get(), "what was taken back is the first undecided");
    }

    @Test
    void aFlagShowsBeforeItIsStored() {
        cull();
        screen.await(() -> viewer.active().shows(ids.getFirst()));
        flags.flag(ids.subList(0, 1), Flag.PICK);
        assertEquals(Flag.PICK, shownFlag());
        awaitStored();
        viewer.update(images.search(library.byTitle()));
        screen.await(() -> shownFlag() == Flag.PICK);
    }

    @Test
    void sideBySideTheFocusGoesToTheNextUndecidedAndThenToAsManyMore() {
        cull();
        viewer.toggleComparison();
        viewer.compareMore();
        assertEquals(
                List.of(Side.LEFT, Side.RIGHT, Side.THIRD),
                viewer.sidesProperty().get());
        assertEquals(ids.get(0), viewer.currentImageIdProperty().get());
        viewer.activateNext();
        assertEquals(ids.get(1), viewer.currentImageIdProperty().get());
        say(Flag.REJECT);
        assertEquals(ids.get(2), viewer.currentImageIdProperty().get());
        say(Flag.NONE);
        assertEquals(ids.get(0), viewer.currentImageIdProperty().get());
        say(Flag.PICK);
        assertEquals(ids.get(3), viewer.currentImageIdProperty().get());
        assertEquals(3, viewer.sidesProperty().get().size());
        say(Flag.PICK);
        say(Flag.PICK);
        say(Flag.PICK);
        assertEquals(ids.get(6), viewer.currentImageIdProperty().get());
        assertEquals(1, viewer.sidesProperty().get().size(), "no more are left");
    }

    @Test
    void aSecondCullingGoesBackAsTheFirstDid() {
        cull();
        cull();
        say(Flag.REJECT);
        say(Flag.PICK);
        assertEquals(2, viewer.indexProperty().get());
        undo.undo();
        assertEquals(1, viewer.indexProperty().get());
    }

    @Test
    void threeAheadAreDecodedBeforeTheyAreAskedFor() {
        cull();
        say(Flag.PICK);
        screen.await(() -> isDecoded(4));
        viewer.last();
        viewer.previous();
        screen.await(() -> isDecoded(2));
    }

    private boolean isDecoded(int index) {
        return library.library()
                .thumbnails()
                .cached(images.find(ids.get(index)).orElseThrow(), 2048)
                .isPresent();
    }

    @Test
    void aSelectionIsCulledInItsOrder() {
        List<String> selected = List.of(ids.get(5), ids.get(1));
        viewer.cull(new Culling(BegunCulling.with(selected, images), images, flags, screen.background()));
        assertEquals(selected, viewer.idsProperty().get());
        say(Flag.REJECT);
        assertEquals(ids.get(1), viewer.currentImageIdProperty().get());
        awaitStored();
        assertEquals(
                selected.subList(0, 1),
                viewer.cullingProperty().get().orElseThrow().readRejected());
    }

    private void cull() {
        viewer.cull(new Culling(
                BegunCulling.with(images.search(library.byTitle()), images), images, flags, screen.background()));
    }

    private boolean say(Flag flag) {
        flags.flag(List.of(viewer.currentImageIdProperty().get()), flag);
        return viewer.goOn();
    }

    private CullingState state() {
        return viewer.cullingProperty().get().orElseThrow().stateProperty().get();
    }

    private Flag shownFlag() {
        return Flag.of(viewer.active().imageProperty().get().orElseThrow().tags());
    }

    private void awaitStored() {
        var stored = new ArrayList<String>();
        flags.whenStored(() -> stored.add("stored"));
        screen.await(() -> !stored.isEmpty());
    }
}
