package dev.vitrine.ui.shell;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.ui.actions.BackgroundJobs;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Messages;
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

/// What jobs had to skip, image by image, grouped by reason, with the way to select just these.
final class SkippedSheet {
    private static final int MAX_NAMES = 200;

    private SkippedSheet() {}

    /// @param select is given the ids of these images when asked to
    static void show(LibrarySession session, Program program, Consumer<List<String>> select) {
        session.jobs()
                .skippedProperty()
                .get()
                .ifPresent(skipped -> session.background()
                        .run(
                                () -> session.library()
                                        .images()
                                        .findAll(skipped.reasons().keySet()),
                                rows -> {
                                    show(skipped, rows, program, select);
                                    session.jobs().forgetSkipped();
                                },
                                session.toasts()::failure));
    }

    private static void show(
            BackgroundJobs.Skipped skipped, List<ImageRecord> rows, Program program, Consumer<List<String>> select) {
        var chosen = new ButtonType(Messages.text("jobs.skipped.select"), ButtonData.OTHER);
        var alert = new Alert(Alert.AlertType.NONE, "", chosen, ButtonType.CLOSE);
        alert.initOwner(program.stage());
        alert.setTitle(Messages.text("jobs.skipped.title"));
        alert.setHeaderText(Messages.text(
                "jobs.skipped.header", skipped.label(), skipped.reasons().size()));
        var scroll = new ScrollPane(groups(skipped, rows));
        scroll.setFitToWidth(true);
        scroll.setPrefViewportWidth(520);
        scroll.setMinHeight(280);
        alert.getDialogPane().setContent(scroll);
        program.theme().dress(alert.getDialogPane().getScene());
        alert.getDialogPane().setMinHeight(Region.USE_PREF_SIZE);
        alert.showAndWait()
                .filter(chosen::equals)
                .ifPresent(_ -> select.accept(List.copyOf(skipped.reasons().keySet())));
    }

    private static VBox groups(BackgroundJobs.Skipped skipped, List<ImageRecord> rows) {
        Map<String, String> titles = new LinkedHashMap<>();
        rows.forEach(row -> titles.put(row.imageId(), row.title()));
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        skipped.reasons()
                .forEach((id, reason) -> byReason.computeIfAbsent(FailureText.coded(reason), _ -> new ArrayList<>())
                        .add(titles.getOrDefault(id, id)));
        var box = new VBox(12);
        box.getStyleClass().add("left-sheet");
        byReason.forEach((reason, names) -> {
            String listed = String.join(", ", names.subList(0, Math.min(names.size(), MAX_NAMES)));
            String more = names.size() > MAX_NAMES ? Messages.text("jobs.skipped.more", names.size() - MAX_NAMES) : "";
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
