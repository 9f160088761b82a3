package dev.vitrine.ui.detail;

import dev.vitrine.ui.actions.ImageAction;
import dev.vitrine.ui.actions.ImageAction.Surface;
import dev.vitrine.ui.actions.ImageCommands;
import dev.vitrine.ui.support.Icons;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;

/// What can be done with the selection; other things in the trash than in the library. In a narrow pane the icons come
/// below the words, all together.
final class ActionBar extends FlowPane {
    /// What most come for is said in words.
    private static final Set<ImageAction> IN_WORDS = EnumSet.of(ImageAction.DOWNLOAD, ImageAction.RESTORE);

    private final DetailViewModel viewModel;
    private final ImageCommands commands;
    private List<ImageAction> shown = List.of();
    private final FlowPane icons = new FlowPane(4, 4) {
        /// No wider than they are, so that they stand beside the words where there is room.
        @Override
        protected double computePrefWidth(double height) {
            double row = getChildren().stream()
                            .mapToDouble(icon -> icon.prefWidth(-1) + getHgap())
                            .sum()
                    - getHgap();
            return Math.min(Math.max(row, 0), super.computePrefWidth(height));
        }
    };

    ActionBar(DetailViewModel viewModel, ImageCommands commands) {
        super(4, 4);
        this.viewModel = viewModel;
        this.commands = commands;
        getStyleClass().add("detail-actions");
        icons.prefWrapLengthProperty()
                .bind(Bindings.when(widthProperty().isEqualTo(0))
                        .then(icons.getPrefWrapLength()) // before it has a place, as if in a wide pane
                        .otherwise(widthProperty()));
        viewModel.selectionProperty().subscribe(_ -> show());
        commands.whenOffersChange(this::show);
    }

    private void show() {
        List<ImageAction> offered = ImageAction.shown(Surface.PANE, viewModel.isInTrash())
                .filter(action -> commands.offers(action, viewModel.targets()))
                .toList();
        if (offered.equals(shown)) {
            return; // as of most images that are looked at one after another
        }
        shown = offered;
        Map<Boolean, List<Button>> inWords = offered.stream()
                .collect(Collectors.partitioningBy(
                        IN_WORDS::contains, Collectors.mapping(this::button, Collectors.toList())));
        icons.getChildren().setAll(inWords.get(false));
        getChildren().setAll(inWords.get(true));
        getChildren().add(icons);
    }

    private Button button(ImageAction action) {
        Runnable run = () -> commands.run(action, viewModel.targets());
        Button button =
                IN_WORDS.contains(action) ? wide(action, run) : Icons.button(action.icon(), action.alone(), run);
        button.setId("detail-" + action.id());
        return button;
    }

    private static Button wide(ImageAction action, Runnable run) {
        var button = new Button(action.alone(), Icons.of(action.icon()));
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(_ -> run.run());
        return button;
    }
}
