package dev.vitrine.ui.connection;

import dev.vitrine.connection.Connection;
import dev.vitrine.connection.ConnectionProfile;
import dev.vitrine.connection.Connections;
import dev.vitrine.image.ImageException;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// The libraries to choose from, which of them is shown, and the way from one to another.
public final class ConnectionsViewModel {
    /// @param fixed what is always offered: the local library, and what the environment asks for
    record KnownConnections(List<Connection> fixed, List<Connection> saved) {}

    private final Connections connections;
    private final Background background;
    private final Consumer<Connection> onChosen;
    private final ConnectionFormViewModel form;
    private final ReadOnlyObjectWrapper<KnownConnections> known;
    private final ObjectProperty<ConnectionProfile> current = new SimpleObjectProperty<>();
    private final ReadOnlyBooleanWrapper listOpen = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    /// @param onChosen opens another library in the window
    public ConnectionsViewModel(Connections connections, Background background, Consumer<Connection> onChosen) {
        this.connections = connections;
        this.background = background;
        this.onChosen = onChosen;
        form = new ConnectionFormViewModel(connections, background, this::choose);
        known = new ReadOnlyObjectWrapper<>(new KnownConnections(List.of(connections.local()), List.of()));
        current.set(connections.local().profile());
    }

    public ConnectionFormViewModel form() {
        return form;
    }

    /// The library that the window shows.
    public ObjectProperty<ConnectionProfile> currentProperty() {
        return current;
    }

    ReadOnlyObjectProperty<KnownConnections> knownProperty() {
        return known.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty listOpenProperty() {
        return listOpen.getReadOnlyProperty();
    }

    /// Why the saved connections cannot be shown or changed, or `""`.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Reads again which connections there are.
    public void refresh() {
        background.run(
                () -> {
                    var fixed = new ArrayList<>(List.of(connections.local()));
                    askedForByEnvironment().ifPresent(fixed::add);
                    return new KnownConnections(List.copyOf(fixed), connections.saved());
                },
                now -> {
                    problem.set("");
                    known.set(now);
                },
                this::failed);
    }

    /// Empty also when the environment asks for something that cannot be: the start has said so, and the others
    /// must still be offered.
    private Optional<Connection> askedForByEnvironment() {
        try {
            return connections.ofEnvironment();
        } catch (ImageException.Invalid _) {
            return Optional.empty();
        }
    }

    /// What the menu shows for the library that is open.
    String currentLabel() {
        return known.get().saved().stream()
                .filter(this::isCurrent)
                .findFirst()
                .map(ConnectionsViewModel::labelOf)
                .orElseGet(() -> current.get() instanceof ConnectionProfile.Local
                        ? Messages.text("shell.library.local")
                        : current.get().name());
    }

    static String labelOf(Connection connection) {
        return connection.isLocal() ? Messages.text("shell.library.local") : connection.label();
    }

    boolean isCurrent(Connection connection) {
        return connection.profile().equals(current.get());
    }

    public void choose(Connection connection) {
        listOpen.set(false);
        refresh();
        onChosen.accept(connection);
    }

    public void showList() {
        refresh();
        listOpen.set(true);
    }

    void closeList() {
        listOpen.set(false);
    }

    void create() {
        listOpen.set(false);
        form.create();
    }

    void chooseLocal() {
        choose(connections.local());
    }

    void createOnAws() {
        form.create();
    }

    void createOnServer() {
        form.createOnServer();
    }

    void edit(Connection connection) {
        listOpen.set(false);
        form.edit(connection);
    }

    /// Opens the form on the library that is shown; one that the environment asked for can be tested, set up and
    /// saved there.
    public void editCurrent() {
        edit(known.get().saved().stream()
                .filter(this::isCurrent)
                .findFirst()
                .orElseGet(() -> new Connection("", current.get(), Optional.empty())));
    }

    /// Opens the form when the library that is shown wants keys that were typed in an earlier run.
    public void askForKeys() {
        background.run(
                connections::saved,
                saved -> saved.stream()
                        .filter(each -> isCurrent(each) && each.keysRequired())
                        .findFirst()
                        .ifPresent(this::edit),
                this::failed);
    }

    void remove(Connection connection) {
        background.run(
                () -> {
                    connections.remove(connection.name());
                    return connection;
                },
                _ -> refresh(),
                this::failed);
    }

    private void failed(ImageException reason) {
        problem.set(FailureText.coded(reason));
    }
}
