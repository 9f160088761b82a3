package dev.vitrine.ui.shell;

import dev.vitrine.connection.Library;
import dev.vitrine.ui.actions.Shortcut;
import dev.vitrine.ui.actions.UndoStack;
import dev.vitrine.ui.controls.MenuItems;
import dev.vitrine.ui.controls.WhileShown;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Preferences;
import dev.vitrine.ui.support.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.feather.Feather;

/// The menu of the window.
final class MainMenu extends MenuButton {
    /// @param library without what it cannot do: of S3 and DynamoDB nothing is said in a folder on this computer
    MainMenu(UndoStack undo, Panels panels, Preferences preferences, WindowCommands commands, Library library) {
        super(null, Icons.of(Feather.MENU));
        getStyleClass().addAll("flat", "no-arrow", "icon-button");
        setAccessibleText(Messages.text("toolbar.menu"));
        setTooltip(new Tooltip(Messages.text("toolbar.menu")));
        getItems()
                .setAll(
                        undoItem("toolbar.undo", undo.undoLabel(), Shortcut.UNDO, undo::undo),
                        undoItem("toolbar.redo", undo.redoLabel(), Shortcut.REDO, undo::redo),
                        new SeparatorMenuItem(),
                        check("toolbar.menu.sidebar", panels.sidebar().openProperty(), Optional.of(Shortcut.SIDEBAR)),
                        check("toolbar.menu.detail", panels.detail().openProperty(), Optional.of(Shortcut.DETAIL)),
                        check(
                                Shortcut.WHOLE_PICTURES.messageKey(),
                                preferences.wholePicturesProperty(),
                                Optional.of(Shortcut.WHOLE_PICTURES)),
                        check("toolbar.menu.captions", preferences.captionsProperty(), Optional.empty()),
                        item("toolbar.menu.fullScreen", Shortcut.FULL_SCREEN, commands::toggleFullScreen),
                        submenu("preferences.theme", themes(preferences)),
                        new SeparatorMenuItem(),
                        item("toolbar.menu.slideshow", Shortcut.SLIDESHOW, commands::playSlideshow),
                        item("toolbar.menu.cull", Shortcut.CULL, commands::cull),
                        MenuItems.of("toolbar.menu.similarToClipboard", commands::findSimilarToClipboard),
                        MenuItems.of("toolbar.menu.reviewLookAlikes", commands::reviewLookAlikes),
                        new SeparatorMenuItem(),
                        submenu("toolbar.menu.library", ofLibrary(commands, library)),
                        MenuItems.of("toolbar.menu.emptyTrash", commands::emptyTrash),
                        item("toolbar.menu.problems", Shortcut.PROBLEMS, commands::showProblems),
                        item("toolbar.menu.preferences", Shortcut.PREFERENCES, commands::showPreferences),
                        new SeparatorMenuItem(),
                        item("toolbar.menu.keys", Shortcut.KEYS, commands::showKeys),
                        MenuItems.of("toolbar.menu.about", commands::showAbout),
                        item("toolbar.menu.quit", Shortcut.QUIT, commands::quit));
    }

    private static List<MenuItem> ofLibrary(WindowCommands commands, Library library) {
        var items = new ArrayList<MenuItem>();
        items.add(MenuItems.of("toolbar.menu.exportList", commands::exportList));
        items.add(MenuItems.of("toolbar.menu.importList", commands::importList));
        items.add(MenuItems.of("toolbar.menu.keepCopy", commands::keepCopy));
        library.cloud().ifPresent(_ -> items.add(MenuItems.of("toolbar.menu.adopt", commands::adoptBucket)));
        library.sharing()
                .ifPresent(_ -> items.add(MenuItems.of("toolbar.menu.sharedPages", commands::showSharedPages)));
        items.add(new SeparatorMenuItem());
        items.add(MenuItems.of("toolbar.menu.readCameras", commands::readCameras));
        items.add(MenuItems.of("toolbar.menu.hashPreviews", commands::prepareLookAlikes));
        return items;
    }

    private static List<MenuItem> themes(Preferences preferences) {
        var themes = new ToggleGroup();
        return Stream.of(Theme.ThemeChoice.values())
                .<MenuItem>map(choice -> {
                    var item = new RadioMenuItem(
                            Messages.text("toolbar.theme." + choice.name().toLowerCase(Locale.ROOT)));
                    item.setToggleGroup(themes);
                    preferences
                            .themeProperty()
                            .subscribe(name -> item.setSelected(choice.name().equals(name)));
                    item.setOnAction(_ -> preferences.themeProperty().set(choice.name()));
                    return item;
                })
                .toList();
    }

    private static Menu submenu(String key, List<MenuItem> items) {
        var menu = new Menu(Messages.text(key));
        menu.getItems().setAll(items);
        return menu;
    }

    private MenuItem undoItem(String key, ObservableValue<String> label, Shortcut shortcut, Runnable action) {
        MenuItem item = item(key, shortcut, action);
        item.setMnemonicParsing(false); // names of images and tags stand in it
        WhileShown.of(label, this).subscribe(what -> {
            item.setText(what.isEmpty() ? Messages.text(key) : Messages.text(key + ".what", what));
            item.setDisable(what.isEmpty());
        });
        return item;
    }

    private static CheckMenuItem check(String key, BooleanProperty property, Optional<Shortcut> shortcut) {
        var item = new CheckMenuItem(Messages.text(key));
        item.selectedProperty().bindBidirectional(property);
        shortcut.ifPresent(keys -> MenuItems.keyed(keys.keys(), item));
        return item;
    }

    private static MenuItem item(String key, Shortcut shortcut, Runnable action) {
        return MenuItems.keyed(shortcut.keys(), MenuItems.of(key, action));
    }
}
