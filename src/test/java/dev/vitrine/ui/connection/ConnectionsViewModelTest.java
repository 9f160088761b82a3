package dev.vitrine.ui.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Connection;
import dev.vitrine.connection.Connections;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.ui.support.Background;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionsViewModelTest {
    @TempDir
    private Path home;

    private final List<Connection> chosen = new ArrayList<>();

    @Test
    void theLocalLibraryTheEnvironmentAndTheSavedOnesAreOffered() {
        Connections connections = connections(Map.of("S3_BUCKET_NAME", "seed-bucket"));
        connections.save("team", AwsSettings.ofAws("", ""), Optional.empty(), "");
        var model = new ConnectionsViewModel(connections, Background.immediate(), chosen::add);
        model.refresh();
        var known = model.knownProperty().get();
        assertEquals(
                List.of("Local library", "seed-bucket"),
                known.fixed().stream().map(model::labelOf).toList());
        assertEquals(
                List.of("team"), known.saved().stream().map(Connection::name).toList());
        assertEquals("Local library", model.currentLabel());
        model.currentProperty().set(known.saved().getFirst().profile());
        assertEquals("team", model.currentLabel());
    }

    @Test
    void anEnvironmentThatCannotBeDoesNotHideTheOthers() {
        Connections connections = connections(Map.of("AWS_ENDPOINT_URL", "http://s3.example.org"));
        connections.save("team", AwsSettings.ofAws("", ""), Optional.empty(), "");
        var model = new ConnectionsViewModel(connections, Background.immediate(), chosen::add);
        model.refresh();
        assertEquals(
                List.of("team"),
                model.knownProperty().get().saved().stream()
                        .map(Connection::name)
                        .toList());
        assertEquals("", model.problemProperty().get());
    }

    @Test
    void choosingClosesTheListAndRemovingForgets() {
        Connections connections = connections(Map.of());
        connections.save("team", AwsSettings.ofAws("", ""), Optional.empty(), "");
        var model = new ConnectionsViewModel(connections, Background.immediate(), chosen::add);
        model.showList();
        assertTrue(model.listOpenProperty().get());
        Connection team = model.knownProperty().get().saved().getFirst();
        model.choose(team);
        assertFalse(model.listOpenProperty().get());
        assertEquals(List.of(team), chosen);
        model.remove(team);
        assertEquals(List.of(), model.knownProperty().get().saved());
    }

    @Test
    void whatTheEnvironmentAskedForCanBeSetUpAndSaved() {
        Connections connections = connections(Map.of("S3_BUCKET_NAME", "seed-bucket"));
        var model = new ConnectionsViewModel(connections, Background.immediate(), chosen::add);
        model.currentProperty().set(connections.atStart().profile());
        model.editCurrent();
        assertTrue(model.form().openProperty().get());
        assertEquals("seed-bucket", model.form().fields().bucket.get());
        model.form().saveAndOpen();
        assertEquals(
                List.of("seed-bucket"),
                connections.saved().stream().map(Connection::name).toList());
    }

    private Connections connections(Map<String, String> environment) {
        return new Connections(
                new AppFolders(home.resolve("data"), home.resolve("config"), home.resolve("cache")), environment);
    }
}
