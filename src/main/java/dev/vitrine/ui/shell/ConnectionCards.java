package dev.vitrine.ui.shell;

import dev.vitrine.ui.connection.ConnectionFormView;
import dev.vitrine.ui.connection.ConnectionListView;
import dev.vitrine.ui.connection.ConnectionsViewModel;
import dev.vitrine.ui.controls.LazyNode;
import javafx.scene.layout.Pane;

/// The connections over a page, as a list and as the form of one. Made when first asked for: most starts need no
/// connection.
final class ConnectionCards {
    private ConnectionCards() {}

    static void over(Pane window, ConnectionsViewModel connections) {
        LazyNode.over(window, connections.listOpenProperty(), () -> new ConnectionListView(connections));
        LazyNode.over(window, connections.form().openProperty(), () -> new ConnectionFormView(connections.form()));
    }
}
