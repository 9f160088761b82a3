package dev.vitrine.ui.shell;

import dev.vitrine.connection.Connection;
import dev.vitrine.connection.Connections;
import dev.vitrine.connection.Library;
import dev.vitrine.image.ImageException;
import dev.vitrine.ui.actions.Problems;
import dev.vitrine.ui.connection.ConnectionFormView;
import dev.vitrine.ui.connection.ConnectionListView;
import dev.vitrine.ui.connection.ConnectionsViewModel;
import dev.vitrine.ui.connection.LibraryMenu;
import dev.vitrine.ui.connection.WelcomeView;
import dev.vitrine.ui.desktop.SystemClipboard;
import dev.vitrine.ui.desktop.WindowDialogs;
import dev.vitrine.ui.desktop.WindowPlace;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Dialogs;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Language;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Settings;
import dev.vitrine.ui.support.TextSize;
import dev.vitrine.ui.support.Theme;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.image.Image;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.util.Duration;

/// The window from its first frame to its close: opening the library, showing it, or saying why it cannot be shown.
final class MainWindow {
    private static final System.Logger LOG = System.getLogger(MainWindow.class.getName());

    /// Drawn from packaging/common/vitrine.svg; the system takes the one that fits.
    private static final List<Integer> ICON_SIZES = List.of(32, 64, 128);

    private final Connections connections;
    private final BiFunction<Stage, Theme, Dialogs> dialogs;
    private final Settings settings;
    private final Theme theme;
    private final Background background = Background.onScreen();
    private final Stage stage = new Stage();
    private final Problems problems = new Problems(Clock.systemUTC());
    private final PauseTransition saveSoon = new PauseTransition(Duration.seconds(1));
    private final StackPane page = new StackPane();
    private final StackPane root = new StackPane(page);
    private final ConnectionsViewModel libraries;
    private final List<Path> waitingFiles = new ArrayList<>();
    private final List<AtomicBoolean> coversMade = new ArrayList<>();
    private Callable<Library> opening;
    private Callable<Boolean> opensLocal;
    private Optional<Library> library = Optional.empty();
    private Optional<Shell> shell = Optional.empty();

    MainWindow(Connections connections, Callable<Library> opening) {
        this(connections, opening, WindowDialogs::new);
    }

    /// @param dialogs asks the person, over the window and in its theme
    MainWindow(Connections connections, Callable<Library> opening, BiFunction<Stage, Theme, Dialogs> dialogs) {
        this.connections = connections;
        this.opening = opening;
        this.opensLocal = () -> connections.atStart().isLocal();
        this.dialogs = dialogs;
        this.settings = new Settings(connections.folders().config().resolve("settings.json"));
        Language.of(Language.choice(settings).get()).speak();
        this.libraries = new ConnectionsViewModel(connections, background, this::switchTo);
        this.theme = new Theme(settings);
        Runnable remakeOnce = background.oncePerPulse(this::remake);
        Language.choice(settings).subscribe((_, now) -> {
            Language.of(now).speak();
            remakeOnce.run();
        });
        TextSize.choice(settings).subscribe((_, _) -> remakeOnce.run());
        saveSoon.setOnFinished(_ -> background.run(() -> {
            settings.save();
            return settings;
        }, _ -> { }, failure -> LOG.log(Level.WARNING, "the settings were not saved", failure)));
        settings.setOnChange(saveSoon::playFromStart);
    }

    void show() {
        dress();
        open();
        stage.show();
    }

    /// The first start: asks where the pictures are to live, before anything is made.
    void welcome() {
        dress();
        var welcome = new WelcomeView(libraries);
        page.getChildren().setAll(welcome);
        stage.show();
        welcome.requestFocus();
    }

    private void dress() {
        var scene = new Scene(root);
        theme.dress(scene);
        stage.setScene(scene);
        stage.setTitle(Messages.text("window.title"));
        for (int size : ICON_SIZES) {
            stage.getIcons().add(new Image(String.valueOf(MainWindow.class.getResource("/dev/vitrine/ui/icon/" + size + ".png"))));
        }
        stage.setMinWidth(720);
        stage.setMinHeight(480);
        new WindowPlace(settings).rememberFor(stage);
        root.getStyleClass().add("window");
        stage.setOnHidden(_ -> close());
        coverWhen(libraries.listOpenProperty(), () -> new ConnectionListView(libraries));
        coverWhen(libraries.form().openProperty(), () -> new ConnectionFormView(libraries.form()));
    }

    /// Made when first asked for: most starts need no connection.
    private void coverWhen(ObservableValue<Boolean> open, Supplier<Node> make) {
        var made = new AtomicBoolean();
        coversMade.add(made);
        open.subscribe(now -> {
            if (now && made.compareAndSet(false, true)) {
                root.getChildren().add(make.get());
            }
        });
    }

    private void open() {
        page.getChildren().setAll(waiting());
        background.run(opening, opened -> {
            showLibrary(opened);
            libraries.askForKeys();
        }, this::showFailure);
    }

    private void showLibrary(Library opened) {
        library = Optional.of(opened);
        libraries.currentProperty().set(opened.profile());
        var shown = new Shell(opened, connections.folders(),
                new Shell.ShellContext(settings, theme, background, stage, dialogs.apply(stage, theme), libraries, new LibraryMenu(libraries), problems));
        shell = Optional.of(shown);
        page.getChildren().setAll(shown.view());
        shown.focusGallery();
        libraries.refresh();
        upload(List.of());
    }

    /// A second start of the program: the person wants to see this window, with these files, if any.
    void visit(List<Path> files) {
        stage.setIconified(false);
        stage.toFront();
        stage.requestFocus();
        upload(files);
    }

    /// Asks how to upload these files, as a drop would; once the library is open.
    void upload(List<Path> files) {
        waitingFiles.addAll(files);
        if (shell.isPresent() && !waitingFiles.isEmpty()) {
            shell.get().upload(List.copyOf(waitingFiles));
            waitingFiles.clear();
        }
    }

    /// Another library in this window: the one before is let go of first, on the way, because closing waits for what is under way.
    private void switchTo(Connection connection) {
        Optional<Library> before = library;
        shell.ifPresent(Shell::close);
        shell = Optional.empty();
        library = Optional.empty();
        opening = () -> {
            before.ifPresent(MainWindow::letGo);
            return connections.open(connection);
        };
        opensLocal = connection::isLocal;
        open();
    }

    /// In another language or size everything is made anew over the same library, and the sheet where it was chosen comes back.
    private void remake() {
        stage.setTitle(Messages.text("window.title"));
        shell.ifPresent(Shell::close);
        root.getChildren().setAll(page);
        coversMade.forEach(made -> made.set(false));
        library.ifPresent(this::showLibrary);
        shell.ifPresent(Shell::showPreferences);
    }

    private static void letGo(Library before) {
        try {
            before.close();
        } catch (ImageException e) {
            LOG.log(Level.WARNING, "the library before did not close cleanly", e);
        }
    }

    private void showFailure(ImageException failure) {
        LOG.log(Level.WARNING, "the library could not be opened", failure);
        var title = new Label(Messages.text("start.failed.title"));
        title.getStyleClass().addAll("huge", "strong");
        problems.add(FailureText.text(failure), failure);
        var reason = new Label(FailureText.coded(failure));
        reason.getStyleClass().add("explanation");
        reason.setMaxWidth(TextSize.of(480));
        reason.setWrapText(true);
        var again = new Button(Messages.text("start.failed.retry"));
        again.getStyleClass().add("accent");
        again.setDefaultButton(true);
        again.setOnAction(_ -> open());
        var local = new Button(Messages.text("start.failed.local"));
        local.setId("back-to-local");
        local.setOnAction(_ -> switchTo(connections.local()));
        local.setVisible(false);
        local.managedProperty().bind(local.visibleProperty());
        background.run(opensLocal, isLocal -> local.setVisible(!isLocal), _ -> local.setVisible(true));
        var edit = new Button(Messages.text("start.failed.connections"));
        edit.setOnAction(_ -> libraries.showList());
        var details = new Button(Messages.text("start.failed.details"));
        details.setOnAction(_ -> ProblemsSheet.show(stage, theme, problems, new SystemClipboard()));
        var ways = new FlowPane(8, 8, again, local, edit, details);
        ways.setAlignment(Pos.CENTER);
        var failed = new VBox(title, reason, ways);
        failed.getStyleClass().add("gallery-state");
        page.getChildren().setAll(failed);
    }

    private static Node waiting() {
        var indicator = new ProgressIndicator();
        indicator.setMaxSize(32, 32);
        indicator.setAccessibleText(Messages.text("start.opening"));
        return indicator;
    }

    ConnectionsViewModel libraries() {
        return libraries;
    }

    Stage stage() {
        return stage;
    }

    Background background() {
        return background;
    }

    /// Everything is saved or can go on at the next start: closing asks nothing. The program ends with its last window.
    private void close() {
        saveSoon.stop();
        settings.save();
        shell.ifPresent(Shell::close);
        library.ifPresent(Library::close);
    }
}
