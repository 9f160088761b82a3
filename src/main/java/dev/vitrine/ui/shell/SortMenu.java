package dev.vitrine.ui.shell;

import dev.vitrine.image.ImageQuery.Order;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Messages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
    private final ObservableValue<Order> order;
    private final List<OwnOrder> own;
    private final ToggleGroup group = new ToggleGroup();
    private final Map<OwnOrder, RadioMenuItem> items = new LinkedHashMap<>();

    /// An order that only some queries have, as albums do.
    ///
    /// @param key of its name
    /// @param offered while such a query is asked
    /// @param chosen whether its answer is shown in that order
    record OwnOrder(String key, ObservableValue<Boolean> offered, BooleanProperty chosen) {
        boolean isInForce() {
            return offered.getValue() && chosen.get();
        }

        String text() {
            return Messages.text(key);
        }

        /// @param one empty for an order that every query has
        static void choose(List<OwnOrder> own, Optional<OwnOrder> one) {
            own.stream()
                    .filter(each -> each.isInForce() && !Optional.of(each).equals(one))
                    .forEach(each -> each.chosen().set(false));
            one.ifPresent(each -> each.chosen().set(true));
        }
    }

    /// @param own the first that is in force is shown
    SortMenu(ObservableValue<Order> order, Consumer<Order> sort, List<OwnOrder> own) {
        super(null, Icons.of(Feather.ALIGN_LEFT));
        this.order = order;
        this.own = own;
        setMinWidth(Region.USE_PREF_SIZE);
        getStyleClass().add("flat");
        setAccessibleText(Messages.text("toolbar.sort"));
        setTooltip(new Tooltip(Messages.text("toolbar.sort")));
        for (Order each : Order.values()) {
            RadioMenuItem item = item(nameOf(each), () -> {
                OwnOrder.choose(own, Optional.empty());
                sort.accept(each);
            });
            item.setUserData(each);
            getItems().add(item);
        }
        own.forEach(each -> items.put(each, item(each.text(), () -> OwnOrder.choose(own, Optional.of(each)))));
        own.forEach(each -> {
            each.offered().subscribe(offered -> offer(each, offered));
            each.chosen().subscribe((_, _) -> showChosen());
        });
        order.subscribe(_ -> showChosen());
    }

    private RadioMenuItem item(String text, Runnable action) {
        var item = new RadioMenuItem(text);
        item.setToggleGroup(group);
        item.setOnAction(_ -> action.run());
        return item;
    }

    private void offer(OwnOrder each, boolean offered) {
        RadioMenuItem item = Objects.requireNonNull(items.get(each));
        getItems().remove(item);
        if (offered) {
            getItems().addFirst(item);
        }
        showChosen();
    }

    private void showChosen() {
        Optional<OwnOrder> inForce = own.stream().filter(OwnOrder::isInForce).findFirst();
        setText(inForce.map(OwnOrder::text).orElseGet(() -> nameOf(order.getValue())));
        Optional<RadioMenuItem> item = inForce.map(each -> Objects.requireNonNull(items.get(each)));
        group.getToggles().stream()
                .filter(toggle -> item.map(toggle::equals).orElseGet(() -> toggle.getUserData() == order.getValue()))
                .forEach(group::selectToggle);
    }

    static String nameOf(Order order) {
        return Messages.text("toolbar.sort." + order.name().toLowerCase(Locale.ROOT));
    }
}
