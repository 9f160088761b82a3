package dev.vitrine.ui.connection;

import dev.vitrine.connection.CloudPlace;
import dev.vitrine.connection.Connection;
import dev.vitrine.connection.ConnectionProfile;
import dev.vitrine.connection.TypedKeys;
import dev.vitrine.image.ImageException;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Messages;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;

/// What is typed into the form, and what is wrong with it.
final class ConnectionFields {
    final StringProperty name = new SimpleStringProperty("");
    final BooleanProperty compatible = new SimpleBooleanProperty();
    final StringProperty awsProfile = new SimpleStringProperty("");
    final StringProperty region = new SimpleStringProperty("");
    final StringProperty endpoint = new SimpleStringProperty("");
    final StringProperty tableEndpoint = new SimpleStringProperty("");
    final BooleanProperty pathStyle = new SimpleBooleanProperty();
    final BooleanProperty checksums = new SimpleBooleanProperty();
    final StringProperty bucket = new SimpleStringProperty("");
    final StringProperty table = new SimpleStringProperty("");
    final StringProperty trashTable = new SimpleStringProperty("");
    final StringProperty accessKey = new SimpleStringProperty("");
    final StringProperty secretKey = new SimpleStringProperty("");
    final StringProperty sessionToken = new SimpleStringProperty("");
    final ObjectProperty<Set<String>> taken = new SimpleObjectProperty<>(Set.of());

    private final ObservableValue<String> problem = Bindings.createStringBinding(this::problemNow, everything());
    private long linkSeconds;

    /// Everything that makes a test obsolete when it changes; the name does not.
    List<Observable> tested() {
        return List.of(
                compatible,
                awsProfile,
                region,
                endpoint,
                tableEndpoint,
                pathStyle,
                checksums,
                bucket,
                table,
                trashTable,
                accessKey,
                secretKey,
                sessionToken);
    }

    private Observable[] everything() {
        return new Observable[] {
            name,
            taken,
            compatible,
            awsProfile,
            region,
            endpoint,
            tableEndpoint,
            pathStyle,
            checksums,
            bucket,
            table,
            trashTable,
            accessKey,
            secretKey
        };
    }

    /// The first thing that cannot be right, or `""`.
    ObservableValue<String> problemProperty() {
        return problem;
    }

    /// A new connection, at first on AWS with the usual names; the fields of a compatible server are filled in too,
    /// for whoever turns to it.
    void clear() {
        CloudPlace server = CloudPlace.compatible();
        show("", CloudPlace.aws(), Optional.empty());
        endpoint.set(server.endpoint());
        pathStyle.set(server.pathStyle());
        checksums.set(server.checksums());
    }

    void show(Connection connection) {
        if (connection.profile() instanceof ConnectionProfile.Cloud cloud) {
            show(connection.name(), CloudPlace.of(cloud), connection.keys());
        }
    }

    private void show(String as, CloudPlace place, Optional<TypedKeys> keys) {
        name.set(as);
        compatible.set(!place.onAws());
        awsProfile.set(place.awsProfile());
        region.set(place.region());
        endpoint.set(place.endpoint());
        tableEndpoint.set(place.tableEndpoint());
        pathStyle.set(place.pathStyle());
        checksums.set(place.checksums());
        bucket.set(place.bucket());
        table.set(place.table());
        trashTable.set(place.trashTable());
        accessKey.set(keys.map(TypedKeys::accessKeyId).orElse(""));
        secretKey.set(keys.map(TypedKeys::secretAccessKey).orElse(""));
        sessionToken.set(keys.map(TypedKeys::sessionToken).orElse(""));
        linkSeconds = place.linkSeconds();
    }

    CloudPlace place() {
        if (compatible.get()) {
            // Every server has some region; those that have only one accept this.
            String somewhere =
                    region.get().isBlank() ? "us-east-1" : region.get().strip();
            return new CloudPlace(
                    awsProfile.get().strip(),
                    somewhere,
                    endpoint.get().strip(),
                    tableEndpoint.get().strip(),
                    pathStyle.get(),
                    checksums.get(),
                    bucket.get().strip(),
                    table.get().strip(),
                    trashTable.get().strip(),
                    linkSeconds);
        }
        return new CloudPlace(
                awsProfile.get().strip(),
                region.get().strip(),
                "",
                "",
                false,
                true,
                bucket.get().strip(),
                table.get().strip(),
                trashTable.get().strip(),
                linkSeconds);
    }

    Optional<TypedKeys> keys() {
        return accessKey.get().isBlank()
                ? Optional.empty()
                : Optional.of(new TypedKeys(accessKey.get(), secretKey.get(), sessionToken.get()));
    }

    /// What it is saved as: the bucket's name unless it was given one.
    String savedName() {
        return name.get().isBlank() ? bucket.get().strip() : name.get().strip();
    }

    private String problemNow() {
        if (compatible.get() && endpoint.get().isBlank()) {
            return Messages.text("connection.problem.endpoint");
        }
        if (accessKey.get().isBlank() != secretKey.get().isBlank()) {
            return Messages.text("connection.problem.keys");
        }
        if (taken.get().contains(savedName())) {
            return Messages.text("connection.problem.name", savedName());
        }
        try {
            place().profile();
            return "";
        } catch (ImageException.Invalid e) {
            return FailureText.text(e);
        }
    }
}
