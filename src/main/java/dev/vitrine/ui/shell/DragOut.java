package dev.vitrine.ui.shell;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Selected;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TransferMode;

/// Drags images out of the window as files. The toolkit wants the file names at the first movement, so the names are promised then and the
/// copies are made while the hand still moves.
final class DragOut {
    private final Handout handout;
    private final Background background;
    private final Consumer<ImageException> onFailure;

    DragOut(Handout handout, Background background, Consumer<ImageException> onFailure) {
        this.handout = handout;
        this.background = background;
        this.onFailure = onFailure;
    }

    void start(Node source, Selected selected, MouseEvent event) {
        List<ImageRecord> images = selected.few();
        if (images.isEmpty() || images.size() < selected.size()) {
            return;
        }
        Handout.Planned planned = handout.plan(images);
        Dragboard board = source.startDragAndDrop(TransferMode.COPY);
        var content = new ClipboardContent();
        content.putFiles(planned.files().stream().map(Path::toFile).toList());
        board.setContent(content);
        background.run(() -> handout.fill(planned), _ -> { }, onFailure);
        event.consume();
    }
}
