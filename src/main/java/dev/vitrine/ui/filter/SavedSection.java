package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.image.ImageQuery;
import dev.vitrine.ui.controls.MenuItems;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Nodes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Saved searches: the + of the heading keeps the search that is shown, F2 and Del or the context menu rename and
/// delete.
final class SavedSection extends SidebarSection {
    private final FilterViewModel filter;
    private final VBox lines = new VBox();
    private final Map<String, SidebarRow> rows = new HashMap<>();
    private final Label none = hint("filter.saved.none");

    SavedSection(FilterViewModel filter, BooleanProperty open) {
        super(text("filter.saved.title"), open);
        this.filter = filter;
        Button save = Icons.button(Feather.PLUS, text("filter.saved.save"), () -> {
            open.set(true);
            askNewName();
        });
        save.setId("save-search");
        save.disableProperty().bind(filter.queryProperty().map(ImageQuery::isUnfiltered));
        addToHeading(save);
        content().getChildren().addAll(lines, none);
        fill();
        filter.saved().searches().addListener((InvalidationListener) _ -> showLines());
        filter.queryProperty().subscribe(_ -> showLines());
        filter.offline().ifPresent(offline -> offline.statusProperty().subscribe(_ -> showProgress()));
    }

    /// In place: a row that is pressed at this moment stays the same.
    private void showProgress() {
        for (SavedSearch search : filter.saved().searches()) {
            rowNamed(search.name()).ifPresent(row -> {
                row.setAccessibleText(accessible(search));
                int below = lines.getChildren().indexOf(row) + 1;
                if (below < lines.getChildren().size() && lines.getChildren().get(below) instanceof Label label) {
                    label.setText(progress(search));
                }
            });
        }
    }

    private String progress(SavedSearch search) {
        return filter.offline().map(offline -> offline.progress(search)).orElse("");
    }

    private String accessible(SavedSearch search) {
        String name =
                search.isCounted() ? text("filter.choice.accessible", search.name(), search.images()) : search.name();
        String progress = progress(search);
        return progress.isEmpty() ? name : name + ". " + progress;
    }

    private void showLines() {
        if (lines.getChildren().stream().anyMatch(TextField.class::isInstance)) {
            return; // a name is being typed; its end shows the lines again
        }
        Optional<String> focused = lines.getChildren().stream()
                .filter(Node::isFocused)
                .map(node -> ((SidebarRow) node).getName())
                .findFirst();
        Optional<SavedSearch> current =
                filter.saved().like(filter.queryProperty().get());
        lines.getChildren()
                .setAll(filter.saved().searches().stream()
                        .flatMap(search -> Stream.concat(Stream.of(line(search, current)), offline(search)))
                        .toList());
        rows.values().retainAll(lines.getChildren());
        Nodes.show(none, lines.getChildren().isEmpty());
        focused.flatMap(this::rowNamed).ifPresent(Node::requestFocus);
    }

    /// How far the originals of a search are on this machine.
    private Stream<Node> offline(SavedSearch search) {
        return filter.offline().filter(_ -> search.isOffline()).stream().map(offline -> {
            Label progress = hintOf(offline.progress(search));
            progress.getStyleClass().add("offline-progress");
            return progress;
        });
    }

    private Optional<MenuItem> offlineItem(SavedSearch search) {
        return filter.offline()
                .filter(_ -> search.canKeep())
                .map(offline -> search.isOffline()
                        ? MenuItems.of("offline.no", () -> offline.keepNoLonger(search))
                        : MenuItems.of("offline.keep", () -> offline.keepOffline(search)));
    }

    private SidebarRow line(SavedSearch search, Optional<SavedSearch> current) {
        SidebarRow row = rows.computeIfAbsent(search.name(), this::row);
        row.setMark(filter.offline().isPresent() && search.isOffline() ? Feather.DOWNLOAD_CLOUD : Feather.BOOKMARK);
        row.setImages(search.images());
        row.setSelected(current.equals(Optional.of(search)));
        row.setAccessibleText(accessible(search));
        return row;
    }

    /// One for each name: what is asked over the window gives the focus back to it.
    private SidebarRow row(String name) {
        var row = new SidebarRow(_ -> named(name).ifPresent(filter::show));
        row.setName(name);
        row.setMenu(() -> named(name).map(this::menu).orElseGet(ContextMenu::new));
        row.addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.F2) {
                named(name).ifPresent(this::askName);
                key.consume();
            } else if (key.getCode() == KeyCode.DELETE) {
                named(name).ifPresent(this::delete);
                key.consume();
            }
        });
        return row;
    }

    private Optional<SavedSearch> named(String name) {
        return filter.saved().searches().stream()
                .filter(search -> search.name().equals(name))
                .findFirst();
    }

    private ContextMenu menu(SavedSearch search) {
        var menu = new ContextMenu(
                MenuItems.of("filter.rename", () -> askName(search)),
                MenuItems.of("filter.saved.delete", () -> delete(search)));
        offlineItem(search).ifPresent(item -> menu.getItems().addFirst(item));
        filter.albums()
                .filter(_ -> search.canKeep())
                .ifPresent(albums -> menu.getItems()
                        .addFirst(MenuItems.of(
                                "filter.saved.share", () -> albums.actions().share(search.name(), search.query()))));
        return menu;
    }

    private void delete(SavedSearch search) {
        filter.offline()
                .filter(_ -> search.isOffline())
                .ifPresentOrElse(
                        offline -> offline.delete(search), () -> filter.saved().delete(search.name()));
    }

    private void askNewName() {
        edit(
                lines.getChildren().size(),
                filter.suggestedName(),
                name -> filter.saved().save(name, filter.queryProperty().get()));
    }

    private void askName(SavedSearch search) {
        rowNamed(search.name()).ifPresent(row -> {
            int at = lines.getChildren().indexOf(row);
            lines.getChildren().remove(row);
            edit(at, search.name(), name -> filter.saved().rename(search.name(), name));
        });
    }

    /// Enter keeps the name, Esc and leaving the field do not.
    private void edit(int at, String suggested, Consumer<String> named) {
        var field = styled(new TextField(suggested), "find", "small");
        field.setAccessibleText(text("filter.saved.name"));
        field.setPromptText(text("filter.saved.name"));
        lines.getChildren().add(at, field);
        field.addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ENTER) {
                String name = field.getText().strip();
                lines.getChildren().remove(field);
                named.accept(name);
                showLines();
                rowNamed(name).ifPresent(Node::requestFocus);
                key.consume();
            } else if (key.getCode() == KeyCode.ESCAPE) {
                lines.getChildren().remove(field);
                showLines();
                key.consume();
            }
        });
        field.focusedProperty().subscribe((was, now) -> {
            if (was && !now && lines.getChildren().remove(field)) {
                showLines();
            }
        });
        field.requestFocus();
        field.selectAll();
    }

    private Optional<SidebarRow> rowNamed(String name) {
        return lines.getChildren().stream()
                .filter(SidebarRow.class::isInstance)
                .map(SidebarRow.class::cast)
                .filter(row -> row.getName().equals(name))
                .findFirst();
    }
}
