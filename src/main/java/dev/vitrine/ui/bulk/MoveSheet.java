package dev.vitrine.ui.bulk;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.showWhen;

import dev.vitrine.ui.controls.FormFields;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.Sheet;
import dev.vitrine.ui.controls.UserField;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/// Asks to whom images are to go, and says what ends by that.
public final class MoveSheet {
    private final MoveFormViewModel form;
    private final Sheet sheet;

    /// @param ending what ends by the move
    public MoveSheet(MoveFormViewModel form, String ending) {
        this.form = form;
        var user = new UserField(form.known());
        user.setId("move-user");
        user.setPromptText(text("move.user.prompt"));
        user.textProperty().bindBidirectional(form.userProperty());
        Label label = Labels.of(text("move.user"), "strong");
        label.setLabelFor(user);
        sheet = new Sheet(
                        text("move.title", form.count()),
                        Sheet.explanation(ending),
                        new VBox(
                                8,
                                label,
                                user,
                                problem(),
                                FormFields.alikeUser("move-alike", form.alikeProperty(), form::takeAlike)))
                .id("move-sheet")
                .width(480)
                .first(user);
        sheet.leaving(text("dialogs.cancel"));
        Button act = sheet.agreeing(text("move.act", form.count()), "accent");
        act.setId("move-act");
        act.disableProperty().bind(form.readyProperty().not());
        sheet.pressedByEnter(act);
    }

    /// Waits for the answer.
    public Optional<String> ask(Window owner) {
        return sheet.ask(owner) ? Optional.of(form.named()) : Optional.empty();
    }

    private Label problem() {
        Label problem = Labels.wrapped(form.problemProperty(), "problem", "small");
        problem.setId("move-problem");
        showWhen(problem, form.problemProperty().isNotEmpty());
        return problem;
    }
}
