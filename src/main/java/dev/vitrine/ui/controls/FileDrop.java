package dev.vitrine.ui.controls;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.event.EventTarget;
import javafx.scene.Node;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.stage.Stage;
import javafx.stage.Window;

/// Files, or a picture, that another program drags onto a part of the window.
public final class FileDrop {
    private static final PseudoClass DROP = PseudoClass.getPseudoClass("drop");

    private FileDrop() {}

    /// Makes a node take files; while they hover over it, it has the pseudo-class `drop`.
    public static void onto(Node target, Consumer<List<Path>> dropped) {
        take(target, FileDrop::isOffered, drag -> {
            List<Path> files = files(drag);
            if (!files.isEmpty()) {
                dropped.accept(files);
            }
            return !files.isEmpty();
        });
    }

    /// Makes a node take a picture that is no file, as browsers hand it over.
    public static void pictureOnto(Node target, Consumer<Clipboard> dropped) {
        take(target, FileDrop::isPicture, drag -> {
            dropped.accept(drag.getDragboard());
            return true;
        });
    }

    private static void take(Node target, Predicate<DragEvent> offered, Predicate<DragEvent> taken) {
        target.addEventHandler(DragEvent.DRAG_OVER, drag -> {
            if (offered.test(drag)) {
                drag.acceptTransferModes(TransferMode.COPY);
                target.pseudoClassStateChanged(DROP, true);
                drag.consume();
            }
        });
        target.addEventHandler(DragEvent.DRAG_EXITED, _ -> target.pseudoClassStateChanged(DROP, false));
        target.addEventHandler(DragEvent.DRAG_DROPPED, drag -> {
            if (offered.test(drag)) {
                bringToFront(target.getScene().getWindow());
                drag.setDropCompleted(taken.test(drag));
                drag.consume();
            }
        });
    }

    /// The keys belong to the program that was dragged from, until they are asked for.
    private static void bringToFront(Window window) {
        if (window instanceof Stage stage) {
            stage.toFront();
        }
        window.requestFocus();
    }

    /// Like [#onto(Node, Consumer)], with what the drop would do there, for the sentence shown meanwhile.
    ///
    /// @param what for example "as alice"
    public static void onto(Node target, Supplier<String> what, Consumer<List<Path>> dropped) {
        target.getProperties().put(FileDrop.class, what);
        onto(target, dropped);
    }

    /// What a drop onto this target of an event would do there; `""` where nothing special.
    public static String described(EventTarget target) {
        for (Node at = target instanceof Node node ? node : null; at != null; at = at.getParent()) {
            if (at.hasProperties() && at.getProperties().get(FileDrop.class) instanceof Supplier<?> what) {
                return String.valueOf(what.get());
            }
        }
        return "";
    }

    /// True for files of another program: what is dragged out of our own gallery is in the library already.
    public static boolean isOffered(DragEvent drag) {
        return drag.getGestureSource() == null && drag.getDragboard().hasFiles();
    }

    /// File managers offer an icon beside files.
    public static boolean isPicture(DragEvent drag) {
        Dragboard board = drag.getDragboard();
        return isForeign(drag) && !board.hasFiles() && board.hasImage();
    }

    /// True for whatever another program drags over the window.
    public static boolean isForeign(DragEvent drag) {
        return drag.getGestureSource() == null;
    }

    public static List<Path> files(DragEvent drag) {
        return drag.getDragboard().getFiles().stream().map(File::toPath).toList();
    }
}
