package dev.vitrine.ui.shell;

import dev.vitrine.ui.support.Dialogs;
import dev.vitrine.ui.support.Messages;

/// Asks before something is done to very many images at once, naming the number: a selection of the whole library looks like one of a screen.
final class Many {
    static final int MANY = 1_000;

    private final Dialogs dialogs;

    Many(Dialogs dialogs) {
        this.dialogs = dialogs;
    }

    /// @param what is done, with the number: “Delete 1,204 images”
    boolean agreed(int images, String what) {
        return images <= MANY || dialogs.confirm(Messages.text("many.title", what), Messages.text("many.text", images), what);
    }

    /// For what cannot be undone: asks always, and for the number itself where there are many.
    boolean agreedForGood(int images, String title, String explanation, String action) {
        return images <= MANY
                ? dialogs.confirm(title, explanation, action)
                : dialogs.confirmNumber(title, explanation, action, images);
    }
}
