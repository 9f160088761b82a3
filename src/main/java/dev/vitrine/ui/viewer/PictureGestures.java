package dev.vitrine.ui.viewer;

import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;

/// Wheel and pinch zoom at the pointer, a drag pans, a double click switches between the whole picture and its own
/// pixels.
final class PictureGestures {
    private static final double PER_NOTCH = 1.25;
    private static final double NOTCH = 40;

    private final Node surface;
    private final ViewedPicture viewed;
    private Point2D last = Point2D.ZERO;

    private PictureGestures(Node surface, ViewedPicture viewed) {
        this.surface = surface;
        this.viewed = viewed;
    }

    static void install(Node surface, ViewedPicture viewed) {
        var gestures = new PictureGestures(surface, viewed);
        surface.addEventHandler(ScrollEvent.SCROLL, gestures::onScroll);
        surface.addEventHandler(ZoomEvent.ZOOM, gestures::onPinch);
        surface.addEventHandler(MouseEvent.MOUSE_PRESSED, gestures::onPressed);
        surface.addEventHandler(MouseEvent.MOUSE_DRAGGED, gestures::onDragged);
        surface.addEventHandler(MouseEvent.MOUSE_RELEASED, _ -> gestures.showCursor(false));
        surface.addEventHandler(MouseEvent.MOUSE_CLICKED, gestures::onClicked);
        viewed.zoomProperty().subscribe((_, _) -> gestures.showCursor(false));
    }

    private void onScroll(ScrollEvent scroll) {
        double notches = (scroll.getDeltaY() == 0 ? scroll.getDeltaX() : scroll.getDeltaY()) / NOTCH;
        if (notches != 0) {
            viewed.zoom(zoom -> zoom.scaledBy(Math.pow(PER_NOTCH, notches), scroll.getX(), scroll.getY()));
        }
        scroll.consume();
    }

    private void onPinch(ZoomEvent pinch) {
        viewed.zoom(zoom -> zoom.scaledBy(pinch.getZoomFactor(), pinch.getX(), pinch.getY()));
        pinch.consume();
    }

    private void onPressed(MouseEvent press) {
        last = new Point2D(press.getX(), press.getY());
        showCursor(press.isPrimaryButtonDown());
    }

    private void onDragged(MouseEvent drag) {
        if (drag.isPrimaryButtonDown()) {
            Point2D now = new Point2D(drag.getX(), drag.getY());
            Point2D moved = now.subtract(last);
            last = now;
            viewed.zoom(zoom -> zoom.panned(moved.getX(), moved.getY()));
            showCursor(true);
        }
    }

    private void onClicked(MouseEvent click) {
        if (click.getButton() == MouseButton.PRIMARY && click.getClickCount() == 2 && click.isStillSincePress()) {
            viewed.zoom(zoom -> zoom.canPan()
                    ? zoom.fit()
                    : zoom.scaledTo(Math.max(1, zoom.scale() * 2), click.getX(), click.getY()));
        }
    }

    private void showCursor(boolean grabbing) {
        boolean canPan = viewed.zoomProperty().get().canPan();
        surface.setCursor(!canPan ? null : grabbing ? Cursor.CLOSED_HAND : Cursor.OPEN_HAND);
    }
}
