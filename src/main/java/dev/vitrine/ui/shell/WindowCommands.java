package dev.vitrine.ui.shell;

import dev.vitrine.ui.actions.KeyBindings;
import dev.vitrine.ui.actions.Shortcut;
import dev.vitrine.ui.preferences.PreferencesViewModel;
import javafx.stage.Stage;

/// What the menu of the window offers apart from single images: its sheets, full screen, and the end.
final class WindowCommands implements AutoCloseable {
    private final Program program;
    private final PreferencesSheet preferences;
    private final Beyond beyond;

    /// What others do.
    ///
    /// @param editConnections leads from the preferences to the connections
    record Beyond(
            Runnable editConnections,
            Runnable playSlideshow,
            Runnable cull,
            Runnable emptyTrash,
            TableFlow tables,
            FolderCopyFlow copies,
            FillFlow fills,
            SimilarFlow similar,
            LookAlikeActions lookAlikes,
            AdoptFlow adopting,
            Runnable showPages) {}

    WindowCommands(Program program, PreferencesViewModel preferences, Beyond beyond) {
        this.program = program;
        this.preferences = new PreferencesSheet(program.stage(), preferences, beyond.editConnections());
        this.beyond = beyond;
    }

    void showPreferences() {
        preferences.show();
    }

    void preparePreferences() {
        var _ = preferences.prepared();
    }

    void showKeys() {
        KeysSheet.show(program.stage());
    }

    void showProblems() {
        program.showProblems();
    }

    void showAbout() {
        AboutSheet.show(program);
    }

    void playSlideshow() {
        beyond.playSlideshow().run();
    }

    void cull() {
        beyond.cull().run();
    }

    void emptyTrash() {
        beyond.emptyTrash().run();
    }

    void exportList() {
        beyond.tables().exportList();
    }

    void importList() {
        beyond.tables().importList();
    }

    void adoptBucket() {
        beyond.adopting().ask();
    }

    void showSharedPages() {
        beyond.showPages().run();
    }

    void keepCopy() {
        beyond.copies().keepCopy();
    }

    void readCameras() {
        beyond.fills().readCameras();
    }

    void prepareLookAlikes() {
        beyond.fills().hashPreviews();
    }

    void reviewLookAlikes() {
        beyond.lookAlikes().review();
    }

    void findSimilarToClipboard() {
        beyond.similar().findSimilarToClipboard();
    }

    void toggleFullScreen() {
        Stage stage = program.stage();
        stage.setFullScreen(!stage.isFullScreen());
    }

    void quit() {
        program.quit();
    }

    void bind(KeyBindings onImages, KeyBindings inWindow) {
        onImages.on(Shortcut.SLIDESHOW, this::playSlideshow);
        onImages.on(Shortcut.CULL, this::cull);
        inWindow.on(Shortcut.FULL_SCREEN, this::toggleFullScreen);
        inWindow.on(Shortcut.PREFERENCES, this::showPreferences);
        inWindow.on(Shortcut.PROBLEMS, this::showProblems);
        inWindow.on(Shortcut.KEYS, this::showKeys);
        inWindow.on(Shortcut.QUIT, this::quit);
    }

    @Override
    public void close() {
        preferences.close();
    }
}
