package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Connections;
import dev.vitrine.connection.Library;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.StorageState;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.archive.AwsPrices;
import dev.vitrine.store.SignIn;
import dev.vitrine.ui.actions.BackgroundJobs.Skipped;
import dev.vitrine.ui.archive.BringBackViewModel;
import dev.vitrine.ui.bulk.AdoptFormViewModel;
import dev.vitrine.ui.bulk.AdoptFormViewModel.Buckets;
import dev.vitrine.ui.bulk.AdoptSheet;
import dev.vitrine.ui.bulk.LibrarySheet;
import dev.vitrine.ui.bulk.LibrarySheet.OtherLibrary;
import dev.vitrine.ui.connection.CodeSheet;
import dev.vitrine.ui.connection.SignInViewModel;
import dev.vitrine.ui.desktop.WindowDialogs;
import dev.vitrine.ui.support.AccessibleTree;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.ContrastTable;
import dev.vitrine.ui.support.Dialogs;
import dev.vitrine.ui.support.Settings;
import dev.vitrine.ui.support.Toasts;
import java.awt.Color;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Toggle;
import javafx.scene.image.WritableImage;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// Every sheet, form and card of the real window with default settings, walked by the keyboard alone: all in it says
/// what it is, one sees where the keyboard stands, which stays inside and goes back to where it was; Esc closes it, and
/// Enter destroys nothing.
class SheetsWalkTest {
    private static final int LONGEST_WALK = 120;
    private static final int SEEN = 24; // pixels of another brightness

    @TempDir
    private Path folder;

    private final FxRobot robot = new FxRobot();
    private final List<String> troubles = new ArrayList<>();
    private Program program;
    private MainWindow window;
    private @Nullable Dialogs dialogs;
    private Optional<Path> table = Optional.empty();

    @BeforeEach
    void openTheWindow() throws Exception {
        var system = new Properties();
        system.setProperty("vitrine.home", folder.resolve("home").toString());
        var connections = new Connections(AppFolders.of(Map.of(), system), Map.of());
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
                })
                .get();
        until("the images are there", () -> tiles() == 3);
    }

    private static final class NoToasts implements Toasts {
        @Override
        public void show(String text) {}

        @Override
        public void show(String text, String actionLabel, Runnable action, ObservableValue<Boolean> canAct) {}

        @Override
        public void failure(String text, ImageException failure) {}
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
        walk("preferences", ".sheet-card", () -> robot.push(KeyCode.SHORTCUT, KeyCode.COMMA));
        walk("shortcuts", ".sheet-card", () -> robot.push(KeyCode.F1));
        walk("problems", ".sheet-card", () -> robot.push(KeyCode.F8));
        walk("about", "#about", () -> fire(".toolbar .menu-button", "About Vitrine"));
        assertEquals(List.of(), troubles);
    }

    @Test
    void theFormsOfUploads() throws Exception {
        Path file = Files.write(folder.resolve("new.jpg"), SampleImages.jpeg(64, 48, Color.GREEN));
        walk("upload", "#upload-form", () -> robot.interact(() -> window.upload(List.of(file))));
        walk("watched folders", "#watch-sheet", () -> fire("#upload", "Watched folders…"));
        walk("receipts", "#receipts", () -> fire("#upload", "Receipts…"));
        assertEquals(List.of(), troubles);
    }

    /// The button that was pressed is gone by then.
    @Test
    void oneTypesOnAfterAFolderWasChosen() throws Exception {
        fire("#upload", "Watched folders…");
        until("the sheet is open", () -> find("#watch-add").isPresent());
        robot.interact(() -> robot.lookup("#watch-add").query().requestFocus());
        robot.push(KeyCode.ENTER);
        until("the form is open", () -> find("#watch-start").isPresent());
        assertTrue(isWithin(find("#watch-sheet").orElseThrow(), focused()), said(focused()));
        robot.write("inbox");
        assertEquals("inbox", ((TextInputControl) focused()).getText());
    }

    @Test
    void theFormsOfConnections() throws Exception {
        walk(
                "connections",
                "#connection-list",
                () -> robot.interact(() -> window.libraries().showList()));
        walk(
                "connection",
                "#connection-form",
                () -> robot.interact(() -> window.libraries().form().create()));
        assertEquals(List.of(), troubles);
    }

    @Test
    void whatIsAskedAboutImages() throws Exception {
        selectAll();
        walk("download", "#download-form", () -> robot.push(KeyCode.SHORTCUT, KeyCode.S));
        walk("share", "#share-local", () -> robot.push(KeyCode.SHORTCUT, KeyCode.L));
        walk("edit many", ".sheet-card", () -> robot.push(KeyCode.F2));
        walk("move", "#move-sheet", () -> {
            robot.rightClickOn(robot.lookup(".tile").queryAll().iterator().next());
            robot.clickOn("Move 3 images to user…");
        });
        walk("delete", "#confirm", () -> robot.push(KeyCode.SHIFT, KeyCode.DELETE));
        walk("rename a tag", ".sheet-card", () -> chooseOfRow("coast", "Rename…"));
        walk("merge a tag", ".sheet-card", () -> chooseOfRow("coast", "Merge into…"));
        walk("remove a tag", "#confirm", () -> chooseOfRow("coast", "Remove from all images…"));
        assertEquals(List.of(), troubles);
    }

    @Test
    void theChangesOfATable() throws Exception {
        table = Optional.of(Files.writeString(
                folder.resolve("list.csv"),
                "original_name,user_id,title\nsea.png,alice,A new title\nnone.png,alice,x\n"));
        walk("changes of a table", ".sheet-card", () -> fire(".toolbar .menu-button", "Import list…"));
        assertEquals(List.of(), troubles);
    }

    @Test
    void whatWasSkippedAndWhy() throws Exception {
        var reasons = new LinkedHashMap<String, ImageException>();
        reasons.put("sea", new ImageException.Conflict("Somebody else changed it meanwhile."));
        reasons.put("wood", new ImageException.NotFound("There is no image “wood”."));
        var skipped = new Skipped("Delete 3 images", reasons);
        walk(
                "skipped",
                ".sheet-card",
                () -> robot.interact(() ->
                        SkippedSheet.show(skipped, List.of(SampleImages.row("sea", "The sea")), program, _ -> {})));
        assertEquals(List.of(), troubles);
    }

    @Test
    void theWayOutOfAnArchive() throws Exception {
        var form = new BringBackViewModel(Optional.of(AwsPrices.load()), (_, _) -> {});
        robot.interact(() -> ArchiveFlow.cover((Pane) scene().getRoot(), form));
        walk(
                "bring back",
                "#bring-back",
                () -> robot.interact(() -> form.open(List.of(SampleImages.row(
                        "cold",
                        "cold",
                        SampleImages.facts("image/jpeg", "cold.jpg").with(StorageState.of("GLACIER")))))));
        assertEquals(List.of(), troubles);
    }

    @Test
    void whatLeadsToOtherLibrariesAndBuckets() throws Exception {
        walk(
                "copy to a library",
                "#copy-sheet",
                () -> Platform.runLater(() ->
                        new LibrarySheet(3, "", List.of(new OtherLibrary("Attic", "/attic"))).ask(window.stage())));
        var buckets = (Buckets)
                Proxy.newProxyInstance(Buckets.class.getClassLoader(), new Class<?>[] {Buckets.class}, (_, _, _) -> {
                    throw new AssertionError("nothing is asked by looking");
                });
        var form = new AdoptFormViewModel(buckets, List.of("alice"), Background.onScreen(_ -> {}));
        walk("adopt a bucket", "#adopt-sheet", () -> Platform.runLater(() -> new AdoptSheet(form).ask(window.stage())));
        assertEquals(List.of(), troubles);
    }

    @Test
    void whatIsAskedBeforeVeryMuch() throws Exception {
        Dialogs asking = Objects.requireNonNull(dialogs);
        walk(
                "a number",
                "#confirm",
                () -> Platform.runLater(() -> asking.confirmNumber(
                        "Delete 1,000 images?", "They cannot be restored.", "Delete 1,000", 1000)));
        walk(
                "an agreement",
                "#confirm",
                () -> Platform.runLater(
                        () -> asking.agree("Restore 1,000 images?", "They come back.", "Restore 1,000")));
        assertEquals(List.of(), troubles);
    }

    @Test
    void theCodeOfADevice() throws Exception {
        var codes = new SignIn.ByCode() {
            @Override
            public Optional<Instant> endsAt() {
                return Optional.empty();
            }

            @Override
            public boolean isMissing() {
                return true;
            }

            @Override
            public String device() {
                return "arn:aws:iam::123456789012:mfa/alice";
            }

            @Override
            public void enter(String code) {}
        };
        var signIn = new SignInViewModel(
                Optional.of(codes),
                Background.onScreen(_ -> {}),
                new SignInViewModel.Around(_ -> {}, () -> {}, new NoToasts()));
        robot.interact(() -> CodeSheet.over(window.stage(), signIn));
        walk("a code", "#sign-in-sheet", () -> robot.interact(() -> signIn.refresh(Instant.EPOCH)));
        assertEquals(List.of(), troubles);
    }

    @Test
    void enterOnAQuestionThatDestroysDoesNothing() throws Exception {
        selectAll();
        robot.push(KeyCode.SHIFT, KeyCode.DELETE);
        until("it is asked", () -> find("#confirm").isPresent());
        robot.push(KeyCode.ENTER);
        until("it is closed", () -> find("#confirm").isEmpty());
        assertEquals(3, tiles());
    }

    @Test
    void oneSeesWhereF6LeadsTo() throws Exception {
        selectAll();
        for (int step = 0; step < 4; step++) {
            robot.push(KeyCode.F6);
            Node here = focused();
            WritableImage with = picture(here);
            robot.push(KeyCode.F6);
            assertTrue(differs(with, picture(here)), "nothing shows that the keyboard stands at " + said(here));
            robot.push(KeyCode.SHIFT, KeyCode.F6);
        }
    }

    private void walk(String what, String card, Runnable opens) throws Exception {
        focusGallery();
        opens.run();
        until(
                what + " is open",
                () -> find(card).filter(node -> isWithin(node, focusedNow())).isPresent());
        robot.type(KeyCode.SHIFT); // rings are for those who use keys
        Parent shown = (Parent) find(card).orElseThrow();
        assertNamed(what, shown);
        Node first = focused();
        robot.interact(() -> scene().getRoot().snapshot(null, null)); // by then it stands still
        if (first.getStyleClass().contains("danger")) {
            troubles.add(what + ": what destroys has the keyboard first");
        }
        Set<Node> left = stops(shown);
        boolean round = false;
        for (int step = 0; step < LONGEST_WALK && !round; step++) {
            Node here = focused();
            left.remove(here);
            if (!isWithin(shown, here)) {
                troubles.add(what + ": the keyboard left it for " + said(here));
                break;
            }
            WritableImage with = picture(here);
            robot.push(KeyCode.TAB);
            if (focused() != here && !differs(with, picture(here))) {
                troubles.add(what + ": nothing shows that the keyboard stands at " + said(here));
            }
            round = focused() == first;
            if (focused() == here && !round) {
                troubles.add(what + ": Tab does not lead on from " + said(here));
                break;
            }
        }
        left.forEach(node -> troubles.add(what + ": Tab never comes to " + said(node)));
        if (!round) {
            troubles.add(what + ": Tab never comes round");
        }
        defaults(shown).forEach(button -> troubles.add(what + ": Enter destroys by " + said(button)));
        robot.push(KeyCode.ESCAPE);
        until(what + " is closed by Esc", () -> find(card).isEmpty());
        until(what + " gives the keyboard back", () -> gallery().isFocused());
    }

    /// All that Tab should lead to.
    private Set<Node> stops(Node shown) {
        var stops = new LinkedHashSet<Node>();
        robot.interact(() -> addStops(shown, stops));
        return stops;
    }

    private static void addStops(Node node, Set<Node> stops) {
        if (!node.isVisible() || node.isDisabled()) {
            return;
        }
        // Of a group Tab comes to one, and arrows lead to the others.
        boolean isOfGroup = node instanceof Toggle toggle && toggle.getToggleGroup() != null && !toggle.isSelected();
        if (node.isFocusTraversable() && !isOfGroup) {
            stops.add(node);
        }
        if (node instanceof Parent parent && !(node instanceof Spinner)) { // which shows that its field has the focus
            parent.getChildrenUnmodifiable().forEach(each -> addStops(each, stops));
        }
    }

    private Stream<Button> defaults(Parent shown) {
        return shown.lookupAll(".button").stream()
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .filter(button ->
                        button.isDefaultButton() && button.getStyleClass().contains("danger"));
    }

    private void assertNamed(String what, Parent shown) {
        var tree = new AtomicReference<AccessibleTree>();
        robot.interact(() -> tree.set(AccessibleTree.of(shown)));
        tree.get().nameless().forEach(node -> troubles.add(what + ": without a name: " + node));
        assertFalse(tree.get().named().isEmpty(), "something was really found in " + what);
    }

    /// With its ring, which may stand outside of it.
    private WritableImage picture(Node node) {
        var taken = new AtomicReference<WritableImage>();
        robot.interact(() -> {
            Parent root = scene().getRoot();
            root.applyCss();
            root.layout();
            Bounds place = node.localToScene(node.getLayoutBounds());
            var parameters = new SnapshotParameters();
            parameters.setViewport(new Rectangle2D(
                    place.getMinX() - 5, place.getMinY() - 5, place.getWidth() + 10, place.getHeight() + 10));
            taken.set(root.snapshot(parameters, null));
        });
        return taken.get();
    }

    private static boolean differs(WritableImage one, WritableImage other) {
        if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) {
            return true;
        }
        int seen = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                double contrast = ContrastTable.contrast(
                        one.getPixelReader().getColor(x, y),
                        other.getPixelReader().getColor(x, y));
                seen += contrast >= ContrastTable.SHAPE ? 1 : 0;
            }
        }
        return seen >= SEEN;
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

    private void chooseOfRow(String name, String item) {
        Node row = robot.lookup(".sidebar-row").queryAll().stream()
                .filter(each -> ((Label) each.lookup(".name")).getText().equals(name))
                .findFirst()
                .orElseThrow();
        robot.interact(() -> row.fireEvent(
                new ContextMenuEvent(ContextMenuEvent.CONTEXT_MENU_REQUESTED, 2, 2, 400, 400, false, null)));
        robot.clickOn(item);
    }

    private void selectAll() throws Exception {
        focusGallery();
        robot.push(KeyCode.SHORTCUT, KeyCode.A);
        until("the details show several", () -> find("#detail-shared-tags").isPresent());
    }

    private void focusGallery() throws Exception {
        robot.interact(() -> gallery().requestFocus());
    }

    private Node gallery() {
        return robot.lookup(".gallery").query();
    }

    private Optional<Node> find(String query) {
        return robot.lookup(query).queryAll().stream()
                .filter(SheetsWalkTest::isShown)
                .findFirst();
    }

    private static boolean isShown(Node node) {
        return node.getScene() != null && isVisible(node);
    }

    private static boolean isVisible(Node node) {
        return node == null || node.isVisible() && isVisible(node.getParent());
    }

    private long tiles() {
        return robot.lookup(".tile").queryAll().stream().filter(Node::isVisible).count();
    }

    private Scene scene() {
        return window.stage().getScene();
    }

    private Node focusedNow() {
        return scene().getFocusOwner();
    }

    private Node focused() {
        var owner = new AtomicReference<Node>();
        robot.interact(() -> owner.set(focusedNow()));
        return owner.get();
    }

    private static boolean isWithin(Node part, Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == part) {
                return true;
            }
        }
        return false;
    }

    private static String said(Node node) {
        String text = node instanceof Labeled labeled ? labeled.getText() : node.getAccessibleText();
        return node.getClass().getSimpleName() + node.getStyleClass() + " “" + text + "”";
    }

    private static void until(String what, Callable<Boolean> holds) throws Exception {
        TestWindow.until(what, holds);
    }
}
