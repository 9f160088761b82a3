package dev.vitrine.ui.bulk;

import static dev.vitrine.ui.controls.FormFields.showWhen;
import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.ui.controls.FormFields;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.controls.Sheet;
import dev.vitrine.ui.controls.UserField;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
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
        var label = new Label(text("move.user"));
        label.getStyleClass().add("strong");
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
        var problem = new Label();
        problem.setId("move-problem");
        problem.getStyleClass().addAll("problem", "small");
        LineWrap.of(problem);
        problem.setMinHeight(Region.USE_PREF_SIZE);
        problem.textProperty().bind(form.problemProperty());
        showWhen(problem, form.problemProperty().isNotEmpty());
        return problem;
    }
}
