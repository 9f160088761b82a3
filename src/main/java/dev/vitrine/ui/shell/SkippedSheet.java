package dev.vitrine.ui.shell;

import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.ui.actions.BackgroundJobs;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.controls.Sheet;
import dev.vitrine.ui.controls.SheetScroll;
import dev.vitrine.ui.support.Messages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
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
                .ifPresent(skipped -> session.run(
                        () -> session.library()
                                .images()
                                .findAll(skipped.reasons().keySet()),
                        rows -> {
                            show(skipped, rows, program, select);
                            session.jobs().forgetSkipped();
                        }));
    }

    static void show(
            BackgroundJobs.Skipped skipped, List<ImageRecord> rows, Program program, Consumer<List<String>> select) {
        var scroll = new SheetScroll(groups(skipped, rows), program.stage(), 560, 280);
        var sheet = new Sheet(
                        Messages.text(
                                "jobs.skipped.header",
                                skipped.label(),
                                skipped.reasons().size()),
                        scroll)
                .fitted();
        sheet.aside(Messages.text("jobs.skipped.select"), () -> {
            sheet.close();
            select.accept(List.copyOf(skipped.reasons().keySet()));
        });
        sheet.leaving(Messages.text("dialogs.close"));
        sheet.show(program.stage());
    }

    private static VBox groups(BackgroundJobs.Skipped skipped, List<ImageRecord> rows) {
        Map<String, String> titles = new LinkedHashMap<>();
        rows.forEach(row -> titles.put(row.imageId(), row.title()));
        var box = styled(new VBox(12), "left-sheet");
        skipped.idsByReason().forEach((reason, ids) -> {
            String listed = ids.stream()
                    .limit(MAX_NAMES)
                    .map(id -> titles.getOrDefault(id, id))
                    .collect(Collectors.joining(", "));
            String more = ids.size() > MAX_NAMES ? Messages.text("jobs.skipped.more", ids.size() - MAX_NAMES) : "";
            box.getChildren().add(new VBox(2, label(reason, "strong"), label(listed + more, "muted")));
        });
        return box;
    }

    private static Label label(String text, String style) {
        Label label = Labels.of(text, style);
        LineWrap.of(label);
        return label;
    }
}
