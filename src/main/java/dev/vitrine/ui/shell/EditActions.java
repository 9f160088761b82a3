package dev.vitrine.ui.shell;

import dev.vitrine.service.ImageService;
import dev.vitrine.ui.actions.CaptionActions;
import dev.vitrine.ui.bulk.BulkDialog;
import dev.vitrine.ui.bulk.BulkFormViewModel;
import dev.vitrine.ui.gallery.GalleryViewModel;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Theme;
import dev.vitrine.ui.support.Toasts;
import java.util.List;
import javafx.stage.Stage;

/// Edits many of the images that are selected in the gallery at once.
final class EditActions {
    private static final int PREVIEWED = 20;

    private final ImageService images;
    private final GalleryViewModel gallery;
    private final LibraryActions acts;
    private final EditContext editContext;

    record EditContext(Background background, Toasts toasts, Stage stage, Theme theme) {
    }

    EditActions(ImageService images, GalleryViewModel gallery, LibraryActions acts, EditContext editContext) {
        this.images = images;
        this.gallery = gallery;
        this.acts = acts;
        this.editContext = editContext;
    }

    /// Titles and descriptions of all that are selected, numbered in the order of the gallery.
    void captionMany() {
        List<String> ordered = gallery.selectedInOrder();
        editContext.background.run(() -> images.findAll(ordered.subList(0, Math.min(ordered.size(), PREVIEWED))),
                first -> new BulkDialog(new BulkFormViewModel(first, ordered.size()), editContext.stage, editContext.theme).showAndWait()
                        .ifPresent(plan -> acts.captions().edit(captioning(ordered.size()), ordered, plan)),
                editContext.toasts::failure);
    }

    private static CaptionActions.UndoableEdit captioning(int count) {
        return CaptionActions.UndoableEdit.of(Messages.text("bulk.label", count), changed -> Messages.text("bulk.done", changed));
    }

    /// Shows what the latest act had to leave as it was.
    void showLeft() {
        acts.backgroundJobs().leftProperty().get().ifPresent(skipped -> editContext.background.run(() -> images.findAll(skipped.reasons().keySet()), rows -> {
            SkippedSheet.show(editContext.stage, editContext.theme, skipped, rows, gallery::select);
            acts.backgroundJobs().forgetLeft();
        }, editContext.toasts::failure));
    }
}
