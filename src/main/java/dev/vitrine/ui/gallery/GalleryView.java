package dev.vitrine.ui.gallery;

import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.catalog.ImageResult.Section;
import dev.vitrine.ui.actions.ImageAction;
import dev.vitrine.ui.actions.ImageAction.Surface;
import dev.vitrine.ui.actions.ImageCommands;
import dev.vitrine.ui.actions.ImageDrop;
import dev.vitrine.ui.actions.ImageTargets;
import dev.vitrine.ui.controls.MenuLetters;
import dev.vitrine.ui.gallery.TileRows.TilePlace;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Nodes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.DoubleProperty;
import javafx.collections.FXCollections;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ScrollBar;
import javafx.scene.image.Image;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/// The wall of tiles. Only what is on screen has nodes; a tile stays with its image while that is on screen, whatever
/// moves.
public final class GalleryView extends Region implements ImageDrop.Source {
    private static final double BAR = 14;

    /// Only of several does one have to be told which the keyboard stands on.
    private static final PseudoClass SEVERAL = PseudoClass.getPseudoClass("several");

    private final GalleryViewModel viewModel;
    private final TileImages tileImages;
    private final Pane wall = styled(new Pane(), "gallery-wall");
    private final ScrollBar bar = new ScrollBar();
    private final Button newAbove = styled(new Button(), "gallery-new", "accent", "small");
    private final Viewport viewport;
    private final Map<String, Tile> shown = new HashMap<>();
    private final Deque<Tile> spare = new ArrayDeque<>();
    private final SectionHeaders headers;
    private final ImageCommands commands;
    private Supplier<ContextMenu> emptyAreaMenu = ContextMenu::new;
    private Optional<Tile> announced = Optional.empty();
    private final SectionHeader top;
    private final ScrollBubble bubble = new ScrollBubble(bar);
    private final GoToDate goToDate;
    private int rebinds;

    /// Is notified that the selected images begin to be dragged.
    @FunctionalInterface
    public interface OnDrag {
        /// @param picture of them, for the hand
        void begins(Node source, Image picture, MouseEvent press);
    }

    public GalleryView(GalleryViewModel viewModel, TileImages tileImages, ImageCommands commands, OnDrag onDrag) {
        this.viewModel = viewModel;
        this.commands = commands;
        viewport = new Viewport(viewModel, widthProperty().subtract(BAR), heightProperty());
        this.tileImages = tileImages;
        this.headers = new SectionHeaders(wall, new OfSection());
        this.top = new SectionHeader(new OfSection());
        this.goToDate = new GoToDate(
                viewModel::whereIs, days -> viewModel.indexOf(days).ifPresent(this::goTo), this::requestFocus);
        getStyleClass().add("gallery");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        setAccessibleText(Messages.text("gallery.accessible"));
        wall.setClip(clip());
        bar.setOrientation(Orientation.VERTICAL);
        bar.setFocusTraversable(false);
        bar.valueProperty().bindBidirectional(viewport.scrollProperty());
        newAbove.setFocusTraversable(false);
        newAbove.setOnAction(_ -> viewport.scrollProperty().set(0));
        newAbove.managedProperty().bind(newAbove.visibleProperty());
        getChildren().addAll(wall, bar, newAbove, bubble, goToDate);
        new GalleryKeys(viewModel, viewport, this, commands);
        new GalleryMouse(viewModel, viewport, this, commands, this::showSpaceMenu)
                .on(wall, (under, press) -> onDrag.begins(this, dragPicture(under), press));
        new GalleryReorder(viewModel, viewport).on(wall, this);
        watch();
    }

    private void watch() {
        viewport.scrollProperty().subscribe(_ -> requestLayout());
        viewModel.resultProperty().subscribe(_ -> {
            requestLayout();
            notifyAccessibleAttributeChanged(AccessibleAttribute.ITEM_COUNT);
        });
        viewModel.changedRowsProperty().subscribe(changed -> rebind(changed.ids()));
        viewModel.selection().revisionProperty().subscribe(_ -> showSelection());
        viewModel.reachedProperty().subscribe(_ -> viewModel.leadIndex().ifPresent(this::reveal));
        viewModel.tileSizeProperty().subscribe(_ -> layOutAgain());
        viewModel.wholePicturesProperty().subscribe(_ -> layOutAgain());
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
        return viewport.scrollProperty();
    }

    Viewport viewport() {
        return viewport;
    }

    /// The header of what is at the top of the screen, for the strip above.
    public Node topHeader() {
        return top;
    }

    /// @param menu of no image, for the space between them
    public void setSpaceMenu(Supplier<ContextMenu> menu) {
        emptyAreaMenu = menu;
    }

    private void showSpaceMenu(Point2D onScreen) {
        MenuLetters.on(emptyAreaMenu.get()).show(getScene().getWindow(), onScreen.getX(), onScreen.getY());
    }

    private final class OfSection implements SectionHeader.OnSection {
        @Override
        public void click(Section section, boolean shift, boolean shortcut) {
            viewModel.selectSection(section, shift, shortcut);
        }

        @Override
        public void showMenu(Section section, Point2D onScreen) {
            viewModel.selectSection(section, false, false);
            commands.showMenu(GalleryView.this, onScreen, viewModel.targets(), Surface.MENU);
        }
    }

    /// Asks for a date and goes there.
    public void askForDate() {
        goToDate.open();
    }

    private void goTo(int index) {
        viewModel.moveTo(index, false, false);
        viewport.toTop(index);
    }

    @Override
    public ImageTargets dragged() {
        return viewModel.targets();
    }

    /// Of the image under the pointer, and of others that are on screen.
    private Image dragPicture(String under) {
        List<Image> pictures = Stream.concat(
                        Stream.of(under), shown.keySet().stream().filter(id -> !id.equals(under)))
                .filter(viewModel.selection()::contains)
                .flatMap(id -> Stream.ofNullable(shown.get(id)))
                .flatMap(tile -> tile.picture().stream())
                .limit(DragPicture.STACKED)
                .toList();
        return DragPicture.of(getScene(), pictures, viewModel.selection().size());
    }

    /// Brings a position on screen, moving as little as needed.
    public void reveal(int index) {
        viewport.reveal(index);
    }

    @Override
    protected void layoutChildren() {
        viewport.layOut();
        setBarRange();
        wall.resizeRelocate(0, 0, getWidth(), getHeight());
        bar.resizeRelocate(getWidth() - BAR, 0, BAR, getHeight());
        bar.setVisible(bar.getMax() > 0);
        double pillWidth = newAbove.prefWidth(-1);
        newAbove.resizeRelocate((getWidth() - pillWidth) / 2, 12, pillWidth, newAbove.prefHeight(-1));
        double dateWidth = goToDate.prefWidth(-1);
        goToDate.resizeRelocate((getWidth() - dateWidth) / 2, 12, dateWidth, goToDate.prefHeight(-1));
        placeTiles();
        showWhere();
    }

    private void showWhere() {
        GalleryLayout layout = viewport.layout();
        boolean empty = layout.size() == 0;
        Optional<Section> section = empty
                ? Optional.empty()
                : Optional.of(layout.section(
                        layout.sectionAt(viewport.scrollProperty().get())));
        section.ifPresent(top::show);
        Nodes.show(top, section.filter(Section::headed).isPresent());
        if (top.getParent() != null) {
            top.getParent().layout(); // it may have been laid out in this pulse already
        }
        if (!empty) {
            bubble.show(viewModel.placeText(section.get(), viewport.firstOnScreen()));
        }
    }

    private void layOutAgain() {
        viewport.forget();
        requestLayout();
    }

    private void setBarRange() {
        bar.setMax(viewport.max());
        bar.setVisibleAmount(
                viewport.max() * getHeight() / Math.max(1, viewport.layout().height()));
        bar.setUnitIncrement(viewport.layout().rowHeight());
        bar.setBlockIncrement(Math.max(
                viewport.layout().rowHeight(), getHeight() - viewport.layout().rowHeight()));
    }

    private void placeTiles() {
        GalleryLayout layout = viewport.layout();
        double scroll = viewport.scrollProperty().get();
        List<TilePlace> places = layout.tilesBetween(scroll, scroll + getHeight());
        headers.place(layout.headersBetween(scroll, scroll + getHeight()), scroll);
        if (places.isEmpty()) {
            recycleAllBut(Set.of());
            return;
        }
        int from = places.getFirst().index();
        int to = places.getLast().index() + 1;
        List<String> ids = viewport.laidOut().ids(from, to);
        recycleAllBut(new HashSet<>(ids));
        for (TilePlace place : places) {
            Tile tile = tileFor(ids.get(place.index() - from));
            tile.setSize(place.width(), place.height());
            tile.resizeRelocate(
                    Math.round(place.x()),
                    Math.round(place.y() - scroll),
                    place.width(),
                    place.height() + layout.below());
            tile.setIndex(place.index());
            tile.setVisible(true);
            loadIfNeeded(tile);
        }
        announceLead();
        viewModel.showsPositions(from, to);
    }

    private void recycleAllBut(Set<String> requested) {
        for (Iterator<Tile> tiles = shown.values().iterator(); tiles.hasNext(); ) {
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
        var tile = new Tile(this::act);
        tile.setManaged(false); // it is placed here: what changes in it lays out nothing around it
        wall.getChildren().add(tile);
        return tile;
    }

    private void bind(Tile tile) {
        viewModel.row(tile.imageId()).ifPresent(image -> {
            rebinds++;
            tile.showImage(image, viewModel.captionsProperty().get());
        });
    }

    private void loadIfNeeded(Tile tile) {
        tile.image()
                .ifPresent(image -> tileImages.showOn(
                        tile, image, viewModel.wholePicturesProperty().get()));
    }

    private void rebind(Set<String> changed) {
        for (String id : changed) {
            Tile tile = shown.get(id);
            if (tile != null) {
                bind(tile);
                loadIfNeeded(tile);
            }
        }
    }

    private void showSelection() {
        pseudoClassStateChanged(SEVERAL, viewModel.selection().size() > 1);
        shown.values()
                .forEach(tile ->
                        tile.showSelected(viewModel.selection().contains(tile.imageId()), isLead(tile.imageId())));
        announceLead();
        notifyAccessibleAttributeChanged(AccessibleAttribute.SELECTED_ITEMS);
    }

    /// Tells a screen reader where the keyboard stands; the tile may have come only with the layout after the move.
    private void announceLead() {
        Optional<Tile> lead = leadTile();
        if (!lead.equals(announced)) {
            announced = lead;
            notifyAccessibleAttributeChanged(AccessibleAttribute.FOCUS_ITEM);
        }
    }

    private Optional<Tile> leadTile() {
        return viewModel.selection().lead().map(shown::get);
    }

    private void act(Tile tile, AccessibleAction action) {
        switch (action) {
            case REQUEST_FOCUS -> {
                viewModel.selection().selectOnly(tile.imageId());
                requestFocus();
            }
            case FIRE -> commands.run(ImageAction.OPEN, viewModel.target(tile.imageId()));
            case SHOW_MENU ->
                commands.showMenu(
                        this,
                        tile.localToScreen(tile.getWidth() / 2, tile.getHeight() / 2),
                        viewModel.targetsAt(Optional.of(tile.imageId())),
                        Surface.MENU);
            default -> {}
        }
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return switch (attribute) {
            case ITEM_COUNT -> viewModel.resultProperty().get().size();
            case MULTIPLE_SELECTION -> true;
            case FOCUS_ITEM -> leadTile().orElse(null);
            case ITEM_AT_INDEX -> at((Integer) parameters[0]).orElse(null);
            case SELECTED_ITEMS ->
                FXCollections.observableArrayList(shown.values().stream()
                        .filter(tile -> viewModel.selection().contains(tile.imageId()))
                        .toList());
            default -> super.queryAccessibleAttribute(attribute, parameters);
        };
    }

    @Override
    public void executeAccessibleAction(AccessibleAction action, Object... parameters) {
        if (action == AccessibleAction.SHOW_ITEM && parameters[0] instanceof Integer index) {
            reveal(index);
        } else {
            super.executeAccessibleAction(action, parameters);
        }
    }

    private Optional<Tile> at(int index) {
        ImageResult result = viewModel.resultProperty().get();
        return index >= 0 && index < result.size()
                ? Optional.ofNullable(shown.get(result.ids(index, index + 1).getFirst()))
                : Optional.empty();
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
