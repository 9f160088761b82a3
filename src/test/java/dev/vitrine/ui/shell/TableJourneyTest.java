package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A list goes out of the window as a table and comes back changed; images go out into a folder.
class TableJourneyTest extends WindowTest {
    private Path table;

    @BeforeEach
    void openTheWindow() throws Exception {
        table = folder.resolve("list.csv");
        Path home = folder.resolve("home");
        TestWindow.fill(home, "beach", "harbor", "dune");
        window = new TestWindow(home, robot, dialogs);
        window.shows(Set.of("beach", "harbor", "dune"));
    }

    @Test
    void whatWasChangedInTheTableIsShownThenDoneThenUndone() throws Exception {
        dialogs.saveAs(folder.resolve("list"));
        window.choose("Export list…");
        TestWindow.until("the table is there", () -> Files.exists(table));
        assertEquals(List.of("Export a list of 3 images images.csv"), dialogs.asked());
        Files.writeString(
                table,
                Files.readString(table)
                                .replace(",beach,", ",Beach at dawn,")
                                .replace(",harbor,,,", ",harbor,By the sea,sea,")
                        + "nobody,x,New\r\n");

        dialogs.choose(List.of(table));
        window.choose("Import list…");
        TestWindow.until(
                "the changes are shown",
                () -> robot.lookup("#table-act").tryQuery().isPresent());
        List<String> said = window.texts("#table-import");
        assertTrue(said.contains("Changes in list.csv"), said.toString());
        assertTrue(
                said.contains("2 images change; 1 line says what the library says; 1 line is left out."),
                said.toString());
        TestWindow.until(
                "each is listed",
                () -> window.texts("#table-import")
                        .containsAll(List.of(
                                "Line 5 is left out: nobody",
                                "Title: Beach at dawn",
                                "Description: By the sea\nTags added: sea")));
        window.shows(Set.of("beach", "harbor", "dune"));

        robot.interact(() -> robot.lookup("#table-act").queryAs(Button.class).fire());
        window.shows(Set.of("Beach at dawn", "harbor", "dune"));
        robot.interact(() -> robot.lookup(".gallery").query().requestFocus());
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        window.shows(Set.of("beach", "harbor", "dune"));
    }

    @Test
    void severalThatAreSelectedAreExportedAlone() throws Exception {
        robot.interact(() -> robot.lookup(".gallery").query().requestFocus());
        robot.type(KeyCode.HOME);
        robot.push(KeyCode.SHIFT, KeyCode.RIGHT);
        TestWindow.until("two are selected", () -> window.titlesSelected().size() == 2);
        dialogs.saveAs(table);
        window.choose("Export list…");
        TestWindow.until("the table is there", () -> Files.exists(table));
        assertEquals(3, Files.readAllLines(table).size());
    }

    @Test
    void aCopyInAFolderIsBroughtUpToDate() throws Exception {
        Path copy = folder.resolve("copy");
        dialogs.saveInto(copy);
        dialogs.answer(true);
        window.choose("Keep a copy in a folder…");
        TestWindow.until(
                "all are there",
                () -> Files.exists(copy.resolve("dune.jpg"))
                        && window.texts(".toasts").stream().anyMatch(text -> text.startsWith("3 images saved in ")));
        dialogs.saveInto(copy);
        window.choose("Keep a copy in a folder…");
        TestWindow.until(
                "nothing is to be done",
                () -> window.texts(".toasts").stream().anyMatch(text -> text.endsWith("is up to date. 3 are there.")));
    }

    @Test
    void camerasOfEarlierImagesAreReadOnceAfterAQuestion() throws Exception {
        dialogs.answer(true);
        window.choose("Read cameras of earlier images…");
        TestWindow.until(
                "all were looked at",
                () -> window.texts(".toasts").stream()
                        .anyMatch(text -> text.equals("Added to no image; 3 contain no camera data.")));
        assertEquals(List.of("Read camera, lens and exposure of 3 images?"), dialogs.asked());
        window.choose("Read cameras of earlier images…");
        TestWindow.until(
                "nothing is left",
                () -> window.texts(".toasts").stream().anyMatch(text -> text.startsWith("Nothing is left to read")));
    }
}
