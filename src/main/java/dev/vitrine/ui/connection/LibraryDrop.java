package dev.vitrine.ui.connection;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.actions.ImageDrop;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.support.Icons;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The other libraries, to drop images onto: comes up under the menu of libraries while images are held there, and is
/// there for as long as they stay over one of both. A menu cannot do that: it takes no drops.
public final class LibraryDrop extends VBox {
    private static final PseudoClass DROP = PseudoClass.getPseudoClass("drop");
    private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");
    private static final double GAP = 4;
    private static final double NEAR = 12;

    private final Node menu;
    private final Consumer<Consumer<List<Target>>> targets;
    private boolean requested;

    /// Another library.
    ///
    /// @param place where it is, or why it takes nothing
    public record Target(String name, String place, boolean isLocal, boolean isRefused, ImageDrop.Taker taker) {}

    /// @param menu under which it comes up
    /// @param targets is asked each time, and answers a little later
    public LibraryDrop(Node window, Node menu, Consumer<Consumer<List<Target>>> targets) {
        this.menu = menu;
        this.targets = targets;
        getStyleClass().add("library-drop");
        setId("library-drop");
        setVisible(false);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane.setAlignment(this, Pos.TOP_LEFT);
        window.addEventFilter(DragEvent.DRAG_OVER, this::over);
        window.addEventHandler(DragEvent.DRAG_EXITED, _ -> close());
        window.addEventFilter(DragEvent.DRAG_DROPPED, _ -> close());
    }

    private void over(DragEvent drag) {
        if (ImageDrop.dragged(drag).isPresent() && isAt(menu, drag, 0)) {
            open();
        } else if (!(isVisible() && isAt(this, drag, NEAR)) && !isAt(menu, drag, NEAR)) {
            close();
        }
    }

    private static boolean isAt(Node node, DragEvent drag, double near) {
        Bounds place = node.localToScene(node.getBoundsInLocal());
        return drag.getSceneX() >= place.getMinX() - near
                && drag.getSceneX() <= place.getMaxX() + near
                && drag.getSceneY() >= place.getMinY() - near
                && drag.getSceneY() <= place.getMaxY() + near;
    }

    private void open() {
        if (!requested) {
            requested = true;
            targets.accept(this::show);
        }
    }

    private void show(List<Target> found) {
        if (!requested) {
            return;
        }
        Label heading = Labels.of(text(found.isEmpty() ? "copyTo.none" : "copyTo.drop"), "small", "muted");
        LineWrap.of(heading);
        getChildren().setAll(heading);
        found.forEach(target -> getChildren().add(row(target)));
        Bounds place = getParent().sceneToLocal(menu.localToScene(menu.getBoundsInLocal()));
        setTranslateX(place.getMinX());
        setTranslateY(place.getMaxY() + GAP);
        menu.pseudoClassStateChanged(DROP, true);
        setVisible(true);
    }

    private void close() {
        requested = false;
        menu.pseudoClassStateChanged(DROP, false);
        setVisible(false);
    }

    private static Node row(Target target) {
        Label name = Labels.of(target.name(), "name");
        Label place = Labels.of(target.place(), "small", "muted");
        if (target.isRefused()) {
            LineWrap.of(place);
        }
        place.setMinHeight(Region.USE_PREF_SIZE);
        Feather icon = target.isRefused() ? Feather.SLASH : target.isLocal() ? Feather.HARD_DRIVE : Feather.CLOUD;
        var row = styled(new HBox(Icons.of(icon), new VBox(name, place)), "line");
        row.pseudoClassStateChanged(REFUSED, target.isRefused());
        ImageDrop.onto(row, target::taker);
        return row;
    }
}
