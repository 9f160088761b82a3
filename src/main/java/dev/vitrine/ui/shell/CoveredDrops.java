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
final class CoveredDrops {
    private final DropHint hint = new DropHint("covered-drops");
    private final StackPane root;

    private CoveredDrops(StackPane root) {
        this.root = root;
        root.addEventHandler(DragEvent.DRAG_OVER, this::over);
        root.addEventHandler(DragEvent.DRAG_EXITED, _ -> root.getChildren().remove(hint));
    }

    static void tellOver(StackPane root) {
        var _ = new CoveredDrops(root);
    }

    /// What the page takes, or refuses by itself, does not come here.
    private void over(DragEvent drag) {
        if (FileDrop.isForeign(drag) && Modal.isOpen(root.getScene())) {
            if (!root.getChildren().contains(hint)) {
                root.getChildren().add(hint);
            }
            hint.show(Messages.text("upload.drop.covered"), Icons.of(Feather.SLASH));
        }
    }
}
