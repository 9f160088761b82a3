package dev.vitrine.ui.shell;

import dev.vitrine.ui.actions.KeyBindings;
import dev.vitrine.ui.actions.Shortcut;
import dev.vitrine.ui.preferences.PreferencesViewModel;
import javafx.stage.Stage;

/// What the window does that has nothing to do with images: its sheets, and full screen.
final class WindowCommands implements AutoCloseable {
    private final Program program;
    private final PreferencesSheet preferences;

    /// @param editConnections leads from the preferences to the connections
    WindowCommands(Program program, PreferencesViewModel preferences, Runnable editConnections) {
        this.program = program;
        this.preferences = new PreferencesSheet(program.stage(), preferences, editConnections);
    }

    void showPreferences() {
        preferences.show();
    }

    void showKeys() {
        KeysSheet.show(program.stage());
    }

    void toggleFullScreen() {
        Stage stage = program.stage();
        stage.setFullScreen(!stage.isFullScreen());
    }

    void bind(KeyBindings inWindow) {
        inWindow.on(Shortcut.FULL_SCREEN, this::toggleFullScreen);
        inWindow.on(Shortcut.PREFERENCES, this::showPreferences);
        inWindow.on(Shortcut.PROBLEMS, program::showProblems);
        inWindow.on(Shortcut.KEYS, this::showKeys);
    }

    @Override
    public void close() {
        preferences.close();
    }
}
