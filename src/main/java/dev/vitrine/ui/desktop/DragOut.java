package dev.vitrine.ui.desktop;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.ImageSelection;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TransferMode;

/// Drags images out of the window as files. The toolkit wants the file names at the first movement, so the names are
/// promised then and the copies are made while the hand still moves.
public final class DragOut {
    private final ExportedCopies exportedCopies;
    private final Background background;
    private final Consumer<ImageException> onFailure;

    public DragOut(ExportedCopies exportedCopies, Background background, Consumer<ImageException> onFailure) {
        this.exportedCopies = exportedCopies;
        this.background = background;
        this.onFailure = onFailure;
    }

    public void start(Node source, ImageSelection imageSelection, MouseEvent event) {
        List<ImageRecord> images = imageSelection.few();
        if (images.isEmpty() || images.size() < imageSelection.size()) {
            return;
        }
        ExportedCopies.PlannedCopies planned = exportedCopies.plan(images);
        Dragboard board = source.startDragAndDrop(TransferMode.COPY);
        var content = new ClipboardContent();
        content.putFiles(planned.files().stream().map(Path::toFile).toList());
        board.setContent(content);
        background.run(() -> exportedCopies.fill(planned), _ -> {}, onFailure);
        event.consume();
    }
}
