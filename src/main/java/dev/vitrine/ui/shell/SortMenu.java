package dev.vitrine.ui.shell;

import dev.vitrine.image.ImageQuery.Order;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Messages;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// The order of the images, by name.
final class SortMenu extends MenuButton {
    SortMenu(ObservableValue<Order> order, Consumer<Order> sort) {
        super(null, Icons.of(Feather.ALIGN_LEFT));
        setMinWidth(Region.USE_PREF_SIZE);
        getStyleClass().add("flat");
        setAccessibleText(Messages.text("toolbar.sort"));
        setTooltip(new Tooltip(Messages.text("toolbar.sort")));
        var group = new ToggleGroup();
        for (Order each : Order.values()) {
            var item = new RadioMenuItem(nameOf(each));
            item.setToggleGroup(group);
            item.setUserData(each);
            item.setOnAction(_ -> sort.accept(each));
            getItems().add(item);
        }
        order.subscribe(now -> {
            setText(nameOf(now));
            group.getToggles().stream()
                    .filter(toggle -> toggle.getUserData() == now)
                    .forEach(group::selectToggle);
        });
    }

    static String nameOf(Order order) {
        return Messages.text("toolbar.sort." + order.name().toLowerCase(Locale.ROOT));
    }
}
