package dev.vitrine.ui.shell;

import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.actions.Shortcut;
import dev.vitrine.ui.actions.Shortcut.KeyScope;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.controls.Sheet;
import dev.vitrine.ui.controls.SheetScroll;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.ShownKeys;
import dev.vitrine.ui.support.TextSize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.stage.Window;

/// The sheet of all keys, made from the table that defines them.
final class KeysSheet {
    private static final double COLUMN = 372;
    private static final double WIDTH = 1160;
    private static final double HEIGHT = 700;

    private KeysSheet() {}

    /// One line of the sheet.
    record KeyLine(String keys, String does) {}

    /// Lines by section, in the order of the table; keys that do the same, or differ in a number only, share a
    /// line.
    static Map<String, List<KeyLine>> sections() {
        var sections = new LinkedHashMap<String, List<KeyLine>>();
        sections.put("keys.window", lines(KeyScope.IMAGES, KeyScope.WINDOW));
        sections.put("keys.gallery", lines(KeyScope.GALLERY));
        sections.put("keys.viewer", lines(KeyScope.VIEWER));
        return sections;
    }

    static void show(Window owner) {
        var columns = styled(new HBox(24), "keys-sheet");
        List<KeyLine> all = new ArrayList<>();
        sections().forEach((title, lines) -> {
            all.add(new KeyLine("", Messages.text(title)));
            all.addAll(lines);
        });
        int fitting = Math.max(1, (int) (SheetScroll.widthIn(owner, WIDTH) / TextSize.of(COLUMN)));
        int rows = (all.size() + fitting - 1) / fitting;
        for (int from = 0; from < all.size(); from += rows) {
            columns.getChildren().add(column(withHeading(all, from, Math.min(all.size(), from + rows))));
        }
        var sheet = new Sheet(Messages.text("keys.title"), new SheetScroll(columns, owner, WIDTH, HEIGHT)).fitted();
        sheet.pressedByEnter(sheet.leaving(Messages.text("dialogs.close")));
        sheet.show(owner);
    }

    /// What goes on in the next column has its heading there again.
    static List<KeyLine> withHeading(List<KeyLine> all, int from, int to) {
        int heading = from;
        while (!all.get(heading).keys().isEmpty()) {
            heading--;
        }
        return heading == from
                ? all.subList(from, to)
                : Stream.concat(Stream.of(all.get(heading)), all.subList(from, to).stream())
                        .toList();
    }

    /// A line without keys is a heading.
    private static GridPane column(List<KeyLine> lines) {
        var grid = styled(new GridPane(), "keys");
        grid.setPrefWidth(TextSize.of(COLUMN)); // and as wide as the others where there is more room
        HBox.setHgrow(grid, Priority.ALWAYS);
        for (int row = 0; row < lines.size(); row++) {
            var does = new Label(lines.get(row).does());
            LineWrap.of(does);
            GridPane.setHgrow(does, Priority.ALWAYS);
            does.setMinHeight(Label.USE_PREF_SIZE);
            if (lines.get(row).keys().isEmpty()) {
                does.getStyleClass().addAll("strong", "heading");
                if (row == 0) {
                    does.getStyleClass().add("first");
                }
                grid.add(does, 0, row, 2, 1);
            } else {
                Label keys = Labels.of(lines.get(row).keys(), "key");
                keys.setMinWidth(Label.USE_PREF_SIZE);
                grid.addRow(row, keys, does);
            }
        }
        return grid;
    }

    private static List<KeyLine> lines(KeyScope... scopes) {
        var keys = new LinkedHashMap<String, List<String>>();
        for (KeyScope scope : scopes) {
            Shortcut.in(scope)
                    .forEach(shortcut -> keys.computeIfAbsent(shortcut.messageKey(), _ -> new ArrayList<>())
                            .add(ShownKeys.text(shortcut.keys(scope))));
        }
        return keys.entrySet().stream()
                .map(each -> {
                    List<String> same = each.getValue();
                    String shown = same.size() > 4
                            ? Messages.text("keys.range", same.getFirst(), same.getLast())
                            : String.join(" ", same);
                    return new KeyLine(shown, Messages.text(each.getKey()));
                })
                .toList();
    }
}
