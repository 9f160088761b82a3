package dev.vitrine.ui.bulk;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.service.edit.BulkEdits.Correcting;
import dev.vitrine.ui.bulk.TimeFormViewModel.Correct;
import dev.vitrine.ui.controls.ChoiceBar;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.controls.Sheet;
import dev.vitrine.ui.support.Nodes;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/// Asks when images were taken: of one of them, or by how much the clock was wrong. Says what becomes of the first and
/// the last.
public final class TimeSheet {
    private final TimeFormViewModel form;
    private final Sheet sheet;

    public TimeSheet(TimeFormViewModel form) {
        this.form = form;
        var choices = new ChoiceBar<>(
                Correct.values(),
                each -> text("time.way." + each.name().toLowerCase(Locale.ROOT), form.count()),
                form.wayProperty(),
                text("time.way", form.count()));
        TextField time = field("time-time", form.timeProperty(), "time.prompt");
        TextField shift = field("time-shift", form.shiftProperty(), "time.shift.prompt");
        Label label = Labels.of(form.wayProperty()
                .map(way -> way == Correct.SET && form.count() > 1
                        ? text("time.all")
                        : text("time.one", form.leadTitle())));
        var content = styled(
                new VBox(
                        choices,
                        labelled(label, time, way -> way != Correct.CAMERA),
                        labelled(new Label(text("time.shift")), shift, way -> way == Correct.SHIFT),
                        problem(),
                        new TitlePreview(form.previewProperty(), form.count())),
                "bulk-form");
        sheet = new Sheet(
                        text("time.title", form.count()),
                        Sheet.explanation(text("time.explanation", form.count())),
                        content)
                .id("time-sheet")
                .width(560)
                .first(time);
        sheet.leaving(text("dialogs.cancel"));
        Button act = sheet.agreeing(text("time.act", form.count()), "accent");
        act.setId("time-act");
        act.disableProperty().bind(form.correctingProperty().map(Optional::isEmpty));
        sheet.pressedByEnter(act);
    }

    /// Waits for the answer.
    public Optional<Correcting> ask(Window owner) {
        return sheet.ask(owner) ? form.correctingProperty().get() : Optional.empty();
    }

    private static TextField field(String id, StringProperty typed, String prompt) {
        var field = new TextField();
        field.setId(id);
        field.setPromptText(text(prompt));
        field.textProperty().bindBidirectional(typed);
        return field;
    }

    private VBox labelled(Label label, TextField field, Predicate<Correct> shown) {
        label.getStyleClass().add("strong");
        LineWrap.of(label);
        label.setLabelFor(field);
        var box = new VBox(8, label, field);
        Nodes.showWhen(box, form.wayProperty().map(shown::test));
        return box;
    }

    private Label problem() {
        Label problem = Labels.wrapped(form.problemProperty(), "problem", "small");
        problem.setId("time-problem");
        Nodes.showWhen(problem, form.problemProperty().map(said -> !said.isEmpty()));
        return problem;
    }
}
