package dev.vitrine.ui.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Connection;
import dev.vitrine.connection.Connections;
import dev.vitrine.connection.MemoryKeyRing;
import dev.vitrine.connection.keyring.KeyRing;
import dev.vitrine.store.AwsKeys;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Messages;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class KeyRingChoiceTest {
    private static final AwsSettings PLACE =
            AwsSettings.ofEndpoint(URI.create("http://127.0.0.1:9")).withNames("photos", "rows", "rows-trash");
    private static final Optional<AwsKeys> KEYS = Optional.of(new AwsKeys("AKIAEXAMPLE", "very-secret", ""));

    @TempDir
    private Path home;

    private final MemoryKeyRing ring = new MemoryKeyRing();
    private final List<Connection> opened = new ArrayList<>();
    private Stage stage;

    @Start
    void start(Stage shown) {
        stage = shown;
    }

    @Test
    void keysAreKeptWhenAPersonChoosesThat(WindowRobot robot) {
        ConnectionsViewModel connections = open(robot, Optional.<KeyRing>of(ring));
        robot.interact(() -> {
            connections.create();
            fill(connections.form().fields());
        });
        assertFalse(connections.form().fields().keepKeys.get());
        robot.interact(connections.form()::saveAndOpen);
        assertEquals(Map.of(), ring.kept);

        robot.interact(() -> connections.edit(run(Optional.<KeyRing>of(ring)).named("photos")));
        robot.interact(() -> {
            fill(connections.form().fields());
            robot.lookup("#keep-keys").query().requestFocus();
        });
        robot.type(KeyCode.SPACE);
        robot.interact(connections.form()::saveAndOpen);
        assertEquals(1, ring.kept.size());
        assertTrue(opened.getLast().keysKept());
    }

    @Test
    void theChoiceIsThereOnlyWithAKeyRing(WindowRobot robot) {
        ConnectionsViewModel connections = open(robot, Optional.empty());
        robot.interact(connections::create);
        assertFalse(robot.lookup("#keep-keys").query().isVisible());
        ConnectionsViewModel others = open(robot, Optional.<KeyRing>of(ring));
        robot.interact(others::create);
        assertTrue(robot.lookup("#keep-keys").query().isVisible());
    }

    @Test
    void whoEditsAConnectionSeesItsKeptKeys(WindowRobot robot) {
        run(Optional.<KeyRing>of(ring)).save("team", PLACE, KEYS, true, "");
        ConnectionsViewModel connections = open(robot, Optional.<KeyRing>of(ring));
        robot.interact(() -> connections.edit(run(Optional.<KeyRing>of(ring)).named("team")));
        assertEquals(KEYS, connections.form().fields().keys());
        assertTrue(connections.form().fields().keepKeys.get());
        assertFalse(robot.lookup("#keys-required").query().isVisible());
    }

    /// Else they could be given up on no way, and every start would ask the key ring for them.
    @Test
    void keptKeysCanBeGivenUpWhileTheKeyRingIsAway(WindowRobot robot) {
        run(Optional.<KeyRing>of(ring)).save("team", PLACE, KEYS, true, "");
        ConnectionsViewModel connections = open(robot, Optional.empty());
        robot.interact(() -> connections.edit(run(Optional.empty()).named("team")));
        assertTrue(robot.lookup("#keep-keys").query().isVisible());
        robot.interact(() -> robot.lookup("#keep-keys").query().requestFocus());
        robot.type(KeyCode.SPACE);
        assertTrue(robot.lookup("#keep-keys").query().isVisible());
        robot.interact(connections.form()::saveAndOpen);
        assertTrue(connections.form().failureProperty().get().contains("team · photos"));
        assertFalse(run(Optional.empty()).named("team").keysKept());
        robot.interact(connections.form()::saveAndOpen);
        assertEquals("team", opened.getLast().name());

        robot.interact(connections::create);
        assertFalse(robot.lookup("#keep-keys").query().isVisible());
    }

    @Test
    void aLockedKeyRingAsksForTheKeysAndSaysWhy(WindowRobot robot) {
        run(Optional.<KeyRing>of(ring)).save("team", PLACE, KEYS, true, "");
        ring.locked = true;
        ConnectionsViewModel connections = open(robot, Optional.<KeyRing>of(ring));
        robot.interact(() -> connections.edit(run(Optional.<KeyRing>of(ring)).named("team")));
        assertTrue(robot.lookup("#keys-required").query().isVisible());
        assertEquals(
                Messages.text("connection.keys.locked"),
                robot.lookup("#keys-required").queryAs(Label.class).getText());
    }

    private static void fill(ConnectionFields fields) {
        fields.compatible.set(true);
        fields.endpoint.set("http://127.0.0.1:9");
        fields.bucket.set("photos");
        fields.table.set("rows");
        fields.accessKey.set("AKIAEXAMPLE");
        fields.secretKey.set("very-secret");
    }

    private ConnectionsViewModel open(WindowRobot robot, Optional<KeyRing> there) {
        var connections = new ConnectionsViewModel(run(there), Background.immediate(), opened::add);
        robot.interact(() -> {
            stage.setScene(new Scene(new ConnectionFormView(connections.form()), 960, 720));
            stage.show();
        });
        return connections;
    }

    private Connections run(Optional<KeyRing> there) {
        return new Connections(AppFolders.inOne(home), Map.of(), there);
    }
}
