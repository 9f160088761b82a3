package dev.vitrine.ui.shell;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Library;
import dev.vitrine.image.ImageException;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Dialogs;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Settings;
import dev.vitrine.ui.support.Theme;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.util.Duration;

/// The window from its first frame to its close: opening the library, showing it, or saying why it cannot be shown.
final class MainWindow {
    private static final System.Logger LOG = System.getLogger(MainWindow.class.getName());

    private final AppFolders folders;
    private final Callable<Library> opening;
    private final BiFunction<Stage, Theme, Dialogs> dialogs;
    private final Settings settings;
    private final Theme theme;
    private final Background background = Background.onScreen();
    private final Stage stage = new Stage();
    private final PauseTransition saveSoon = new PauseTransition(Duration.seconds(1));
    private final StackPane root = new StackPane();
    private Optional<Shell> shell = Optional.empty();

    MainWindow(AppFolders folders, Callable<Library> opening) {
        this(folders, opening, WindowDialogs::new);
    }

    /// @param dialogs asks the person, over the window and in its theme
    MainWindow(AppFolders folders, Callable<Library> opening, BiFunction<Stage, Theme, Dialogs> dialogs) {
        this.folders = folders;
        this.opening = opening;
        this.dialogs = dialogs;
        this.settings = new Settings(folders.config().resolve("settings.json"));
        this.theme = new Theme(settings);
        saveSoon.setOnFinished(_ -> background.run(() -> {
            settings.save();
            return settings;
        }, _ -> { }, failure -> LOG.log(Level.WARNING, "the settings were not saved", failure)));
        settings.setOnChange(saveSoon::playFromStart);
    }

    void show() {
        var scene = new Scene(root);
        theme.dress(scene);
        stage.setScene(scene);
        stage.setTitle(Messages.text("window.title"));
        stage.setMinWidth(720);
        stage.setMinHeight(480);
        new WindowPlace(settings).rememberFor(stage);
        root.getStyleClass().add("window");
        stage.setOnHidden(_ -> close());
        open();
        stage.show();
    }

    private void open() {
        root.getChildren().setAll(waiting());
        background.run(opening, this::showLibrary, this::showFailure);
    }

    private void showLibrary(Library library) {
        var opened = new Shell(library, folders, new Shell.Surroundings(settings, theme, background, stage, dialogs.apply(stage, theme)));
        shell = Optional.of(opened);
        root.getChildren().setAll(opened.view());
        opened.focusGallery();
    }

    private void showFailure(ImageException failure) {
        LOG.log(Level.WARNING, "the library could not be opened", failure);
        var title = new Label(Messages.text("start.failed.title"));
        title.getStyleClass().addAll("huge", "strong");
        var reason = new Label(failure.getMessage());
        reason.getStyleClass().add("explanation");
        reason.setMaxWidth(480);
        var again = new Button(Messages.text("start.failed.retry"));
        again.getStyleClass().add("accent");
        again.setDefaultButton(true);
        again.setOnAction(_ -> open());
        var page = new VBox(title, reason, again);
        page.getStyleClass().add("gallery-state");
        root.getChildren().setAll(page);
    }

    private static Node waiting() {
        var indicator = new ProgressIndicator();
        indicator.setMaxSize(32, 32);
        indicator.setAccessibleText(Messages.text("start.opening"));
        return indicator;
    }

    Stage stage() {
        return stage;
    }

    /// Everything is saved or can go on at the next start: closing asks nothing. The program ends with its last window.
    private void close() {
        saveSoon.stop();
        settings.save();
        shell.ifPresent(Shell::close);
    }
}
