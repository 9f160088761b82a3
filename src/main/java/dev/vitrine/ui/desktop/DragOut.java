package dev.vitrine.ui.desktop;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.ui.actions.BackgroundJobs;
import dev.vitrine.ui.support.ImageSelection;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Toasts;
import java.nio.file.Path;
import java.util.List;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TransferMode;

/// Drags images out of the window as files. The toolkit wants the file names at the first movement, so the names are
/// promised then; the copies are made when the hand has left the window, and go when nobody takes them.
public final class DragOut {
    private final ExportedCopies exportedCopies;
    private final BackgroundJobs jobs;
    private final Toasts toasts;

    public DragOut(ExportedCopies exportedCopies, BackgroundJobs jobs, Toasts toasts) {
        this.exportedCopies = exportedCopies;
        this.jobs = jobs;
        this.toasts = toasts;
    }

    public void start(Node source, ImageSelection imageSelection, MouseEvent event) {
        List<ImageRecord> images = imageSelection.few();
        if (imageSelection.isEmpty()) {
            return;
        }
        event.consume();
        if (images.size() < imageSelection.size()) {
            toasts.show(Messages.text("dragOut.tooMany", ImageSelection.FEW));
            return;
        }
        ExportedCopies.PlannedCopies planned = exportedCopies.plan(images);
        Dragboard board = source.startDragAndDrop(TransferMode.COPY);
        var content = new ClipboardContent();
        content.putFiles(planned.files().stream().map(Path::toFile).toList());
        board.setContent(content);
        follow(source, new Drag(planned));
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

    Drag dragOf(List<ImageRecord> images) {
        return new Drag(exportedCopies.plan(images));
    }

    /// One gesture, from the press to the drop.
    final class Drag {
        private final ExportedCopies.PlannedCopies planned;
        private boolean begun;
        /// Written by the screen, read by the work.
        private volatile boolean refused;

        private Drag(ExportedCopies.PlannedCopies planned) {
            this.planned = planned;
        }

        void leavesTheWindow() {
            if (begun) {
                return;
            }
            begun = true;
            jobs.run(
                    Messages.text("actions.copy.label", planned.files().size()),
                    progress -> exportedCopies.fill(planned, (done, all) -> progress.continues(done, all) && !refused),
                    _ -> {
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
                if (begun) {
                    remove();
                }
            }
        }

        /// After a work under way, which sees that it is refused.
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
