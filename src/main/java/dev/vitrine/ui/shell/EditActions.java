package dev.vitrine.ui.shell;

import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.image.Rating;
import dev.vitrine.service.ImageService;
import dev.vitrine.ui.actions.CaptionActions;
import dev.vitrine.ui.bulk.BulkDialog;
import dev.vitrine.ui.bulk.BulkFormViewModel;
import dev.vitrine.ui.gallery.GalleryViewModel;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.ImageSelection;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Theme;
import dev.vitrine.ui.support.Toasts;
import java.util.List;
import javafx.stage.Stage;

/// What keys and menus change about the selected images. Images in the trash stay as they are.
final class EditActions {
    private static final int PREVIEWED = 20;

    private final ImageService images;
    private final GalleryViewModel gallery;
    private final SelectedImages selected;
    private final LibraryActions acts;
    private final EditContext editContext;

    record EditContext(Background background, Toasts toasts, Stage stage, Theme theme) {
    }

    EditActions(ImageService images, GalleryViewModel gallery, SelectedImages selected, LibraryActions acts, EditContext editContext) {
        this.images = images;
        this.gallery = gallery;
        this.selected = selected;
        this.acts = acts;
        this.editContext = editContext;
    }

    List<String> ids() {
        return gallery.selection().ids();
    }

    boolean inTrash() {
        return gallery.queryProperty().get().scope() == Scope.TRASH;
    }

    void unlessInTrash(Runnable edit) {
        if (!inTrash()) {
            edit.run();
        }
    }

    void rate(int stars) {
        unlessInTrash(() -> acts.ratings().rate(ids(), stars));
    }

    /// All become favourites unless all are.
    void toggleFavourite() {
        ImageSelection now = selected.selectedProperty().get();
        unlessInTrash(() -> acts.ratings().favourite(ids(), now.tally().having(Rating.FAVOURITE) < now.size()));
    }

    /// Titles and descriptions of all that are selected, numbered in the order of the gallery.
    void captionMany() {
        unlessInTrash(() -> {
            List<String> ordered = gallery.selectedInOrder();
            editContext.background.run(() -> images.findAll(ordered.subList(0, Math.min(ordered.size(), PREVIEWED))),
                    first -> new BulkDialog(new BulkFormViewModel(first, ordered.size()), editContext.stage, editContext.theme).showAndWait()
                            .ifPresent(plan -> acts.captions().edit(captioning(ordered.size()), ordered, plan)),
                    editContext.toasts::failure);
        });
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
