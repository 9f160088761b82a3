package dev.vitrine.ui.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.CloudServers;
import dev.vitrine.connection.Connection;
import dev.vitrine.connection.ConnectionProfile;
import dev.vitrine.connection.Connections;
import dev.vitrine.image.StorageClass;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.aws.AwsServers;
import dev.vitrine.ui.connection.ConnectionTestViewModel.PlannedRow;
import dev.vitrine.ui.connection.PermissionRow.AbilityState;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.TestScreen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionFormViewModelTest {
    @TempDir
    private Path home;

    private final List<Connection> opened = new ArrayList<>();
    private final TestScreen screen = new TestScreen();
    private Connections connections;

    @BeforeEach
    void startWithNothing() {
        connections = new Connections(AppFolders.inOne(home), Map.of());
    }

    @Test
    void whatIsTestedIsTickedAndWhatLacksIsOfferedMadeAndTestedAgain() {
        ConnectionFormViewModel form = form(screen.background());
        AwsSettings place = AwsServers.settings();
        form.edit(new Connection("", new ConnectionProfile.Cloud(place), CloudServers.KEYS));
        ConnectionTestViewModel connectionTest = form.connectionTest();
        form.test();
        assertEquals(AbilityState.TRYING, connectionTest.abilities().getFirst().state());
        screen.await(() -> connectionTest.stateProperty().get() == ConnectionTestViewModel.TestState.TESTED);
        assertEquals(AbilityState.MISSING, connectionTest.abilities().getFirst().state());
        assertTrue(
                connectionTest.abilities().getFirst().reason().contains("There is no bucket"),
                connectionTest.abilities().toString());
        assertEquals(
                List.of(false, false, false, true),
                connectionTest.planned().stream().map(PlannedRow::optional).toList());
        PlannedRow versions = connectionTest.planned().getLast();
        assertFalse(connectionTest.isRequested(versions));
        connectionTest.want(versions, true);
        assertTrue(connectionTest.isRequested(versions));
        connectionTest.want(versions, false);

        connectionTest.setUp();
        screen.await(() -> connectionTest.stateProperty().get() == ConnectionTestViewModel.TestState.TESTED);
        assertEquals("Everything works.", connectionTest.summaryProperty().get());
        assertTrue(
                connectionTest.abilities().stream().allMatch(row -> row.state() == AbilityState.FINE),
                connectionTest.abilities().toString());
        assertEquals(
                List.of(),
                connectionTest.planned().stream().filter(row -> !row.optional()).toList());
    }

    @Test
    void aChangedFieldForgetsTheResults() {
        ConnectionFormViewModel form = form(screen.background());
        form.edit(new Connection("", new ConnectionProfile.Cloud(AwsServers.settings()), CloudServers.KEYS));
        form.test();
        screen.await(() -> form.connectionTest().stateProperty().get() == ConnectionTestViewModel.TestState.TESTED);
        form.fields().bucket.set("another");
        assertEquals(
                ConnectionTestViewModel.TestState.IDLE,
                form.connectionTest().stateProperty().get());
        assertEquals(List.of(), form.connectionTest().abilities());
    }

    @Test
    void nothingArrivesAfterStopping() {
        ConnectionFormViewModel form = form(screen.background());
        form.edit(new Connection("", new ConnectionProfile.Cloud(AwsServers.settings()), CloudServers.KEYS));
        form.test();
        screen.await(() -> form.connectionTest().abilities().getFirst().state() == AbilityState.MISSING);
        form.connectionTest().cancel();
        assertEquals(List.of(), form.connectionTest().abilities());
        assertEquals("Stopped.", form.connectionTest().summaryProperty().get());
        form.test();
        screen.await(() -> form.connectionTest().stateProperty().get() == ConnectionTestViewModel.TestState.TESTED);
        assertEquals(10, form.connectionTest().abilities().size());
    }

    @Test
    void savedItIsNamedAfterItsBucketAndOpened() {
        ConnectionFormViewModel form = form(Background.immediate());
        form.create();
        form.fields().bucket.set("photos");
        form.fields().accessKey.set("a");
        form.fields().secretKey.set("b");
        form.saveAndOpen();
        assertFalse(form.openProperty().get());
        assertEquals(List.of("photos"), opened.stream().map(Connection::name).toList());
        assertEquals(connections.saved(), opened);
        assertEquals("", form.fields().secretKey.get(), "the form forgets the keys");
    }

    @Test
    void theClassOfUploadsIsKeptWithTheConnection() {
        ConnectionFormViewModel form = form(Background.immediate());
        form.create();
        assertEquals(StorageClass.STANDARD, form.fields().uploadClass.get());
        form.fields().bucket.set("attic");
        String usual = form.fields().uploadClassHint();
        form.fields().uploadClass.set(StorageClass.DEEP_ARCHIVE);
        assertNotEquals(usual, form.fields().uploadClassHint());
        form.saveAndOpen();
        Connection saved = connections.named("attic");
        assertEquals(
                StorageClass.DEEP_ARCHIVE,
                ((ConnectionProfile.Cloud) saved.profile()).settings().uploadClass());
        form.edit(saved);
        assertEquals(StorageClass.DEEP_ARCHIVE, form.fields().uploadClass.get());
        form.create();
        assertEquals(StorageClass.STANDARD, form.fields().uploadClass.get());
    }

    /// Its keys were typed in an earlier run: an empty field does not mean that any others will do.
    @Test
    void aConnectionThatWantsItsKeysGoesOnToWantThem() {
        AwsSettings place = AwsServers.settings();
        var asked = new Connection("team", new ConnectionProfile.Cloud(place), Optional.empty(), true);
        ConnectionFormViewModel form = form(Background.immediate());
        form.edit(asked);
        form.test();
        assertTrue(
                form.connectionTest().summaryProperty().get().contains("Type them again")
                        || form.connectionTest().abilities().stream()
                                .anyMatch(row -> row.reason().contains("Type them again")),
                form.connectionTest().summaryProperty().get()
                        + form.connectionTest().abilities());
        form.saveAndOpen();
        assertEquals(List.of(asked), opened);
        assertEquals(List.of(asked), connections.saved());
    }

    @Test
    void oneThatCannotBeUsedAsItIsSavedIsTypedAnew() {
        ConnectionFormViewModel form = form(Background.immediate());
        form.fields().bucket.set("of another");
        form.edit(new Connection("bad", new ConnectionProfile.Unusable("photos", "It cannot be."), Optional.empty()));
        assertEquals("bad", form.fields().name.get());
        assertEquals(AwsSettings.DEFAULT_BUCKET, form.fields().bucket.get());
    }

    @Test
    void whereOthersCanReadAlongThatIsAgreedToFirst() {
        ConnectionFormViewModel form = form(Background.immediate());
        form.create();
        ConnectionFields fields = form.fields();
        fields.compatible.set(true);
        assertFalse(fields.readableProperty().getValue(), "this machine");
        fields.endpoint.set("http://192.168.1.10:9000");
        assertTrue(fields.readableProperty().getValue());
        assertTrue(
                fields.problemProperty().getValue().contains("could read everything"),
                fields.problemProperty().getValue());
        fields.mayBeRead.set(true);
        assertEquals("", fields.problemProperty().getValue());
    }

    @Test
    void whatCannotBeIsToldBeforeAnythingIsSaved() {
        ConnectionFormViewModel form = form(Background.immediate());
        connections.save("taken", AwsSettings.ofAws("", ""), Optional.empty(), "");
        form.create();
        ConnectionFields fields = form.fields();
        assertEquals("", fields.problemProperty().getValue());
        fields.compatible.set(true);
        fields.endpoint.set("http://s3.example.org");
        assertTrue(
                fields.problemProperty().getValue().contains("https"),
                fields.problemProperty().getValue());
        fields.endpoint.set("");
        assertTrue(
                fields.problemProperty().getValue().startsWith("Type the server’s address"),
                fields.problemProperty().getValue());
        fields.endpoint.set("https://s3.example.org");
        fields.accessKey.set("a");
        assertTrue(
                fields.problemProperty().getValue().contains("belong together"),
                fields.problemProperty().getValue());
        fields.accessKey.set("");
        fields.name.set("taken");
        assertTrue(
                fields.problemProperty().getValue().contains("“taken”"),
                fields.problemProperty().getValue());
        form.saveAndOpen();
        assertEquals(List.of(), opened);
        assertEquals(1, connections.saved().size());
    }

    private ConnectionFormViewModel form(Background background) {
        return new ConnectionFormViewModel(connections, background, opened::add);
    }
}
