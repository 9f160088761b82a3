package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.ConnectionProfile;
import dev.vitrine.connection.Library;
import dev.vitrine.connection.OpenOptions;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.NewImage;
import dev.vitrine.service.SampleImages;
import java.awt.Color;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Esc goes one step back, the nearest first, until there is nothing left to leave.
class EscapeChainTest extends WindowTest {
    @BeforeEach
    void openTheWindow() throws Exception {
        AppFolders folders = AppFolders.inOne(folder);
        try (Library library =
                Library.open(OpenOptions.of(ConnectionProfile.standard(folders), folders, Optional.empty()))) {
            for (String title : List.of("dune", "dust", "wood")) {
                library.images()
                        .upload(
                                new NewImage(
                                        "alice",
                                        new Caption(title, "", List.of(title.startsWith("d") ? "sand" : "tree")),
                                        ImageSource.ofBytes(
                                                title + ".png",
                                                SampleImages.png(20 + title.charAt(1), 20, Color.ORANGE))),
                                _ -> {});
            }
        }
        window = new TestWindow(folder, robot, dialogs);
    }

    @Test
    void popUpPictureFocusSelectionTextThenOneFilterAfterTheOther() throws Exception {
        window.shows(Set.of("dune", "dust", "wood"));
        robot.interact(() -> robot.lookup("#search").<TextInputControl>query().setText("du user:alice tag:sand"));
        window.shows(Set.of("dune", "dust"));
        robot.interact(() -> robot.lookup(".gallery").query().requestFocus());
        robot.type(KeyCode.HOME).type(KeyCode.ENTER);
        TestWindow.until(
                "the viewer is open", () -> robot.lookup(".viewer").query().isVisible());

        robot.type(KeyCode.ESCAPE);
        TestWindow.until(
                "the viewer is closed", () -> !robot.lookup(".viewer").query().isVisible());
        assertEquals(1, window.titlesSelected().size());

        robot.type(KeyCode.F2);
        TestWindow.until(
                "the title is edited",
                () -> window.focused()
                        .filter(node -> "detail-title".equals(node.getId()))
                        .isPresent());
        robot.write("typo").type(KeyCode.ESCAPE);
        TestWindow.until(
                "what was typed is gone, the focus is not",
                () -> window.focused()
                        .filter(node -> "detail-title".equals(node.getId()))
                        .isPresent());
        robot.type(KeyCode.ESCAPE);
        TestWindow.until(
                "the gallery has the focus",
                () -> robot.lookup(".gallery").query().isFocused());
        assertEquals(1, window.titlesSelected().size());

        robot.type(KeyCode.ESCAPE);
        TestWindow.until("nothing is selected", () -> window.titlesSelected().isEmpty());
        window.shows(Set.of("dune", "dust"));

        robot.type(KeyCode.ESCAPE);
        TestWindow.until("the text is gone", () -> chips().equals(List.of("user: alice", "tag: sand")));
        robot.type(KeyCode.ESCAPE);
        TestWindow.until("the last filter is gone", () -> chips().equals(List.of("user: alice")));
        robot.type(KeyCode.ESCAPE);
        window.shows(Set.of("dune", "dust", "wood"));
        robot.type(KeyCode.ESCAPE);
        window.shows(Set.of("dune", "dust", "wood"));
    }

    private List<String> chips() {
        return robot.lookup(".chips .chip .label").<Label>queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList();
    }
}
