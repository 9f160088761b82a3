package dev.vitrine.ui.shell;

import dev.vitrine.connection.Library;
import dev.vitrine.service.BulkEdits;
import dev.vitrine.ui.support.Acts;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.CaptionActs;
import dev.vitrine.ui.support.Dialogs;
import dev.vitrine.ui.support.Preferences;
import dev.vitrine.ui.support.RatingActs;
import dev.vitrine.ui.support.Settings;
import dev.vitrine.ui.support.Toasts;
import dev.vitrine.ui.support.UndoStack;

/// Everything that changes the images of one library and can be taken back, on one line of acts.
record LibraryActs(Acts acts, Many many, UndoStack undo, CaptionActs captions, RatingActs ratings, TrashActs trash) implements AutoCloseable {
    static LibraryActs of(Library library, Background background, Settings settings, Dialogs dialogs, Toasts toasts) {
        var acts = new Acts(background);
        var many = new Many(dialogs, new Preferences(settings));
        var undo = new UndoStack();
        var captions = new CaptionActs(new BulkEdits(library.images()), acts, undo, toasts, many::agreed);
        var trash = new TrashActs(library.images(), background, new TrashActs.Desk(acts, many, toasts, undo),
                settings.text("trash.latest." + library.name(), ""));
        trash.rememberLatest();
        return new LibraryActs(acts, many, undo, captions, new RatingActs(captions), trash);
    }

    @Override
    public void close() {
        acts.close();
    }
}
