package dev.vitrine.ui.shell;

import dev.vitrine.ui.actions.Problems;
import dev.vitrine.ui.controls.SheetScroll;
import dev.vitrine.ui.problems.ProblemsView;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.PictureClipboard;
import dev.vitrine.ui.support.Theme;
import javafx.beans.binding.Bindings;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;

/// The problems as a sheet over the window.
final class ProblemsSheet {
    private static final double WIDTH = 640;
    private static final double HEIGHT = 400;

    private ProblemsSheet() {}

    static void show(Window owner, Theme theme, Problems problems, PictureClipboard clipboard) {
        var clear = new ButtonType(Messages.text("problems.clear"), ButtonData.LEFT);
        var alert = new Alert(Alert.AlertType.NONE, "", clear, ButtonType.CLOSE);
        alert.initOwner(owner);
        alert.setTitle(Messages.text("problems.title"));
        alert.setResizable(true);
        alert.getDialogPane().setContent(sized(new ProblemsView(problems, clipboard), owner));
        Node clearButton = alert.getDialogPane().lookupButton(clear);
        clearButton.setId("problems-clear");
        clearButton.disableProperty().bind(Bindings.isEmpty(problems.all()));
        clearButton.addEventFilter(ActionEvent.ACTION, event -> {
            event.consume();
            problems.clear();
        });
        // The list would take Esc for itself.
        alert.getDialogPane().addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                key.consume();
                alert.close();
            }
        });
        alert.setOnShown(_ -> {
            // By itself this sheet has been seen to come up in the corner of the screen, its title above
            // the edge.
            alert.setX(owner.getX() + (owner.getWidth() - alert.getWidth()) / 2);
            alert.setY(owner.getY() + Math.max(0, (owner.getHeight() - alert.getHeight()) / 2));
            alert.getDialogPane().lookup("#problems-list").requestFocus();
        });
        theme.dress(alert.getDialogPane().getScene());
        problems.seen();
        alert.show();
    }

    /// Here and not in a style sheet: a dialog looks for its place before it is dressed.
    private static ProblemsView sized(ProblemsView view, Window owner) {
        double width = SheetScroll.widthIn(owner, WIDTH);
        double height = Math.min(HEIGHT, owner.getHeight() - 160);
        view.setMinSize(width, height);
        view.setPrefSize(width, height);
        return view;
    }
}
