package dev.vitrine.ui.shell;

import dev.vitrine.connection.Connections;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.download.CopyPresets;
import dev.vitrine.ui.actions.Problems;
import dev.vitrine.ui.desktop.ExportedCopies;
import dev.vitrine.ui.desktop.LogFile;
import dev.vitrine.ui.desktop.SystemClipboard;
import dev.vitrine.ui.desktop.WindowToasts;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Dialogs;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Language;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.RenditionViewModel;
import dev.vitrine.ui.support.Settings;
import dev.vitrine.ui.support.TextSize;
import dev.vitrine.ui.support.Theme;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import javafx.animation.PauseTransition;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import javafx.util.Duration;

/// What lives as long as the process and its window, whatever library is open: settings, theme, connections, notices
/// and problems.
final class Program implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Program.class.getName());

    private final Connections connections;
    private final Settings settings;
    private final Theme theme;
    private final Problems problems = new Problems(Clock.systemUTC());
    private final Background background = Background.onScreen(this::unforeseen);
    private final Stage stage = new Stage();
    private final Dialogs dialogs;
    private final WindowToasts toasts = new WindowToasts(problems, this::showProblems);
    private final PauseTransition saveSoon = new PauseTransition(Duration.seconds(1));

    /// @param dialogs asks the person, over the window, and remembers places in the settings
    Program(Connections connections, BiFunction<Stage, Settings, Dialogs> dialogs) {
        this(connections, readSettings(connections), dialogs);
    }

    Program(Connections connections, Settings settings, BiFunction<Stage, Settings, Dialogs> dialogs) {
        this.connections = connections;
        this.settings = settings;
        theme = new Theme(settings);
        this.dialogs = dialogs.apply(stage, settings);
        saveSoon.setOnFinished(_ -> aside("the settings were not saved", settings::save));
        settings.setOnChange(saveSoon::playFromStart);
        settings.damaged()
                .map(file -> Messages.text("settings.damaged", file))
                .ifPresent(said -> problems.add(said, new ImageException.Failed(said)));
        aside(
                "old copies were left",
                () -> ExportedCopies.removeBefore(Instant.now().minus(ExportedCopies.KEPT), copiesFolder()));
    }

    /// On any thread. From then on the language is the one that was chosen.
    static Settings readSettings(Connections connections) {
        var settings = new Settings(connections.folders().config().resolve("settings.json"));
        Language.of(Language.choice(settings).get()).speak();
        return settings;
    }

    /// Calls back when everything on the screen has to be built again, because it speaks another language or has
    /// another size now.
    void onLook(Runnable remake) {
        Runnable once = background.oncePerPulse(remake);
        Language.choice(settings).subscribe((_, now) -> {
            Language.of(now).speak();
            once.run();
        });
        TextSize.choice(settings).subscribe((_, _) -> once.run());
    }

    /// On the FX thread. Listed, also where nobody who waited for an answer shows it.
    void unforeseen(ImageException failure) {
        problems.add(FailureText.text(failure), failure);
    }

    private void aside(String failed, Runnable work) {
        background.run(
                () -> {
                    work.run();
                    return List.of();
                },
                _ -> {},
                failure -> LOG.log(Level.WARNING, failed, failure));
    }

    Connections connections() {
        return connections;
    }

    Settings settings() {
        return settings;
    }

    Theme theme() {
        return theme;
    }

    Background background() {
        return background;
    }

    Problems problems() {
        return problems;
    }

    Stage stage() {
        return stage;
    }

    Dialogs dialogs() {
        return dialogs;
    }

    WindowToasts toasts() {
        return toasts;
    }

    /// For copies of originals that other programs get. What copies are made as, for one place that asks.
    RenditionViewModel renditions(Background asking) {
        return new RenditionViewModel(new CopyPresets(connections.folders().presets()), asking);
    }

    Path copiesFolder() {
        return connections.folders().cache().resolve("handout");
    }

    Path logFile() {
        return LogFile.in(connections.folders());
    }

    void showProblems() {
        ProblemsSheet.show(stage, problems, new SystemClipboard());
    }

    /// As the window's own button for it does.
    void quit() {
        stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
    }

    @Override
    public void close() {
        saveSoon.stop();
        settings.save();
    }
}
