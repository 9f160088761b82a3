package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.files.FolderContent;
import dev.vitrine.ui.WindowRobot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OddSettingsTest {
    private static final Pattern ASKED =
            Pattern.compile("ettings\\(?\\)?\\s*\\.(?:text|number|flag|choice|word)\\(\\s*\"([a-zA-Z.]+)\"");

    @TempDir
    private Path home;

    /// A later version, or a hand, may have written any of them.
    @Test
    void aWordThatNobodyKnowsNeverCostsTheWindow() throws Exception {
        Map<String, String> odd = new TreeMap<>();
        for (Path file : FolderContent.sources(Path.of("src/main/java/dev/vitrine/ui"))) {
            for (Matcher asked = ASKED.matcher(Files.readString(file)); asked.find(); ) {
                odd.put(asked.group(1), "SOMETHING-ELSE");
            }
        }
        odd.remove("filter.saved"); // a list, whose damage is written to the log
        assertTrue(odd.size() > 15 && odd.containsKey("window.theme"), odd.toString());
        var robot = new WindowRobot();
        var window = new TestWindow(home, robot, new AnsweringDialogs());
        window.close();
        Files.writeString(home.resolve("config").resolve("settings.json"), new ObjectMapper().writeValueAsString(odd));

        window.open();
        robot.push(KeyCode.SHORTCUT, KeyCode.COMMA);
        TestWindow.until(
                "the preferences are there",
                () -> robot.lookup(".preferences").tryQuery().isPresent());
        window.close();
    }
}
