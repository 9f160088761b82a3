package dev.vitrine.ui.bulk;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.Caption;
import dev.vitrine.service.table.TableImport.LeftLine;
import dev.vitrine.service.table.TableImport.PlannedChange;
import dev.vitrine.service.table.TableImport.TablePlan;
import dev.vitrine.text.DisplayText;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.controls.Sheet;
import dev.vitrine.ui.controls.SheetScroll;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.RatingText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.kordamp.ikonli.feather.Feather;

/// Shows what a table would change before anything is changed: its button says how many images, Esc leaves everything
/// as it was.
public final class TableSheet {
    private static final double WIDTH = 640;
    private static final double HEIGHT = 360;

    private final TablePlan plan;
    private final Path file;

    public TableSheet(TablePlan plan, Path file) {
        this.plan = plan;
        this.file = file;
    }

    /// A line of the list.
    private record PlanLine(Feather icon, String what, String details) {}

    /// Waits for the answer.
    public boolean ask(Window owner) {
        int count = plan.changes().size();
        var sheet = new Sheet(
                        text("table.import.title", file.getFileName()),
                        Sheet.explanation(text("table.import.summary", count, plan.unchanged(), plan.left())))
                .id("table-import")
                .fitted();
        List<PlanLine> lines = lines();
        if (!lines.isEmpty()) {
            sheet.content(list(lines, sheet, owner));
        }
        if (count == 0) {
            sheet.leaving(text("dialogs.close"));
            return sheet.ask(owner);
        }
        sheet.leaving(text("dialogs.cancel"));
        Button act = sheet.agreeing(text("table.import.act", count), "accent");
        act.setId("table-act");
        return sheet.first(act).ask(owner);
    }

    /// What is left comes first: it is what may have been meant otherwise.
    private List<PlanLine> lines() {
        var lines = new ArrayList<PlanLine>();
        plan.leftLines().stream().map(TableSheet::left).forEach(lines::add);
        if (plan.left() > plan.leftLines().size()) {
            lines.add(new PlanLine(
                    Feather.ALERT_TRIANGLE,
                    text(
                            "table.import.left.more",
                            plan.left() - plan.leftLines().size()),
                    ""));
        }
        plan.changes().stream().map(TableSheet::changed).forEach(lines::add);
        return lines;
    }

    private static PlanLine left(LeftLine left) {
        return new PlanLine(
                Feather.ALERT_TRIANGLE,
                text("table.import.left", left.line(), DisplayText.clipped(left.what())),
                text("table.import.left." + left.reason().name().toLowerCase(Locale.ROOT)));
    }

    private static PlanLine changed(PlannedChange change) {
        Caption before = change.image().caption();
        Caption after = change.after();
        var parts = new ArrayList<String>();
        if (!before.title().equals(after.title())) {
            parts.add(text("table.import.newTitle", DisplayText.clipped(after.title())));
        }
        if (!before.description().equals(after.description())) {
            parts.add(
                    after.description().isEmpty()
                            ? text("table.import.noDescription")
                            : text("table.import.newDescription", DisplayText.clipped(after.description())));
        }
        addTags(parts, "table.import.tagged", after.tags(), before.tags());
        addTags(parts, "table.import.untagged", before.tags(), after.tags());
        if (parts.isEmpty()) {
            parts.add(text("table.import.tagOrder"));
        }
        return new PlanLine(Feather.EDIT_2, DisplayText.clipped(before.title()), String.join("\n", parts));
    }

    private static void addTags(List<String> parts, String key, List<String> tags, List<String> others) {
        List<String> differing =
                tags.stream().filter(tag -> !others.contains(tag)).toList();
        if (!differing.isEmpty()) {
            parts.add(text(
                    key,
                    differing.stream()
                            .map(RatingText::nameOf)
                            .map(DisplayText::clipped)
                            .collect(Collectors.joining(", "))));
        }
    }

    private static ListView<PlanLine> list(List<PlanLine> lines, Sheet sheet, Window owner) {
        var list = new ListView<>(FXCollections.observableList(lines));
        list.setId("table-changes");
        list.setAccessibleText(text("table.import.accessible"));
        list.setCellFactory(_ -> new PlanLineCell());
        SheetScroll.size(list, owner, WIDTH, HEIGHT);
        // The list would take Esc for itself.
        list.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                key.consume();
                sheet.close();
            }
        });
        return list;
    }

    private static final class PlanLineCell extends ListCell<PlanLine> {
        private final Label icon = new Label();
        private final Label what = new Label();
        private final Label details = new Label();
        private final HBox line;

        PlanLineCell() {
            what.getStyleClass().add("strong");
            details.getStyleClass().addAll("small", "muted");
            Stream.of(what, details).forEach(label -> {
                LineWrap.of(label);
                label.setMinHeight(Region.USE_PREF_SIZE);
            });
            var words = new VBox(2, what, details);
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            line = new HBox(12, icon, words);
            line.setAlignment(Pos.TOP_LEFT);
            line.setPadding(new Insets(4, 0, 4, 0));
            setPrefWidth(0); // as wide as the list: sentences wrap
        }

        @Override
        protected void updateItem(PlanLine planned, boolean empty) {
            super.updateItem(planned, empty);
            setGraphic(empty ? null : line);
            if (!empty) {
                icon.setGraphic(Icons.of(planned.icon()));
                what.setText(planned.what());
                details.setText(planned.details());
                setAccessibleText(text("table.import.line", planned.what(), planned.details()));
            }
        }
    }
}
