package dev.vitrine.ui.connection;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.showWhen;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.connection.Connection;
import dev.vitrine.ui.connection.ConnectionsViewModel.KnownConnections;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.controls.Modal;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Nodes;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The saved connections, to open, edit or remove one.
public final class ConnectionListView extends StackPane {
    private final ConnectionsViewModel connections;
    private final VBox rows = styled(new VBox(), "rows");

    public ConnectionListView(ConnectionsViewModel connections) {
        this.connections = connections;
        getStyleClass().add("connection-cover");
        setId("connection-list");
        Label heading = Labels.of(text("connection.list.title"), "large", "strong", "heading");
        var scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Label problem = Labels.of(connections.problemProperty(), "problem", "small");
        LineWrap.of(problem);
        showWhen(problem, connections.problemProperty().isNotEmpty());
        var create = new Button(text("connection.list.new"), Icons.of(Feather.PLUS));
        create.setOnAction(_ -> connections.create());
        var close = new Button(text("dialogs.close"));
        close.setOnAction(_ -> connections.closeList());
        var foot = styled(new HBox(create, Nodes.spacer(), close), "foot");
        var card = styled(new VBox(heading, scroll, problem, foot), "card");
        card.setMaxSize(560, Region.USE_PREF_SIZE);
        getChildren().add(card);
        connections.knownProperty().subscribe(this::show);
        Modal.hold(this, connections.listOpenProperty(), close, connections::closeList, connections::closeList);
    }

    private void show(KnownConnections known) {
        if (known.saved().isEmpty()) {
            Label none = Labels.of(text("connection.list.none"), "muted");
            LineWrap.of(none);
            rows.getChildren().setAll(none);
        } else {
            rows.getChildren().setAll(known.saved().stream().map(this::row).toList());
        }
    }

    private Node row(Connection connection) {
        Label name = Labels.of(connection.label(), "strong");
        Label place = Labels.of(connection.place(), "small", "muted");
        var words = new VBox(name, place);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        var open = new Button(text("connection.list.open"));
        open.setMinWidth(Region.USE_PREF_SIZE);
        open.setDisable(connection.problem().isPresent());
        if (connection.problem().isPresent()) {
            LineWrap.of(place);
        }
        open.setAccessibleText(text("connection.list.openOne", connection.label()));
        open.setOnAction(_ -> connections.choose(connection));
        var row = styled(
                new HBox(
                        words,
                        open,
                        Icons.button(
                                Feather.EDIT_2,
                                text("connection.list.edit", connection.label()),
                                () -> connections.edit(connection)),
                        Icons.button(
                                Feather.TRASH_2,
                                text("connection.list.remove", connection.label()),
                                () -> connections.remove(connection))),
                "row");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
