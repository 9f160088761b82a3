package dev.vitrine.ui.connection;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.connection.CloudUsageViewModel.UseLine;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.TextSize;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.geometry.Bounds;
import javafx.geometry.HPos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import javafx.stage.PopupWindow.AnchorLocation;
import org.kordamp.ikonli.feather.Feather;

/// Pops over the status bar what this session asked of the cloud and what that costs. Esc, a second press and a click
/// elsewhere close it.
public final class CloudUsageView extends Button {
    private static final double WIDTH = 520;
    private static final double GAP = 4;
    private static final List<Function<UseLine, String>> PARTS =
            List.of(UseLine::kind, UseLine::requests, UseLine::bytes, UseLine::units, UseLine::price);

    private final CloudUsageViewModel use;
    private final Popup popup = new Popup();
    private final VBox card = styled(new VBox(8), "cloud-use");
    private final Label stored = new Label();
    private String said = "";

    public CloudUsageView(CloudUsageViewModel use) {
        this.use = use;
        getStyleClass().addAll("flat", "small", "cloud-use-button");
        setId("cloud-use");
        setMinWidth(Region.USE_PREF_SIZE);
        setGraphic(Icons.of(Feather.ACTIVITY));
        setTooltip(new Tooltip(text("use.tip")));
        setAccessibleText(text("use.tip"));
        card.setId("cloud-use-card");
        card.setPrefWidth(TextSize.of(WIDTH));
        LineWrap.of(stored);
        stored.setMinHeight(Region.USE_PREF_SIZE);
        popup.getContent().add(card);
        popup.setAutoHide(true);
        popup.setHideOnEscape(true);
        popup.setAnchorLocation(AnchorLocation.WINDOW_BOTTOM_RIGHT);
        popup.setOnHidden(_ -> setAccessibleText(text("use.tip")));
        setOnAction(_ -> toggle());
    }

    private void toggle() {
        if (popup.isShowing()) {
            popup.hide();
            return;
        }
        fill();
        popup.show(this, 0, 0);
        place();
        addStorage();
    }

    /// Its lower right corner above that of the button, however high it becomes.
    private void place() {
        Bounds here = localToScreen(getBoundsInLocal());
        if (here != null && popup.isShowing()) {
            popup.setAnchorX(here.getMaxX());
            popup.setAnchorY(here.getMinY() - GAP);
        }
    }

    private void fill() {
        List<UseLine> lines = use.lines();
        GridPane grid = table(lines);
        Label heading = Labels.of(text("use.heading"), "strong");
        Label note = Labels.wrapped(use.note(), "muted");
        stored.setText("");
        card.getChildren().setAll(heading, grid, stored, note);
        said = lines.stream().map(UseLine::sentence).collect(Collectors.joining("\n"));
        say(note.getText());
    }

    /// It takes a moment to know.
    private void addStorage() {
        use.storage(sentence -> {
            if (popup.isShowing()) {
                stored.setText(sentence);
                said += "\n" + sentence;
                say(use.note());
            }
        });
    }

    /// The focus stays on the button: this is what it says.
    private void say(String note) {
        setAccessibleText(text("use.accessible", text("use.heading"), said, note));
        notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
    }

    /// Numbers stand below each other at the right; what no line has takes no room.
    private static GridPane table(List<UseLine> lines) {
        var grid = new GridPane(16, 4);
        for (Function<UseLine, String> part : PARTS) {
            if (lines.stream().map(part).allMatch(String::isEmpty)) {
                continue;
            }
            int column = grid.getColumnCount();
            for (int row = 0; row < lines.size(); row++) {
                var cell = new Label(part.apply(lines.get(row)));
                cell.setMinWidth(Region.USE_PREF_SIZE);
                if (row == lines.size() - 1) {
                    cell.getStyleClass().add("strong");
                }
                GridPane.setHalignment(cell, column == 0 ? HPos.LEFT : HPos.RIGHT);
                GridPane.setHgrow(cell, column == 0 ? Priority.ALWAYS : Priority.NEVER);
                grid.add(cell, column, row);
            }
        }
        return grid;
    }
}
