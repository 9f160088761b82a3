package dev.vitrine.ui.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageType;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.support.Dialogs.FollowedAnswer;
import dev.vitrine.ui.support.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
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
class WindowDialogsTest {
    @TempDir
    private Path folder;

    private Button below;
    private Stage window;
    private WindowDialogs dialogs;

    @Start
    void start(Stage stage) {
        window = stage;
        below = new Button("below");
        stage.setScene(new Scene(new StackPane(below), 700, 500));
        stage.show();
        dialogs = new WindowDialogs(stage, new Settings(folder.resolve("settings.json")));
        below.requestFocus();
    }

    @Test
    void theChooserShowsEveryTypeOfImage() {
        for (ImageType type : ImageType.values()) {
            for (String extension : type.extensions()) {
                List<String> all = List.of(
                        "*." + extension,
                        "*." + extension.toUpperCase(Locale.ROOT),
                        "*." + extension.substring(0, 1).toUpperCase(Locale.ROOT) + extension.substring(1));
                assertTrue(WindowDialogs.picturePatterns().containsAll(all), all.toString());
            }
        }
    }

    @Test
    void enterNeverDestroys(WindowRobot robot) throws Exception {
        Future<Boolean> answer =
                asked(() -> dialogs.confirm("Delete 2 images permanently?", "For good.", "Delete my_tag"));
        assertEquals("Delete my_tag", robot.lookup("#confirm-act").queryButton().getText());
        assertTrue(!robot.lookup("#confirm-act").queryButton().isMnemonicParsing(), "underscores are shown");
        assertTrue(!robot.lookup("#confirm-act").query().isFocused(), "the way back has the focus");
        robot.type(KeyCode.ENTER);
        assertEquals(false, answer.get(10, TimeUnit.SECONDS));
        assertTrue(below.isFocused(), "the focus is back where it was");
    }

    @Test
    void enterAgreesToWhatCanBeUndone(WindowRobot robot) throws Exception {
        Future<Boolean> answer = asked(() -> dialogs.agree("Rate 2,000 images?", "", "Rate 2,000 images"));
        robot.type(KeyCode.ENTER);
        assertEquals(true, answer.get(10, TimeUnit.SECONDS));
    }

    @Test
    void theNumberHasToBeTypedAndTheButtonPressed(WindowRobot robot) throws Exception {
        Future<Boolean> answer =
                asked(() -> dialogs.confirmNumber("Delete?", "For good.", "Delete 1,204 images", 1204));
        robot.clickOn("#confirm-number").write("1204").type(KeyCode.ENTER);
        assertTrue(!answer.isDone(), "Enter in the field is not enough");
        robot.interact(() -> robot.lookup("#confirm-act").queryButton().fire());
        assertEquals(true, answer.get(10, TimeUnit.SECONDS));
    }

    @Test
    void escapeAndTheEndOfWhatIsBelowLeave(WindowRobot robot) throws Exception {
        Future<Boolean> answer = asked(() -> dialogs.agree("Go on?", "", "Go on"));
        robot.type(KeyCode.ESCAPE);
        assertEquals(false, answer.get(10, TimeUnit.SECONDS));

        Future<Boolean> again = asked(() -> dialogs.agree("Go on?", "", "Go on"));
        robot.interact(
                () -> ((StackPane) window.getScene().getRoot()).getChildren().setAll(below));
        assertEquals(false, again.get(10, TimeUnit.SECONDS));
    }

    @Test
    void aQuestionFollowsWhatItIsAboutAndEndsWithIt() throws Exception {
        var goesOn = new AtomicReference<>("Stops after 1 of 3.");
        Future<FollowedAnswer> answer = asked(() -> dialogs.confirmWhile("Leave?", goesOn::get, "Leave anyway"));
        assertTrue(isSaid("Stops after 1 of 3."));
        goesOn.set("Stops after 2 of 3.");
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> isSaid("Stops after 2 of 3."));
        goesOn.set("");
        assertEquals(FollowedAnswer.OVER, answer.get(10, TimeUnit.SECONDS));
        assertTrue(below.isFocused(), "the focus is back where it was");
    }

    private boolean isSaid(String sentence) throws Exception {
        return WaitForAsyncUtils.asyncFx(() -> window.getScene().getRoot().lookupAll(".label").stream()
                        .anyMatch(node -> node instanceof Label label && sentence.equals(label.getText())))
                .get();
    }

    @Test
    void aQuestionThatFollowsIsAnsweredLikeAnyOther(WindowRobot robot) throws Exception {
        Future<FollowedAnswer> no = asked(() -> dialogs.confirmWhile("Leave?", () -> "Stops.", "Leave anyway"));
        robot.type(KeyCode.ENTER);
        assertEquals(FollowedAnswer.NO, no.get(10, TimeUnit.SECONDS));

        Future<FollowedAnswer> yes = asked(() -> dialogs.agreeWhile("Leave?", () -> "Goes on later.", "Leave"));
        robot.type(KeyCode.ENTER);
        assertEquals(FollowedAnswer.YES, yes.get(10, TimeUnit.SECONDS));
    }

    private <T> Future<T> asked(Callable<T> question) throws Exception {
        Future<T> answer = WaitForAsyncUtils.asyncFx(question);
        WaitForAsyncUtils.waitFor(
                10,
                TimeUnit.SECONDS,
                () -> WaitForAsyncUtils.asyncFx(() -> window.getScene().lookup("#confirm") instanceof Node)
                        .get());
        return answer;
    }
}
