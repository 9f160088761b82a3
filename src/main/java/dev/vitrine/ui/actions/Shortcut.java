package dev.vitrine.ui.actions;

import static javafx.scene.input.KeyCombination.ALT_DOWN;
import static javafx.scene.input.KeyCombination.SHIFT_ANY;
import static javafx.scene.input.KeyCombination.SHIFT_DOWN;
import static javafx.scene.input.KeyCombination.SHORTCUT_ANY;
import static javafx.scene.input.KeyCombination.SHORTCUT_DOWN;

import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.ShownKeys;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyEvent;

/// Every key of the program, in one table: the handlers, the menus, the tooltips and the sheet under F1 all read it.
/// The first of several keys is the one to show; the others are the same sign elsewhere on a keyboard, or a second way.
public enum Shortcut {
    EDIT(in(KeyScope.IMAGES, key(KeyCode.F2))),
    TAGS(in(KeyScope.IMAGES, ctrl(KeyCode.T))),
    QUICK_TAGS(in(KeyScope.IMAGES, ctrl(KeyCode.E)), in(KeyScope.VIEWER, ctrl(KeyCode.E))),
    TRASH(in(KeyScope.IMAGES, key(KeyCode.DELETE)), in(KeyScope.VIEWER, key(KeyCode.DELETE))),
    DELETE_PERMANENTLY(in(KeyScope.IMAGES, shift(KeyCode.DELETE)), in(KeyScope.VIEWER, shift(KeyCode.DELETE))),
    SELECT_ALL(in(KeyScope.IMAGES, ctrl(KeyCode.A))),
    SELECT_NONE(in(KeyScope.IMAGES, ctrlShift(KeyCode.A))),
    SELECT_MONTH(in(KeyScope.IMAGES, ctrl(KeyCode.M))),
    INVERT(in(KeyScope.IMAGES, ctrl(KeyCode.I))),
    COPY_FILES(in(KeyScope.IMAGES, ctrl(KeyCode.C))),
    COPY_PICTURE(in(KeyScope.IMAGES, ctrlShift(KeyCode.C)), in(KeyScope.VIEWER, ctrl(KeyCode.C), ctrlShift(KeyCode.C))),
    SHARE(in(KeyScope.IMAGES, ctrl(KeyCode.L)), in(KeyScope.VIEWER, ctrl(KeyCode.L))),
    DOWNLOAD(in(KeyScope.IMAGES, ctrl(KeyCode.S)), in(KeyScope.VIEWER, ctrl(KeyCode.S))),
    PASTE(in(KeyScope.IMAGES, ctrl(KeyCode.V))),
    RATE_0("rate", stars(KeyCode.DIGIT0, KeyCode.NUMPAD0)),
    RATE_1("rate", stars(KeyCode.DIGIT1, KeyCode.NUMPAD1)),
    RATE_2("rate", stars(KeyCode.DIGIT2, KeyCode.NUMPAD2)),
    RATE_3("rate", stars(KeyCode.DIGIT3, KeyCode.NUMPAD3)),
    RATE_4("rate", stars(KeyCode.DIGIT4, KeyCode.NUMPAD4)),
    RATE_5("rate", stars(KeyCode.DIGIT5, KeyCode.NUMPAD5)),
    FAVORITE("favorite", stars(KeyCode.PERIOD, KeyCode.DECIMAL)),
    PICK(flag(KeyCode.P)),
    REJECT(flag(KeyCode.X)),
    UNFLAG(flag(KeyCode.U)),
    UNDO(in(KeyScope.IMAGES, ctrl(KeyCode.Z)), in(KeyScope.VIEWER, ctrl(KeyCode.Z))),
    REDO(in(KeyScope.IMAGES, ctrlShift(KeyCode.Z)), in(KeyScope.VIEWER, ctrlShift(KeyCode.Z))),

    SLIDESHOW("play", in(KeyScope.IMAGES, key(KeyCode.F5))),
    CULL(in(KeyScope.IMAGES, shift(KeyCode.F5))),
    DOWNLOAD_AGAIN(in(KeyScope.IMAGES, ctrlShift(KeyCode.S))),

    UPLOAD(in(KeyScope.WINDOW, ctrl(KeyCode.O))),
    UPLOAD_FOLDER(in(KeyScope.WINDOW, ctrlShift(KeyCode.O))),
    LIBRARIES(in(KeyScope.WINDOW, ctrlShift(KeyCode.L))),
    SEARCH(in(KeyScope.WINDOW, ctrl(KeyCode.F))),
    PREVIOUS_FILTER(in(KeyScope.WINDOW, alt(KeyCode.LEFT))),
    NEXT_FILTER(in(KeyScope.WINDOW, alt(KeyCode.RIGHT))),
    LARGER(in(KeyScope.WINDOW, ctrl(KeyCode.EQUALS), ctrl(KeyCode.PLUS), ctrl(KeyCode.ADD))),
    SMALLER(in(KeyScope.WINDOW, ctrl(KeyCode.MINUS), ctrl(KeyCode.SUBTRACT))),
    GO_TO_DATE(in(KeyScope.WINDOW, ctrl(KeyCode.G))),
    WHOLE_PICTURES(in(KeyScope.WINDOW, key(KeyCode.F7))),
    BACK(in(KeyScope.WINDOW, key(KeyCode.ESCAPE))),
    NEXT_PANE(in(KeyScope.WINDOW, key(KeyCode.F6))),
    PREVIOUS_PANE(in(KeyScope.WINDOW, shift(KeyCode.F6))),
    SIDEBAR(in(KeyScope.WINDOW, key(KeyCode.F9))),
    DETAIL(in(KeyScope.WINDOW, key(KeyCode.F10))),
    FULL_SCREEN(in(KeyScope.WINDOW, key(KeyCode.F11)), in(KeyScope.VIEWER, key(KeyCode.F11))),
    PROBLEMS(in(KeyScope.WINDOW, key(KeyCode.F8))),
    PREFERENCES(in(KeyScope.WINDOW, ctrl(KeyCode.COMMA))),
    KEYS(in(KeyScope.WINDOW, key(KeyCode.F1))),
    QUIT(in(KeyScope.WINDOW, ctrl(KeyCode.Q))),

    GO_LEFT("go", in(KeyScope.GALLERY, moving(KeyCode.LEFT))),
    GO_RIGHT("go", in(KeyScope.GALLERY, moving(KeyCode.RIGHT))),
    GO_UP("go", in(KeyScope.GALLERY, moving(KeyCode.UP))),
    GO_DOWN("go", in(KeyScope.GALLERY, moving(KeyCode.DOWN))),
    RATE_AND_NEXT(in(
            KeyScope.GALLERY,
            shift(KeyCode.DIGIT0),
            shift(KeyCode.DIGIT1),
            shift(KeyCode.DIGIT2),
            shift(KeyCode.DIGIT3),
            shift(KeyCode.DIGIT4),
            shift(KeyCode.DIGIT5))),
    PAGE_UP("page", in(KeyScope.GALLERY, moving(KeyCode.PAGE_UP))),
    PAGE_DOWN("page", in(KeyScope.GALLERY, moving(KeyCode.PAGE_DOWN))),
    FIRST("ends", in(KeyScope.GALLERY, moving(KeyCode.HOME))),
    LAST("ends", in(KeyScope.GALLERY, moving(KeyCode.END))),
    PLACE_EARLIER("place", in(KeyScope.GALLERY, altShift(KeyCode.LEFT))),
    PLACE_LATER("place", in(KeyScope.GALLERY, altShift(KeyCode.RIGHT))),
    OPEN(in(KeyScope.GALLERY, shiftAny(KeyCode.ENTER))),
    LOOK("open", in(KeyScope.GALLERY, shiftAny(KeyCode.SPACE))),
    TOGGLE(in(KeyScope.GALLERY, ctrlShiftAny(KeyCode.SPACE))),
    MENU(in(
            KeyScope.GALLERY,
            moving(KeyCode.CONTEXT_MENU),
            shift(KeyCode.F10))), // not every keyboard has the key for menus

    LEAVE_VIEWER(in(KeyScope.VIEWER, key(KeyCode.ESCAPE))),
    NEXT_IMAGE(in(KeyScope.VIEWER, key(KeyCode.RIGHT))),
    NEXT_IMAGE_ALWAYS("next_image", in(KeyScope.VIEWER, key(KeyCode.PAGE_DOWN))),
    PREVIOUS_IMAGE(in(KeyScope.VIEWER, key(KeyCode.LEFT))),
    PREVIOUS_IMAGE_ALWAYS("previous_image", in(KeyScope.VIEWER, key(KeyCode.PAGE_UP))),
    FIRST_IMAGE(in(KeyScope.VIEWER, key(KeyCode.HOME))),
    LAST_IMAGE(in(KeyScope.VIEWER, key(KeyCode.END))),
    PAN_UP(in(KeyScope.VIEWER, key(KeyCode.UP))),
    PAN_DOWN(in(KeyScope.VIEWER, key(KeyCode.DOWN))),
    ZOOM_IN(in(
            KeyScope.VIEWER,
            shiftAny(KeyCode.PLUS),
            shiftAny(KeyCode.EQUALS),
            key(KeyCode.ADD),
            ctrlShiftAny(KeyCode.PLUS),
            ctrlShiftAny(KeyCode.EQUALS),
            ctrlShiftAny(KeyCode.ADD))),
    ZOOM_OUT(in(
            KeyScope.VIEWER,
            key(KeyCode.MINUS),
            key(KeyCode.SUBTRACT),
            ctrlShiftAny(KeyCode.MINUS),
            ctrlShiftAny(KeyCode.SUBTRACT))),
    FIT(in(KeyScope.VIEWER, key(KeyCode.F), ctrlShiftAny(KeyCode.DIGIT0), ctrlShiftAny(KeyCode.NUMPAD0))),
    FILL(in(KeyScope.VIEWER, shift(KeyCode.F))),
    WHOLE_PIXELS(in(KeyScope.VIEWER, key(KeyCode.Z), ctrlShiftAny(KeyCode.DIGIT1), ctrlShiftAny(KeyCode.NUMPAD1))),
    TURN_RIGHT(
            in(KeyScope.IMAGES, ctrl(KeyCode.R)), // a letter alone is typed there
            in(KeyScope.VIEWER, key(KeyCode.R), ctrl(KeyCode.R))),
    TURN_LEFT(in(KeyScope.IMAGES, ctrlShift(KeyCode.R)), in(KeyScope.VIEWER, shift(KeyCode.R), ctrlShift(KeyCode.R))),
    PLAY(in(KeyScope.VIEWER, key(KeyCode.SPACE))),
    COMPARE(
            in(KeyScope.IMAGES, ctrl(KeyCode.K)), // a letter alone is typed there
            in(KeyScope.VIEWER, key(KeyCode.C), ctrl(KeyCode.K))),
    COMPARE_MORE(in(KeyScope.VIEWER, shift(KeyCode.C))),
    OTHER_SIDE(in(KeyScope.VIEWER, shiftAny(KeyCode.TAB))),
    FLAG_AND_STAY(in(KeyScope.VIEWER, shift(KeyCode.P), shift(KeyCode.X), shift(KeyCode.U))),
    INFO(in(KeyScope.VIEWER, key(KeyCode.I))),
    FILMSTRIP(in(KeyScope.VIEWER, key(KeyCode.T)));

    /// Where keys work. Of two that fit, the one nearer to the focus does: gallery and viewer before the window.
    public enum KeyScope {
        /// Everywhere in the window.
        WINDOW,
        /// On the page, while no text is edited there and nothing lies over it.
        IMAGES,
        /// While the gallery has the focus.
        GALLERY,
        /// While one picture is looked at.
        VIEWER
    }

    private record Keys(KeyScope scope, List<KeyCodeCombination> combinations) {}

    private final String does;
    private final List<Keys> keys;

    Shortcut(Keys... keys) {
        this.does = name().toLowerCase(Locale.ROOT);
        this.keys = List.of(keys);
    }

    /// @param does names the sentence about it; those that differ in a direction or a number share one
    Shortcut(String does, Keys... keys) {
        this.does = does;
        this.keys = List.of(keys);
    }

    /// What a key means in a place.
    public static Optional<Shortcut> of(KeyEvent event, KeyScope scope) {
        return in(scope)
                .filter(shortcut -> shortcut.combinations(scope).anyMatch(combination -> combination.match(event)))
                .findFirst();
    }

    /// The part of the table that works in a place.
    public static Stream<Shortcut> in(KeyScope scope) {
        return Arrays.stream(values()).filter(shortcut -> shortcut.worksIn(scope));
    }

    boolean worksIn(KeyScope scope) {
        return keys.stream().anyMatch(each -> each.scope() == scope);
    }

    /// All keys that do it in a place.
    Stream<KeyCodeCombination> combinations(KeyScope scope) {
        return keys.stream().filter(each -> each.scope() == scope).flatMap(each -> each.combinations().stream());
    }

    /// The key to show in a place where it works.
    public KeyCodeCombination keys(KeyScope scope) {
        return combinations(scope)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(this + " has no key in " + scope));
    }

    /// The key to show where it is all the same.
    public KeyCodeCombination keys() {
        return keys.getFirst().combinations().getFirst();
    }

    /// Key of the sentence that says what it does.
    public String messageKey() {
        return "keys." + does;
    }

    /// What a button says of itself that does the same in a place, with the key there.
    public String tip(KeyScope scope) {
        return Messages.text("keys.tip", Messages.text(messageKey()), ShownKeys.text(keys(scope)));
    }

    /// What a button that does the same says of itself, with the key.
    public String tip() {
        return tip(Messages.text(messageKey()));
    }

    /// In other words than the table's.
    public String tip(String what) {
        return Messages.text("keys.tip", what, ShownKeys.text(keys()));
    }

    private static Keys in(KeyScope scope, KeyCodeCombination... combinations) {
        return new Keys(scope, List.of(combinations));
    }

    private static Keys[] stars(KeyCode code, KeyCode onNumberPad) {
        return new Keys[] {
            in(KeyScope.IMAGES, key(code), key(onNumberPad)), in(KeyScope.VIEWER, key(code), key(onNumberPad))
        };
    }

    /// In the gallery a letter alone is typed.
    private static Keys[] flag(KeyCode code) {
        return new Keys[] {in(KeyScope.IMAGES, ctrl(code)), in(KeyScope.VIEWER, key(code), ctrl(code))};
    }

    private static KeyCodeCombination key(KeyCode code) {
        return new KeyCodeCombination(code);
    }

    private static KeyCodeCombination shift(KeyCode code) {
        return new KeyCodeCombination(code, SHIFT_DOWN);
    }

    private static KeyCodeCombination alt(KeyCode code) {
        return new KeyCodeCombination(code, ALT_DOWN);
    }

    private static KeyCodeCombination altShift(KeyCode code) {
        return new KeyCodeCombination(code, ALT_DOWN, SHIFT_DOWN);
    }

    private static KeyCodeCombination ctrl(KeyCode code) {
        return new KeyCodeCombination(code, SHORTCUT_DOWN);
    }

    private static KeyCodeCombination ctrlShift(KeyCode code) {
        return new KeyCodeCombination(code, SHORTCUT_DOWN, SHIFT_DOWN);
    }

    /// With Shift it extends the selection, with Ctrl it keeps it.
    private static KeyCodeCombination moving(KeyCode code) {
        return new KeyCodeCombination(code, SHIFT_ANY, SHORTCUT_ANY);
    }

    /// On some keyboards this sign needs Shift.
    private static KeyCodeCombination shiftAny(KeyCode code) {
        return new KeyCodeCombination(code, SHIFT_ANY);
    }

    private static KeyCodeCombination ctrlShiftAny(KeyCode code) {
        return new KeyCodeCombination(code, SHORTCUT_DOWN, SHIFT_ANY);
    }
}
