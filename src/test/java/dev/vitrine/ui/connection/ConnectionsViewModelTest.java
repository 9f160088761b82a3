package dev.vitrine.ui.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Connection;
import dev.vitrine.connection.Connections;
import dev.vitrine.files.FolderContent;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.aws.AwsServers;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.NoDialogs;
import java.io.IOException;
import java.nio.file.Files;
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
    void whatIsKeptOfALibraryGoesWithItsConnectionAfterAYes() throws IOException {
        Connections connections = connections(Map.of());
        Connection team =
                connections.save("team", AwsSettings.ofAws("", "eu-central-1"), Optional.of(AwsServers.KEYS), "");
        connections.openBeside(team).close();
        Path kept = Files.createDirectories(mirror().resolve("originals"));
        Files.writeString(kept.resolve("a".repeat(64)), "kept");
        Path own = Files.writeString(kept.resolve("mine.txt"), "mine");
        var dialogs = new Answers();
        var model = new ConnectionsViewModel(connections, Background.immediate(), chosen::add);
        model.offerFolders(dialogs, _ -> {});
        model.remove(team);
        assertEquals(
                "Forget “team”? One original that is kept offline goes from this computer with it (4 bytes). "
                        + "The library itself stays as it is.",
                dialogs.asked);
        assertEquals(1, connections.saved().size());
        assertTrue(Files.exists(kept.resolve("a".repeat(64))));

        dialogs.answer = true;
        model.remove(team);
        assertEquals(List.of(), connections.saved());
        assertFalse(Files.exists(kept.resolve("a".repeat(64))));
        assertEquals("mine", Files.readString(own));
    }

    @Test
    void theWindowHearsOfWhichLibraryWhatIsKeptWent() {
        Connections connections = connections(Map.of());
        var places = Map.of("a", "", "b", "", "c", "eu-west-1");
        places.forEach((name, region) ->
                connections.save(name, AwsSettings.ofAws("", region), Optional.of(AwsServers.KEYS), ""));
        var model = new ConnectionsViewModel(connections, Background.immediate(), chosen::add);
        var heard = new ArrayList<String>();
        model.setOnKeptGone(gone -> heard.add(gone.name()));
        model.currentProperty().set(connections.named("a").profile());
        model.remove(connections.named("c"));
        model.remove(connections.named("b")); // another connection leads to the same
        assertEquals(List.of("c"), heard);
        model.remove(connections.named("a"));
        assertEquals(List.of("c", "a"), heard);
        assertEquals(List.of(), connections.saved());
    }

    private Path mirror() throws IOException {
        return FolderContent.in(home.resolve("cache").resolve("mirror")).stream()
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow();
    }

    private static final class Answers extends NoDialogs {
        private boolean answer;
        private String asked = "";

        @Override
        public boolean confirm(String title, String explanation, String action) {
            asked = title + " " + explanation;
            return answer;
        }
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
        return new Connections(AppFolders.inOne(home), environment);
    }
}
