package dev.vitrine.ui.shell;

import dev.vitrine.image.ImageQuery.Order;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.ui.actions.LibraryAct;
import dev.vitrine.ui.actions.LibraryRights;
import dev.vitrine.ui.actions.Shortcut;
import dev.vitrine.ui.controls.MenuItems;
import dev.vitrine.ui.filter.FilterViewModel;
import dev.vitrine.ui.shell.SortMenu.OwnOrder;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Messages;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.kordamp.ikonli.feather.Feather;

/// The menu between the images: what can be brought in, selected, and shown in another way.
record EmptyAreaMenu(Browsing browsing, UploadFlow uploads, LibraryRights rights, WindowCommands commands) {
    ContextMenu make() {
        var menu = new ContextMenu();
        menu.setAutoHide(true);
        var gallery = browsing.gallery();
        if (browsing.filter().queryProperty().get().scope() == Scope.TRASH) {
            menu.getItems().add(MenuItems.of("toolbar.menu.emptyTrash", Feather.TRASH_2, commands::emptyTrash));
        } else if (rights.allows(LibraryAct.UPLOAD)) {
            menu.getItems()
                    .addAll(
                            keyed(
                                    Shortcut.UPLOAD,
                                    MenuItems.of("toolbar.upload.files", Feather.IMAGE, uploads::choose)),
                            keyed(
                                    Shortcut.UPLOAD_FOLDER,
                                    MenuItems.of("toolbar.upload.folder", Feather.FOLDER, uploads::chooseFolder)),
                            keyed(
                                    Shortcut.PASTE,
                                    MenuItems.of(Shortcut.PASTE.messageKey(), Feather.CLIPBOARD, uploads::paste)));
        }
        menu.getItems()
                .add(MenuItems.of("toolbar.menu.similarToClipboard", Feather.SEARCH, commands::findSimilarToClipboard));
        MenuItem all = keyed(
                Shortcut.SELECT_ALL,
                MenuItems.of(Shortcut.SELECT_ALL.messageKey(), Feather.CHECK_SQUARE, gallery::selectAll));
        all.setDisable(gallery.resultProperty().get().size() == 0);
        if (!menu.getItems().isEmpty()) {
            menu.getItems().add(new SeparatorMenuItem());
        }
        menu.getItems()
                .addAll(
                        all,
                        new SeparatorMenuItem(),
                        orders(browsing),
                        keyed(
                                Shortcut.WHOLE_PICTURES,
                                check(Shortcut.WHOLE_PICTURES.messageKey(), gallery.wholePicturesProperty())),
                        check("toolbar.menu.captions", gallery.captionsProperty()));
        return menu;
    }

    private static Menu orders(Browsing browsing) {
        FilterViewModel filter = browsing.filter();
        var orders = new Menu(Messages.text("toolbar.sort"), Icons.of(Feather.ALIGN_LEFT));
        List<OwnOrder> own = browsing.ownOrders().stream()
                .filter(each -> each.offered().getValue())
                .toList();
        Optional<OwnOrder> inForce = own.stream().filter(OwnOrder::isInForce).findFirst();
        for (OwnOrder each : own) {
            var item = new RadioMenuItem(each.text());
            item.setSelected(inForce.filter(each::equals).isPresent());
            item.setOnAction(_ -> OwnOrder.choose(own, Optional.of(each)));
            orders.getItems().add(item);
        }
        for (Order order : Order.values()) {
            var item = new RadioMenuItem(SortMenu.nameOf(order));
            item.setSelected(inForce.isEmpty() && filter.queryProperty().get().order() == order);
            item.setOnAction(_ -> {
                OwnOrder.choose(own, Optional.empty());
                filter.sort(order);
            });
            orders.getItems().add(item);
        }
        return orders;
    }

    private static MenuItem check(String key, BooleanProperty property) {
        var item = new CheckMenuItem(Messages.text(key));
        item.setSelected(property.get());
        item.setOnAction(_ -> property.set(item.isSelected()));
        return item;
    }

    private static MenuItem keyed(Shortcut shortcut, MenuItem item) {
        return MenuItems.keyed(shortcut.keys(), item);
    }
}
