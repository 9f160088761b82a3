package dev.vitrine.ui.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.store.Rights;
import dev.vitrine.store.Rights.Right;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.HeardToasts;
import dev.vitrine.ui.support.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is told of an account that may less than all.
class LibraryRightsTest {
    private static final String LOST = "You can look and download. In this library this account may not: ";

    private final Rights known = new Rights();
    private final HeardToasts toasts = new HeardToasts();
    private final List<Runnable> waiting = new ArrayList<>();
    private Runnable lookAgain = () -> {};
    private final LibraryRights rights =
            new LibraryRights(known, () -> lookAgain.run(), Background.immediate(), toasts);

    @Test
    void eachChangeIsToldOnce() {
        known.remember(Map.of(Right.EDIT_ROWS, "no"));
        known.remember(Map.of(Right.EDIT_ROWS, "no"));
        assertEquals(List.of(LOST + "edit and rate, move to other users."), toasts.reported);
        assertEquals(
                Set.of(LibraryAct.EDIT, LibraryAct.MOVE), rights.lostProperty().get());
        known.remember(Map.of(Right.EDIT_ROWS, "no", Right.USE_TRASH, "no"));
        assertEquals(LOST + "use the trash.", toasts.reported.getLast());
    }

    @Test
    void whoMayNotDeleteCopiesMayStillDeleteImages() {
        known.remember(Map.of(Right.DELETE_COPIES, "no"));
        assertEquals(List.of(LOST + "take back shared pages."), toasts.reported);
    }

    @Test
    void whereNothingCanBeNotedDownThereIsNoUploadAndNoMove() {
        known.remember(Map.of(Right.NOTE_WORK, "no list"));
        assertEquals(
                Set.of(LibraryAct.UPLOAD, LibraryAct.MOVE),
                rights.lostProperty().get());
        assertTrue(rights.isForThisMachine());
    }

    @Test
    void reasonsAreInTheLanguageOfTheWindow() {
        String english = "This library may only be looked at: “x” cannot be written to. "
                + "Check its permissions and that its disk is not read-only.";
        known.remember(Map.of(Right.EDIT_ROWS, english));
        try {
            Language.GERMAN.speak();
            assertTrue(rights.reasons().startsWith("Diese Bibliothek lässt sich nur ansehen"), rights.reasons());
        } finally {
            Language.ENGLISH.speak();
        }
    }

    @Test
    void ofPreviewsNothingIsTold() {
        known.remember(Map.of(Right.STORE_PREVIEWS, "no"));
        assertFalse(rights.allows(LibraryAct.KEEP_PREVIEWS));
        assertEquals(List.of(), toasts.reported);
    }

    @Test
    void whatIsNotAllowedIsToldInPlaceOfBeingDone() {
        assertTrue(rights.allowsOrTells(LibraryAct.EDIT));
        known.remember(Map.of(Right.EDIT_ROWS, "no"));
        toasts.reported.clear();
        assertFalse(rights.allowsOrTells(LibraryAct.EDIT));
        assertTrue(rights.allowsOrTells(LibraryAct.UPLOAD));
        assertEquals(List.of("This account may not do that in this library: edit and rate."), toasts.reported);
        assertEquals("no", rights.reasons());
    }

    /// Nobody can allow an account what a full or read-only disk keeps from it.
    @Test
    void whatThisMachineCannotDoIsNotBlamedOnTheAccount() {
        known.remember(Map.of(Right.NOTE_WORK, "no list"));
        assertEquals(
                List.of("You can look and download. What cannot be done from here: upload, move to other users."),
                toasts.reported);
        assertFalse(rights.allowsOrTells(LibraryAct.UPLOAD));
        assertEquals("That cannot be done from here: upload.", toasts.reported.getLast());
    }

    @Test
    void lookingAgainTellsWhatCameOfIt() {
        known.remember(Map.of(Right.USE_TRASH, "no"));
        toasts.reported.clear();
        rights.lookAgain();
        assertEquals(List.of("Still not allowed: use the trash."), toasts.reported);
        lookAgain = () -> known.remember(Map.of(Right.USE_TRASH, ""));
        rights.lookAgain();
        assertFalse(rights.lookingProperty().get());
        assertEquals("Allowed again in this library: use the trash.", toasts.reported.getLast());
        assertEquals(2, toasts.reported.size(), "and nothing else");
        lookAgain = () -> {
            throw new ImageException.Unreachable("Away.", null);
        };
        rights.lookAgain();
        assertEquals(List.of("Away."), toasts.failures);
        assertFalse(rights.lookingProperty().get());
    }

    @Test
    void whoeverLooksAlreadyNeedNotLookTwice() {
        var slow = new LibraryRights(
                known, () -> waiting.add(() -> {}), Background.with(waiting::add, Runnable::run), toasts);
        slow.lookAgain();
        slow.lookAgain();
        assertEquals(1, waiting.size());
        assertTrue(slow.lookingProperty().get());
        slow.scoped().lookAgain();
        assertEquals(1, waiting.size(), "in a window that is built anew, too");
    }
}
