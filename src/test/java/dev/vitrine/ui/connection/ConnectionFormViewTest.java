package dev.vitrine.ui.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.CloudServers;
import dev.vitrine.connection.Connection;
import dev.vitrine.connection.ConnectionProfile;
import dev.vitrine.connection.Connections;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.aws.AwsServers;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.support.Background;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ConnectionFormViewTest {
    @TempDir
    private static Path home;

    private final List<Connection> opened = new ArrayList<>();
    private Button behind;
    private ConnectionFormViewModel form;

    @Start
    void start(Stage stage) {
        var connections = new Connections(AppFolders.inOne(home), Map.of());
        form = new ConnectionFormViewModel(connections, Background.onScreen(_ -> {}), opened::add);
        behind = new Button("behind");
        stage.setScene(new Scene(new StackPane(behind, new ConnectionFormView(form)), 960, 720));
        stage.show();
        behind.requestFocus();
    }

    @Test
    void testedSetUpSavedAndOpened(WindowRobot robot) throws Exception {
        AwsSettings place = AwsServers.settings();
        robot.interact(() -> form.edit(new Connection("", new ConnectionProfile.Cloud(place), CloudServers.KEYS)));
        robot.clickOn("#test-connection");
        until(() -> summary(robot).startsWith("Not working yet"));
        robot.interact(() -> robot.lookup("#set-up").queryButton().fire());
        until(() -> summary(robot).equals("Everything works."));
        robot.clickOn("#connection-form-name").write("Team").type(KeyCode.ENTER);
        until(() -> !opened.isEmpty());
        assertEquals(List.of(new Connection("Team", new ConnectionProfile.Cloud(place), CloudServers.KEYS)), opened);
    }

    @Test
    void keysOfAnEarlierRunAreAskedFor(WindowRobot robot) {
        AwsSettings place = AwsServers.settings();
        robot.interact(
                () -> form.edit(new Connection("Team", new ConnectionProfile.Cloud(place), Optional.empty(), true)));
        TextField key = robot.lookup("#connection-keys-access").query();
        assertTrue(key.isFocused());
        assertTrue(robot.lookup("#keys-required").query().isVisible());
        robot.interact(form::close);
        robot.interact(form::create);
        assertFalse(robot.lookup("#keys-required").query().isVisible());
        assertFalse(key.isFocused());
    }

    @Test
    void fieldsOfACompatibleServerShowOnlyForOne(WindowRobot robot) {
        robot.interact(form::create);
        TextField endpoint = robot.lookup("#connection-form-endpoint").query();
        assertFalse(endpoint.getParent().isVisible());
        robot.clickOn("#connection-compatible");
        assertTrue(endpoint.getParent().isVisible());
        robot.interact(() -> endpoint.setText("http://s3.example.org"));
        assertTrue(robot.lookup("#connection-problem")
                .queryAs(Label.class)
                .getText()
                .contains("https"));
        assertTrue(robot.lookup("#save-connection").queryButton().isDisabled());
    }

    @Test
    void theFocusStaysInTheCardAndGoesBack(WindowRobot robot) {
        robot.interact(form::create);
        for (int i = 0; i < 20; i++) {
            robot.type(KeyCode.TAB);
            assertFalse(behind.isFocused());
        }
        robot.type(KeyCode.ESCAPE);
        assertFalse(form.openProperty().get());
        assertTrue(behind.isFocused());
        assertEquals(Optional.empty(), opened.stream().findFirst());
    }

    private static String summary(WindowRobot robot) {
        return robot.lookup("#test-summary").queryAs(Label.class).getText();
    }

    private static void until(Callable<Boolean> holds) throws Exception {
        WaitForAsyncUtils.waitFor(
                30, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(holds).get());
    }
}
