package dev.vitrine.ui.problems;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.ui.actions.Problems;
import dev.vitrine.ui.actions.Problems.ReportedProblem;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.PictureClipboard;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The list of problems: what happened, when, the code to quote, and the details to copy. Enter copies, Delete
/// dismisses.
public final class ProblemsView extends VBox {
    private final Problems problems;
    private final PictureClipboard clipboard;
    private final ListView<ReportedProblem> list = new ListView<>();
    private final Label copied = Labels.of("", "small", "muted");

    public ProblemsView(Problems problems, PictureClipboard clipboard) {
        this.problems = problems;
        this.clipboard = clipboard;
        getStyleClass().add("problems");
        Label explained = Labels.wrapped(text("problems.explained"), "muted");
        list.setId("problems-list");
        list.setItems(problems.all());
        list.setCellFactory(_ -> new ProblemCell());
        list.setAccessibleText(text("problems.accessible"));
        list.setPlaceholder(new Label(text("problems.none")));
        list.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(explained, list, copied);
    }

    private void pressed(KeyEvent key) {
        ReportedProblem chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            switch (key.getCode()) {
                case ENTER, C -> {
                    copy(chosen);
                    key.consume();
                }
                case DELETE, BACK_SPACE -> {
                    problems.dismiss(chosen);
                    key.consume();
                }
                default -> {}
            }
        }
    }

    private void copy(ReportedProblem problem) {
        clipboard.putText(problem.details());
        copied.setText(text("problems.copied", problem.code()));
    }

    private final class ProblemCell extends ListCell<ReportedProblem> {
        private final Label sentence = new Label();
        private final Label facts = new Label();
        private final HBox line;

        ProblemCell() {
            LineWrap.of(sentence);
            sentence.setMinHeight(Region.USE_PREF_SIZE);
            facts.getStyleClass().addAll("small", "muted");
            var words = new VBox(2, sentence, facts);
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            line = new HBox(
                    12,
                    Icons.of(Feather.ALERT_CIRCLE),
                    words,
                    Icons.button(Feather.COPY, text("problems.copy"), () -> copy(getItem())),
                    Icons.button(Feather.X, text("problems.dismiss"), () -> problems.dismiss(getItem())));
            line.setAlignment(Pos.TOP_LEFT);
            setPrefWidth(0); // as wide as the list: sentences wrap
        }

        @Override
        protected void updateItem(ReportedProblem problem, boolean empty) {
            super.updateItem(problem, empty);
            setGraphic(empty ? null : line);
            if (!empty) {
                sentence.setText(problem.sentence());
                facts.setText(text("problems.facts", Format.time(problem.time()), problem.code(), problem.times()));
                setAccessibleText(text("problems.line", problem.sentence(), facts.getText()));
            }
        }
    }
}
