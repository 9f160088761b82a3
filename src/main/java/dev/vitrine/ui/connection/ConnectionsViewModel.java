package dev.vitrine.ui.connection;

import dev.vitrine.connection.Connection;
import dev.vitrine.connection.ConnectionProfile;
import dev.vitrine.connection.Connections;
import dev.vitrine.image.ImageException;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Dialogs;
import dev.vitrine.ui.support.Dialogs.FilePurpose;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.Messages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
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
    private Optional<Folders> folders = Optional.empty();
    private Consumer<Connection> onKeptGone = _ -> {};
    private BiConsumer<Connection, Runnable> onAgain = (_, _) -> {};
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
                    fixed.addAll(connections.recent());
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
                .map(this::labelOf)
                .orElseGet(() -> labelOf(new Connection("", current.get(), Optional.empty())));
    }

    /// What people call it.
    public String labelOf(Connection connection) {
        return connection.equals(connections.local()) ? Messages.text("shell.library.local") : connection.label();
    }

    boolean isCurrent(Connection connection) {
        return connection.profile().equals(current.get());
    }

    public void choose(Connection connection) {
        listOpen.set(false);
        refresh();
        onChosen.accept(connection);
    }

    /// @param failed is told why a folder was not taken
    public void offerFolders(Dialogs asked, Consumer<ImageException> failed) {
        folders = Optional.of(new Folders(asked, failed));
    }

    private record Folders(Dialogs dialogs, Consumer<ImageException> failed) {}

    /// @param forgets what is to be kept offline of a library: it went with its connection
    public void setOnKeptGone(Consumer<Connection> forgets) {
        onKeptGone = forgets;
    }

    boolean offersFolders() {
        return folders.isPresent();
    }

    /// Makes a library in a folder that the person chooses, and says where before it does.
    void createInFolder() {
        chooseFolder("connection.folder.new", connections::newIn, connection -> {
            boolean agreed = folders.stream()
                    .anyMatch(each -> each.dialogs()
                            .agree(
                                    Messages.text("connection.folder.title"),
                                    Messages.text("connection.folder.text", connection.place()),
                                    Messages.text("connection.folder.make")));
            if (agreed) {
                choose(connection);
            }
        });
    }

    /// Opens a library that is there, also one that may only be looked at.
    void openFolder() {
        chooseFolder("connection.folder.open", connections::existingIn, this::choose);
    }

    private void chooseFolder(String title, Function<Path, Connection> place, Consumer<Connection> then) {
        folders.ifPresent(each -> each.dialogs()
                .chooseFolder(FilePurpose.LIBRARY, Messages.text(title))
                .ifPresent(chosen -> background.run(() -> place.apply(chosen), then, each.failed())));
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

    public void chooseLocal() {
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
        if (connection.keysKept() && connection.keysRequired()) {
            background.run(() -> connections.unlocked(connection), form::edit, this::failed);
        } else {
            form.edit(connection);
        }
    }

    /// Opens the form on the library that is shown; one that the environment asked for can be tested, set up and
    /// saved there.
    public void editCurrent() {
        edit(shown());
    }

    /// Leaves the library that is shown, and opens it again.
    ///
    /// @param between happens in the background while it is closed; never where the person stays
    public void openAgain(Runnable between) {
        onAgain.accept(shown(), between);
    }

    /// @param opens as [#openAgain] has it
    public void setOnAgain(BiConsumer<Connection, Runnable> opens) {
        onAgain = opens;
    }

    private Connection shown() {
        return known.get().saved().stream()
                .filter(this::isCurrent)
                .findFirst()
                .orElseGet(() -> new Connection("", current.get(), Optional.empty()));
    }

    /// Opens the form when the library that is shown wants keys that were typed in an earlier run.
    public void askForKeys() {
        background.run(
                connections::saved,
                saved -> saved.stream()
                        .filter(each -> isCurrent(each) && each.keysRequired())
                        .findFirst()
                        .ifPresent(form::edit), // the key ring was asked already
                this::failed);
    }

    /// Asks before, where originals that are kept offline go with it.
    void remove(Connection connection) {
        background.run(
                () -> connections.keptFor(connection.name()),
                sizes -> {
                    if (sizes.isEmpty() || agreed(connection, sizes)) {
                        forget(connection);
                    }
                },
                this::failed);
    }

    private boolean agreed(Connection connection, List<Long> sizes) {
        String bytes = Format.bytes(sizes.stream().mapToLong(Long::longValue).sum());
        return folders.stream()
                .allMatch(each -> each.dialogs()
                        .agree(
                                Messages.text("connection.remove.title", connection.label()),
                                Messages.text("connection.remove.explained", sizes.size(), bytes),
                                Messages.text("connection.remove.act")));
    }

    private void forget(Connection connection) {
        background.run(
                () -> connections.remove(connection.name()),
                isKeptGone -> {
                    if (isKeptGone) {
                        onKeptGone.accept(connection);
                    }
                    refresh();
                },
                this::failed);
    }

    private void failed(ImageException reason) {
        problem.set(FailureText.coded(reason));
    }
}
