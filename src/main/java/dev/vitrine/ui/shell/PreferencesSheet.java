package dev.vitrine.ui.shell;

import dev.vitrine.ui.controls.Sheet;
import dev.vitrine.ui.controls.SheetScroll;
import dev.vitrine.ui.preferences.PreferencesView;
import dev.vitrine.ui.preferences.PreferencesViewModel;
import dev.vitrine.ui.support.Messages;
import java.util.Optional;
import javafx.scene.control.ScrollPane;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// The preferences as a sheet over the window. Resetting leaves it open, so that one sees what holds now.
final class PreferencesSheet implements AutoCloseable {
    private static final double TALLEST = 640;
    private static final double WIDTH = 640;

    private final Window owner;
    private final PreferencesViewModel viewModel;
    private final Runnable editConnections;
    private @Nullable PreferencesView view; // kept: its many controls take longer to make than to show again
    private Optional<Kept> kept = Optional.empty();

    /// @param width of the window that it was made for
    private record Kept(Sheet sheet, ScrollPane scroll, double width, double height) {}

    PreferencesSheet(Window owner, PreferencesViewModel viewModel, Runnable editConnections) {
        this.owner = owner;
        this.viewModel = viewModel;
        this.editConnections = editConnections;
    }

    void show() {
        hide();
        Kept now = kept.filter(made -> made.width() == owner.getWidth() && made.height() == owner.getHeight())
                .orElseGet(this::create);
        kept = Optional.of(now);
        viewModel.measure();
        now.scroll().setVvalue(0);
        now.sheet().show(owner);
    }

    private Kept create() {
        kept.ifPresent(old -> old.sheet().remove());
        var scroll = new SheetScroll(prepared(), owner, WIDTH, TALLEST);
        var sheet =
                new Sheet(Messages.text("preferences.title"), scroll).fitted().kept();
        sheet.aside(Messages.text("preferences.reset"), viewModel::reset).setId("preferences-reset");
        sheet.leaving(Messages.text("dialogs.close"));
        return new Kept(sheet, scroll, owner.getWidth(), owner.getHeight());
    }

    /// What takes longest of it, before anybody asks for it.
    PreferencesView prepared() {
        view = view == null ? createView() : view;
        return view;
    }

    private PreferencesView createView() {
        return new PreferencesView(viewModel, () -> {
            hide();
            editConnections.run();
        });
    }

    private void hide() {
        kept.ifPresent(made -> made.sheet().close());
    }

    @Override
    public void close() {
        kept.ifPresent(made -> made.sheet().remove());
        kept = Optional.empty();
    }
}
