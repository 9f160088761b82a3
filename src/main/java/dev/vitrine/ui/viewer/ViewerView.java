package dev.vitrine.ui.viewer;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.ui.actions.ImageAction;
import dev.vitrine.ui.actions.ImageAction.Surface;
import dev.vitrine.ui.actions.ImageCommands;
import dev.vitrine.ui.actions.ImageTargets;
import dev.vitrine.ui.actions.Shortcut;
import dev.vitrine.ui.controls.Modal;
import dev.vitrine.ui.controls.Preview;
import dev.vitrine.ui.support.Nodes;
import dev.vitrine.ui.support.TextSize;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.geometry.Insets;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.SwipeEvent;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/// The viewer, to be laid over everything else in the window; visible while its view model is open.
///
/// Near-black in both themes: a picture is judged best against dark. In a window the bar and the filmstrip have their
/// own room; in full screen and in a slideshow the picture has all of it and they lie over it.
public final class ViewerView extends StackPane {
    private static final double BAR = 48;
    /// From the edges to what lies over the picture.
    private static final double GAP = 16;
    /// What a notice takes at the bottom: what stands there does not move for one.
    private static final double NOTICE = 45;

    private final ViewerViewModel viewModel;
    private final FullScreen fullScreen = FullScreen.of(this);
    private final Map<Side, PictureSurface> surfaces = new EnumMap<>(Side.class);
    private final PictureGrid pictures = new PictureGrid();
    private final ViewerBar bar;
    private final Filmstrip filmstrip;
    private final InfoOverlay info;
    private final CullingStatus culling;
    private final StackPane notices = new StackPane();
    private final AutoHide autoHide;
    private final PauseTransition slide = new PauseTransition();
    private String slideOf = "";

    /// @param onBack goes back to the gallery, where the image with this id should be selected and in sight
    public ViewerView(ViewerViewModel viewModel, ImageCommands images, Consumer<String> onBack) {
        this.viewModel = viewModel;
        var commands = new ViewerCommands(viewModel, images, onBack, fullScreen);
        for (Side side : Side.values()) {
            surfaces.put(
                    side, createSurface(side, image -> images.run(ImageAction.BRING_BACK, ImageTargets.of(image))));
        }
        bar = new ViewerBar(viewModel, commands, fullScreen);
        filmstrip = new Filmstrip(viewModel);
        Button previous = arrow(Feather.CHEVRON_LEFT, Shortcut.PREVIOUS_IMAGE, viewModel::previous, Pos.CENTER_LEFT);
        Button next = arrow(Feather.CHEVRON_RIGHT, Shortcut.NEXT_IMAGE, viewModel::next, Pos.CENTER_RIGHT);
        culling = new CullingStatus(viewModel);
        notices.setPickOnBounds(false);
        info = new InfoOverlay(viewModel.info());
        setAlignment(info, Pos.TOP_RIGHT);
        setAlignment(bar, Pos.TOP_CENTER);
        setAlignment(filmstrip, Pos.BOTTOM_CENTER);
        bar.setMaxHeight(USE_PREF_SIZE);
        filmstrip.setMaxHeight(USE_PREF_SIZE);
        getChildren().addAll(pictures, info, previous, next, culling, filmstrip, bar, notices);
        getStyleClass().add("viewer");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        accessibleTextProperty().bind(bar.sentenceProperty(culling.textProperty()));
        setFocusTraversable(true);
        bar.addEventHandler(MouseEvent.MOUSE_CLICKED, _ -> requestFocus());
        autoHide = new AutoHide(this, List.of(bar, filmstrip, previous, next));
        addEventHandler(KeyEvent.KEY_PRESSED, ViewerKeys.of(viewModel, commands));
        pictures.setOnContextMenuRequested(event -> images.showMenu(
                pictures, new Point2D(event.getScreenX(), event.getScreenY()), commands.target(), Surface.VIEWER_MENU));
        addEventHandler(SwipeEvent.SWIPE_LEFT, _ -> viewModel.next());
        addEventHandler(SwipeEvent.SWIPE_RIGHT, _ -> viewModel.previous());
        followViewModel(previous, next);
    }

    /// Where notices about the picture belong, over it.
    public StackPane notices() {
        return notices;
    }

    /// How far one is with culling stands above the notices, however many and high they are.
    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        double below = Math.max(TextSize.of(NOTICE) + GAP, notices.prefHeight(getWidth()));
        culling.relocate(GAP, getHeight() - below - culling.getHeight());
    }

    private void followViewModel(Button previous, Button next) {
        Modal.holdFocus(this, viewModel.openProperty(), this);
        viewModel.openProperty().subscribe(this::opened);
        viewModel.sidesProperty().subscribe(this::showSides);
        viewModel.sideProperty().subscribe((_, _) -> showActive());
        viewModel.playingProperty().subscribe((_, _) -> arrange());
        viewModel.filmstripProperty().subscribe((_, _) -> arrange());
        viewModel.cullingProperty().subscribe((_, _) -> arrange());
        fullScreen.onProperty().subscribe((_, _) -> arrange());
        viewModel.indexProperty().subscribe(index -> {
            previous.setDisable(index.intValue() <= 0);
            next.setDisable(index.intValue() >= viewModel.idsProperty().get().size() - 1);
        });
        slide.setOnFinished(_ -> viewModel.tick());
        viewModel.playingProperty().subscribe((_, _) -> waitForNextSlide());
        viewModel.slideSecondsProperty().subscribe((_, _) -> waitForNextSlide());
        viewModel.picture(Side.LEFT).previewProperty().subscribe((_, _) -> reached());
    }

    private void opened(boolean open) {
        if (open) {
            arrange();
            autoHide.show();
        } else {
            slide.stop();
            autoHide.stop();
        }
    }

    private PictureSurface createSurface(Side side, Consumer<ImageRecord> bringBack) {
        var surface = new PictureSurface(viewModel.picture(side), bringBack);
        surface.setId("viewer-picture-" + side.name().toLowerCase(Locale.ROOT));
        surface.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> {
            viewModel.activate(side);
            requestFocus();
        });
        return surface;
    }

    private static Button arrow(Feather icon, Shortcut shortcut, Runnable action, Pos where) {
        Button arrow = ViewerBar.button(icon, shortcut, action);
        arrow.getStyleClass().add("viewer-arrow");
        arrow.setFocusTraversable(false);
        arrow.visibleProperty().bind(arrow.disabledProperty().not());
        setAlignment(arrow, where);
        return arrow;
    }

    private void showSides(List<Side> sides) {
        pictures.show(sides.stream().map(surfaces::get).toList());
        showActive();
    }

    private void showActive() {
        boolean comparing = viewModel.sidesProperty().get().size() > 1;
        Side active = viewModel.sideProperty().get();
        surfaces.forEach((side, surface) -> surface.setCompared(comparing, side == active));
    }

    private void arrange() {
        boolean immersed =
                fullScreen.onProperty().get() || viewModel.playingProperty().get();
        boolean strip = viewModel.filmstripProperty().get()
                && !viewModel.playingProperty().get()
                && viewModel.cullingProperty().get().isEmpty();
        Nodes.show(filmstrip, strip);
        double below = strip ? filmstrip.getMinHeight() : 0;
        setMargin(info, new Insets(TextSize.of(BAR) + GAP, GAP, below + GAP, 0));
        pictures.setPadding(immersed ? Insets.EMPTY : new Insets(TextSize.of(BAR), 0, below, 0));
    }

    /// Each frame of a moving picture comes here; only another picture begins the time anew.
    private void reached() {
        boolean waits = slide.getStatus() == Animation.Status.RUNNING;
        if (!waits || !slideOf.equals(viewModel.currentImageIdProperty().get())) {
            waitForNextSlide();
        }
    }

    /// The time begins when there is something to look at.
    private void waitForNextSlide() {
        slide.stop();
        Preview shown = viewModel.picture(Side.LEFT).previewProperty().get();
        if (viewModel.playingProperty().get() && (shown instanceof Preview.Ready || shown instanceof Preview.Missing)) {
            slide.setDuration(Duration.seconds(
                    Math.max(1, viewModel.slideSecondsProperty().get())));
            slide.playFromStart();
            slideOf = viewModel.currentImageIdProperty().get();
        }
    }
}
