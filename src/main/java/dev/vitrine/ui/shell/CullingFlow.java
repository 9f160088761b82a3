package dev.vitrine.ui.shell;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.service.ImageService;
import dev.vitrine.ui.actions.LibraryAct;
import dev.vitrine.ui.controls.Sheet;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.viewer.Culling;
import dev.vitrine.ui.viewer.Culling.BegunCulling;
import dev.vitrine.ui.viewer.Culling.CullingState;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.scene.control.Button;

/// Goes through images one after the other to pick and reject them, and offers at the end to move what was rejected to
/// the trash.
final class CullingFlow {
    private static final double WIDTH = 620; // for three buttons

    private final ShellContext context;
    private final Browsing browsing;

    CullingFlow(ShellContext context, Browsing browsing) {
        this.context = context;
        this.browsing = browsing;
        browsing.viewer().setOnCulled(this::ended);
    }

    /// What is selected, or all that the gallery shows where that is one image or none.
    void cull() {
        browsing.gallery().whenFound(() -> cull(browsing.gallery().selection().ids()));
    }

    void cull(List<String> selected) {
        ImageResult shown = browsing.gallery().resultProperty().get();
        if (shown.query().scope() == Scope.TRASH) {
            context.session().toasts().show(Messages.text("culling.inTrash"));
        } else if (shown.size() == 0) {
            context.session().toasts().show(Messages.text("culling.none"));
        } else if (context.rights().allowsOrTells(LibraryAct.EDIT)) {
            ImageService images = images();
            List<String> chosen = selected.size() > 1 ? browsing.gallery().selectedInOrder() : List.of();
            begin(() -> chosen.isEmpty() ? BegunCulling.with(shown, images) : BegunCulling.with(chosen, images));
        }
    }

    /// From the first that is undecided now.
    void resume(List<String> imageIds) {
        begin(() -> BegunCulling.with(imageIds, images()));
    }

    private void begin(Callable<BegunCulling> reading) {
        context.session()
                .run(
                        reading,
                        begun -> browsing.viewer()
                                .cull(new Culling(
                                        begun,
                                        images(),
                                        context.session().flags(),
                                        context.session().background())));
    }

    private void ended(Culling culling) {
        CullingState state = culling.stateProperty().get();
        if (state.isBegun()) {
            ask(culling, state);
        }
    }

    private void ask(Culling culling, CullingState state) {
        var sheet = new Sheet(
                        Messages.text("culling.end.title", state.kept(), state.rejected()),
                        Sheet.explanation(Messages.text("culling.end.text", state.undecided())))
                .id("culling-end")
                .width(WIDTH);
        sheet.aside(Messages.text("culling.end.continue"), () -> {
            sheet.close();
            resume(culling.imageIds());
        });
        Button close = sheet.leaving(Messages.text("dialogs.close"));
        close.setId("culling-close");
        sheet.pressedByEnter(close);
        if (state.rejected() > 0
                && (context.rights().allows(LibraryAct.TRASH)
                        || context.rights().allows(LibraryAct.DELETE))) {
            sheet.agreeing(Messages.text("culling.end.trash", state.rejected()), "danger")
                    .setId("culling-trash");
        }
        if (sheet.ask(context.program().stage())) {
            // What was said last may still be on its way to the library.
            context.session().flags().whenStored(() -> trashRejected(culling));
        }
    }

    private void trashRejected(Culling culling) {
        LibrarySession session = context.session();
        session.run(culling::readRejected, session.trash()::trash);
    }

    private ImageService images() {
        return context.session().library().images();
    }
}
