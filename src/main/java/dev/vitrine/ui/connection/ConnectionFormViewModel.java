package dev.vitrine.ui.connection;

import dev.vitrine.connection.Connection;
import dev.vitrine.connection.ConnectionCheck;
import dev.vitrine.connection.Connections;
import dev.vitrine.image.ImageException;
import dev.vitrine.store.AwsKeys;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.FailureText;
import java.util.HashSet;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// The form of one connection: filled in, tested, set up, saved and opened.
public final class ConnectionFormViewModel {
    private final Connections connections;
    private final Background background;
    private final Consumer<Connection> onSaved;
    private final ConnectionFields fields = new ConnectionFields();
    private final ConnectionTestViewModel connectionTest;
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper keysRequired = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper keysLocked = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canKeepKeys = new ReadOnlyBooleanWrapper();
    private String formerName = "";

    /// @param onSaved opens the library that was just saved
    ConnectionFormViewModel(Connections connections, Background background, Consumer<Connection> onSaved) {
        this.connections = connections;
        this.background = background;
        this.onSaved = onSaved;
        connectionTest = new ConnectionTestViewModel(background, ConnectionCheck::askForCode, connections::tested);
        for (Observable field : fields.tested()) {
            field.addListener(_ -> connectionTest.reset());
        }
    }

    public ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    ConnectionFields fields() {
        return fields;
    }

    ConnectionTestViewModel connectionTest() {
        return connectionTest;
    }

    /// Why it could not be saved, or `""`.
    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /// The form was opened because the keys must be typed again.
    ReadOnlyBooleanProperty keysRequiredProperty() {
        return keysRequired.getReadOnlyProperty();
    }

    /// They are required although they are in this computer's key ring, which did not give them.
    ReadOnlyBooleanProperty keysLockedProperty() {
        return keysLocked.getReadOnlyProperty();
    }

    /// This computer has a key ring, or had one when the keys were kept: then they can be given up.
    ReadOnlyBooleanProperty canKeepKeysProperty() {
        return canKeepKeys.getReadOnlyProperty();
    }

    boolean isNew() {
        return formerName.isEmpty();
    }

    /// Opens the form, empty.
    public void create() {
        formerName = "";
        fields.clear();
        keysRequired.set(false);
        keysLocked.set(false);
        show();
    }

    /// Opens the form, empty but for a server of one's own.
    void createOnServer() {
        create();
        fields.compatible.set(true);
    }

    /// Opens the form on a connection; one without a name, from the environment, becomes a saved one.
    void edit(Connection connection) {
        formerName = connection.name();
        fields.show(connection);
        keysRequired.set(connection.keysRequired());
        keysLocked.set(connection.keysRequired() && connection.keysKept());
        show();
    }

    private void show() {
        failure.set("");
        connectionTest.reset();
        fields.taken.set(new HashSet<>());
        open.set(true);
        background.run(
                connections::saved,
                saved -> {
                    var names = new HashSet<String>();
                    saved.forEach(each -> names.add(each.name()));
                    names.remove(formerName);
                    fields.taken.set(names);
                },
                this::failed);
        boolean kept = fields.keepKeys.get();
        canKeepKeys.set(kept);
        background.run(connections::canKeepKeys, there -> canKeepKeys.set(there || kept), _ -> canKeepKeys.set(kept));
    }

    void test() {
        if (fields.problemProperty().getValue().isEmpty()) {
            connectionTest.test(fields.settings(), keys());
        }
    }

    /// A person answers for the server that the test asked about.
    void trust() {
        connectionTest.certificateProperty().get().ifPresent(shown -> {
            fields.trust(shown);
            test();
        });
    }

    void saveAndOpen() {
        if (!fields.problemProperty().getValue().isEmpty()) {
            return;
        }
        connectionTest.cancel();
        String name = fields.savedName();
        AwsSettings settings = fields.settings();
        Optional<AwsKeys> keys = keys();
        boolean keep = fields.keepKeys.get();
        String former = formerName;
        background.run(
                () -> connections.save(name, settings, keys, keep, former),
                saved -> {
                    close();
                    onSaved.accept(saved);
                },
                this::failed);
    }

    /// Typed keys that are not typed again stay wanted: others do not take their place because a field is empty.
    private Optional<AwsKeys> keys() {
        return fields.keys().or(() -> keysRequired.get() ? Optional.of(AwsKeys.NOT_TYPED) : Optional.empty());
    }

    /// Leaves everything as it is; the keys typed and not saved are forgotten.
    void close() {
        connectionTest.reset();
        open.set(false);
        fields.clear();
    }

    private void failed(ImageException reason) {
        failure.set(FailureText.coded(reason));
    }
}
