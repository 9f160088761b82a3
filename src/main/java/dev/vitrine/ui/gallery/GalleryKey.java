package dev.vitrine.ui.gallery;

import java.util.Arrays;
import java.util.Optional;
import javafx.scene.input.KeyCode;

/// The keys that move on the wall, in one table: the handlers and the sheet of keys read it. With Shift they extend the selection, with Ctrl they
/// keep it.
public enum GalleryKey {
    LEFT(KeyCode.LEFT, "move"),
    RIGHT(KeyCode.RIGHT, "move"),
    UP(KeyCode.UP, "move"),
    DOWN(KeyCode.DOWN, "move"),
    PAGE_UP(KeyCode.PAGE_UP, "page"),
    PAGE_DOWN(KeyCode.PAGE_DOWN, "page"),
    HOME(KeyCode.HOME, "ends"),
    END(KeyCode.END, "ends"),
    ENTER(KeyCode.ENTER, "open"),
    SPACE(KeyCode.SPACE, "open"),
    MENU(KeyCode.CONTEXT_MENU, "menu");

    private final KeyCode code;
    private final String does;

    GalleryKey(KeyCode code, String does) {
        this.code = code;
        this.does = does;
    }

    static Optional<GalleryKey> of(KeyCode code) {
        return Arrays.stream(values()).filter(key -> key.code == code).findFirst();
    }

    public KeyCode code() {
        return code;
    }

    /// Key of the sentence that says what it does; those that do the same share one.
    public String messageKey() {
        return "gallery.key." + does;
    }
}
