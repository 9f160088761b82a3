package dev.vitrine.ui.viewer;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/// Every key of the viewer, in one table: the handlers, the tooltips and the sheet of keys all read it. The first of several is the one to show.
public enum ViewerKey {
    BACK("back", key(KeyCode.ESCAPE)),
    NEXT("next", key(KeyCode.RIGHT)),
    NEXT_PAGE("next", key(KeyCode.PAGE_DOWN)),
    PREVIOUS("previous", key(KeyCode.LEFT)),
    PREVIOUS_PAGE("previous", key(KeyCode.PAGE_UP)),
    FIRST("first", key(KeyCode.HOME)),
    LAST("last", key(KeyCode.END)),
    PAN_UP("panUp", key(KeyCode.UP)),
    PAN_DOWN("panDown", key(KeyCode.DOWN)),
    ZOOM_IN("zoomIn", shifted(KeyCode.PLUS), shifted(KeyCode.EQUALS), key(KeyCode.ADD), ctrl(KeyCode.PLUS), ctrl(KeyCode.EQUALS), ctrl(KeyCode.ADD)),
    ZOOM_OUT("zoomOut", key(KeyCode.MINUS), key(KeyCode.SUBTRACT), ctrl(KeyCode.MINUS), ctrl(KeyCode.SUBTRACT)),
    FIT("fit", key(KeyCode.F), ctrl(KeyCode.DIGIT0), ctrl(KeyCode.NUMPAD0)),
    FILL("fill", new KeyCodeCombination(KeyCode.F, KeyCombination.SHIFT_DOWN)),
    WHOLE_PIXELS("wholePixels", key(KeyCode.Z), ctrl(KeyCode.DIGIT1), ctrl(KeyCode.NUMPAD1)),
    TURN_RIGHT("turnRight", key(KeyCode.R)),
    TURN_LEFT("turnLeft", new KeyCodeCombination(KeyCode.R, KeyCombination.SHIFT_DOWN)),
    PLAY("play", key(KeyCode.SPACE), key(KeyCode.P)),
    COMPARE("compare", key(KeyCode.C)),
    OTHER_SIDE("otherSide", key(KeyCode.TAB)),
    INFO("info", key(KeyCode.I)),
    FILMSTRIP("filmstrip", key(KeyCode.T)),
    FULL_SCREEN("fullScreen", key(KeyCode.F11)),
    RATE_0("rate", key(KeyCode.DIGIT0), key(KeyCode.NUMPAD0)),
    RATE_1("rate", key(KeyCode.DIGIT1), key(KeyCode.NUMPAD1)),
    RATE_2("rate", key(KeyCode.DIGIT2), key(KeyCode.NUMPAD2)),
    RATE_3("rate", key(KeyCode.DIGIT3), key(KeyCode.NUMPAD3)),
    RATE_4("rate", key(KeyCode.DIGIT4), key(KeyCode.NUMPAD4)),
    RATE_5("rate", key(KeyCode.DIGIT5), key(KeyCode.NUMPAD5)),
    FAVOURITE("favourite", key(KeyCode.PERIOD), key(KeyCode.DECIMAL)),
    COPY("copy", ctrl(KeyCode.C)),
    DOWNLOAD("download", ctrl(KeyCode.S)),
    SHARE("share", ctrl(KeyCode.L)),
    DELETE("delete", key(KeyCode.DELETE)),
    DELETE_PERMANENTLY("deletePermanently", new KeyCodeCombination(KeyCode.DELETE, KeyCombination.SHIFT_DOWN));

    private final String action;
    private final List<KeyCodeCombination> keys;

    ViewerKey(String action, KeyCodeCombination... keys) {
        this.action = action;
        this.keys = List.of(keys);
    }

    static Optional<ViewerKey> of(KeyEvent event) {
        return Arrays.stream(values()).filter(each -> each.keys.stream().anyMatch(keys -> keys.match(event))).findFirst();
    }

    /// The key that does what a button of this name does.
    static Optional<ViewerKey> of(String action) {
        return Arrays.stream(values()).filter(each -> each.action.equals(action)).findFirst();
    }

    public KeyCodeCombination keys() {
        return keys.getFirst();
    }

    /// Key of the sentence that says what it does; keys that differ in a number only share one.
    public String messageKey() {
        return "viewer.action." + action;
    }

    private static KeyCodeCombination key(KeyCode code) {
        return new KeyCodeCombination(code);
    }

    /// On some keyboards this sign needs Shift.
    private static KeyCodeCombination shifted(KeyCode code) {
        return new KeyCodeCombination(code, KeyCombination.SHIFT_ANY);
    }

    private static KeyCodeCombination ctrl(KeyCode code) {
        return new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_ANY);
    }
}
