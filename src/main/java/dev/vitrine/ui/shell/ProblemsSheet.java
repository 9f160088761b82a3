package dev.vitrine.ui.shell;

import dev.vitrine.ui.actions.Problems;
import dev.vitrine.ui.controls.Sheet;
import dev.vitrine.ui.controls.SheetScroll;
import dev.vitrine.ui.problems.ProblemsView;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.PictureClipboard;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;

/// The problems as a sheet over the window.
final class ProblemsSheet {
    private static final double WIDTH = 640;
    private static final double HEIGHT = 400;

    private ProblemsSheet() {}

    static void show(Window owner, Problems problems, PictureClipboard clipboard) {
        ProblemsView view = sized(new ProblemsView(problems, clipboard), owner);
        var sheet = new Sheet(Messages.text("problems.title"), view).fitted();
        Button clear = sheet.aside(Messages.text("problems.clear"), problems::clear);
        clear.setId("problems-clear");
        clear.disableProperty().bind(Bindings.isEmpty(problems.all()));
        sheet.leaving(Messages.text("dialogs.close"));
        sheet.first(view.lookup("#problems-list"));
        // The list would take Esc for itself.
        view.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                key.consume();
                sheet.close();
            }
        });
        problems.seen();
        sheet.show(owner);
    }

    private static ProblemsView sized(ProblemsView view, Window owner) {
        SheetScroll.size(view, owner, WIDTH, HEIGHT);
        return view;
    }
}
