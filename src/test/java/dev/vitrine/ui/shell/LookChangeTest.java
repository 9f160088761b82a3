package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Connections;
import dev.vitrine.connection.Library;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.SampleImages;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.support.Language;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.TextSize;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Locale.Category;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// Another language or size of text builds the whole window again; the library and what goes on in it stay.
class LookChangeTest {
    @TempDir
    private Path folder;

    private final WindowRobot robot = new WindowRobot();
    private final List<String> ids = new ArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final Locale before = Locale.getDefault();
    private final Locale texts = Locale.getDefault(Category.DISPLAY);
    private final Locale formats = Locale.getDefault(Category.FORMAT);
    private Program program;
    private MainWindow window;
    private ImageService images;

    @BeforeEach
    void openTheWindow() throws Exception {
        AppFolders folders = AppFolders.inOne(folder);
        Files.createDirectories(folders.config());
        Files.writeString(
                folders.config().resolve("settings.json"),
                "{\"window.width\":\"960\",\"window.height\":\"720\",\"gallery.tileSize\":\"96\",\"window.language\":\"ENGLISH\"}");
        var connections = new Connections(folders, Map.of());
        Library library = connections.open(connections.inFolder(folder.resolve("photos")));
        images = library.images();
        for (String name : List.of("sea", "wood", "harbor")) {
            ids.add(images.upload(SampleImages.newImage("alice", name + ".png", Color.BLUE), _ -> {})
                    .imageId());
        }
        FxToolkit.registerPrimaryStage();
        WaitForAsyncUtils.asyncFx(() -> {
                    Thread.currentThread().setUncaughtExceptionHandler((_, failure) -> failures.add(failure));
                    program = new Program(connections, (_, _) -> new AnsweringDialogs());
                    window = new MainWindow(program, () -> library);
                    window.show();
                })
                .get();
        TestWindow.until("three tiles are there", () -> tiles().size() == 3);
    }

    @AfterEach
    void closeTheWindow() throws Exception {
        WaitForAsyncUtils.asyncFx(() -> {
                    TextSize.choice(program.settings()).set(100); // or later tests would read large text
                    window.stage().hide();
                    Thread.currentThread().setUncaughtExceptionHandler(null);
                })
                .get();
        Language.SYSTEM.speak();
        Locale.setDefault(before);
        Locale.setDefault(Category.DISPLAY, texts);
        Locale.setDefault(Category.FORMAT, formats);
    }

    @Test
    void anotherLanguageIsSpokenEverywhereAtOnce() throws Exception {
        Node english = robot.lookup(".shell").query();
        choose(Language.GERMAN);
        TestWindow.awaitBuildAfter(english, robot);
        assertTrue(labels().contains("Papierkorb"), labels().toString());
        assertTrue(!labels().contains("Trash"), labels().toString());
        assertEquals(
                List.of("Einstellungen"),
                robot
                        .from(TestWindow.shown(robot, ".sheet-card"))
                        .lookup(".large")
                        .<Label>queryAllAs(Label.class)
                        .stream()
                        .map(Label::getText)
                        .toList(),
                "the sheet where it was chosen is back");
        assertEquals(List.of(), failures);
    }

    @Test
    void whatIsSelectedStaysSelected() throws Exception {
        Node english = robot.lookup(".shell").query();
        robot.push(KeyCode.HOME);
        robot.push(KeyCode.SHIFT, KeyCode.RIGHT);
        choose(Language.GERMAN);
        TestWindow.awaitBuildAfter(english, robot);
        TestWindow.until("both are selected", () -> labels().contains("2 Bilder ausgewählt"));
    }

    @Test
    void whatIsLookedAtStaysInSight() throws Exception {
        Node english = robot.lookup(".shell").query();
        robot.push(KeyCode.HOME).push(KeyCode.RIGHT).push(KeyCode.ENTER);
        TestWindow.until("one is looked at", () -> viewed().equals(List.of("2 of 3", "wood")));
        robot.push(KeyCode.C);
        TestWindow.until("two are side by side", () -> viewed().equals(List.of("3 of 3", "sea")));
        choose(Language.GERMAN);
        TestWindow.awaitBuildAfter(english, robot);
        TestWindow.until("the same one is active", () -> viewed().equals(List.of("3 von 3", "sea")));
        assertEquals(2, comparedPictures());
    }

    @Test
    void cullingGoesOn() throws Exception {
        Node english = robot.lookup(".shell").query();
        robot.push(KeyCode.SHIFT, KeyCode.F5);
        TestWindow.until("one is looked at", () -> viewed().getFirst().equals("1 of 3"));
        robot.push(KeyCode.X);
        TestWindow.until("the next one is", () -> viewed().getFirst().equals("2 of 3"));
        choose(Language.GERMAN);
        TestWindow.awaitBuildAfter(english, robot);
        TestWindow.until(
                "what was decided is told", () -> labels().contains(Messages.text("culling.status", 2, 3, 0, 1)));
        assertEquals("2 von 3", viewed().getFirst());
    }

    /// Where the active one stands, and its title.
    private List<String> viewed() throws Exception {
        return WaitForAsyncUtils.asyncFx(() -> Stream.of("#viewer-position", "#viewer-title")
                        .map(id -> robot.lookup(id)
                                .tryQueryAs(Label.class)
                                .map(Label::getText)
                                .orElse(""))
                        .toList())
                .get();
    }

    private long comparedPictures() throws Exception {
        return WaitForAsyncUtils.asyncFx(() ->
                        robot
                                .lookup(node -> String.valueOf(node.getId()).startsWith("viewer-picture-"))
                                .queryAll()
                                .stream()
                                .filter(Node::isVisible)
                                .count())
                .get();
    }

    @Test
    void whatUndoTakesBackIsSaidInTheLanguageOfNow() throws Exception {
        robot.push(KeyCode.HOME).push(KeyCode.DIGIT3);
        TestWindow.until("one image has three stars", () -> rated() == 1);
        TestWindow.until("it can be taken back", () -> undoItem().startsWith("Undo: "));
        Node english = robot.lookup(".shell").query();
        choose(Language.GERMAN);
        TestWindow.awaitBuildAfter(english, robot);
        assertEquals("Rückgängig: 1 Bild 3 Sterne geben", undoItem());
    }

    @Test
    void anotherSizeOfTextIsSeenEverywhereAtOnce() throws Exception {
        Node usual = robot.lookup(".shell").query();
        double size = searchFont();
        robot.interact(() -> TextSize.choice(program.settings()).set(200));
        TestWindow.awaitBuildAfter(usual, robot);
        TestWindow.until("text is twice as large", () -> searchFont() == 2 * size);
        assertEquals(List.of(), failures);
    }

    @Test
    void theKeyboardStaysAtTheChoiceThatWasMade() throws Exception {
        robot.push(KeyCode.SHORTCUT, KeyCode.COMMA);
        TestWindow.until(
                "the preferences are there",
                () -> !TestWindow.shown(robot, ".sheet-card").isEmpty());
        String chosen = "preferences-textSize";
        List<String> stops = List.of(chosen, chosen, chosen + "-reset"); // there once something else is chosen
        for (int i = 0; i < stops.size(); i++) {
            String stop = stops.get(i);
            int percent = 115 + 15 * i;
            Node usual = robot.lookup(".shell").query();
            robot.interact(() -> {
                robot.lookup("#" + stop).query().requestFocus();
                TextSize.choice(program.settings()).set(percent);
            });
            TestWindow.awaitBuildAfter(usual, robot);
            TestWindow.until(
                    "the same control has the focus",
                    () -> stop.equals(window.stage().getScene().getFocusOwner().getId()));
        }
    }

    @Test
    void panelsThatLargeTextWidensAreNotKeptThatWide() throws Exception {
        Node usual = robot.lookup(".shell").query();
        double sidebar = sidebarWidth();
        robot.interact(() -> TextSize.choice(program.settings()).set(200));
        TestWindow.awaitBuildAfter(usual, robot);
        TestWindow.until("three tiles are there", () -> tiles().size() == 3);
        robot.push(KeyCode.ESCAPE);
        TestWindow.until(
                "the sheet is closed",
                () -> TestWindow.shown(robot, ".sheet-card").isEmpty());
        robot.clickOn(tiles().getFirst());

        Node large = robot.lookup(".shell").query();
        robot.interact(() -> TextSize.choice(program.settings()).set(100));
        TestWindow.awaitBuildAfter(large, robot);
        TestWindow.until("the sidebar is as wide as before", () -> sidebarWidth() == sidebar);
    }

    private double sidebarWidth() {
        return robot.lookup("#sidebar").<Region>query().getWidth();
    }

    @Test
    void jobsUnderWayAndThoseThatWaitGoOnAndCanStillBeUndone() throws Exception {
        try (var other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("photos/catalog.sqlite"));
                var statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE"); // whoever else writes has to wait now
            robot.push(KeyCode.HOME).push(KeyCode.DELETE);
            TestWindow.until(
                    "a job is under way",
                    () -> robot.lookup("#job-progress")
                            .tryQueryAs(Label.class)
                            .filter(job -> job.getText().startsWith("Move 1 image to trash"))
                            .isPresent());
            robot.push(KeyCode.SHORTCUT, KeyCode.A).push(KeyCode.DIGIT3);

            Node english = robot.lookup(".shell").query();
            choose(Language.GERMAN);
            TestWindow.awaitBuildAfter(english, robot);
            statement.execute("ROLLBACK");
        }
        TestWindow.until("one image is in the trash", () -> images.tally(ids).trashed() == 1);
        TestWindow.until("the others have three stars", () -> rated() == 2);

        robot.push(KeyCode.ESCAPE);
        TestWindow.until(
                "the sheet is closed",
                () -> TestWindow.shown(robot, ".sheet-card").isEmpty());
        robot.interact(() -> robot.lookup(".gallery").query().requestFocus());
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        TestWindow.until("the stars are taken back", () -> rated() == 0);
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        TestWindow.until("the image is restored", () -> images.tally(ids).trashed() == 0);
        assertEquals(List.of(), failures);
    }

    private void choose(Language language) {
        robot.interact(() -> Language.choice(program.settings()).set(language.name()));
    }

    private long rated() {
        return ids.stream()
                .flatMap(id -> images.find(id).stream())
                .filter(image -> image.caption().tags().contains("rating:3"))
                .count();
    }

    private String undoItem() {
        return robot.lookup(MainMenu.class::isInstance)
                .<MainMenu>queryAs(MainMenu.class)
                .getItems()
                .getFirst()
                .getText();
    }

    private List<Node> tiles() {
        return robot.lookup(".tile").queryAll().stream().filter(Node::isVisible).toList();
    }

    private double searchFont() {
        return robot.lookup("#search").<TextField>query().getFont().getSize();
    }

    private List<String> labels() throws Exception {
        return WaitForAsyncUtils.asyncFx(
                        () -> robot
                                .from(window.stage().getScene().getRoot())
                                .lookup(".label")
                                .<Label>queryAllAs(Label.class)
                                .stream()
                                .map(Label::getText)
                                .toList())
                .get();
    }
}
