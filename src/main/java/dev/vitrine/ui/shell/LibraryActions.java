package dev.vitrine.ui.shell;

import dev.vitrine.connection.Library;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.ui.actions.BackgroundJobs;
import dev.vitrine.ui.actions.CaptionActions;
import dev.vitrine.ui.actions.LargeActionConfirmation;
import dev.vitrine.ui.actions.RatingActions;
import dev.vitrine.ui.actions.UndoStack;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Dialogs;
import dev.vitrine.ui.support.Preferences;
import dev.vitrine.ui.support.Settings;
import dev.vitrine.ui.support.Toasts;

/// Everything that changes the images of one library and can be taken back, on one line of acts.
record LibraryActions(BackgroundJobs backgroundJobs, LargeActionConfirmation largeActionConfirmation, UndoStack undo, CaptionActions captions, RatingActions ratings, TrashActions trash) implements AutoCloseable {
    static LibraryActions of(Library library, Background background, Settings settings, Dialogs dialogs, Toasts toasts) {
        var backgroundJobs = new BackgroundJobs(background);
        var largeActionConfirmation = new LargeActionConfirmation(dialogs, new Preferences(settings));
        var undo = new UndoStack();
        var captions = new CaptionActions(new BulkEdits(library.images()), backgroundJobs, undo, toasts, largeActionConfirmation::agreed);
        var trash = new TrashActions(library.images(), background, new TrashActions.TrashContext(backgroundJobs, largeActionConfirmation, toasts, undo),
                settings.text("trash.latest." + library.name(), ""));
        trash.rememberLatest();
        return new LibraryActions(backgroundJobs, largeActionConfirmation, undo, captions, new RatingActions(library.images(), background, captions, toasts), trash);
    }

    @Override
    public void close() {
        backgroundJobs.close();
    }
}
