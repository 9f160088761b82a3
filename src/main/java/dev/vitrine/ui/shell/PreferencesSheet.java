package dev.vitrine.ui.shell;

import dev.vitrine.ui.controls.Sheet;
import dev.vitrine.ui.controls.SheetScroll;
import dev.vitrine.ui.preferences.PreferencesView;
import dev.vitrine.ui.preferences.PreferencesViewModel;
import dev.vitrine.ui.support.Messages;
import java.util.Optional;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// The preferences as a sheet over the window. Resetting leaves it open, so that one sees what holds now.
final class PreferencesSheet implements AutoCloseable {
    private static final double TALLEST = 640;
    private static final double WIDTH = 640;

    private final Window owner;
    private final PreferencesViewModel viewModel;
    private final Runnable editConnections;
    private Optional<Sheet> shown = Optional.empty();
    private @Nullable PreferencesView view; // kept: its many controls take longer to make than to show again

    PreferencesSheet(Window owner, PreferencesViewModel viewModel, Runnable editConnections) {
        this.owner = owner;
        this.viewModel = viewModel;
        this.editConnections = editConnections;
    }

    void show() {
        close();
        PreferencesView content = view == null ? view = createView() : view;
        var sheet =
                new Sheet(Messages.text("preferences.title"), new SheetScroll(content, owner, WIDTH, TALLEST)).fitted();
        sheet.aside(Messages.text("preferences.reset"), viewModel::reset).setId("preferences-reset");
        sheet.leaving(Messages.text("dialogs.close"));
        viewModel.measure();
        sheet.show(owner);
        shown = Optional.of(sheet);
    }

    private PreferencesView createView() {
        return new PreferencesView(viewModel, () -> {
            close();
            editConnections.run();
        });
    }

    @Override
    public void close() {
        shown.ifPresent(Sheet::close);
        shown = Optional.empty();
    }
}
