package dev.vitrine.ui.gallery;

import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.StorageState;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.controls.Preview;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.StorageText;
import dev.vitrine.ui.support.TextSize;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// One picture on the wall. At rest it is its picture with the stars and the heart it has; pointing at it brings the
/// title, selecting it a ring, a check mark and an inset.
///
/// Whatever is rarely seen is made when it is first needed, because there are many tiles and scrolling re-uses them.
final class Tile extends Region {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final PseudoClass LEAD = PseudoClass.getPseudoClass("lead");
    /// What was brought back out of an archive.
    private static final PseudoClass READABLE = PseudoClass.getPseudoClass("readable");

    private static final CornerRadii ROUNDED = new CornerRadii(6);
    private static final double INSET = 6;
    private static final double CHECK = 22;
    /// A picture that differs less from the shape of its place is stretched by so much.
    private static final double NEARLY = 0.05;

    private final ImageView picture = new ImageView();
    private final Region place = new Region();
    private Optional<ImageRecord> image = Optional.empty();
    private String imageId = "";
    private double pictureWidth;
    private double pictureHeight;
    private boolean selected;
    private @Nullable Label below;
    private @Nullable Label hover;
    private @Nullable Label missing;
    private @Nullable Label badge;
    private @Nullable Label damaged;
    private @Nullable Label archived;
    private @Nullable TileMarks marks;
    private @Nullable Region ring;
    private @Nullable Node check;
    private Runnable stopLoading = () -> {};
    private Object pictureKey = "";

    private final BiConsumer<Tile, AccessibleAction> act;
    private int index = -1;

    /// @param act does what a screen reader asks for
    Tile(BiConsumer<Tile, AccessibleAction> act) {
        this.act = act;
        getStyleClass().add("tile");
        setAccessibleRole(AccessibleRole.LIST_ITEM);
        place.getStyleClass().add("tile-place");
        picture.setMouseTransparent(true);
        place.setMouseTransparent(true);
        getChildren().addAll(place, picture);
        hoverProperty().subscribe(_ -> {
            showHover();
            showMarks();
        });
    }

    String imageId() {
        return imageId;
    }

    Optional<ImageRecord> image() {
        return image;
    }

    /// Becomes the place of an image of which only the id is known yet.
    void showPlaceOf(String id) {
        stopLoading();
        imageId = id;
        image = Optional.empty();
        pictureKey = "";
        picture.setImage(null);
        showColor(Optional.empty());
        hideAll();
        setAccessibleText(Messages.text("gallery.tile.loading"));
    }

    /// Shows a row; the picture follows later unless the tile has it already.
    void showImage(ImageRecord shown, boolean withCaption) {
        boolean other = image.filter(before -> isSamePicture(before.facts(), shown.facts()))
                .isEmpty();
        imageId = shown.imageId();
        image = Optional.of(shown);
        setAccessibleText(TileText.accessible(shown));
        if (other) {
            stopLoading();
            pictureKey = "";
            picture.setImage(null);
            if (missing != null) {
                missing.setVisible(false);
            }
            showColor(Preview.color(shown.facts().averageColor()));
            showBadge(shown.facts());
            showDamage(shown.facts().damaged());
        }
        showArchived(shown.facts().storage());
        showCaption(withCaption ? TileText.title(shown) : "");
        showMarks();
        showHover();
    }

    /// What is seen of it, as far as it has come.
    Optional<Image> picture() {
        return Optional.ofNullable(picture.getImage());
    }

    private static boolean isSamePicture(ImageFacts before, ImageFacts now) {
        return before.equals(now) || before.with(StorageState.UNKNOWN).equals(now.with(StorageState.UNKNOWN));
    }

    /// Whether this is the picture that the tile shows or waits for.
    boolean isFor(Object key) {
        return pictureKey.equals(key);
    }

    void isNowFor(Object key) {
        stopLoading();
        pictureKey = key;
    }

    void loadingWith(Runnable stop) {
        stopLoading();
        stopLoading = stop;
    }

    void stopLoading() {
        stopLoading.run();
        stopLoading = () -> {};
    }

    /// Something to look at while the real picture is still being loaded.
    void showMeanwhile(Image early) {
        picture.setImage(early);
        requestLayout();
    }

    void showPicture(Image loaded) {
        stopLoading = () -> {};
        if (missing != null) {
            missing.setVisible(false);
        }
        picture.setImage(loaded);
        requestLayout();
    }

    /// The picture may still come, once the drive or the network is back.
    void showMissing(String reason) {
        picture.setImage(null);
        if (missing == null) {
            missing = new Label(null, Icons.of(Feather.IMAGE));
            missing.getStyleClass().add("tile-missing");
            LineWrap.of(missing);
            missing.setMouseTransparent(true);
            getChildren().add(missing);
        }
        missing.setText(reason);
        missing.setVisible(true);
        requestLayout();
    }

    void showSelected(boolean isSelected, boolean isLead) {
        pseudoClassStateChanged(SELECTED, isSelected);
        pseudoClassStateChanged(LEAD, isLead);
        if ((isSelected || isLead) && ring == null) {
            ring = new Region();
            ring.getStyleClass().add("tile-ring");
            ring.setMouseTransparent(true);
            getChildren().add(ring);
        }
        if (isSelected && check == null) {
            check = new Label(null, Icons.of(Feather.CHECK));
            check.getStyleClass().add("tile-check");
            check.setMouseTransparent(true);
            getChildren().add(check);
        }
        if (ring != null) {
            ring.setVisible(isSelected || isLead);
        }
        if (check != null) {
            check.setVisible(isSelected);
        }
        if (selected != isSelected) {
            selected = isSelected;
            showMarks();
            notifyAccessibleAttributeChanged(AccessibleAttribute.SELECTED);
            requestLayout();
        }
    }

    /// Of the picture, without the title below.
    void setSize(double width, double height) {
        if (pictureWidth != width || pictureHeight != height) {
            pictureWidth = width;
            pictureHeight = height;
            requestLayout();
        }
    }

    double pictureWidth() {
        return pictureWidth;
    }

    double pictureHeight() {
        return pictureHeight;
    }

    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return switch (attribute) {
            case SELECTED -> selected;
            case INDEX -> index;
            default -> super.queryAccessibleAttribute(attribute, parameters);
        };
    }

    @Override
    public void executeAccessibleAction(AccessibleAction action, Object... parameters) {
        switch (action) {
            case FIRE, REQUEST_FOCUS, SHOW_MENU -> act.accept(this, action);
            default -> super.executeAccessibleAction(action, parameters);
        }
    }

    /// Its place in the result.
    void setIndex(int place) {
        index = place;
    }

    @Override
    protected void layoutChildren() {
        double inset = selected ? INSET : 0;
        double width = Math.max(1, pictureWidth - 2 * inset);
        double height = Math.max(1, pictureHeight - 2 * inset);
        place.resizeRelocate(inset, inset, width, height);
        layOutPicture(inset, width, height);
        resizeIfThere(ring, 0, 0, pictureWidth, pictureHeight);
        resizeIfThere(check, pictureWidth - TextSize.of(CHECK) - 6, 6, TextSize.of(CHECK), TextSize.of(CHECK));
        resizeIfThere(missing, inset, inset, width, height);
        resizeIfThere(below, 0, pictureHeight, pictureWidth, Spacing.caption());
        if (hover != null) {
            double hoverHeight = Math.min(height, TextSize.of(44));
            hover.resizeRelocate(inset, inset + height - hoverHeight, width, hoverHeight);
        }
        if (marks != null) {
            marks.autosize();
            double title = hover != null && hover.isVisible() ? TextSize.of(22) : 0;
            marks.relocate(inset + 6, inset + height - 6 - title - marks.getHeight());
        }
        double left = inset + 6;
        for (Label each : new @Nullable Label[] {badge, damaged, archived}) {
            if (each != null && each.isVisible()) {
                each.autosize();
                layoutInArea(each, left, inset + 6, width - 12, TextSize.of(20), 0, HPos.LEFT, VPos.TOP);
                left += each.getWidth() + 4;
            }
        }
    }

    /// Almost always as large as its place; what is not stands in the middle of it, as it is.
    private void layOutPicture(double inset, double width, double height) {
        Image shown = picture.getImage();
        double fitting = shown == null ? 1 : Math.min(width / shown.getWidth(), height / shown.getHeight());
        double narrow = shown == null ? width : shown.getWidth() * fitting;
        double low = shown == null ? height : shown.getHeight() * fitting;
        boolean fills = width - narrow < NEARLY * width && height - low < NEARLY * height;
        picture.setFitWidth(fills ? width : narrow);
        picture.setFitHeight(fills ? height : low);
        picture.relocate(
                inset + (fills ? 0 : Math.round((width - narrow) / 2)),
                inset + (fills ? 0 : Math.round((height - low) / 2)));
    }

    private static void resizeIfThere(@Nullable Node node, double x, double y, double width, double height) {
        if (node != null) {
            node.resizeRelocate(x, y, width, height);
        }
    }

    private void showHover() {
        String title = image.map(TileText::title).orElse("");
        boolean requested = isHover() && !title.isEmpty();
        if (requested && hover == null) {
            hover = new Label();
            hover.getStyleClass().add("tile-hover");
            hover.setAlignment(Pos.BOTTOM_LEFT);
            hover.setMouseTransparent(true);
            getChildren().add(2, hover);
        }
        if (hover != null) {
            hover.setText(title);
            hover.setVisible(requested && (below == null || !below.isVisible()));
        }
    }

    /// Flag, stars and heart, at rest too: one sees which images are picked and rated.
    private void showMarks() {
        boolean requested = image.filter(shown -> TileMarks.areOn(shown.tags())).isPresent();
        if (requested && marks == null) {
            marks = new TileMarks();
            getChildren().add(marks);
        }
        if (marks != null) {
            marks.setVisible(requested);
            if (requested) {
                marks.show(image.get().tags());
            }
            requestLayout();
        }
    }

    private void showCaption(String text) {
        if (below == null && !text.isEmpty()) {
            below = new Label();
            below.getStyleClass().add("tile-caption");
            getChildren().add(below);
        }
        if (below != null) {
            below.setText(text);
            below.setVisible(!text.isEmpty());
        }
    }

    private void showBadge(ImageFacts facts) {
        if (badge == null && facts.animated()) {
            badge = new Label(null, Icons.of(Feather.PLAY));
            badge.getStyleClass().add("tile-badge");
            badge.setMouseTransparent(true);
            getChildren().add(badge);
        }
        if (badge != null) {
            badge.setText(Messages.text(
                    "gallery.tile.animated", facts.type().map(ImageType::name).orElse("")));
            badge.setVisible(facts.animated());
            requestLayout();
        }
    }

    private void showDamage(boolean isDamaged) {
        if (damaged == null && isDamaged) {
            damaged = new Label(null, Icons.of(Feather.ALERT_TRIANGLE));
            damaged.getStyleClass().addAll("tile-badge", "tile-damaged");
            damaged.setTooltip(new Tooltip(Messages.text("facts.damaged.inside")));
            damaged.setAccessibleText(Messages.text("facts.damaged.inside"));
            getChildren().add(damaged);
        }
        if (damaged != null) {
            damaged.setVisible(isDamaged);
            requestLayout();
        }
    }

    /// The original cannot be read at once; the preview can.
    private void showArchived(StorageState storage) {
        String said = StorageText.state(storage);
        if (archived == null && !said.isEmpty()) {
            archived = new Label(null, Icons.of(Feather.ARCHIVE));
            archived.getStyleClass().addAll("tile-badge", "tile-archived");
            archived.setTooltip(new Tooltip());
            getChildren().add(archived);
        }
        if (archived != null) {
            archived.getTooltip().setText(said);
            archived.setAccessibleText(said);
            archived.setVisible(!said.isEmpty());
            archived.pseudoClassStateChanged(READABLE, storage.isReadable());
            requestLayout();
        }
    }

    /// A style sheet would win over a background that is set, so the class goes while there is a color.
    private void showColor(Optional<Color> color) {
        place.getStyleClass().setAll(color.isPresent() ? "tile-color" : "tile-place");
        place.setBackground(color.map(fill -> new Background(new BackgroundFill(fill, ROUNDED, null)))
                .orElse(null));
    }

    private void hideAll() {
        for (Node node : new @Nullable Node[] {missing, badge, damaged, archived, hover, below, marks}) {
            if (node != null) {
                node.setVisible(false);
            }
        }
    }
}
