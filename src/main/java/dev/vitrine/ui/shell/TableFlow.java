package dev.vitrine.ui.shell;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.service.ImagePages;
import dev.vitrine.service.table.TableExport;
import dev.vitrine.service.table.TableForm;
import dev.vitrine.service.table.TableImport;
import dev.vitrine.service.table.TableImport.TablePlan;
import dev.vitrine.ui.actions.CaptionActions.UndoableEdit;
import dev.vitrine.ui.actions.LibraryAct;
import dev.vitrine.ui.bulk.TableSheet;
import dev.vitrine.ui.desktop.FileBrowser;
import dev.vitrine.ui.gallery.GalleryViewModel;
import dev.vitrine.ui.support.Dialogs.FilePurpose;
import dev.vitrine.ui.support.Messages;
import java.nio.file.Path;
import java.util.List;

/// Titles, descriptions and tags go out as a table and come back from one.
record TableFlow(ShellContext context, GalleryViewModel gallery) {
    private static final int FEWEST_SELECTED = 2;

    /// The selected images where there are several, else all that the gallery shows.
    void exportList() {
        gallery.whenFound(this::exportFound);
    }

    private void exportFound() {
        LibrarySession session = context.session();
        List<String> selected = gallery.selectedInOrder();
        ImageResult shown = gallery.resultProperty().get();
        ImagePages rows = selected.size() >= FEWEST_SELECTED
                ? ImagePages.of(selected, session.library().images())
                : ImagePages.of(shown);
        if (rows.size() == 0) {
            session.toasts().show(Messages.text("table.export.none"));
            return;
        }
        context.program()
                .dialogs()
                .chooseSaveFile(
                        FilePurpose.TABLE,
                        Messages.text("table.export.choose", rows.size()),
                        Messages.text("table.export.name"))
                .map(TableForm::named)
                .ifPresent(file -> session.runJob(
                        Messages.text("table.export.label", rows.size()),
                        progress -> new TableExport(session.library()::fields)
                                .save(rows, file, TableForm.of(file), progress),
                        written -> session.toasts()
                                .show(
                                        Messages.text("table.export.done", written, file),
                                        Messages.text("toast.showInFolder"),
                                        () -> new FileBrowser(session.background(), session.toasts()).show(file))));
    }

    /// Tells what would change, and changes it when that is meant, as one step that can be taken back.
    void importList() {
        if (!context.rights().allowsOrTells(LibraryAct.EDIT)) {
            return;
        }
        LibrarySession session = context.session();
        var table = new TableImport(session.library().images());
        context.program()
                .dialogs()
                .chooseFile(FilePurpose.TABLE, Messages.text("table.import.choose"))
                .ifPresent(file -> session.runJob(
                        Messages.text("table.import.reading", file.getFileName()),
                        progress -> table.plan(file, progress),
                        plan -> ask(plan, file, table)));
    }

    private void ask(TablePlan plan, Path file, TableImport table) {
        if (new TableSheet(plan, file).ask(context.program().stage())) {
            context.session()
                    .captions()
                    .run(
                            UndoableEdit.of(
                                    images -> Messages.text("table.import.label", images, file.getFileName()),
                                    changed -> Messages.text("bulk.done", changed)),
                            plan.changes().size(),
                            progress -> table.apply(plan, progress));
        }
    }
}
