package dev.vitrine.ui.detail;

import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.image.StorageState;
import dev.vitrine.ui.actions.ImageAction;
import dev.vitrine.ui.actions.ImageCommands;
import dev.vitrine.ui.controls.FocusScroll;
import dev.vitrine.ui.controls.FormFields;
import dev.vitrine.ui.controls.HistogramView;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.LazyNode;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.controls.Preview;
import dev.vitrine.ui.controls.PreviewView;
import dev.vitrine.ui.controls.TagField;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Nodes;
import dev.vitrine.ui.support.StorageText;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/// The pane beside the gallery. One of three faces shows, for nothing, one image or several.
public final class DetailView extends StackPane {
    private static final double PREVIEW_HEIGHT = 320;
    private static final double SAMPLE = 84;

    private final DetailViewModel viewModel;
    private final CaptionForm captionForm;
    private final TagField sharedTags;
    private final TagField sharedAlbums;
    private final TagField albums;

    public DetailView(DetailViewModel viewModel, ImageCommands commands) {
        this.viewModel = viewModel;
        captionForm = new CaptionForm(viewModel);
        sharedTags = createField("detail-shared-tags", viewModel.sharedTags(), viewModel.knownTags());
        sharedAlbums = createAlbums("detail-shared-albums");
        albums = createAlbums("detail-albums");
        getStyleClass().add("detail");
        setAccessibleText(Messages.text("detail.pane.accessible"));
        getChildren().addAll(face(createNothing(), is(DetailViewModel.Mode.NOTHING)), createLater(commands));
        addSoon(() -> face(scrolling(createOne(commands)), is(DetailViewModel.Mode.ONE)));
    }

    /// Not with the first frames, which need none of it, and before it is needed: texts that grow with what they
    /// hold are laid out twice.
    private void addSoon(Supplier<Node> one) {
        var added = new AtomicBoolean();
        var soon = new PauseTransition(Duration.seconds(1));
        Runnable add = () -> {
            soon.stop();
            if (added.compareAndSet(false, true)) {
                getChildren().add(one.get());
            }
        };
        soon.setOnFinished(_ -> add.run());
        soon.play();
        viewModel.modeProperty().subscribe(mode -> {
            if (mode == DetailViewModel.Mode.ONE) {
                add.run();
            }
        });
    }

    /// After Enter in a text.
    public void setOnDone(Runnable done) {
        captionForm.setOnDone(done);
    }

    /// Whether title, description or tags have the focus: a key that deletes means those there.
    public boolean isEditing() {
        return captionForm.isFocusWithin()
                || sharedTags.isFocusWithin()
                || sharedAlbums.isFocusWithin()
                || albums.isFocusWithin();
    }

    /// Puts the cursor into the title, all of it selected.
    public void editTitle() {
        captionForm.editTitle();
    }

    /// Puts the cursor where tags are added, for one image or for several.
    public void editTags() {
        if (viewModel.modeProperty().get() == DetailViewModel.Mode.SEVERAL) {
            sharedTags.requestFocus();
        } else {
            captionForm.editTags();
        }
    }

    private BooleanBinding is(DetailViewModel.Mode mode) {
        return viewModel.modeProperty().isEqualTo(mode);
    }

    private static Node face(Region content, BooleanBinding shown) {
        content.visibleProperty().bind(shown);
        content.managedProperty().bind(shown);
        return content;
    }

    /// What nobody has selected yet.
    private Node createLater(ImageCommands commands) {
        BooleanBinding shown = is(DetailViewModel.Mode.SEVERAL);
        return new LazyNode<>(shown, () -> face(scrolling(createSeveral(commands)), shown)).place();
    }

    private static ScrollPane scrolling(Region content) {
        var scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        FocusScroll.of(scroll);
        return scroll;
    }

    private static VBox createNothing() {
        var icon = Icons.of(Feather.IMAGE);
        icon.getStyleClass().add("empty-icon");
        var title = label("detail.empty.title", "large", "strong");
        var explanation = label("detail.empty.explanation", "muted");
        return styled(new VBox(8, icon, title, explanation), "detail-empty");
    }

    private VBox createOne(ImageCommands commands) {
        var preview = new PreviewView(PreviewView.Fit.WHOLE, PREVIEW_HEIGHT);
        preview.setId("detail-preview");
        preview.previewProperty().bind(viewModel.previewProperty());
        preview.accessibleTextProperty()
                .bind(viewModel
                        .caption()
                        .titleProperty()
                        .map(title -> Messages.text("detail.preview.accessible", title)));
        preview.setOnMouseClicked(click -> {
            if (click.getClickCount() == 2 && !viewModel.isInTrash()) {
                commands.run(ImageAction.OPEN, viewModel.targets());
            }
        });
        return styled(
                new VBox(
                        16,
                        preview,
                        new ActionBar(viewModel, commands),
                        new RatingBar(viewModel, commands),
                        createTrashNote(commands),
                        createArchiveNote(commands),
                        captionForm,
                        albumsBox(albums, commands),
                        new FactsHeading(viewModel, commands),
                        createLocation(),
                        new FactsPane(viewModel.facts()),
                        createHistogram()),
                "detail-content");
    }

    private Label createTrashNote(ImageCommands commands) {
        Label note = label("detail.trash.explanation", "muted");
        Runnable show = () -> {
            Nodes.show(note, viewModel.isInTrash());
            captionForm.setEditable(!viewModel.isInTrash() && commands.offers(ImageAction.EDIT));
        };
        viewModel.selectionProperty().subscribe(_ -> show.run());
        commands.whenOffersChange(show);
        return note;
    }

    private Node createArchiveNote(ImageCommands commands) {
        Label said = Labels.wrapped("");
        said.setId("detail-archived");
        said.setGraphic(Icons.of(Feather.ARCHIVE));
        Button bringBack = FormFields.button(
                "archive.bringBack",
                "detail-bring-back",
                () -> commands.run(ImageAction.BRING_BACK, viewModel.targets()));
        var note = new VBox(8, said, bringBack);
        viewModel.storageProperty().subscribe(storage -> {
            said.setText(StorageText.state(storage));
            Nodes.show(note, !said.getText().isEmpty());
            Nodes.show(bringBack, storage.stage() == StorageState.Stage.ARCHIVED);
        });
        return note;
    }

    private Label createLocation() {
        Label badge = label("detail.facts.location", "small", "badge");
        badge.setGraphic(Icons.of(Feather.MAP_PIN));
        badge.setTooltip(new Tooltip(Messages.text("detail.facts.locationExplained")));
        viewModel.selectionProperty().subscribe(_ -> Nodes.show(badge, viewModel.hasLocation()));
        return badge;
    }

    private HistogramView createHistogram() {
        var histogram = new HistogramView(Messages.text("detail.histogram.accessible"));
        histogram.histogramProperty().bind(viewModel.histogramProperty());
        viewModel.previewProperty().subscribe(preview -> Nodes.show(histogram, !(preview instanceof Preview.Missing)));
        return histogram;
    }

    private VBox createSeveral(ImageCommands commands) {
        Label count = Labels.wrapped("", "large", "strong");
        Label size = Labels.of("", "muted");
        viewModel.selectionProperty().subscribe(imageSelection -> {
            count.setText(Messages.text("detail.several.count", imageSelection.size()));
            size.setText(viewModel.totalSize());
            Nodes.show(sharedTags, !viewModel.isInTrash());
            sharedTags.setDisable(!commands.offers(ImageAction.TAGS));
        });
        commands.whenOffersChange(() -> sharedTags.setDisable(!commands.offers(ImageAction.TAGS)));
        var heading = new VBox(2, count, size);
        var explained = label("detail.several.tagsExplained", "muted", "small");
        viewModel.sharedTags().partial().subscribe(() -> showPartial(explained));
        showPartial(explained);
        var tags = new VBox(8, label("detail.several.tags", "strong"), sharedTags, explained);
        tags.visibleProperty().bind(sharedTags.visibleProperty());
        return styled(
                new VBox(
                        16,
                        createSample(),
                        heading,
                        new ActionBar(viewModel, commands),
                        new RatingBar(viewModel, commands),
                        tags,
                        albumsBox(sharedAlbums, commands)),
                "detail-content");
    }

    private void showPartial(Label explained) {
        Nodes.show(explained, !viewModel.sharedTags().partial().isEmpty());
    }

    private TilePane createSample() {
        var tiles = styled(new TilePane(8, 8), "detail-sample");
        viewModel.sample().addListener((ListChangeListener<Preview>) _ -> showSample(tiles));
        showSample(tiles);
        return tiles;
    }

    private void showSample(TilePane tiles) {
        while (tiles.getChildren().size() > viewModel.sample().size()) {
            tiles.getChildren().removeLast();
        }
        while (tiles.getChildren().size() < viewModel.sample().size()) {
            var tile = new PreviewView(PreviewView.Fit.CROPPED, SAMPLE);
            tiles.getChildren().add(tile);
        }
        for (int i = 0; i < viewModel.sample().size(); i++) {
            ((PreviewView) tiles.getChildren().get(i))
                    .previewProperty()
                    .set(viewModel.sample().get(i));
        }
    }

    private TagField createField(String id, SharedTagsViewModel shared, ObservableList<String> known) {
        var field = new TagField(shared.tags(), shared::addToAll, shared::removeFromAll);
        field.setId(id);
        Bindings.bindContent(field.getKnown(), known);
        Bindings.bindContent(field.getPartial(), shared.partial());
        field.focusWithinProperty().subscribe(within -> {
            if (within) {
                viewModel.refreshKnownTags();
            }
        });
        return field;
    }

    private TagField createAlbums(String id) {
        TagField field = createField(id, viewModel.albums(), viewModel.knownAlbums());
        field.setPrompt(Messages.text("detail.albums.prompt"));
        return field;
    }

    /// With its heading, as long as the images are in the library.
    private VBox albumsBox(TagField field, ImageCommands commands) {
        var box = new VBox(8, label("detail.albums.title", "strong"), field);
        Runnable show = () -> {
            Nodes.show(box, !viewModel.isInTrash());
            field.setDisable(!commands.offers(ImageAction.TAGS));
        };
        viewModel.selectionProperty().subscribe(_ -> show.run());
        commands.whenOffersChange(show);
        return box;
    }

    private static Label label(String key, String... styleClasses) {
        Label label = Labels.of(Messages.text(key), styleClasses);
        LineWrap.of(label);
        return label;
    }
}
