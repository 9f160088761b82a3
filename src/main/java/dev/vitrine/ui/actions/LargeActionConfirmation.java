package dev.vitrine.ui.actions;

import dev.vitrine.ui.support.Dialogs;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Preferences;

/// Asks before something is done to very many images at once, naming the number: a selection of the whole library looks
/// like one of a screen. The preferences say from which number on, and whether what cannot be undone asks at all.
public final class LargeActionConfirmation {
    private final Dialogs dialogs;
    private final Preferences preferences;

    public LargeActionConfirmation(Dialogs dialogs, Preferences preferences) {
        this.dialogs = dialogs;
        this.preferences = preferences;
    }

    /// @param what is done, with the number, and can be undone: “Delete 1,204 images”
    public boolean agreed(int images, String what) {
        return agreed(images, what, "many.text");
    }

    /// For what changes nothing here, and so is not undone either.
    public boolean agreedToCopy(int images, String what) {
        return agreed(images, what, "many.copies");
    }

    private boolean agreed(int images, String what, String explanation) {
        return !isMany(images)
                || dialogs.agree(Messages.text("many.title", what), Messages.text(explanation, images), what);
    }

    /// For what cannot be undone: asks, and for the number itself where there are many.
    ///
    /// @param isExpected false where something else was asked for: then no preference answers for the person
    public boolean agreedToDeletePermanently(
            int images, String title, String explanation, String action, boolean isExpected) {
        if (isMany(images)) {
            return dialogs.confirmNumber(title, explanation, action, images);
        }
        return isExpected && !preferences.confirmsPermanentDeletionProperty().get()
                || dialogs.confirm(title, explanation, action);
    }

    private boolean isMany(int images) {
        double max = preferences.manyProperty().get();
        return max != Preferences.NO_LIMIT && images > max;
    }
}
