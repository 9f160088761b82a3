package dev.vitrine.ui.actions;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyCombination.Modifier;
import javafx.scene.input.KeyEvent;

/// Every key of the window, in one table: the handlers, the menus and the sheet under F1 all read it.
public enum Shortcut {
    OPEN(Place.GALLERY, KeyCode.ENTER),
    EDIT(Place.GALLERY, KeyCode.F2),
    TAGS(Place.GALLERY, KeyCode.T, KeyCombination.SHORTCUT_DOWN),
    DELETE(Place.GALLERY, KeyCode.DELETE),
    DELETE_PERMANENTLY(Place.GALLERY, KeyCode.DELETE, KeyCombination.SHIFT_DOWN),
    SELECT_ALL(Place.GALLERY, KeyCode.A, KeyCombination.SHORTCUT_DOWN),
    SELECT_NONE(Place.GALLERY, KeyCode.A, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
    SELECT_MONTH(Place.GALLERY, KeyCode.M, KeyCombination.SHORTCUT_DOWN),
    INVERT(Place.GALLERY, KeyCode.I, KeyCombination.SHORTCUT_DOWN),
    COPY_FILES(Place.GALLERY, KeyCode.C, KeyCombination.SHORTCUT_DOWN),
    COPY_PICTURE(Place.GALLERY, KeyCode.C, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
    SHARE(Place.GALLERY, KeyCode.L, KeyCombination.SHORTCUT_DOWN),
    DOWNLOAD(Place.GALLERY, KeyCode.S, KeyCombination.SHORTCUT_DOWN),
    PASTE(Place.GALLERY, KeyCode.V, KeyCombination.SHORTCUT_DOWN),
    RATE_0(Place.GALLERY, KeyCode.DIGIT0),
    RATE_1(Place.GALLERY, KeyCode.DIGIT1),
    RATE_2(Place.GALLERY, KeyCode.DIGIT2),
    RATE_3(Place.GALLERY, KeyCode.DIGIT3),
    RATE_4(Place.GALLERY, KeyCode.DIGIT4),
    RATE_5(Place.GALLERY, KeyCode.DIGIT5),
    FAVOURITE(Place.GALLERY, KeyCode.PERIOD),
    UNDO(Place.GALLERY, KeyCode.Z, KeyCombination.SHORTCUT_DOWN),
    REDO(Place.GALLERY, KeyCode.Z, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
    UPLOAD(Place.WINDOW, KeyCode.O, KeyCombination.SHORTCUT_DOWN),
    SEARCH(Place.WINDOW, KeyCode.F, KeyCombination.SHORTCUT_DOWN),
    LARGER(Place.WINDOW, KeyCode.EQUALS, KeyCombination.SHORTCUT_DOWN),
    SMALLER(Place.WINDOW, KeyCode.MINUS, KeyCombination.SHORTCUT_DOWN),
    BACK(Place.WINDOW, KeyCode.ESCAPE),
    NEXT_PANE(Place.WINDOW, KeyCode.F6),
    PREVIOUS_PANE(Place.WINDOW, KeyCode.F6, KeyCombination.SHIFT_DOWN),
    SIDEBAR(Place.WINDOW, KeyCode.F9),
    DETAIL(Place.WINDOW, KeyCode.F10),
    FULL_SCREEN(Place.WINDOW, KeyCode.F11),
    PROBLEMS(Place.WINDOW, KeyCode.F8),
    PREFERENCES(Place.WINDOW, KeyCode.COMMA, KeyCombination.SHORTCUT_DOWN),
    KEYS(Place.WINDOW, KeyCode.F1);

    /// Where a key works: everywhere, or only while no text is being edited.
    public enum Place { WINDOW, GALLERY }

    /// The same sign elsewhere: on the number pad, or where a keyboard has it under another key.
    private static final Map<KeyCode, List<KeyCode>> ALIKE = Map.of(
            KeyCode.DIGIT0, List.of(KeyCode.NUMPAD0), KeyCode.DIGIT1, List.of(KeyCode.NUMPAD1), KeyCode.DIGIT2, List.of(KeyCode.NUMPAD2),
            KeyCode.DIGIT3, List.of(KeyCode.NUMPAD3), KeyCode.DIGIT4, List.of(KeyCode.NUMPAD4), KeyCode.DIGIT5, List.of(KeyCode.NUMPAD5),
            KeyCode.PERIOD, List.of(KeyCode.DECIMAL), KeyCode.EQUALS, List.of(KeyCode.PLUS, KeyCode.ADD), KeyCode.MINUS, List.of(KeyCode.SUBTRACT));

    private final Place place;
    private final KeyCode code;
    private final Modifier[] modifiers;

    Shortcut(Place place, KeyCode code, Modifier... modifiers) {
        this.place = place;
        this.code = code;
        this.modifiers = modifiers;
    }

    public static Optional<Shortcut> of(KeyEvent event) {
        return Arrays.stream(values()).filter(shortcut -> shortcut.matches(event)).findFirst();
    }

    /// @param stars 0 to 5
    public static Shortcut rating(int stars) {
        return values()[RATE_0.ordinal() + stars];
    }

    public Place place() {
        return place;
    }

    public KeyCodeCombination keys() {
        return new KeyCodeCombination(code, modifiers);
    }

    /// Key of the sentence that says what it does; those that differ in a number only share one.
    public String messageKey() {
        return name().startsWith("RATE_") ? "keys.rate" : "keys." + name().toLowerCase(Locale.ROOT);
    }

    private boolean matches(KeyEvent event) {
        return keys().match(event) || ALIKE.getOrDefault(code, List.of()).stream().anyMatch(alike -> new KeyCodeCombination(alike, modifiers).match(event));
    }
}
