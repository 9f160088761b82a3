package dev.vitrine.ui.viewer;

import dev.vitrine.ui.controls.PreviewView;
import dev.vitrine.ui.support.Messages;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.collections.FXCollections;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.MouseButton;
import javafx.scene.input.ScrollEvent;
import javafx.util.Duration;

/// All pictures of the result as one row of small ones; only those in sight are loaded. A click goes there.
final class Filmstrip extends ListView<String> {
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
    private static final double FRAME = 64;
    private static final double CELL = FRAME + 8;
    private static final double NOTCH = 40;

    /// The picture is drawn first.
    private static final Duration SOON = Duration.millis(40);

    private final ViewerViewModel viewModel;
    private final PauseTransition soon = new PauseTransition(SOON);
    private List<String> shown = List.of();

    Filmstrip(ViewerViewModel viewModel) {
        this.viewModel = viewModel;
        getStyleClass().add("filmstrip");
        setOrientation(Orientation.HORIZONTAL);
        setFixedCellSize(CELL);
        setPrefHeight(CELL + 16);
        setMinHeight(CELL + 16);
        setFocusTraversable(false);
        setAccessibleText(Messages.text("viewer.filmstrip.accessible"));
        setCellFactory(_ -> new FrameCell());
        soon.setOnFinished(_ -> showCurrent());
        viewModel.idsProperty().subscribe(_ -> soon.play());
        viewModel.indexProperty().subscribe((_, _) -> soon.play());
        visibleProperty().subscribe((_, _) -> showCurrent());
        widthProperty().subscribe((_, _) -> showCurrent());
        addEventFilter(ScrollEvent.SCROLL, this::scrollSideways);
    }

    /// Puts the current picture into the middle.
    private void showCurrent() {
        List<String> ids = viewModel.idsProperty().get();
        if (ids != shown) {
            shown = ids;
            setItems(FXCollections.observableList(ids));
        }
        int index = viewModel.indexProperty().get();
        if (index >= 0 && isVisible() && getWidth() > 0) {
            scrollTo(Math.max(0, index - (int) (getWidth() / CELL / 2)));
        }
    }

    /// A wheel turns up and down; a strip goes left and right.
    private void scrollSideways(ScrollEvent scroll) {
        if (scroll.getDeltaY() != 0 && lookup(".scroll-bar:horizontal") instanceof ScrollBar bar) {
            double cells = scroll.getDeltaY() / NOTCH * 3;
            double range = Math.max(1, getItems().size() - getWidth() / CELL);
            bar.setValue(Math.clamp(
                    bar.getValue() - cells / range * (bar.getMax() - bar.getMin()), bar.getMin(), bar.getMax()));
            scroll.consume();
        }
    }

    private final class FrameCell extends ListCell<String> {
        private final FilmFrame frame = viewModel.newFilmFrame();
        private final PreviewView view = new PreviewView(PreviewView.Fit.CROPPED, FRAME);

        FrameCell() {
            getStyleClass().add("film-frame");
            view.previewProperty().bind(frame.previewProperty());
            view.setPrefSize(FRAME, FRAME);
            view.setMaxSize(FRAME, FRAME);
            setGraphic(view); // for good: each time that it comes, it would be styled anew
            viewModel.indexProperty().subscribe((_, _) -> showIfCurrent());
            viewModel.updatesProperty().subscribe((_, _) -> frame.show(isEmpty() ? "" : getItem()));
            setOnMouseClicked(click -> {
                if (click.getButton() == MouseButton.PRIMARY && !isEmpty()) {
                    viewModel.goTo(getIndex());
                }
            });
        }

        @Override
        protected void updateItem(String imageId, boolean empty) {
            super.updateItem(imageId, empty);
            boolean nothing = empty || imageId == null;
            frame.show(nothing ? "" : imageId);
            view.setVisible(!nothing);
            setAccessibleText(
                    nothing
                            ? ""
                            : Messages.text(
                                    "viewer.frame.accessible",
                                    getIndex() + 1,
                                    viewModel.idsProperty().get().size()));
            showIfCurrent();
        }

        private void showIfCurrent() {
            pseudoClassStateChanged(
                    CURRENT,
                    !isEmpty() && getIndex() == viewModel.indexProperty().get());
        }
    }
}
