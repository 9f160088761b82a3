package dev.vitrine.ui.detail;

import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.ImageSelection;
import dev.vitrine.ui.support.Messages;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import org.kordamp.ikonli.feather.Feather;

/// What can be done with the selection; other things in the trash than in the library. Wraps in a narrow pane.
final class ActionBar extends FlowPane {
    private final DetailViewModel viewModel;
    private final DetailActions actions;

    ActionBar(DetailViewModel viewModel, DetailActions actions) {
        super(4, 4);
        this.viewModel = viewModel;
        this.actions = actions;
        getStyleClass().add("detail-actions");
        viewModel.selectionProperty().subscribe(this::show);
    }

    private void show(ImageSelection imageSelection) {
        getChildren().clear();
        if (viewModel.isInTrash()) {
            getChildren().addAll(wide(Feather.ROTATE_CCW, "restore", actions::restore),
                    icon(Feather.TRASH_2, "deletePermanently", actions::deletePermanently));
        } else {
            if (imageSelection.size() == 1) {
                getChildren().add(icon(Feather.MAXIMIZE_2, "open", _ -> actions.open(imageSelection.few().getFirst())));
            }
            getChildren().addAll(wide(Feather.DOWNLOAD, "download", actions::download),
                    icon(Feather.SHARE_2, "share", actions::share), icon(Feather.COPY, "copy", actions::copy), icon(Feather.TRASH_2, "delete", actions::delete));
        }
    }

    private Button wide(Feather icon, String name, Consumer<List<String>> action) {
        var button = new Button(Messages.text("detail.action." + name), Icons.of(icon));
        button.setId("detail-" + name);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(_ -> action.accept(viewModel.selectionProperty().get().ids()));
        return button;
    }

    private Button icon(Feather icon, String name, Consumer<List<String>> action) {
        Button button = Icons.button(icon, Messages.text("detail.action." + name), () -> action.accept(viewModel.selectionProperty().get().ids()));
        button.setId("detail-" + name);
        return button;
    }
}
