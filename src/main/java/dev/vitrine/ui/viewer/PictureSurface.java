package dev.vitrine.ui.viewer;

import static dev.vitrine.ui.support.Nodes.showWhen;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.image.Flag;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.StorageState;
import dev.vitrine.picture.pixels.Picture;
import dev.vitrine.ui.controls.FlagMark;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.controls.PictureImage;
import dev.vitrine.ui.controls.Preview;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.StorageText;
import dev.vitrine.ui.support.TextSize;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Background;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.scene.transform.Rotate;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Draws one [ViewedPicture] as its [ZoomPan] says, with no more pixels than the screen needs.
final class PictureSurface extends Pane {
    /// From here on single pixels are shown as squares: whoever enlarges that much wants to see them.
    private static final double SQUARES = 3;
    private static final PseudoClass ACTIVE = PseudoClass.getPseudoClass("active");

    private final ViewedPicture viewed;
    private final Region paper = styled(new Region(), "picture-paper");
    private final Region tint = new Region();
    private final ImageView picture = new ImageView();
    private final ImageView part = styled(new ImageView(), "picture-part");
    private final Label reason = Labels.of("", "muted");
    private final VBox missing;
    private final Label note = Labels.of("", "picture-note", "small");
    private final HBox archived;
    private final Label archivedText = new Label();
    private final Label name = Labels.of("", "picture-note", "small");
    private final FlagMark mark = new FlagMark(Flag.NONE);
    private final Label flag = styled(new Label("", mark), "picture-note", "picture-flag", "small");
    private final Region frame = styled(new Region(), "picture-frame");
    private @Nullable Picture shownLevel;

    /// @param bringBack asks how to bring this image back from the archive
    PictureSurface(ViewedPicture viewed, Consumer<ImageRecord> bringBack) {
        this.viewed = viewed;
        archived = createArchived(bringBack);
        getStyleClass().add("picture-surface");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        picture.setPreserveRatio(false);
        part.setPreserveRatio(false);
        part.setMouseTransparent(true);
        missing = createMissing();
        note.setMouseTransparent(true);
        name.setMouseTransparent(true);
        name.textProperty()
                .bind(viewed.imageProperty()
                        .map(image -> image.map(ImageRecord::title).orElse("")));
        name.setVisible(false);
        flag.setMouseTransparent(true);
        viewed.imageProperty().subscribe(this::showFlag);
        frame.setMouseTransparent(true);
        var edges = new Rectangle();
        edges.widthProperty().bind(widthProperty());
        edges.heightProperty().bind(heightProperty());
        setClip(edges);
        getChildren().addAll(paper, tint, picture, part, missing, note, archived, name, flag, frame);
        viewed.storageProperty().subscribe(_ -> showArchived());
        viewed.previewProperty().subscribe(this::show);
        viewed.zoomProperty().subscribe((_, _) -> requestLayout());
        viewed.visiblePartProperty().subscribe(this::showPart);
        viewed.sharpeningProperty().subscribe((_, _) -> showNote());
        viewed.zoomProperty().subscribe((_, _) -> showNote());
        viewed.problemProperty().subscribe(_ -> showNote());
        PictureGestures.install(this, viewed);
    }

    private HBox createArchived(Consumer<ImageRecord> bringBack) {
        LineWrap.of(archivedText);
        archivedText.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(archivedText, Priority.ALWAYS);
        var button = new Button(Messages.text("archive.bringBack"), Icons.of(Feather.ARCHIVE));
        button.setId("picture-bring-back");
        button.getStyleClass().add("accent"); // an ordinary one cannot be read on the dark of the viewer
        button.setMinWidth(USE_PREF_SIZE);
        button.setFocusTraversable(false);
        button.setOnAction(_ -> viewed.imageProperty().get().ifPresent(bringBack));
        showWhen(button, viewed.storageProperty().map(storage -> storage.stage() == StorageState.Stage.ARCHIVED));
        var box = styled(new HBox(12, archivedText, button), "picture-note", "picture-archived");
        box.setAlignment(Pos.CENTER_LEFT);
        box.setVisible(false);
        return box;
    }

    private void showFlag(Optional<ImageRecord> image) {
        Flag shown = image.map(known -> Flag.of(known.tags())).orElse(Flag.NONE);
        mark.show(shown);
        flag.setText(shown == Flag.NONE ? "" : Messages.text("flag." + shown.name()));
        flag.setVisible(shown != Flag.NONE);
        requestLayout();
    }

    private void showArchived() {
        StorageState storage = viewed.storageProperty().get();
        boolean isLocked = !storage.isReadable();
        archivedText.setText(
                storage.stage() == StorageState.Stage.ARCHIVED
                        ? Messages.text("viewer.archived")
                        : StorageText.state(storage));
        archived.setVisible(isLocked);
        requestLayout();
    }

    private VBox createMissing() {
        var icon = Icons.of(Feather.ALERT_OCTAGON);
        icon.getStyleClass().add("missing-icon");
        Label title = Labels.of(Messages.text("viewer.missing.title"), "huge", "strong");
        LineWrap.of(reason);
        reason.setMaxWidth(TextSize.of(480));
        return styled(new VBox(8, icon, title, reason), "picture-missing");
    }

    @Override
    protected void layoutChildren() {
        viewed.resize(getWidth(), getHeight(), density());
        ZoomPan.Placement where = viewed.zoomProperty().get().placement();
        double left = where.centerX() - where.width() / 2;
        double top = where.centerY() - where.height() / 2;
        showLevel();
        placePicture(left, top, where);
        placePart(left, top, where);
        for (Region under : new Region[] {paper, tint}) {
            under.resizeRelocate(left, top, where.width(), where.height());
            under.setRotate(where.degrees());
        }
        missing.resizeRelocate(0, 0, getWidth(), getHeight());
        double wide = Math.min(archived.prefWidth(-1), Math.max(0, getWidth() - 32));
        double high = archived.prefHeight(wide);
        archived.resizeRelocate(Math.round((getWidth() - wide) / 2), getHeight() - high - 16, wide, high);
        note.autosize();
        double above = archived.isVisible() ? high + 8 : 0;
        note.relocate(Math.round((getWidth() - note.getWidth()) / 2), getHeight() - note.getHeight() - 16 - above);
        name.resize(Math.min(name.prefWidth(-1), Math.max(0, getWidth() - 32)), name.prefHeight(-1));
        name.relocate(16, 16);
        flag.autosize();
        flag.relocate(getWidth() - flag.getWidth() - 16, getHeight() - flag.getHeight() - 16);
        frame.resizeRelocate(0, 0, getWidth(), getHeight());
    }

    /// A level of the very size is drawn pixel by pixel, which takes whole figures.
    private void placePicture(double left, double top, ZoomPan.Placement where) {
        double density = viewed.zoomProperty().get().density();
        Picture level = shownLevel;
        picture.setRotate(where.degrees());
        if (level != null && isExact(level, where, density)) {
            picture.setFitWidth(level.width() / density);
            picture.setFitHeight(level.height() / density);
            picture.relocate(Math.round(left * density) / density, Math.round(top * density) / density);
        } else {
            picture.setFitWidth(where.width());
            picture.setFitHeight(where.height());
            picture.relocate(left, top);
        }
    }

    private static boolean isExact(Picture level, ZoomPan.Placement where, double density) {
        return where.degrees() == 0
                && Math.abs(level.width() - where.width() * density) < 1
                && Math.abs(level.height() - where.height() * density) < 1;
    }

    private void showPart(Optional<VisiblePart.Part> visible) {
        part.setImage(
                visible.map(VisiblePart.Part::picture).map(PictureImage::of).orElse(null));
        requestLayout();
    }

    /// Over the picture, and turned with it.
    private void placePart(double left, double top, ZoomPan.Placement where) {
        viewed.visiblePartProperty().get().ifPresent(visible -> {
            double pixel = where.width() / viewed.zoomProperty().get().pictureWidth();
            double x = visible.place().left() * pixel;
            double y = visible.place().top() * pixel;
            part.setFitWidth(visible.picture().width() * visible.shrink() * pixel);
            part.setFitHeight(visible.picture().height() * visible.shrink() * pixel);
            part.relocate(left + x, top + y);
            part.getTransforms().setAll(new Rotate(where.degrees(), where.width() / 2 - x, where.height() / 2 - y));
            part.setSmooth(viewed.zoomProperty().get().scale() < SQUARES);
        });
    }

    /// One of two: its name is shown, and a frame when it is the active one.
    void setCompared(boolean compared, boolean active) {
        name.setVisible(compared);
        frame.pseudoClassStateChanged(ACTIVE, compared && active);
    }

    private void show(Preview preview) {
        picture.setVisible(preview instanceof Preview.Ready);
        missing.setVisible(preview instanceof Preview.Missing);
        // Under transparent parts lies what lies under them in previews; under others it would show as a line.
        paper.setVisible(
                preview instanceof Preview.Ready ready && !ready.levels().isOpaque());
        tint.setVisible(preview instanceof Preview.Coming);
        tint.setBackground(
                preview instanceof Preview.Coming coming
                        ? coming.color().map(Background::fill).orElse(null)
                        : null);
        if (preview instanceof Preview.Missing(String why)) {
            reason.setText(why);
        }
        setAccessibleText(
                preview instanceof Preview.Missing(String why)
                        ? why
                        : viewed.imageProperty().get().map(ImageRecord::title).orElse(""));
        requestLayout();
    }

    private void showLevel() {
        ZoomPan zoom = viewed.zoomProperty().get();
        if (viewed.previewProperty().get() instanceof Preview.Ready ready) {
            Picture level = ready.levels().forEdge(zoom.drawnEdge() - 0.5); // whole pixels are enough
            if (level != shownLevel) {
                shownLevel = level;
                picture.setImage(PictureImage.of(level));
            }
            picture.setSmooth(zoom.scale() < SQUARES);
        } else {
            shownLevel = null;
            picture.setImage(null);
        }
    }

    /// Told only when it can be seen: while the screen asks for more pixels than there are.
    private void showNote() {
        boolean coarse = viewed.previewProperty().get() instanceof Preview.Ready ready
                && viewed.zoomProperty().get().drawnEdge()
                        > 1.05 * ready.levels().edge();
        String problem = viewed.problemProperty().get();
        note.setText(viewed.sharpeningProperty().get() ? Messages.text("viewer.sharpening") : problem);
        note.setVisible(coarse && (viewed.sharpeningProperty().get() || !problem.isEmpty()));
        requestLayout();
    }

    private double density() {
        Window window = getScene() == null ? null : getScene().getWindow();
        return window == null ? 1 : window.getRenderScaleX();
    }
}
