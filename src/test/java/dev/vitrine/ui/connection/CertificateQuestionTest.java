package dev.vitrine.ui.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.cloud.LoopbackServer;
import dev.vitrine.cloud.MadeCertificate;
import dev.vitrine.cloud.MadeCertificate.Wish;
import dev.vitrine.cloud.Policy;
import dev.vitrine.cloud.dynamo.DynamoModel;
import dev.vitrine.cloud.s3.S3Model;
import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.CloudServers;
import dev.vitrine.connection.Connection;
import dev.vitrine.connection.ConnectionProfile;
import dev.vitrine.connection.Connections;
import dev.vitrine.connection.Library;
import dev.vitrine.connection.OpenOptions;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.SampleImages;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.ServerCertificate.Doubt;
import dev.vitrine.store.aws.AwsServers;
import dev.vitrine.ui.connection.ConnectionTestViewModel.TestState;
import dev.vitrine.ui.support.TestScreen;
import java.awt.Color;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server at home that signed its own certificate, from the first test to an upload.
class CertificateQuestionTest {
    @TempDir
    private Path home;

    private final TestScreen screen = new TestScreen();
    private final MadeCertificate own = MadeCertificate.selfSigned(Wish.of("nas", "127.0.0.1"));
    private final List<Connection> opened = new ArrayList<>();

    @Test
    void aServerIsTrustedByAClickForThisConnectionAloneAndNothingIsAskedOfItBefore() throws Exception {
        var asked = new ArrayList<String>();
        var s3 = new Policy(
                new S3Model(Clock.systemUTC(), AwsServers.KEYS.accessKeyId(), AwsServers.KEYS.secretAccessKey()),
                operation -> !asked.add(operation));
        URI bytes = LoopbackServer.start(s3, own.server());
        URI rows = LoopbackServer.start(new DynamoModel(Clock.systemUTC()), own.server());
        AwsSettings place = AwsServers.settings(bytes, rows);
        var connections = new Connections(AppFolders.inOne(home), Map.of());
        var form = new ConnectionFormViewModel(connections, screen.background(), opened::add);
        form.edit(new Connection("", new ConnectionProfile.Cloud(place), CloudServers.KEYS));
        form.fields().name.set("NAS");

        form.test();
        screen.await(() -> form.connectionTest().stateProperty().get() == TestState.ASKING);
        var shown = form.connectionTest().certificateProperty().get().orElseThrow();
        assertEquals(own.fingerprint(), shown.fingerprint());
        assertEquals(List.of(Doubt.SELF_SIGNED), shown.doubts());
        assertEquals(
                "Is this your server?", form.connectionTest().summaryProperty().get());
        assertEquals(List.of(), asked);

        form.trust(); // that of the bytes; then it is asked about the other one
        screen.await(() -> form.connectionTest().stateProperty().get() == TestState.ASKING);
        form.trust();
        screen.await(() -> form.connectionTest().stateProperty().get() == TestState.TESTED);
        assertTrue(form.connectionTest().abilities().getFirst().reason().contains("There is no bucket"));
        form.connectionTest().setUp();
        screen.await(() -> form.connectionTest().stateProperty().get() == TestState.TESTED);
        assertEquals(
                "Everything works.", form.connectionTest().summaryProperty().get());

        form.saveAndOpen();
        screen.await(() -> !opened.isEmpty());
        Connection saved = new Connections(connections.folders(), Map.of()).named("NAS");
        try (Library library = Library.open(OpenOptions.of(saved.profile(), connections.folders(), CloudServers.KEYS)
                .direct())) {
            assertTrue(library.images()
                    .isStored(library.images().upload(SampleImages.newImage("alice", "a.jpg", Color.RED), _ -> {})));
        }
        try (Library other = Library.open(
                OpenOptions.of(new ConnectionProfile.Cloud(place), connections.folders(), CloudServers.KEYS)
                        .direct())) {
            assertThrows(
                    ImageException.Unreachable.class,
                    () -> other.images().upload(SampleImages.newImage("alice", "b.jpg", Color.BLUE), _ -> {}));
        }
    }
}
