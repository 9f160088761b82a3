package dev.vitrine.ui.connection;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.showWhen;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.connection.ConnectionCheck.LibraryPart;
import dev.vitrine.ui.connection.ConnectionTestViewModel.PlannedRow;
import dev.vitrine.ui.connection.ConnectionTestViewModel.TestState;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Nodes;
import dev.vitrine.ui.support.Sentences;
import java.util.Map.Entry;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The results of a test, as they come: a line for each permission, what exists, what setting up would make.
final class ConnectionTestView extends VBox {
    private final ConnectionTestViewModel connectionTest;

    /// @param trust a person answers for the server that the test asks about
    ConnectionTestView(ConnectionTestViewModel connectionTest, Runnable trust) {
        this.connectionTest = connectionTest;
        getStyleClass().add("connection-test");
        var summary = Labels.wrapped("", "strong");
        summary.setId("test-summary");
        summary.textProperty().bind(connectionTest.summaryProperty());
        showWhen(summary, connectionTest.summaryProperty().isNotEmpty());
        var invitation = Labels.wrapped(text("connection.test.invitation"), "muted");
        showWhen(invitation, summary.visibleProperty().not());
        var abilities = section(connectionTest.abilities(), this::ability);
        abilities.setId("test-abilities");
        var parts = section(connectionTest.parts(), ConnectionTestView::part);
        var planned = section(connectionTest.planned(), this::planned);
        getChildren()
                .setAll(
                        invitation,
                        summary,
                        new CertificateView(connectionTest.certificateProperty(), trust),
                        new MfaCodeView(connectionTest.codeProperty(), connectionTest::enter),
                        abilities,
                        titled("connection.found.title", parts, connectionTest.parts()),
                        createSetUp(planned));
    }

    private Node createSetUp(VBox planned) {
        var make = new Button(text("connection.setUp.make"));
        make.setId("set-up");
        make.setMinWidth(Region.USE_PREF_SIZE);
        make.disableProperty()
                .bind(connectionTest
                        .stateProperty()
                        .isNotEqualTo(TestState.TESTED)
                        .or(Bindings.createBooleanBinding(
                                () -> connectionTest.planned().stream().noneMatch(connectionTest::isRequested),
                                connectionTest.planned(),
                                connectionTest.options())));
        make.setOnAction(_ -> connectionTest.setUp());
        VBox box = titled("connection.setUp.title", planned, connectionTest.planned());
        box.getChildren().add(make);
        return box;
    }

    private static VBox titled(String key, Node content, ObservableList<?> rows) {
        Label title = Labels.of(text(key), "strong");
        var box = styled(new VBox(title, content), "section");
        showFor(box, rows);
        return box;
    }

    private static <T> VBox section(ObservableList<T> rows, Function<T, Node> line) {
        var box = styled(new VBox(), "lines");
        rows.subscribe(() -> box.getChildren().setAll(rows.stream().map(line).toList()));
        showFor(box, rows);
        return box;
    }

    private static void showFor(Node node, ObservableList<?> rows) {
        Runnable show = () -> {
            Nodes.show(node, !rows.isEmpty());
        };
        rows.subscribe(show);
        show.run();
    }

    private Node ability(PermissionRow row) {
        String name = text("connection.ability." + row.ability().name());
        Node mark = switch (row.state()) {
            case WAITING -> mark(Feather.CIRCLE, "waiting");
            case TRYING -> trying();
            case FINE -> mark(Feather.CHECK_CIRCLE, "fine");
            case LESS -> mark(Feather.ALERT_CIRCLE, "less");
            case REFUSED -> mark(Feather.LOCK, "less");
            case MISSING -> mark(Feather.X_CIRCLE, "missing");
        };
        Node line = line(
                mark, name, repeatsTheLineAbove(row) ? text("connection.reason.same") : Sentences.text(row.reason()));
        line.setAccessibleText(text(
                "connection.ability.accessible",
                name,
                text("connection.outcome." + row.state().name()),
                Sentences.text(row.reason())));
        if (!row.actions().isEmpty()) {
            Tooltip.install(line, new Tooltip(String.join("\n", row.actions())));
        }
        return line;
    }

    /// One missing bucket is the reason of many lines: said once, the others stay short.
    private boolean repeatsTheLineAbove(PermissionRow row) {
        int at = row.ability().ordinal();
        return !row.reason().isEmpty()
                && at > 0
                && connectionTest.abilities().get(at - 1).reason().equals(row.reason());
    }

    private static Node part(Entry<LibraryPart, Boolean> part) {
        String key = part.getValue() ? "connection.part.there" : "connection.part.absent";
        return line(
                part.getValue() ? mark(Feather.CHECK_CIRCLE, "fine") : mark(Feather.MINUS_CIRCLE, "waiting"),
                text(key, text("connection.part." + part.getKey().name())),
                "");
    }

    private Node planned(PlannedRow row) {
        if (row.optional() && !row.made()) {
            return option(row);
        }
        return line(
                row.made() ? mark(Feather.CHECK_CIRCLE, "fine") : mark(Feather.PLUS_CIRCLE, "planned"),
                Sentences.text(row.sentence()),
                "");
    }

    private Node option(PlannedRow row) {
        var choice = new CheckBox(Sentences.text(row.sentence()));
        choice.setMnemonicParsing(false); // names of buckets stand in it
        choice.setId("option");
        LineWrap.of(choice);
        choice.setAlignment(Pos.TOP_LEFT);
        choice.setMinHeight(Region.USE_PREF_SIZE);
        choice.setSelected(connectionTest.isRequested(row));
        choice.disableProperty().bind(connectionTest.stateProperty().isEqualTo(TestState.SETTING_UP));
        choice.setOnAction(_ -> connectionTest.want(row, choice.isSelected()));
        return choice;
    }

    private static Node trying() {
        var indicator = new ProgressIndicator();
        indicator.setPrefSize(16, 16);
        indicator.setMinSize(16, 16);
        return indicator;
    }

    private static Node mark(Feather icon, String style) {
        var mark = new Label(null, Icons.of(icon));
        mark.getStyleClass().addAll("mark", style);
        return mark;
    }

    private static Node line(Node mark, String what, String reason) {
        var words = new VBox(Labels.wrapped(what));
        if (!reason.isEmpty()) {
            words.getChildren().add(Labels.wrapped(reason, "small", "muted"));
        }
        HBox.setHgrow(words, Priority.ALWAYS);
        return styled(new HBox(mark, words), "line");
    }
}
