package dev.vitrine.ui.connection;

import dev.vitrine.connection.Connection;
import dev.vitrine.connection.ConnectionProfile;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.StorageClass;
import dev.vitrine.service.archive.AwsPrices;
import dev.vitrine.store.AwsKeys;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.AwsSettings.Checksums;
import dev.vitrine.store.Endpoints;
import dev.vitrine.store.ServerCertificate;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.Messages;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
    /// LocalStack on this machine, at first.
    private static final URI SERVER = URI.create("http://localhost:4566");

    final StringProperty name = new SimpleStringProperty("");
    final BooleanProperty compatible = new SimpleBooleanProperty();
    final StringProperty awsProfile = new SimpleStringProperty("");
    final StringProperty region = new SimpleStringProperty("");
    final StringProperty endpoint = new SimpleStringProperty("");
    final StringProperty tableEndpoint = new SimpleStringProperty("");
    final BooleanProperty pathStyle = new SimpleBooleanProperty();
    final BooleanProperty checksums = new SimpleBooleanProperty();
    /// Whoever sends without encryption knows that others can read along.
    final BooleanProperty mayBeRead = new SimpleBooleanProperty();
    final StringProperty bucket = new SimpleStringProperty("");
    final StringProperty table = new SimpleStringProperty("");
    final StringProperty trashTable = new SimpleStringProperty("");
    final StringProperty accessKey = new SimpleStringProperty("");
    final StringProperty secretKey = new SimpleStringProperty("");
    final StringProperty sessionToken = new SimpleStringProperty("");
    /// In this computer's key ring.
    final BooleanProperty keepKeys = new SimpleBooleanProperty();
    final ObjectProperty<StorageClass> uploadClass = new SimpleObjectProperty<>(StorageClass.STANDARD);
    final ObjectProperty<Set<String>> taken = new SimpleObjectProperty<>(Set.of());

    private final ObservableValue<Boolean> readable =
            Bindings.createBooleanBinding(this::isReadable, compatible, endpoint, tableEndpoint);
    private final ObservableValue<String> problem = Bindings.createStringBinding(this::problemNow, everything());
    private Duration linkExpiry = AwsSettings.DEFAULT_LINK_EXPIRY;
    /// By server: none of another one counts.
    private Map<String, String> trustedCertificates = Map.of();

    /// Everything that makes a test obsolete when it changes; the name does not.
    List<Observable> tested() {
        return List.of(
                compatible,
                awsProfile,
                region,
                endpoint,
                tableEndpoint,
                mayBeRead,
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
        return Stream.concat(Stream.of(name, taken), tested().stream()).toArray(Observable[]::new);
    }

    /// The first thing that cannot be right, or `""`.
    ObservableValue<String> problemProperty() {
        return problem;
    }

    /// A new connection, at first on AWS with the usual names; the fields of a compatible server are filled in too,
    /// for whoever turns to it.
    void clear() {
        AwsSettings server = AwsSettings.ofEndpoint(SERVER);
        show("", AwsSettings.ofAws("", ""), Optional.empty());
        keepKeys.set(false);
        endpoint.set(SERVER.toString());
        pathStyle.set(server.pathStyle());
        checksums.set(server.checksums() == Checksums.WHEN_SUPPORTED);
    }

    void show(Connection connection) {
        if (connection.profile() instanceof ConnectionProfile.Cloud(var settings)) {
            show(connection.name(), settings, connection.keys());
            keepKeys.set(connection.keysKept());
        } else {
            clear();
            name.set(connection.name());
        }
    }

    private void show(String as, AwsSettings settings, Optional<AwsKeys> keys) {
        name.set(as);
        compatible.set(!settings.isOnAws());
        awsProfile.set(settings.awsProfile());
        region.set(settings.region());
        endpoint.set(Endpoints.text(settings.s3Endpoint()));
        tableEndpoint.set(Endpoints.text(settings.otherDynamoEndpoint()));
        mayBeRead.set(settings.isReadableOnTheWay());
        pathStyle.set(settings.pathStyle());
        checksums.set(settings.checksums() == Checksums.WHEN_SUPPORTED);
        bucket.set(settings.bucket());
        table.set(settings.table());
        trashTable.set(settings.trashTable());
        accessKey.set(keys.map(AwsKeys::accessKeyId).orElse(""));
        secretKey.set(keys.map(AwsKeys::secretAccessKey).orElse(""));
        sessionToken.set(keys.map(AwsKeys::sessionToken).orElse(""));
        uploadClass.set(settings.uploadClass());
        linkExpiry = settings.linkExpiry();
        trustedCertificates = settings.trustedCertificates();
    }

    /// What the chosen class means, and costs where that is known.
    String uploadClassHint() {
        StorageClass chosen = uploadClass.get();
        AwsPrices prices = AwsPrices.load();
        String meaning = Messages.text("connection.class." + chosen, prices.leastDays(chosen));
        BigDecimal terabyte = prices.month(chosen).multiply(BigDecimal.valueOf(1024));
        return compatible.get()
                ? meaning
                : Messages.text(
                        "connection.class.priced", meaning, Format.dollars(terabyte), prices.region(), prices.asOf());
    }

    void trust(ServerCertificate shown) {
        trustedCertificates =
                settings().trusting(shown.server(), shown.fingerprint()).trustedCertificates();
    }

    /// @throws ImageException.Invalid with the first thing that cannot be right
    AwsSettings settings() {
        boolean server = compatible.get();
        Optional<URI> s3 = Endpoints.parse(server ? endpoint.get() : "");
        Optional<URI> dynamo =
                Endpoints.parse(server ? tableEndpoint.get() : "").or(() -> s3);
        // Every server has some region; those that have only one accept this.
        String somewhere = server && region.get().isBlank() ? "us-east-1" : region.get();
        return new AwsSettings(
                s3,
                dynamo,
                server && pathStyle.get(),
                somewhere,
                awsProfile.get(),
                bucket.get(),
                table.get(),
                trashTable.get(),
                !server || checksums.get() ? Checksums.WHEN_SUPPORTED : Checksums.WHEN_REQUIRED,
                linkExpiry,
                trustedCertificates,
                uploadClass.get());
    }

    Optional<AwsKeys> keys() {
        return accessKey.get().isBlank()
                ? Optional.empty()
                : Optional.of(new AwsKeys(accessKey.get(), secretKey.get(), sessionToken.get()));
    }

    /// What it is saved as: the bucket's name unless it was given one.
    String savedName() {
        return name.get().isBlank() ? bucket.get().strip() : name.get().strip();
    }

    /// Whether others in the network could read along.
    ObservableValue<Boolean> readableProperty() {
        return readable;
    }

    private boolean isReadable() {
        try {
            return compatible.get() && settings().isReadableOnTheWay();
        } catch (ImageException.Invalid _) {
            return false;
        }
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
            boolean isAgreed = mayBeRead.get() || !settings().isReadableOnTheWay();
            return isAgreed ? "" : Messages.text("connection.problem.readable");
        } catch (ImageException.Invalid e) {
            return FailureText.text(e);
        }
    }
}
