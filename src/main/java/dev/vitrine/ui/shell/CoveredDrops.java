package dev.vitrine.ui.shell;

import dev.vitrine.ui.controls.DropHint;
import dev.vitrine.ui.controls.FileDrop;
import dev.vitrine.ui.controls.Modal;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Messages;
import javafx.scene.input.DragEvent;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/// Says of files that are held over a sheet what to do first: what opens for them would be beneath it.
final class CoveredDrops extends DropHint {
    private final StackPane root;

    private CoveredDrops(StackPane root) {
        this.root = root;
        setId("covered-drops");
        root.addEventHandler(DragEvent.DRAG_OVER, this::over);
        root.addEventHandler(DragEvent.DRAG_EXITED, _ -> root.getChildren().remove(this));
    }

    static void tellOver(StackPane root) {
        var _ = new CoveredDrops(root);
    }

    /// What the page takes, or refuses by itself, does not come here.
    private void over(DragEvent drag) {
        if (FileDrop.isForeign(drag) && Modal.isOpen(root.getScene())) {
            if (!root.getChildren().contains(this)) {
                root.getChildren().add(this);
            }
            show(Messages.text("upload.drop.covered"), Icons.of(Feather.SLASH));
        }
    }
}
