package dev.vitrine.ui.shell;

import dev.vitrine.image.ImageQuery.Order;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Messages;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// The order of the images, by name.
final class SortMenu extends MenuButton {
    private final ObservableValue<Boolean> inForce; // held, or nobody would hear of it

    /// The order that an album has of its own.
    ///
    /// @param offered while an album is shown
    /// @param chosen whether it is shown in its own order
    record OwnOrder(ObservableValue<Boolean> offered, BooleanProperty chosen) {
        ObservableValue<Boolean> inForce() {
            return offered.flatMap(now -> chosen.map(wanted -> now && wanted));
        }
    }

    SortMenu(ObservableValue<Order> order, Consumer<Order> sort, OwnOrder own) {
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
            item.setOnAction(_ -> {
                own.chosen().set(false);
                sort.accept(each);
            });
            getItems().add(item);
        }
        var albums = new RadioMenuItem(Messages.text("toolbar.sort.album"));
        albums.setToggleGroup(group);
        albums.setOnAction(_ -> own.chosen().set(true));
        own.offered().subscribe(offered -> {
            getItems().remove(albums);
            if (offered) {
                getItems().addFirst(albums);
            }
        });
        inForce = own.inForce();
        inForce.subscribe(now -> show(group, order.getValue(), now ? Optional.of(albums) : Optional.empty()));
        order.subscribe(now -> show(group, now, inForce.getValue() ? Optional.of(albums) : Optional.empty()));
    }

    private void show(ToggleGroup group, Order order, Optional<RadioMenuItem> own) {
        setText(own.map(RadioMenuItem::getText).orElseGet(() -> nameOf(order)));
        group.getToggles().stream()
                .filter(toggle -> own.map(toggle::equals).orElseGet(() -> toggle.getUserData() == order))
                .forEach(group::selectToggle);
    }

    static String nameOf(Order order) {
        return Messages.text("toolbar.sort." + order.name().toLowerCase(Locale.ROOT));
    }
}
