package dev.vitrine.ui.shell;

import dev.vitrine.image.ImageQuery.Order;
import dev.vitrine.ui.actions.Shortcut;
import dev.vitrine.ui.actions.UndoStack;
import dev.vitrine.ui.controls.ResponsiveBar;
import dev.vitrine.ui.gallery.GalleryViewModel;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.ShownKeys;
import dev.vitrine.ui.support.Theme;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// The bar above: which library, the search box, order, tile size, upload and the menu.
final class Toolbar extends HBox {
    private static final double ROOM_FOR_ALL = 980;
    private static final double ROOM_FOR_WORDS = 880;

    /// What the bar's buttons do beside their own properties.
    record Commands(Runnable undo, Runnable redo, Runnable preferences, Runnable keys, Runnable fullScreen) {
    }

    private final GalleryViewModel gallery;
    private final UndoStack undo;
    private final Commands commands;
    private final UploadButton upload;
    private final Node size;

    Toolbar(Node library, Node search, UploadButton upload, GalleryViewModel gallery, UndoStack undo, Commands commands) {
        this.gallery = gallery;
        this.undo = undo;
        this.commands = commands;
        getStyleClass().add("toolbar");
        setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(search, Priority.ALWAYS);
        this.upload = upload;
        size = sizeSlider();
        getChildren().setAll(library, search, size, upload);
    }

    /// Adds what depends on the panels and the order.
    Toolbar with(BooleanProperty sidebar, BooleanProperty detail, ObservableValue<Order> order, Consumer<Order> sort, Theme theme) {
        getChildren().addFirst(toggle(Feather.SIDEBAR, "toolbar.sidebar", Shortcut.SIDEBAR, sidebar));
        MenuButton sorting = sortMenu(order, sort);
        getChildren().add(3, sorting);
        ResponsiveBar.below(ROOM_FOR_ALL, this, List.of(sorting), List.of());
        ResponsiveBar.below(ROOM_FOR_WORDS, this, List.of(upload), List.of(size));
        getChildren().add(toggle(Feather.INFO, "toolbar.detail", Shortcut.DETAIL, detail));
        getChildren().add(mainMenu(sidebar, detail, theme));
        return this;
    }

    private Node sizeSlider() {
        var slider = new Slider(GalleryViewModel.SMALLEST_TILE, GalleryViewModel.LARGEST_TILE, 0);
        slider.valueProperty().bindBidirectional(gallery.tileSizeProperty());
        slider.setPrefWidth(110);
        slider.setMinWidth(70);
        slider.setAccessibleText(Messages.text("toolbar.size"));
        slider.setTooltip(new Tooltip(Messages.text("toolbar.size")));
        return slider;
    }

    private static Node toggle(Feather icon, String key, Shortcut shortcut, BooleanProperty shown) {
        return Icons.button(icon, Messages.text(key, ShownKeys.text(shortcut.keys())), () -> shown.set(!shown.get()));
    }

    private static MenuButton sortMenu(ObservableValue<Order> order, Consumer<Order> sort) {
        var menu = new MenuButton(null, Icons.of(Feather.ALIGN_LEFT));
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.getStyleClass().add("flat");
        menu.setAccessibleText(Messages.text("toolbar.sort"));
        menu.setTooltip(new Tooltip(Messages.text("toolbar.sort")));
        var group = new ToggleGroup();
        for (Order each : Order.values()) {
            var item = new RadioMenuItem(nameOf(each));
            item.setToggleGroup(group);
            item.setUserData(each);
            item.setOnAction(_ -> sort.accept(each));
            menu.getItems().add(item);
        }
        order.subscribe(now -> {
            menu.setText(nameOf(now));
            group.getToggles().stream().filter(toggle -> toggle.getUserData() == now).forEach(group::selectToggle);
        });
        return menu;
    }

    private static String nameOf(Order order) {
        return Messages.text("toolbar.sort." + order.name().toLowerCase(Locale.ROOT));
    }

    private Node mainMenu(BooleanProperty sidebar, BooleanProperty detail, Theme theme) {
        var menu = new MenuButton(null, Icons.of(Feather.MENU));
        menu.getStyleClass().addAll("flat", "no-arrow", "icon-button");
        menu.setAccessibleText(Messages.text("toolbar.menu"));
        menu.setTooltip(new Tooltip(Messages.text("toolbar.menu")));
        menu.getItems().setAll(
                undoItem("toolbar.undo", undo.undoLabelProperty(), Shortcut.UNDO, commands.undo()),
                undoItem("toolbar.redo", undo.redoLabelProperty(), Shortcut.REDO, commands.redo()),
                new SeparatorMenuItem(),
                check("toolbar.menu.sidebar", sidebar, Shortcut.SIDEBAR),
                check("toolbar.menu.detail", detail, Shortcut.DETAIL),
                check("toolbar.menu.captions", gallery.captionsProperty(), null),
                item("toolbar.menu.fullScreen", Shortcut.FULL_SCREEN, commands.fullScreen()),
                new SeparatorMenuItem());
        var themes = new ToggleGroup();
        for (Theme.Choice choice : Theme.Choice.values()) {
            var item = new RadioMenuItem(Messages.text("toolbar.theme." + choice.name().toLowerCase(Locale.ROOT)));
            item.setToggleGroup(themes);
            theme.choiceProperty().subscribe(name -> item.setSelected(choice.name().equals(name)));
            item.setOnAction(_ -> theme.choiceProperty().set(choice.name()));
            menu.getItems().add(item);
        }
        menu.getItems().addAll(new SeparatorMenuItem(), item("toolbar.menu.preferences", Shortcut.PREFERENCES, commands.preferences()),
                item("toolbar.menu.keys", Shortcut.KEYS, commands.keys()));
        return menu;
    }

    private static MenuItem undoItem(String key, ObservableValue<String> label, Shortcut shortcut, Runnable action) {
        MenuItem item = item(key, shortcut, action);
        label.subscribe(what -> {
            item.setText(what.isEmpty() ? Messages.text(key) : Messages.text(key + ".what", what));
            item.setDisable(what.isEmpty());
        });
        return item;
    }

    private static CheckMenuItem check(String key, BooleanProperty property, Shortcut shortcut) {
        var item = new CheckMenuItem(Messages.text(key));
        item.selectedProperty().bindBidirectional(property);
        if (shortcut != null) {
            item.setAccelerator(new ShownKeys(shortcut.keys()));
        }
        return item;
    }

    private static MenuItem item(String key, Shortcut shortcut, Runnable action) {
        var item = new MenuItem(Messages.text(key));
        item.setAccelerator(new ShownKeys(shortcut.keys()));
        item.setOnAction(_ -> action.run());
        return item;
    }
}
