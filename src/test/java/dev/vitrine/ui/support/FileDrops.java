package dev.vitrine.ui.support;

import com.sun.javafx.scene.input.DragboardHelper;
import com.sun.javafx.tk.TKClipboard;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import org.jspecify.annotations.Nullable;

/// Drops files onto a node as another program does, or images of the window itself; the headless platform has no
/// drag and drop of its own. On the FX thread.
public final class FileDrops {
    private FileDrops() {}

    public static void drop(Node target, List<Path> files) {
        drop(target, board(files), null);
    }

    /// As browsers do with an image of a page.
    public static void dropPicture(Node target, Image picture) {
        var content = new ClipboardContent();
        content.putImage(picture);
        drop(target, board(content), null);
    }

    /// Drops what the window's own node holds.
    public static void drop(Node target, Node source) {
        drop(target, board(new ClipboardContent()), source);
    }

    private static void drop(Node target, Dragboard board, @Nullable Node source) {
        fire(target, board, DragEvent.DRAG_ENTERED_TARGET, source);
        if (fire(target, board, DragEvent.DRAG_OVER, source)) {
            fire(target, board, DragEvent.DRAG_DROPPED, source);
        }
        if (target.getScene() != null) { // a drop may put something else in its place
            leave(target);
        }
    }

    public static void leave(Node target) {
        fire(target, board(new ClipboardContent()), DragEvent.DRAG_EXITED_TARGET, null);
        fire(target, board(new ClipboardContent()), DragEvent.DRAG_EXITED, null);
    }

    /// @return whether it would be taken
    public static boolean hover(Node target, Node source) {
        return fire(target, board(new ClipboardContent()), DragEvent.DRAG_OVER, source);
    }

    /// Holds the files over a node without letting go.
    public static void hover(Node target, List<Path> files) {
        fire(target, board(files), DragEvent.DRAG_OVER, null);
    }

    /// Holds the files over the lower edge of a node.
    public static void hoverAtTheBottom(Node target, List<Path> files) {
        Bounds place = target.localToScene(target.getBoundsInLocal());
        fire(target, board(files), DragEvent.DRAG_OVER, null, new Point2D(place.getCenterX(), place.getMaxY() - 2));
    }

    /// Holds what the toolkit could not read over a node.
    public static void hoverNothing(Node target) {
        fire(target, board(new ClipboardContent()), DragEvent.DRAG_OVER, null);
    }

    private static boolean fire(Node target, Dragboard board, EventType<DragEvent> type, @Nullable Node source) {
        Bounds place = target.localToScene(target.getBoundsInLocal());
        return fire(target, board, type, source, new Point2D(place.getCenterX(), place.getCenterY()));
    }

    private static boolean fire(
            Node target, Dragboard board, EventType<DragEvent> type, @Nullable Node source, Point2D inScene) {
        Point2D onScreen = target.localToScreen(target.sceneToLocal(inScene));
        var event = new DragEvent(
                type,
                board,
                inScene.getX(),
                inScene.getY(),
                onScreen.getX(),
                onScreen.getY(),
                TransferMode.COPY,
                source,
                target,
                null);
        Event.fireEvent(target, event);
        return event.isAccepted();
    }

    private static Dragboard board(List<Path> files) {
        var content = new ClipboardContent();
        content.putFiles(files.stream().map(Path::toFile).toList());
        return board(content);
    }

    private static Dragboard board(ClipboardContent content) {
        Object peer = Proxy.newProxyInstance(
                FileDrops.class.getClassLoader(),
                new Class<?>[] {TKClipboard.class},
                (_, method, arguments) -> switch (method.getName()) {
                    case "hasContent" -> content.containsKey((DataFormat) arguments[0]);
                    case "getContent" -> content.get((DataFormat) arguments[0]);
                    case "getContentTypes" -> Set.copyOf(content.keySet());
                    case "getTransferModes" -> EnumSet.of(TransferMode.COPY);
                    default -> method.getReturnType() == boolean.class ? Boolean.FALSE : null;
                });
        return DragboardHelper.createDragboard((TKClipboard) peer);
    }
}
