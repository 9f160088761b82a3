package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Connection;
import dev.vitrine.connection.Connections;
import dev.vitrine.files.FolderContent;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.store.AwsKeys;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.ui.support.FileDrops;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Images of the gallery, dragged onto another library.
class LibraryDropTest extends WindowTest {
    private static final PseudoClass DROP = PseudoClass.getPseudoClass("drop");

    private Connections connections;
    private Path attic;

    @BeforeEach
    void openTheWindow() throws Exception {
        connections = new Connections(AppFolders.inOne(folder), Map.of());
        attic = folder.resolve("attic");
        connections.open(connections.inFolder(attic)).close();
        TestWindow.fill(folder, "beach", "harbor", "dune");
        window = new TestWindow(folder, robot, new AnsweringDialogs());
        window.shows(Set.of("beach", "harbor", "dune"));
    }

    @Test
    void anotherLibraryTakesCopies() throws Exception {
        selectAll();
        hold(menu());
        TestWindow.until("the libraries come up", () -> card().isVisible());
        assertTrue(menu().getPseudoClassStates().contains(DROP), "it shows what the list is of");
        assertTrue(isTakenOver(line("attic")));
        assertTrue(line("attic").getPseudoClassStates().contains(DROP), "it lights up");
        assertEquals("Copy 3 images to attic", sentence());
        Node line = line("attic");
        robot.interact(() -> FileDrops.drop(line, gallery()));
        assertFalse(card().isVisible());
        TestWindow.until("it says so", () -> window.texts(".toasts").contains("3 images were copied to attic."));
        try (var copy = connections.open(connections.inFolder(attic))) {
            assertEquals(3, copy.images().search(ImageQuery.ALL).size());
        }
        window.shows(Set.of("beach", "harbor", "dune"));
    }

    @Test
    void aLibraryOfWhichThisAccountIsAReaderSaysSoBeforeTheDrop() throws Exception {
        var settings = AwsSettings.ofEndpoint(URI.create("http://127.0.0.1:9"));
        Connection team = connections.save("team", settings, Optional.of(new AwsKeys("AKIA", "secret", "")), "");
        connections.openBeside(team).close();
        Files.writeString(
                FolderContent.in(folder.resolve("cache").resolve("mirror")).stream()
                        .findFirst()
                        .orElseThrow()
                        .resolve("refused.properties"),
                "ADD_ROWS=denied");
        selectAll();
        hold(menu());
        TestWindow.until("the libraries come up", () -> card().isVisible());
        assertFalse(isTakenOver(line("team")));
        assertFalse(line("team").getPseudoClassStates().contains(DROP));
        assertEquals("This account may look at “team”, and not add images.", sentence());
        assertTrue(window.texts("#library-drop").contains(sentence()));
        assertTrue(isTakenOver(line("attic")));
    }

    @Test
    void theListGoesWhenTheHandDoes() throws Exception {
        selectAll();
        hold(menu());
        TestWindow.until("the libraries come up", () -> card().isVisible());
        hold(gallery());
        assertFalse(card().isVisible());
        assertFalse(menu().getPseudoClassStates().contains(DROP));
        robot.interact(() -> FileDrops.hover(menu(), List.of(folder.resolve("x.jpg"))));
        assertFalse(card().isVisible(), "files of others are uploaded here");
    }

    private void selectAll() throws Exception {
        robot.interact(() -> gallery().requestFocus());
        robot.push(KeyCode.SHORTCUT, KeyCode.A);
        TestWindow.until("all are selected", () -> window.titlesSelected().size() == 3);
    }

    private void hold(Node over) {
        robot.interact(() -> FileDrops.hover(over, gallery()));
    }

    private boolean isTakenOver(Node line) {
        var taken = new AtomicReference<Boolean>();
        robot.interact(() -> taken.set(FileDrops.hover(line, gallery())));
        return taken.get();
    }

    private String sentence() {
        return robot.from(robot.lookup("#drop-overlay").queryAll())
                .lookup(".sentence")
                .<Label>queryAs(Label.class)
                .getText();
    }

    private Node line(String name) {
        return robot.lookup("#library-drop .line").queryAll().stream()
                .filter(line -> ((Label) line.lookup(".name")).getText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no library is called " + name));
    }

    private Node card() {
        return robot.lookup("#library-drop").query();
    }

    private Node menu() {
        return robot.lookup("#library-menu").query();
    }

    private Node gallery() {
        return robot.lookup(".gallery").query();
    }
}
