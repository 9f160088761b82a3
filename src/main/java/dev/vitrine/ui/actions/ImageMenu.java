package dev.vitrine.ui.actions;

import dev.vitrine.ui.actions.ImageAction.MenuSection;
import dev.vitrine.ui.actions.ImageAction.Surface;
import dev.vitrine.ui.controls.MenuItems;
import dev.vitrine.ui.controls.MenuLetters;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Messages;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.kordamp.ikonli.feather.Feather;

/// The menu on images, as the table of [ImageAction] has it: says how many it acts on, and shows the keys.
public final class ImageMenu {
    private final ImageCommands commands;
    private final ImageTargets targets;
    private final ContextMenu menu = new ContextMenu();
    private final Map<MenuSection, Menu> submenus = new EnumMap<>(MenuSection.class);
    private MenuSection last = MenuSection.USE;

    private ImageMenu(ImageCommands commands, ImageTargets targets) {
        this.commands = commands;
        this.targets = targets;
    }

    public static ContextMenu of(ImageCommands commands, ImageTargets targets, Surface place) {
        var made = new ImageMenu(commands, targets);
        ImageAction.shown(place, targets.inTrash())
                .filter(action -> commands.offers(action, targets))
                .forEach(made::add);
        made.menu.setAutoHide(true);
        return MenuLetters.on(made.menu);
    }

    private void add(ImageAction action) {
        if (!action.section().isBeside(last) && !menu.getItems().isEmpty()) {
            menu.getItems().add(new SeparatorMenuItem());
        }
        last = action.section();
        itemsOf(last).add(item(action));
    }

    private List<MenuItem> itemsOf(MenuSection section) {
        return switch (section) {
            case USE, CHANGE, REMOVE -> menu.getItems();
            case COPY -> submenu(section, "menu.copy", Feather.COPY).getItems();
            case RATING -> submenu(section, "menu.rating", Feather.STAR).getItems();
            case CORRECTION ->
                submenu(section, "menu.correction", Feather.ROTATE_CW).getItems();
            case FLAG -> submenu(section, "menu.flag", Feather.FLAG).getItems();
        };
    }

    private Menu submenu(MenuSection section, String title, Feather icon) {
        return submenus.computeIfAbsent(section, _ -> {
            var submenu = new Menu(Messages.text(title), Icons.of(icon));
            menu.getItems().add(submenu);
            return submenu;
        });
    }

    private MenuItem item(ImageAction action) {
        var item = new MenuItem(
                action.text(targets.size()), action.section() == MenuSection.RATING ? null : Icons.of(action.icon()));
        item.setMnemonicParsing(false);
        action.shortcut().ifPresent(shortcut -> MenuItems.keyed(shortcut.keys(), item));
        item.setOnAction(_ -> commands.run(action, targets));
        return item;
    }
}
