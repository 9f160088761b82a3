package dev.vitrine.ui.desktop;

import dev.vitrine.ui.actions.BackgroundJobs;
import dev.vitrine.ui.support.ImageSelection;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Toasts;
import java.nio.file.Path;
import java.util.List;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TransferMode;

/// Drags images, within the window as what they are, out of it as files. The toolkit wants the file names at the
/// first movement, so the names are promised then; the copies are made when the hand has left the window, and go
/// when nobody takes them.
public final class DragOut {
    private static final DataFormat IMAGES = new DataFormat("application/x-vitrine-images");

    /// Pixels from the pointer to the picture that it holds, so that what is below can be seen.
    private static final double GRIP = 12;

    private final ExportedCopies exportedCopies;
    private final BackgroundJobs jobs;
    private final Toasts toasts;

    public DragOut(ExportedCopies exportedCopies, BackgroundJobs jobs, Toasts toasts) {
        this.exportedCopies = exportedCopies;
        this.jobs = jobs;
        this.toasts = toasts;
    }

    /// @param imageSelection what is dragged, with its rows as far as they are at hand
    /// @param picture for the hand
    public void start(Node source, ImageSelection imageSelection, Image picture, MouseEvent event) {
        event.consume();
        Dragboard board = source.startDragAndDrop(TransferMode.COPY);
        Drag drag = dragOf(imageSelection);
        board.setContent(drag.content());
        board.setDragView(picture, -GRIP, -GRIP);
        follow(source, drag);
    }

    private static void follow(Node source, Drag drag) {
        Node window = source.getScene().getRoot();
        EventHandler<DragEvent> left = exited -> {
            if (exited.getTarget() == window) {
                drag.leavesTheWindow();
            }
        };
        window.addEventHandler(DragEvent.DRAG_EXITED, left);
        source.setOnDragDone(done -> {
            window.removeEventHandler(DragEvent.DRAG_EXITED, left);
            source.setOnDragDone(null);
            drag.ends(done.getTransferMode() != null && done.getGestureTarget() == null); // not in the window
        });
    }

    Drag dragOf(ImageSelection dragged) {
        boolean atHand = dragged.few().size() == dragged.size();
        return new Drag(exportedCopies.plan(atHand ? dragged.few() : List.of()), dragged.size() > ImageSelection.FEW);
    }

    /// One gesture, from the press to the drop.
    final class Drag {
        private final ExportedCopies.PlannedCopies planned;
        private final boolean tooMany;
        private boolean begun;
        private boolean filled;
        /// Written by the screen, read by the work.
        private volatile boolean refused;

        private Drag(ExportedCopies.PlannedCopies planned, boolean tooMany) {
            this.planned = planned;
            this.tooMany = tooMany;
        }

        ClipboardContent content() {
            var content = new ClipboardContent();
            content.put(IMAGES, ""); // a drag needs something, also one that does not leave the window
            if (!planned.files().isEmpty()) {
                content.putFiles(planned.files().stream().map(Path::toFile).toList());
            }
            return content;
        }

        void leavesTheWindow() {
            if (begun) {
                return;
            }
            begun = true;
            if (tooMany) {
                toasts.show(Messages.text("dragOut.tooMany", ImageSelection.FEW));
            }
            if (planned.files().isEmpty()) {
                return;
            }
            jobs.run(
                    Messages.text("actions.copy.label", planned.files().size()),
                    progress -> exportedCopies.fill(planned, (done, all) -> progress.continues(done, all) && !refused),
                    _ -> {
                        filled = true;
                        if (refused) {
                            remove();
                        }
                    },
                    toasts::failure);
        }

        /// @param taken another program has the names now
        void ends(boolean taken) {
            if (taken) {
                leavesTheWindow();
            } else {
                refused = true;
                if (filled) { // a work under way sees that it is refused, and needs its folder until then
                    remove();
                }
            }
        }

        private void remove() {
            jobs.runAside(
                    () -> {
                        exportedCopies.remove(planned);
                        return planned;
                    },
                    _ -> {},
                    toasts::failure);
        }
    }
}
