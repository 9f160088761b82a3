package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Connection;
import dev.vitrine.connection.ConnectionProfile;
import dev.vitrine.connection.Connections;
import dev.vitrine.image.ImageException;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.ui.connection.UnencryptedBadge;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// A server in a network of one's own that does not encrypt.
class UnencryptedTest {
    @TempDir
    private Path home;

    @BeforeAll
    static void startJavaFx() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    private Connections connections(String endpoint) {
        return new Connections(
                AppFolders.inOne(home), Map.of("AWS_ENDPOINT_URL", endpoint, "S3_BUCKET_NAME", "pictures"));
    }

    @Test
    void anAddressOfTheEnvironmentIsAgreedToOnceBeforeAnythingIsSent() {
        Connections connections = connections("http://192.168.1.10:9000");
        Connection asked = connections.atStart();
        assertTrue(connections.wantsAgreement(asked));
        assertThrows(ImageException.Denied.class, () -> connections.open(asked));
        connections.agree(asked);
        assertFalse(connections.wantsAgreement(asked));
        assertFalse(connections("http://192.168.1.10:9000").wantsAgreement(asked), "in later runs, too");
        Connections other = connections("http://192.168.1.11:9000");
        assertTrue(other.wantsAgreement(other.atStart()));
        Connections here = connections("http://localhost:9000");
        assertFalse(here.wantsAgreement(here.atStart()));
        Connections secured = connections("https://192.168.1.10:9000");
        assertFalse(secured.wantsAgreement(secured.atStart()));
    }

    @Test
    void whoeverTypedTheAddressHasAgreedInTheForm() {
        var settings = AwsSettings.ofEndpoint(URI.create("http://nas.lan:9000"));
        assertFalse(connections("http://nas.lan:9000")
                .wantsAgreement(new Connection("NAS", new ConnectionProfile.Cloud(settings), Optional.empty())));
    }

    @Test
    void theTickOpensAndTheBadgeStays() throws Exception {
        var agreed = new boolean[1];
        CheckBox tick = WaitForAsyncUtils.asyncFx(() -> {
                    var page = new OpeningFailure(
                            new ImageException.Denied("others can read along", null),
                            new OpeningFailure.Ways(() -> {}, () -> {}, () -> {}, () -> {}, () -> agreed[0] = true));
                    var content = (Pane) ((ScrollPane) page.getChildren().getFirst()).getContent();
                    CheckBox found = (CheckBox) content.getChildren().stream()
                            .filter(CheckBox.class::isInstance)
                            .findFirst()
                            .orElseThrow();
                    assertFalse(found.isVisible());
                    page.askAgreement(true);
                    found.fire();
                    return found;
                })
                .get();
        assertTrue(tick.isVisible());
        assertTrue(agreed[0]);
        assertEquals(true, badge("http://nas.lan:9000"));
        assertEquals(false, badge("http://localhost:9000"));
        assertEquals(false, badge("https://nas.lan:9000"));
    }

    private static boolean badge(String endpoint) throws Exception {
        var profile = new ConnectionProfile.Cloud(AwsSettings.ofEndpoint(URI.create(endpoint)));
        return WaitForAsyncUtils.asyncFx(() -> new UnencryptedBadge(profile).isVisible())
                .get();
    }
}
