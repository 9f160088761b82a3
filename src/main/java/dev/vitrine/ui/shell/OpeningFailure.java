package dev.vitrine.ui.shell;

import static dev.vitrine.ui.support.Nodes.showWhen;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.image.ImageException;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.controls.StatePage;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.TextSize;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;

/// Says why a library cannot be shown, and the ways on from there.
final class OpeningFailure extends StackPane {
    private static final double TEXT_WIDTH = 480;

    private final Button local = new Button(Messages.text("start.failed.local"));
    private final CheckBox readable = new CheckBox(Messages.text("connection.form.mayBeRead"));

    /// @param agree opens it though others can read along
    record Ways(Runnable again, Runnable local, Runnable connections, Runnable details, Runnable agree) {}

    OpeningFailure(ImageException failure, Ways ways) {
        var again = styled(new Button(Messages.text("dialogs.again")), "accent");
        again.setDefaultButton(true);
        again.setOnAction(_ -> ways.again().run());
        local.setId("back-to-local");
        local.setOnAction(_ -> ways.local().run());
        local.managedProperty().bind(local.visibleProperty());
        offerLocal(false);
        var edit = new Button(Messages.text("connection.menu.edit"));
        edit.setOnAction(_ -> ways.connections().run());
        var details = new Button(Messages.text("start.failed.details"));
        details.setOnAction(_ -> ways.details().run());
        var buttons = new FlowPane(8, 8, again, local, edit, details);
        buttons.setAlignment(Pos.CENTER);
        readable.setId("agree-readable");
        LineWrap.of(readable);
        readable.setMaxWidth(TextSize.of(TEXT_WIDTH));
        readable.setOnAction(_ -> ways.agree().run());
        readable.managedProperty().bind(readable.visibleProperty());
        readable.setVisible(false);
        showWhen(again, readable.visibleProperty().not());
        getChildren()
                .add(new StatePage(
                        StatePage.title(Messages.text("start.failed.title")),
                        StatePage.explanation(FailureText.coded(failure), TEXT_WIDTH),
                        readable,
                        buttons));
    }

    /// Whether it opens as soon as a person agrees that others can read along.
    void askAgreement(boolean asked) {
        readable.setVisible(asked);
    }

    /// Whether there is a local library to go to instead.
    void offerLocal(boolean offered) {
        local.setVisible(offered);
    }
}
