package dev.vitrine.ui.shell;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyCombination.Modifier;
import javafx.scene.input.KeyEvent;

/// Every key of the window, in one table: the handlers, the menus and the sheet under F1 all read it.
enum Shortcut {
    OPEN(Place.GALLERY, KeyCode.ENTER),
    EDIT(Place.GALLERY, KeyCode.F2),
    DELETE(Place.GALLERY, KeyCode.DELETE),
    DELETE_PERMANENTLY(Place.GALLERY, KeyCode.DELETE, KeyCombination.SHIFT_DOWN),
    SELECT_ALL(Place.GALLERY, KeyCode.A, KeyCombination.SHORTCUT_DOWN),
    SELECT_NONE(Place.GALLERY, KeyCode.A, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
    SELECT_MONTH(Place.GALLERY, KeyCode.M, KeyCombination.SHORTCUT_DOWN),
    INVERT(Place.GALLERY, KeyCode.I, KeyCombination.SHORTCUT_DOWN),
    COPY_FILES(Place.GALLERY, KeyCode.C, KeyCombination.SHORTCUT_DOWN),
    COPY_PICTURE(Place.GALLERY, KeyCode.C, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
    DOWNLOAD(Place.GALLERY, KeyCode.S, KeyCombination.SHORTCUT_DOWN),
    PASTE(Place.GALLERY, KeyCode.V, KeyCombination.SHORTCUT_DOWN),
    UNDO(Place.GALLERY, KeyCode.Z, KeyCombination.SHORTCUT_DOWN),
    REDO(Place.GALLERY, KeyCode.Z, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
    UPLOAD(Place.WINDOW, KeyCode.O, KeyCombination.SHORTCUT_DOWN),
    SEARCH(Place.WINDOW, KeyCode.F, KeyCombination.SHORTCUT_DOWN),
    LARGER(Place.WINDOW, KeyCode.EQUALS, KeyCombination.SHORTCUT_DOWN),
    SMALLER(Place.WINDOW, KeyCode.MINUS, KeyCombination.SHORTCUT_DOWN),
    SIDEBAR(Place.WINDOW, KeyCode.F9),
    DETAIL(Place.WINDOW, KeyCode.F10),
    FULL_SCREEN(Place.WINDOW, KeyCode.F11),
    PROBLEMS(Place.WINDOW, KeyCode.F8),
    PREFERENCES(Place.WINDOW, KeyCode.COMMA, KeyCombination.SHORTCUT_DOWN),
    KEYS(Place.WINDOW, KeyCode.F1);

    /// Where a key works: everywhere, or only while no text is being edited.
    enum Place { WINDOW, GALLERY }

    private final Place place;
    private final KeyCodeCombination keys;

    Shortcut(Place place, KeyCode code, Modifier... modifiers) {
        this.place = place;
        this.keys = new KeyCodeCombination(code, modifiers);
    }

    static Optional<Shortcut> of(KeyEvent event) {
        return Arrays.stream(values()).filter(shortcut -> shortcut.keys.match(event)).findFirst();
    }

    Place place() {
        return place;
    }

    KeyCodeCombination keys() {
        return keys;
    }

    /// Key of the sentence that says what it does.
    String messageKey() {
        return "keys." + name().toLowerCase(Locale.ROOT);
    }
}
