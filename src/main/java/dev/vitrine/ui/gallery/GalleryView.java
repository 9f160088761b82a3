package dev.vitrine.ui.gallery;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.ui.support.Messages;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.Orientation;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollBar;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/// The wall of tiles. Only what is on screen has nodes; a tile stays with its image while that is on screen, whatever moves.
public final class GalleryView extends Region {
    private static final double BAR = 14;

    private final GalleryViewModel viewModel;
    private final TileImages tileImages;
    private final Pane wall = new Pane();
    private final ScrollBar bar = new ScrollBar();
    private final Button newAbove = new Button();
    private final DoubleProperty scroll = new SimpleDoubleProperty();
    private final Map<String, Tile> shown = new HashMap<>();
    private final Deque<Tile> spare = new ArrayDeque<>();
    private final SectionHeaders headers;
    private GalleryLayout layout = new GalleryLayout(List.of(), 1, 1, false);
    private ImageResult laidOut = NoResult.INSTANCE;
    private double laidOutWidth;
    private int rebinds;

    public GalleryView(GalleryViewModel viewModel, TileImages tileImages, GalleryActions actions) {
        this.viewModel = viewModel;
        this.tileImages = tileImages;
        this.headers = new SectionHeaders(wall, viewModel::selectSection);
        getStyleClass().add("gallery");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        setAccessibleText(Messages.text("gallery.accessible"));
        wall.getStyleClass().add("gallery-wall");
        wall.setClip(clip());
        bar.setOrientation(Orientation.VERTICAL);
        bar.setFocusTraversable(false);
        bar.valueProperty().bindBidirectional(scroll);
        newAbove.getStyleClass().addAll("gallery-new", "accent", "small");
        newAbove.setFocusTraversable(false);
        newAbove.setOnAction(_ -> scroll.set(0));
        newAbove.managedProperty().bind(newAbove.visibleProperty());
        getChildren().addAll(wall, bar, newAbove);
        new GalleryKeys(viewModel, this, actions);
        new GalleryMouse(viewModel, this, wall, actions);
        watch();
    }

    private void watch() {
        scroll.subscribe(_ -> requestLayout());
        viewModel.resultProperty().subscribe(_ -> requestLayout());
        viewModel.changedRowsProperty().subscribe(changed -> rebind(changed.ids()));
        viewModel.selection().revisionProperty().subscribe(_ -> showSelection());
        viewModel.reachedProperty().subscribe(_ -> viewModel.leadIndex().ifPresent(this::reveal));
        viewModel.tileSizeProperty().subscribe(_ -> layOutAgain());
        viewModel.captionsProperty().subscribe(_ -> {
            rebind(Set.copyOf(shown.keySet()));
            layOutAgain();
        });
        viewModel.newAboveProperty().subscribe(count -> {
            newAbove.setText(Messages.text("gallery.new", count.intValue()));
            newAbove.setVisible(count.intValue() > 0);
        });
    }

    /// Tiles bound to another image, or to a changed row, since the view was made: what the gallery harness counts.
    public int rebinds() {
        return rebinds;
    }

    /// Pixels from the top of the wall to the top of the screen.
    public DoubleProperty scrollProperty() {
        return scroll;
    }

    GalleryLayout galleryLayout() {
        return layout;
    }

    int indexAt(double x, double y) {
        return layout.indexAt(x, y + scroll.get());
    }

    /// A point on the tile at this position.
    Point2D placeOf(int index) {
        GalleryLayout.Place place = layout.placeOf(index);
        return new Point2D(place.x() + layout.tile() / 2, place.y() - scroll.get() + layout.tile() / 2);
    }

    int rowsOnScreen() {
        return Math.max(1, (int) (getHeight() / layout.rowHeight()));
    }

    void scrollBy(double pixels) {
        scroll.set(Math.clamp(scroll.get() + pixels, 0, bar.getMax()));
    }

    /// Brings a position on screen, moving as little as needed.
    public void reveal(int index) {
        layOut();
        if (index < 0 || index >= layout.size()) {
            return;
        }
        double top = layout.placeOf(index).y() - GalleryLayout.header();
        double bottom = layout.placeOf(index).y() + layout.rowHeight();
        if (top < scroll.get()) {
            scroll.set(Math.max(0, top));
        } else if (bottom > scroll.get() + getHeight()) {
            scroll.set(Math.min(bar.getMax(), bottom - getHeight()));
        }
    }

    @Override
    protected void layoutChildren() {
        layOut();
        wall.resizeRelocate(0, 0, getWidth(), getHeight());
        bar.resizeRelocate(getWidth() - BAR, 0, BAR, getHeight());
        bar.setVisible(bar.getMax() > 0);
        double pillWidth = newAbove.prefWidth(-1);
        newAbove.resizeRelocate((getWidth() - pillWidth) / 2, 12, pillWidth, newAbove.prefHeight(-1));
        placeTiles();
    }

    private void layOutAgain() {
        laidOutWidth = -1;
        requestLayout();
    }

    /// Keeps the first image on screen where it is when others arrive, leave or change size.
    private void layOut() {
        ImageResult result = viewModel.resultProperty().get();
        if (result == laidOut && getWidth() == laidOutWidth) {
            setBarRange();
            return;
        }
        boolean sameQuestion = laidOut.query().equals(result.query());
        Optional<Held> held = sameQuestion && scroll.get() > 0 ? firstStillThere(result) : Optional.empty();
        layout = new GalleryLayout(result.sections(), getWidth() - BAR, viewModel.tileSizeProperty().get(), viewModel.captionsProperty().get());
        laidOut = result;
        laidOutWidth = getWidth();
        setBarRange();
        if (!sameQuestion) {
            scroll.set(0);
        }
        held.ifPresent(anchor -> {
            int now = result.indexOf(anchor.imageId()).orElseThrow();
            scroll.set(Math.clamp(layout.placeOf(now).y() - anchor.below(), 0, bar.getMax()));
            if (now > anchor.index()) {
                viewModel.arrivedAbove(now - anchor.index());
            }
        });
    }

    /// The image that stands still, and how far below the top of the screen.
    private record Held(String imageId, int index, double below) {
    }

    private Optional<Held> firstStillThere(ImageResult result) {
        return layout.tilesBetween(scroll.get(), scroll.get() + getHeight()).stream()
                .map(place -> new Held(laidOut.ids(place.index(), place.index() + 1).getFirst(), place.index(), place.y() - scroll.get()))
                .filter(held -> result.indexOf(held.imageId()).isPresent())
                .findFirst();
    }

    private void setBarRange() {
        double max = Math.max(0, layout.height() - getHeight());
        bar.setMax(max);
        bar.setVisibleAmount(max * getHeight() / Math.max(1, layout.height()));
        bar.setUnitIncrement(layout.rowHeight());
        bar.setBlockIncrement(Math.max(layout.rowHeight(), getHeight() - layout.rowHeight()));
        if (scroll.get() > max) {
            scroll.set(max);
        }
        if (scroll.get() == 0) {
            viewModel.seenTop();
        }
    }

    private void placeTiles() {
        double top = scroll.get();
        List<GalleryLayout.Place> places = layout.tilesBetween(top, top + getHeight());
        headers.place(layout.headersBetween(top, top + getHeight()), top, getWidth() - BAR);
        if (places.isEmpty()) {
            recycleAllBut(Set.of());
            return;
        }
        int from = places.getFirst().index();
        int to = places.getLast().index() + 1;
        List<String> ids = laidOut.ids(from, to);
        recycleAllBut(new HashSet<>(ids));
        for (GalleryLayout.Place place : places) {
            Tile tile = tileFor(ids.get(place.index() - from));
            tile.setEdge(layout.tile());
            tile.resizeRelocate(Math.round(place.x()), Math.round(place.y() - top), layout.tile(), layout.rowHeight() - GalleryLayout.GAP);
            tile.setVisible(true);
            loadIfWanted(tile);
        }
        viewModel.showsPositions(from, to);
    }

    private void recycleAllBut(Set<String> requested) {
        for (Iterator<Tile> tiles = shown.values().iterator(); tiles.hasNext();) {
            Tile tile = tiles.next();
            if (!requested.contains(tile.imageId())) {
                tile.stopLoading();
                tile.setVisible(false);
                spare.push(tile);
                tiles.remove();
            }
        }
    }

    private Tile tileFor(String imageId) {
        Tile tile = shown.get(imageId);
        if (tile == null) {
            tile = spare.isEmpty() ? newTile() : spare.pop();
            shown.put(imageId, tile);
            tile.showPlaceOf(imageId);
            bind(tile);
            tile.showSelected(viewModel.selection().contains(imageId), isLead(imageId));
        }
        return tile;
    }

    private Tile newTile() {
        var tile = new Tile();
        wall.getChildren().add(tile);
        return tile;
    }

    private void bind(Tile tile) {
        viewModel.row(tile.imageId()).ifPresent(image -> {
            rebinds++;
            tile.showImage(image, viewModel.captionsProperty().get());
        });
    }

    private void loadIfWanted(Tile tile) {
        tile.image().ifPresent(image -> tileImages.showOn(tile, image, (int) layout.tile()));
    }

    private void rebind(Set<String> changed) {
        for (String id : changed) {
            Tile tile = shown.get(id);
            if (tile != null) {
                bind(tile);
                loadIfWanted(tile);
            }
        }
    }

    private void showSelection() {
        shown.values().forEach(tile -> tile.showSelected(viewModel.selection().contains(tile.imageId()), isLead(tile.imageId())));
    }

    private boolean isLead(String imageId) {
        return viewModel.selection().lead().filter(imageId::equals).isPresent();
    }

    private Rectangle clip() {
        var clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        return clip;
    }
}
