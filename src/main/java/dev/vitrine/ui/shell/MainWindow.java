package dev.vitrine.ui.shell;

import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.connection.Connection;
import dev.vitrine.connection.Library;
import dev.vitrine.image.ImageException;
import dev.vitrine.ui.actions.Shortcut;
import dev.vitrine.ui.connection.ConnectionsViewModel;
import dev.vitrine.ui.connection.WelcomeView;
import dev.vitrine.ui.desktop.WindowPlace;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.upload.DropOverlay;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.image.Image;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.util.Duration;

/// The window from its first frame to its close: opening a library, showing it, or saying why it cannot be shown.
///
/// Four lifetimes, each within the one before: the process has one [Program]; a library that is open has a
/// [LibrarySession]; what one sees of it is a [Shell], built again for another language or size of text; what is
/// selected there is [SelectedImages]. None references a shorter one beyond that one's end.
final class MainWindow {
    private static final System.Logger LOG = System.getLogger(MainWindow.class.getName());

    /// Drawn from packaging/common/vitrine.svg; the system takes the one that fits.
    private static final List<Integer> ICON_SIZES = List.of(32, 64, 128);

    private final Program program;
    private final LibraryOpener opener;
    private final StackPane root = styled(new StackPane(), "window");
    private final List<Path> waitingFiles = new ArrayList<>();
    private Callable<Library> opening;
    private Callable<Connection> chosen;
    private ConnectionsViewModel libraries;
    private Optional<LibrarySession> session = Optional.empty();
    private Optional<Shell> shell = Optional.empty();

    /// @param opening the library to begin with
    MainWindow(Program program, Callable<Library> opening) {
        this.program = program;
        this.opening = opening;
        chosen = () -> program.connections().atStart();
        program.onLook(this::remake);
        opener = new LibraryOpener(program.background());
        renewConnections();
        stage().setTitle(Messages.text("window.title"));
    }

    void show() {
        dress();
        open();
        stage().show();
    }

    /// The first start: asks where the pictures are to live, before anything is made.
    void welcome() {
        dress();
        Node welcome = show(WelcomeView::new);
        root.getChildren()
                .add(new DropOverlay(
                                welcome,
                                files -> {
                                    upload(files); // asks when the library is open
                                    libraries.chooseLocal();
                                },
                                () -> "")
                        .hint());
        stage().show();
        welcome.requestFocus();
    }

    private void dress() {
        Stage stage = stage();
        var scene = new Scene(root);
        CoveredDrops.tellOver(root);
        program.theme().dress(scene);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (Shortcut.QUIT.keys().match(key)) { // whatever is open
                program.quit();
                key.consume();
            }
        });
        stage.setScene(scene);
        for (int size : ICON_SIZES) {
            stage.getIcons()
                    .add(new Image(
                            String.valueOf(MainWindow.class.getResource("/dev/vitrine/ui/icon/" + size + ".png"))));
        }
        stage.setMinWidth(720);
        stage.setMinHeight(480);
        new WindowPlace(program.settings()).rememberFor(stage);
        stage.setOnCloseRequest(request -> {
            if (!mayLeave(Messages.text("leave.close"))) {
                request.consume();
            }
        });
        stage.setOnHidden(_ -> close());
    }

    /// Something else in the whole window, and the connections to be laid over it, which are built again with it.
    private Node show(Function<ConnectionsViewModel, Node> page) {
        renewConnections();
        Node shown = page.apply(libraries);
        root.getChildren().setAll(shown);
        ConnectionCards.over(root, libraries);
        return shown;
    }

    private void renewConnections() {
        libraries = new ConnectionsViewModel(program.connections(), program.background(), this::switchTo);
        libraries.setOnAgain(this::switchTo);
        libraries.offerFolders(program.dialogs(), program.toasts()::failure);
        session.ifPresent(open -> libraries.currentProperty().set(open.library().profile()));
    }

    private void open() {
        stage().titleProperty().unbind();
        stage().setTitle(Messages.text("window.title"));
        show(_ -> waiting());
        opener.open(
                opening,
                opened -> {
                    session = Optional.of(new LibrarySession(opened, program));
                    showLibrary(session.get());
                    libraries.askForKeys();
                },
                this::showFailure);
    }

    private void showLibrary(LibrarySession shown) {
        show(connections -> {
            var build = new Shell(shown, program, connections);
            shell = Optional.of(build);
            stage().titleProperty().bind(build.titleProperty());
            return build.view();
        });
        shell.ifPresent(Shell::focusGallery);
        libraries.refresh();
        upload(List.of());
    }

    /// A second start of the program: the person wants to see this window, with these files, if any.
    void visit(List<Path> files) {
        stage().setIconified(false);
        stage().toFront();
        stage().requestFocus();
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

    /// Another library in this window.
    private void switchTo(Connection connection) {
        switchTo(connection, () -> {});
    }

    private void switchTo(Connection connection, Runnable between) {
        if (!mayLeave(Messages.text("leave.library"))) {
            return;
        }
        leaveLibrary();
        var first = new AtomicReference<>(between);
        opening = () -> {
            first.get().run();
            first.set(() -> {}); // it knows the library that was left
            return program.connections().open(connection);
        };
        chosen = () -> connection;
        open();
    }

    private boolean mayLeave(String action) {
        return session.isEmpty() || session.get().mayEnd(program.dialogs(), action);
    }

    private void leaveLibrary() {
        shell.ifPresent(Shell::close);
        shell = Optional.empty();
        session.ifPresent(LibrarySession::close);
        session = Optional.empty();
        program.toasts().clear();
    }

    /// In another language or size all views are built again over the same library, with what was selected and
    /// looked at and the sheet where it was chosen; the keyboard stays at that choice.
    private void remake() {
        session.ifPresent(shown -> {
            Optional<Shell.Shown> before = shell.map(Shell::shown);
            Optional<String> choice =
                    Optional.ofNullable(stage().getScene().getFocusOwner()).map(Node::getId);
            shell.ifPresent(Shell::close);
            showLibrary(shown);
            shell.ifPresent(build -> before.ifPresent(build::show));
            shell.ifPresent(Shell::showPreferences);
            choice.map(id -> stage().getScene().lookup("#" + id)).ifPresent(Node::requestFocus);
        });
    }

    private void showFailure(ImageException failure) {
        LOG.log(Level.WARNING, "the library could not be opened", failure);
        program.problems().add(FailureText.text(failure), failure);
        var page = new OpeningFailure(
                failure,
                new OpeningFailure.Ways(
                        this::open,
                        () -> switchTo(program.connections().local()),
                        () -> libraries.showList(),
                        program::showProblems,
                        this::agree));
        program.background()
                .run(() -> chosen.call().isLocal(), isLocal -> page.offerLocal(!isLocal), _ -> page.offerLocal(true));
        program.background()
                .run(() -> program.connections().wantsAgreement(chosen.call()), page::askAgreement, _ -> {});
        show(_ -> page);
    }

    private void agree() {
        program.background()
                .run(
                        () -> {
                            Connection connection = chosen.call();
                            program.connections().agree(connection);
                            return connection;
                        },
                        this::switchTo,
                        this::showFailure);
    }

    /// Most libraries are there before one could see that something turns.
    private static Node waiting() {
        var place = new StackPane();
        var soon = new PauseTransition(Duration.millis(300));
        soon.setOnFinished(_ -> {
            if (place.getScene() != null) {
                var indicator = new ProgressIndicator();
                indicator.setMaxSize(32, 32);
                indicator.setAccessibleText(Messages.text("start.opening"));
                place.getChildren().add(indicator);
            }
        });
        soon.play();
        return place;
    }

    ConnectionsViewModel libraries() {
        return libraries;
    }

    Stage stage() {
        return program.stage();
    }

    Background background() {
        return program.background();
    }

    /// Everything is saved or can go on at the next start. The program ends with its last window.
    private void close() {
        leaveLibrary();
        program.close();
        opener.close();
    }
}
