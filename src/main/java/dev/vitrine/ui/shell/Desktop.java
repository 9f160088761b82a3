package dev.vitrine.ui.shell;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Connections;
import dev.vitrine.connection.Library;
import dev.vitrine.files.OperatingSystem;
import dev.vitrine.image.ImageException;
import dev.vitrine.ui.desktop.LogFile;
import dev.vitrine.ui.desktop.SingleInstance;
import dev.vitrine.ui.desktop.WindowDialogs;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Settings;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.logging.Logger;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

/// Starts JavaFX and opens the window, reading the library at the same time.
///
/// An application of JavaFX only for its name: task bars know the windows of a launched application by its class,
/// and all others as `java`.
public final class Desktop extends Application {
    private static final System.Logger LOG = System.getLogger(Desktop.class.getName());
    /// Kept, because java.util.logging holds its loggers weakly.
    private static final Logger JAVAFX_LOG = Logger.getLogger("javafx");

    /// Handed over to the one that JavaFX makes.
    private static volatile Runnable opening = () -> {};

    private static volatile boolean hasDisplay;

    /// For JavaFX.
    public Desktop() {}

    @Override
    public void start(Stage unused) {
        hasDisplay = true;
        opening.run();
    }

    /// Returns when the last window is closed. Where a window is open on these folders already, that one comes to
    /// the front and gets the files.
    ///
    /// @param files to upload, as given to the program at its start
    /// @throws NoDisplay when no window can be shown, with a sentence that says what to do
    public static void open(AppFolders folders, Map<String, String> environment, Properties system, List<Path> files)
            throws NoDisplay {
        requireDisplay(environment, system);
        Optional<SingleInstance> onlyOne;
        try {
            onlyOne = SingleInstance.enter(folders.data(), files);
            if (onlyOne.isEmpty()) {
                return;
            }
        } catch (SingleInstance.NoAnswer e) {
            throw new NoDisplay(Messages.text("start.noAnswer"), e);
        } catch (InterruptedException _) {
            return;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a second window on the same libraries would not be noticed", e);
            onlyOne = Optional.empty();
        }
        LogFile.begin(folders);
        String end = system.getProperty(FirstPictures.OPTION, "");
        start(new Connections(folders, environment), onlyOne, window -> {
            window.upload(files);
            Scene scene = window.stage().getScene();
            switch (end) {
                case FirstPictures.VALUE -> new FirstPictures(scene, window.stage()::hide).start();
                case TrainingRun.VALUE -> new FirstPictures(scene, new TrainingRun(scene, window)::start).start();
                default -> {}
            }
        });
    }

    private static void start(Connections connections, Optional<SingleInstance> onlyOne, Consumer<MainWindow> begin)
            throws NoDisplay {
        // With JavaFX on the class path (java -jar) it warns that it would rather be on the module path; both
        // work.
        JAVAFX_LOG.setFilter(
                entry -> !String.valueOf(entry.getMessage()).startsWith("Unsupported JavaFX configuration"));
        boolean first = connections.areUnused();
        Callable<Library> library = first
                ? () -> connections.open(connections.local())
                : Background.ahead(() -> connections.open(connections.atStart()));
        Callable<Settings> settings = Background.ahead(() -> Program.readSettings(connections));
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, failure) -> LOG.log(Level.ERROR, "unexpected failure in " + thread.getName(), failure));
        try {
            opening = () -> {
                var program = new Program(connections, called(settings), WindowDialogs::new);
                Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
                    LOG.log(Level.ERROR, "unexpected failure in " + thread.getName(), failure);
                    program.background().show(() -> listed(program, failure));
                });
                var window = new MainWindow(program, library);
                if (first) {
                    window.welcome();
                } else {
                    window.show();
                }
                begin.accept(window);
                onlyOne.ifPresent(one -> {
                    window.stage().addEventHandler(WindowEvent.WINDOW_HIDDEN, _ -> one.close());
                    one.receive(window.background(), window::visit);
                });
            };
            launch(Desktop.class);
        } catch (RuntimeException | LinkageError e) {
            onlyOne.ifPresent(SingleInstance::close);
            if (hasDisplay) {
                throw e;
            }
            throw new NoDisplay(Messages.text("start.noDisplay"), e);
        }
    }

    private static <T> T called(Callable<T> work) {
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void listed(Program program, Throwable failure) {
        try {
            program.unforeseen(ImageException.of(failure));
            // Or it would come back here for ever. An update may have replaced the program
            // below this process.
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.ERROR, "the failure before could not be listed", e);
        }
    }

    private static void requireDisplay(Map<String, String> environment, Properties system) throws NoDisplay {
        boolean linux = OperatingSystem.of(system) == OperatingSystem.LINUX;
        boolean drawsItself = system.getProperty("glass.platform", "").equalsIgnoreCase("headless");
        if (linux && !drawsItself && environment.getOrDefault("DISPLAY", "").isBlank()) {
            throw new NoDisplay(Messages.text("start.noDisplay"), null);
        }
    }
}
