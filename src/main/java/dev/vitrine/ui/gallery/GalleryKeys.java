package dev.vitrine.ui.gallery;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.ui.actions.ImageAction;
import dev.vitrine.ui.actions.ImageAction.Surface;
import dev.vitrine.ui.actions.ImageCommands;
import dev.vitrine.ui.actions.KeyBindings;
import dev.vitrine.ui.actions.Shortcut;
import java.util.function.IntUnaryOperator;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// Moves on the wall and selects there; letters go to the image whose title begins with them.
final class GalleryKeys {
    private final GalleryViewModel viewModel;
    private final Viewport viewport;
    private final Node view;
    private final ImageCommands commands;
    private final EventHandler<KeyEvent> bindings;
    private Column column = new Column(-1, 0);
    private Steps steps = new Steps(NoResult.INSTANCE, 0);

    /// How far the selection was moved from where it was shown, while what is shown now is still the same.
    private record Steps(ImageResult shown, int count) {}

    /// Where moves up and down stay, and which image the last of them led to.
    private record Column(int reached, double x) {}

    GalleryKeys(GalleryViewModel viewModel, Viewport viewport, Node view, ImageCommands commands) {
        this.viewModel = viewModel;
        this.viewport = viewport;
        this.view = view;
        this.commands = commands;
        bindings = bindings();
        view.setOnKeyPressed(this::pressed);
        view.setOnKeyTyped(this::typed);
    }

    private EventHandler<KeyEvent> bindings() {
        var keys = new KeyBindings(Shortcut.KeyScope.GALLERY, viewModel::whenFound)
                .onImages(commands, viewModel::leadTarget);
        move(keys, Shortcut.GO_LEFT, at -> at < 0 ? last() : at - 1);
        move(keys, Shortcut.GO_RIGHT, at -> at + 1);
        move(keys, Shortcut.GO_UP, at -> at < 0 ? last() : vertically(at, -1));
        move(keys, Shortcut.GO_DOWN, at -> at < 0 ? 0 : vertically(at, 1));
        move(keys, Shortcut.PAGE_UP, at -> at < 0 ? 0 : vertically(at, -viewport.rowsOnScreen()));
        move(keys, Shortcut.PAGE_DOWN, at -> at < 0 ? 0 : vertically(at, viewport.rowsOnScreen()));
        move(keys, Shortcut.FIRST, _ -> 0);
        move(keys, Shortcut.LAST, _ -> last());
        keys.on(Shortcut.PLACE_EARLIER, () -> place(-1));
        keys.on(Shortcut.PLACE_LATER, () -> place(1));
        keys.on(Shortcut.LOOK, () -> commands.run(ImageAction.OPEN, viewModel.leadTarget()));
        keys.on(Shortcut.TOGGLE, () -> viewModel.selection().lead().ifPresent(viewModel.selection()::toggle));
        keys.on(Shortcut.MENU, this::showMenu);
        keys.onKey(Shortcut.RATE_AND_NEXT, this::rateAndGoOn);
        return keys.handler();
    }

    /// @param next the position to go to from another, or from -1 when there is none
    private void move(KeyBindings keys, Shortcut shortcut, IntUnaryOperator next) {
        keys.onKey(shortcut, event -> {
            viewport.layOut();
            viewModel.moveTo(
                    next.applyAsInt(viewModel.leadIndex().orElse(-1)), event.isShiftDown(), event.isShortcutDown());
            viewModel.leadIndex().ifPresent(viewport::reveal);
        });
    }

    /// Up and down again leads back: several moves in a row all go by where the first of them began.
    private int vertically(int at, int rows) {
        if (at != column.reached() || at >= viewport.layout().size()) {
            column = new Column(at, viewport.layout().placeOf(at).centerX());
        }
        column = new Column(viewport.layout().vertically(at, rows, column.x()), column.x());
        return column.reached();
    }

    /// What is selected comes to stand one place further on, or back; pressed again before that is shown, two.
    private void place(int step) {
        ImageResult shown = viewModel.resultProperty().get();
        int[] places = viewModel.selection().ids().stream()
                .flatMapToInt(id -> shown.indexOf(id).stream())
                .sorted()
                .toArray();
        if (places.length > 0) {
            int before = steps.shown() == shown ? steps.count() : 0;
            steps = new Steps(
                    shown, Math.clamp(before + (long) step, -places[0], shown.size() - places[places.length - 1] - 1));
            int at = steps.count() < 0 ? places[0] : places[places.length - 1] + 1;
            viewModel.placeSelected(at + steps.count());
        }
    }

    private int last() {
        return viewModel.resultProperty().get().size() - 1;
    }

    private void pressed(KeyEvent event) {
        if (!event.isAltDown() && !event.isMetaDown() && viewModel.typeAhead().takes(event)) {
            event.consume();
        } else {
            bindings.handle(event);
        }
    }

    private void typed(KeyEvent event) {
        if (viewModel.typeAhead().typed(event)) {
            event.consume();
        }
    }

    private void rateAndGoOn(KeyEvent digit) {
        int stars = digit.getCode().ordinal() - KeyCode.DIGIT0.ordinal();
        commands.run(ImageAction.rating(stars), viewModel.targets());
        viewModel.leadIndex().ifPresent(at -> {
            viewModel.moveTo(at + 1, false, false);
            viewModel.leadIndex().ifPresent(viewport::reveal);
        });
    }

    private void showMenu() {
        viewModel.leadIndex().ifPresent(at -> {
            viewport.reveal(at);
            commands.showMenu(
                    view,
                    view.localToScreen(viewport.placeOf(at)),
                    viewModel.targetsAt(viewModel.selection().lead()),
                    Surface.MENU);
        });
    }
}
