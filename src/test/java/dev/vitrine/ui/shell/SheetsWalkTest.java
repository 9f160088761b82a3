package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Connections;
import dev.vitrine.connection.Library;
import dev.vitrine.files.FolderContent;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.StorageState;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.archive.AwsPrices;
import dev.vitrine.store.CodeDevice;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.actions.BackgroundJobs.Skipped;
import dev.vitrine.ui.archive.BringBackViewModel;
import dev.vitrine.ui.bulk.AdoptFormViewModel;
import dev.vitrine.ui.bulk.AdoptFormViewModel.Buckets;
import dev.vitrine.ui.bulk.AdoptSheet;
import dev.vitrine.ui.bulk.LibrarySheet;
import dev.vitrine.ui.bulk.LibrarySheet.OtherLibrary;
import dev.vitrine.ui.connection.MfaCodeSheet;
import dev.vitrine.ui.connection.SignInViewModel;
import dev.vitrine.ui.desktop.WindowDialogs;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Dialogs;
import dev.vitrine.ui.support.HeardToasts;
import dev.vitrine.ui.support.Settings;
import java.awt.Color;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// Every sheet, form and card of the real window with default settings, walked by the keyboard alone: all in it says
/// what it is, one sees where the keyboard stands, which stays inside and goes back to where it was; Esc closes it, and
/// Enter destroys nothing.
class SheetsWalkTest {
    private static final Pattern LIES_OVER = Pattern.compile("new Sheet\\(|Modal\\s*\\.(card|hold)\\(");
    private static final Pattern OVER = Pattern.compile("over\\(\\s*\"(\\w+)");

    @TempDir
    private Path folder;

    private final WindowRobot robot = new WindowRobot();
    private Program program;
    private MainWindow window;
    private SheetWalk walk;
    private @Nullable Dialogs dialogs;
    private Optional<Path> table = Optional.empty();

    @BeforeEach
    void openTheWindow() throws Exception {
        var connections = new Connections(AppFolders.inOne(folder.resolve("home")), Map.of());
        try (Library library = connections.open(connections.local())) {
            for (String name : List.of("sea", "wood", "harbor")) {
                library.images().upload(SampleImages.newImage("alice", name + ".png", Color.BLUE, "coast"), _ -> {});
            }
        }
        FxToolkit.registerPrimaryStage();
        WaitForAsyncUtils.asyncFx(() -> {
                    program = new Program(connections, this::dialogs);
                    window = new MainWindow(program, () -> connections.open(connections.local()));
                    window.show();
                    walk = new SheetWalk(robot, window.stage());
                })
                .get();
        until("the images are there", () -> tiles() == 3);
    }

    /// Those of the window; what chooses the file of a table is no sheet and belongs to the system.
    private Dialogs dialogs(Stage stage, Settings settings) {
        Dialogs real = new WindowDialogs(stage, settings);
        dialogs = (Dialogs) Proxy.newProxyInstance(
                Dialogs.class.getClassLoader(),
                new Class<?>[] {Dialogs.class},
                (_, method, arguments) -> switch (method.getName()) {
                    case "chooseFile" -> table;
                    case "chooseFolder" -> Optional.of(folder);
                    default -> method.invoke(real, arguments);
                });
        return dialogs;
    }

    @AfterEach
    void closeTheWindow() throws Exception {
        WaitForAsyncUtils.asyncFx(() -> List.copyOf(Window.getWindows()).forEach(Window::hide))
                .get();
    }

    @Test
    void theSheetsOfTheWindow() throws Exception {
        walk.over("PreferencesSheet", ".sheet-card", () -> robot.push(KeyCode.SHORTCUT, KeyCode.COMMA));
        walk.over("KeysSheet", ".sheet-card", () -> robot.push(KeyCode.F1));
        walk.over("ProblemsSheet", ".sheet-card", () -> robot.push(KeyCode.F8));
        walk.over("AboutSheet", "#about", () -> fire(".toolbar .menu-button", "About Vitrine"));
        assertEquals(List.of(), walk.troubles());
    }

    @Test
    void theFormsOfUploads() throws Exception {
        Path file = Files.write(folder.resolve("new.jpg"), SampleImages.jpeg(64, 48, Color.GREEN));
        walk.over("UploadFormView", "#upload-form", () -> robot.interact(() -> window.upload(List.of(file))));
        walk.over("WatchView", "#watch-sheet", () -> fire("#upload", "Watched folders…"));
        walk.over("ReceiptsView", "#receipts", () -> fire("#upload", "Receipts…"));
        assertEquals(List.of(), walk.troubles());
    }

    /// The button that was pressed is gone by then.
    @Test
    void oneTypesOnAfterAFolderWasChosen() throws Exception {
        fire("#upload", "Watched folders…");
        until("the sheet is open", () -> walk.find("#watch-add").isPresent());
        robot.interact(() -> robot.lookup("#watch-add").query().requestFocus());
        robot.push(KeyCode.ENTER);
        until("the form is open", () -> walk.find("#watch-start").isPresent());
        assertTrue(
                SheetWalk.isWithin(walk.find("#watch-sheet").orElseThrow(), walk.focused()),
                SheetWalk.said(walk.focused()));
        robot.write("inbox");
        assertEquals("inbox", ((TextInputControl) walk.focused()).getText());
    }

    @Test
    void theFormsOfConnections() throws Exception {
        walk.over(
                "ConnectionListView",
                "#connection-list",
                () -> robot.interact(() -> window.libraries().showList()));
        walk.over(
                "ConnectionFormView",
                "#connection-form",
                () -> robot.interact(() -> window.libraries().form().create()));
        assertEquals(List.of(), walk.troubles());
    }

    @Test
    void whatIsAskedAboutImages() throws Exception {
        selectAll();
        walk.over("DownloadFlow", "#download-form", () -> robot.push(KeyCode.SHORTCUT, KeyCode.S));
        walk.over("ShareFlow", "#share-local", () -> robot.push(KeyCode.SHORTCUT, KeyCode.L));
        walk.over("BulkSheet", ".sheet-card", () -> robot.push(KeyCode.F2));
        walk.over("MoveSheet", "#move-sheet", () -> {
            robot.rightClickOn(robot.lookup(".tile").queryAll().iterator().next());
            robot.clickOn("Move 3 images to user…");
        });
        walk.over("WindowDialogs: delete", "#confirm", () -> robot.push(KeyCode.SHIFT, KeyCode.DELETE));
        walk.over("TagSheet: rename", ".sheet-card", () -> walk.chooseOfRow("coast", "Rename…"));
        walk.over("TagSheet: merge", ".sheet-card", () -> walk.chooseOfRow("coast", "Merge into…"));
        walk.over(
                "WindowDialogs: remove a tag", "#confirm", () -> walk.chooseOfRow("coast", "Remove from all images…"));
        assertEquals(List.of(), walk.troubles());
    }

    @Test
    void theChangesOfATable() throws Exception {
        table = Optional.of(Files.writeString(
                folder.resolve("list.csv"),
                "original_name,user_id,title\nsea.png,alice,A new title\nnone.png,alice,x\n"));
        walk.over("TableSheet", ".sheet-card", () -> fire(".toolbar .menu-button", "Import list…"));
        assertEquals(List.of(), walk.troubles());
    }

    @Test
    void whatWasSkippedAndWhy() throws Exception {
        var reasons = new LinkedHashMap<String, ImageException>();
        reasons.put("sea", new ImageException.Conflict("Somebody else changed it meanwhile."));
        reasons.put("wood", new ImageException.NotFound("There is no image “wood”."));
        var skipped = new Skipped("Delete 3 images", reasons);
        walk.over(
                "SkippedSheet",
                ".sheet-card",
                () -> robot.interact(() ->
                        SkippedSheet.show(skipped, List.of(SampleImages.row("sea", "The sea")), program, _ -> {})));
        assertEquals(List.of(), walk.troubles());
    }

    @Test
    void theWayOutOfAnArchive() throws Exception {
        var form = new BringBackViewModel(Optional.of(AwsPrices.load()), (_, _) -> {});
        robot.interact(() -> ArchiveFlow.cover((Pane) walk.scene().getRoot(), form));
        walk.over(
                "ArchiveFlow",
                "#bring-back",
                () -> robot.interact(() -> form.open(List.of(SampleImages.row(
                        "cold",
                        "cold",
                        SampleImages.facts("image/jpeg", "cold.jpg").with(StorageState.of("GLACIER")))))));
        assertEquals(List.of(), walk.troubles());
    }

    @Test
    void whatLeadsToOtherLibrariesAndBuckets() throws Exception {
        walk.over(
                "LibrarySheet",
                "#copy-sheet",
                () -> Platform.runLater(() ->
                        new LibrarySheet(3, "", List.of(new OtherLibrary("Attic", "/attic"))).ask(window.stage())));
        var buckets = (Buckets)
                Proxy.newProxyInstance(Buckets.class.getClassLoader(), new Class<?>[] {Buckets.class}, (_, _, _) -> {
                    throw new AssertionError("nothing is asked by looking");
                });
        var form = new AdoptFormViewModel(buckets, List.of("alice"), Background.onScreen(_ -> {}));
        walk.over(
                "AdoptSheet", "#adopt-sheet", () -> Platform.runLater(() -> new AdoptSheet(form).ask(window.stage())));
        assertEquals(List.of(), walk.troubles());
    }

    @Test
    void whatIsAskedBeforeVeryMuch() throws Exception {
        Dialogs asking = Objects.requireNonNull(dialogs);
        walk.over(
                "WindowDialogs: a number",
                "#confirm",
                () -> Platform.runLater(() -> asking.confirmNumber(
                        "Delete 1,000 images?", "They cannot be restored.", "Delete 1,000", 1000)));
        walk.over(
                "WindowDialogs: an agreement",
                "#confirm",
                () -> Platform.runLater(
                        () -> asking.agree("Restore 1,000 images?", "They come back.", "Restore 1,000")));
        assertEquals(List.of(), walk.troubles());
    }

    @Test
    void theCodeOfADevice() throws Exception {
        var signIn = new SignInViewModel(
                Optional.of(new CodeDevice()),
                Background.onScreen(_ -> {}),
                new SignInViewModel.SignInContext(_ -> {}, () -> {}, new HeardToasts()));
        robot.interact(() -> MfaCodeSheet.over(window.stage(), signIn));
        walk.over("MfaCodeSheet", "#sign-in-sheet", () -> robot.interact(() -> signIn.refresh(Instant.EPOCH)));
        assertEquals(List.of(), walk.troubles());
    }

    @Test
    void enterOnAQuestionThatDestroysDoesNothing() throws Exception {
        selectAll();
        robot.push(KeyCode.SHIFT, KeyCode.DELETE);
        until("it is asked", () -> walk.find("#confirm").isPresent());
        robot.push(KeyCode.ENTER);
        until("it is closed", () -> walk.find("#confirm").isEmpty());
        assertEquals(3, tiles());
    }

    @Test
    void oneSeesWhereF6LeadsTo() throws Exception {
        selectAll();
        for (int step = 0; step < 4; step++) {
            robot.push(KeyCode.F6);
            Node here = walk.focused();
            WritableImage with = walk.picture(here);
            robot.push(KeyCode.F6);
            assertTrue(
                    SheetWalk.differs(with, walk.picture(here)),
                    "nothing shows that the keyboard stands at " + SheetWalk.said(here));
            robot.push(KeyCode.SHIFT, KeyCode.F6);
        }
    }

    /// A new one is walked as well.
    @Test
    void noSheetIsLeftOut() throws Exception {
        Set<String> walked = new TreeSet<>();
        for (Class<?> test : List.of(SheetsWalkTest.class, LibrarySheetsWalkTest.class)) {
            Path source = Path.of("src/test/java/dev/vitrine/ui/shell").resolve(test.getSimpleName() + ".java");
            OVER.matcher(Files.readString(source)).results().forEach(found -> walked.add(found.group(1)));
        }
        Set<String> left = new TreeSet<>();
        for (Path source : FolderContent.files(Path.of("src/main/java/dev/vitrine/ui"))) {
            if (LIES_OVER.matcher(Files.readString(source)).find()) {
                left.add(source.getFileName().toString().replace(".java", ""));
            }
        }
        left.removeAll(walked);
        left.remove("Sheet");
        assertEquals(Set.of(), left);
    }

    private void fire(String button, String item) {
        MenuItem chosen = robot.lookup(button).<MenuButton>queryAllAs(MenuButton.class).stream()
                .flatMap(menu -> menu.getItems().stream())
                .flatMap(each -> each instanceof Menu more ? more.getItems().stream() : Stream.of(each))
                .filter(each -> item.equals(each.getText()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no menu offers " + item));
        robot.interactNoWait(chosen::fire);
    }

    private void selectAll() throws Exception {
        walk.focusGallery();
        robot.push(KeyCode.SHORTCUT, KeyCode.A);
        until("the details show several", () -> walk.find("#detail-shared-tags").isPresent());
    }

    private long tiles() {
        return robot.lookup(".tile").queryAll().stream().filter(Node::isVisible).count();
    }

    private static void until(String what, Callable<Boolean> holds) throws Exception {
        TestWindow.until(what, holds);
    }
}
