package dev.vitrine.ui.shell;

import dev.vitrine.ui.connection.ConnectionFormView;
import dev.vitrine.ui.connection.ConnectionListView;
import dev.vitrine.ui.connection.ConnectionsViewModel;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/// The connections over a page, as a list and as the form of one. Made when first asked for: most starts need no
/// connection.
final class ConnectionCards {
    private ConnectionCards() {}

    static void over(Pane window, ConnectionsViewModel connections) {
        makeWhen(connections.listOpenProperty(), () -> new ConnectionListView(connections), window);
        makeWhen(connections.form().openProperty(), () -> new ConnectionFormView(connections.form()), window);
    }

    private static void makeWhen(ObservableValue<Boolean> open, Supplier<Node> make, Pane window) {
        var made = new AtomicBoolean();
        open.subscribe(now -> {
            if (now && made.compareAndSet(false, true)) {
                window.getChildren().add(make.get());
            }
        });
    }
}
