package dev.vitrine.ui.shell;

import dev.vitrine.ui.actions.CaptionActions;
import dev.vitrine.ui.bulk.BulkFormViewModel;
import dev.vitrine.ui.bulk.BulkSheet;
import dev.vitrine.ui.gallery.GalleryViewModel;
import dev.vitrine.ui.support.Messages;
import java.util.List;

/// Edits many of the images that are selected in the gallery at once.
record BulkEditing(LibrarySession session, GalleryViewModel gallery, Program program) {
    private static final int PREVIEWED = 20;

    /// Titles and descriptions of all that are selected, numbered in the order of the gallery.
    void editTitles() {
        List<String> ordered = gallery.selectedInOrder();
        session.run(
                () -> session.library().images().findAll(ordered.subList(0, Math.min(ordered.size(), PREVIEWED))),
                first -> new BulkSheet(new BulkFormViewModel(first, ordered.size()))
                        .ask(program.stage())
                        .ifPresent(plan -> session.captions().edit(captioning(), ordered, plan)));
    }

    private static CaptionActions.UndoableEdit captioning() {
        return CaptionActions.UndoableEdit.of(
                images -> Messages.text("bulk.label", images), changed -> Messages.text("bulk.done", changed));
    }
}
