package dev.vitrine.ui.connection;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.connection.Connection;
import dev.vitrine.connection.ConnectionProfile;
import dev.vitrine.ui.actions.Shortcut;
import dev.vitrine.ui.controls.MenuItems;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.TextSize;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.feather.Feather;

/// The name of the library in the toolbar; opens to the others, and to the ways of connecting.
public final class LibraryMenu extends MenuButton {
    private static final double NARROWEST = 180;

    private final ConnectionsViewModel connections;

    public LibraryMenu(ConnectionsViewModel connections) {
        this.connections = connections;
        getStyleClass().addAll("flat", "library-name");
        setId("library-menu");
        setMaxWidth(TextSize.of(240));
        setMnemonicParsing(false);
        setTooltip(new Tooltip(Shortcut.LIBRARIES.tip()));
        connections.knownProperty().subscribe(_ -> rebuild());
        connections.currentProperty().subscribe(_ -> rebuild());
    }

    /// Usual names are whole: the search box beside it has room to give.
    @Override
    protected double computeMinWidth(double height) {
        return Math.min(computePrefWidth(height), NARROWEST);
    }

    private void rebuild() {
        boolean local = connections.currentProperty().get() instanceof ConnectionProfile.Local;
        setText(connections.currentLabel());
        setGraphic(Icons.of(local ? Feather.HARD_DRIVE : Feather.CLOUD));
        setAccessibleText(text("connection.menu.accessible", getText()));
        var group = new ToggleGroup();
        var known = connections.knownProperty().get();
        var items = new ArrayList<MenuItem>();
        Stream.of(known.fixed(), known.saved())
                .flatMap(List::stream)
                .forEach(connection -> items.add(library(connection, group)));
        items.add(new SeparatorMenuItem());
        if (connections.offersFolders()) {
            items.add(MenuItems.of("connection.folder.new", connections::createInFolder));
            items.add(MenuItems.of("connection.folder.open", connections::openFolder));
        }
        items.add(MenuItems.of("connection.menu.connect", connections::create));
        items.add(MenuItems.of("connection.menu.edit", connections::showList));
        getItems().setAll(items);
    }

    private MenuItem library(Connection connection, ToggleGroup group) {
        var item = new RadioMenuItem(
                connection.isLocal() || !connection.name().isEmpty()
                        ? connections.labelOf(connection)
                        : text("connection.menu.environment", connection.label()));
        item.setMnemonicParsing(false);
        connection.problem().ifPresent(_ -> {
            item.setText(text("connection.menu.unusable", connection.label()));
            item.setDisable(true);
        });
        item.setToggleGroup(group);
        item.setSelected(connections.isCurrent(connection));
        item.setOnAction(_ -> {
            if (!connections.isCurrent(connection)) {
                connections.choose(connection);
            }
        });
        return item;
    }
}
