package dev.vitrine.ui.shell;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.ui.actions.BackgroundJobs;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Theme;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/// What an act had to leave as it was, image by image, grouped by reason, with the way to select just these.
final class SkippedSheet {
    private static final int MOST_NAMES = 200;

    private SkippedSheet() {
    }

    /// @param rows of those images that are still known
    /// @param select is given their ids when asked to
    static void show(Window owner, Theme theme, BackgroundJobs.Skipped left, List<ImageRecord> rows, Consumer<List<String>> select) {
        var chosen = new ButtonType(Messages.text("acts.left.select"), ButtonData.OTHER);
        var alert = new Alert(Alert.AlertType.NONE, "", chosen, ButtonType.CLOSE);
        alert.initOwner(owner);
        alert.setTitle(Messages.text("acts.left.title"));
        alert.setHeaderText(Messages.text("acts.left.header", left.label(), left.reasons().size()));
        var scroll = new ScrollPane(groups(left, rows));
        scroll.setFitToWidth(true);
        scroll.setPrefViewportWidth(520);
        scroll.setMinHeight(280);
        alert.getDialogPane().setContent(scroll);
        theme.dress(alert.getDialogPane().getScene());
        alert.getDialogPane().setMinHeight(Region.USE_PREF_SIZE);
        alert.showAndWait().filter(chosen::equals).ifPresent(_ -> select.accept(List.copyOf(left.reasons().keySet())));
    }

    private static VBox groups(BackgroundJobs.Skipped left, List<ImageRecord> rows) {
        Map<String, String> titles = new LinkedHashMap<>();
        rows.forEach(row -> titles.put(row.imageId(), row.title()));
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        left.reasons().forEach((id, reason) -> byReason.computeIfAbsent(FailureText.coded(reason), _ -> new ArrayList<>()).add(titles.getOrDefault(id, id)));
        var box = new VBox(12);
        box.getStyleClass().add("left-sheet");
        byReason.forEach((reason, names) -> {
            String listed = String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES)));
            String more = names.size() > MOST_NAMES ? Messages.text("acts.left.more", names.size() - MOST_NAMES) : "";
            box.getChildren().add(new VBox(2, label(reason, "strong"), label(listed + more, "muted")));
        });
        return box;
    }

    private static Label label(String text, String style) {
        var label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().add(style);
        return label;
    }
}
