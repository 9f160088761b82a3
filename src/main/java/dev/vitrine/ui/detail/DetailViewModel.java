package dev.vitrine.ui.detail;

import dev.vitrine.image.Album;
import dev.vitrine.image.Facets;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.PlainTags;
import dev.vitrine.image.ShownImage;
import dev.vitrine.image.StorageState;
import dev.vitrine.image.Tally;
import dev.vitrine.picture.OriginalFacts;
import dev.vitrine.picture.pixels.Histogram;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.thumbnail.Thumbnails;
import dev.vitrine.ui.actions.CaptionActions;
import dev.vitrine.ui.actions.ImageTargets;
import dev.vitrine.ui.controls.PictureLevels;
import dev.vitrine.ui.controls.Preview;
import dev.vitrine.ui.controls.PreviewLoader;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.FactSheet;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.ImageSelection;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Toasts;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What the detail pane shows of the selection: nothing, one image with all that is known about it, or several with
/// their common tags.
public final class DetailViewModel implements AutoCloseable {
    /// Which of its faces the pane shows.
    enum Mode {
        NOTHING,
        ONE,
        SEVERAL
    }

    private static final System.Logger LOG = System.getLogger(DetailViewModel.class.getName());
    private static final int HISTOGRAM_EDGE = 400;
    private static final int MAX_SAMPLES = 6;

    private final ImageService images;
    private final Background.Lane originalLane;
    private final Background.Lane histogramLane;
    private final Background.Lane knownTagsLane;
    private final Background.Lane storageLane;
    private final PreviewLoader loader;
    private final List<PreviewLoader> sampleLoaders = new ArrayList<>();
    private final CaptionViewModel caption;
    private final SharedTagsViewModel sharedTags;
    private final SharedTagsViewModel albums;

    private final ObjectProperty<ImageSelection> selection = new SimpleObjectProperty<>(ImageSelection.NONE);
    private final ReadOnlyObjectWrapper<Mode> mode = new ReadOnlyObjectWrapper<>(Mode.NOTHING);
    private final ReadOnlyObjectWrapper<Preview> preview = new ReadOnlyObjectWrapper<>(new Preview.Nothing());
    private final ReadOnlyObjectWrapper<OriginalFacts> original = new ReadOnlyObjectWrapper<>(OriginalFacts.NONE);
    private final ReadOnlyObjectWrapper<Optional<Histogram>> histogram = new ReadOnlyObjectWrapper<>(Optional.empty());
    // Read-only faces hear of changes only as long as somebody holds them, so they are made once.
    private final ObservableList<FactSheet.Fact> facts = FXCollections.observableArrayList();
    private final ObservableList<FactSheet.Fact> shownFacts = FXCollections.unmodifiableObservableList(facts);
    private final ObservableList<Preview> sample = FXCollections.observableArrayList();
    private final ObservableList<Preview> shownSample = FXCollections.unmodifiableObservableList(sample);
    private final ObservableList<String> knownTags = FXCollections.observableArrayList();
    private final ObservableList<String> shownKnownTags = FXCollections.unmodifiableObservableList(knownTags);
    private final ObservableList<String> knownAlbums = FXCollections.observableArrayList();
    private final ObservableList<String> shownKnownAlbums = FXCollections.unmodifiableObservableList(knownAlbums);
    private final ReadOnlyObjectWrapper<StorageState> storage = new ReadOnlyObjectWrapper<>(StorageState.UNKNOWN);
    private Optional<ShownImage> shownImage = Optional.empty();
    private List<ShownImage> sampled = List.of();

    /// @param captions edits several at once, and remembers what can be taken back
    public DetailViewModel(
            ImageService images, Thumbnails thumbnails, Background background, CaptionActions captions, Toasts toasts) {
        this.images = images;
        originalLane = background.lane();
        histogramLane = background.lane();
        knownTagsLane = background.lane();
        storageLane = background.lane();
        loader = new PreviewLoader(thumbnails, background, PreviewLoader.PREVIEW, this::previewChanged);
        caption = new CaptionViewModel(images, captions, toasts);
        sharedTags = new SharedTagsViewModel(captions, SharedTagsViewModel.TagKind.TAGS);
        albums = new SharedTagsViewModel(captions, SharedTagsViewModel.TagKind.ALBUMS);
        for (int i = 0; i < MAX_SAMPLES; i++) {
            int place = i;
            sampleLoaders.add(new PreviewLoader(
                    thumbnails, background, PreviewLoader.THUMBNAIL, changed -> sample.set(place, changed)));
        }
        selection.subscribe(this::show);
    }

    /// The selected images; bound by the shell, which sets the same images again when they were changed.
    public ObjectProperty<ImageSelection> selectionProperty() {
        return selection;
    }

    ReadOnlyObjectProperty<Mode> modeProperty() {
        return mode.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Preview> previewProperty() {
        return preview.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Histogram>> histogramProperty() {
        return histogram.getReadOnlyProperty();
    }

    /// Of one image: in which class its original lies, and whether that can be read.
    ReadOnlyObjectProperty<StorageState> storageProperty() {
        return storage.getReadOnlyProperty();
    }

    ObservableList<FactSheet.Fact> facts() {
        return shownFacts;
    }

    /// A few of several selected images, to recognize the selection by.
    ObservableList<Preview> sample() {
        return shownSample;
    }

    /// Every tag of the library, most used first.
    ObservableList<String> knownTags() {
        return shownKnownTags;
    }

    /// The name of every album that has images, the largest first.
    ObservableList<String> knownAlbums() {
        return shownKnownAlbums;
    }

    CaptionViewModel caption() {
        return caption;
    }

    SharedTagsViewModel sharedTags() {
        return sharedTags;
    }

    /// The albums of the selected images, be it one or several, by their names.
    public SharedTagsViewModel albums() {
        return albums;
    }

    boolean isInTrash() {
        return selection.get().isInTrash();
    }

    boolean hasLocation() {
        return one().filter(image -> image.facts().hasLocation()).isPresent();
    }

    /// What is shown, for what can be done with it; of several, none stands out here.
    ImageTargets targets() {
        return new ImageTargets(selection.get().ids(), one().map(ImageRecord::imageId), isInTrash());
    }

    /// What the selected images come to, as far as that is known; `""` when it is not.
    String totalSize() {
        Tally tally = selection.get().tally();
        String size = Format.totalBytes(tally.sizeBytes(), tally.unsized());
        return size.isEmpty() ? "" : Messages.text("detail.several.size", size);
    }

    private Optional<ImageRecord> one() {
        return selection.get().size() == 1 ? selection.get().few().stream().findFirst() : Optional.empty();
    }

    /// Reads the library's tags for completion; called when somebody is about to type one.
    void refreshKnownTags() {
        knownTagsLane.run(
                () -> images.facets(ImageQuery.ALL).tags().stream()
                        .map(Facets.Count::value)
                        .toList(),
                this::showKnownTags,
                failure -> LOG.log(Level.WARNING, "No tags to complete from: {0}", failure.getMessage()));
    }

    private void showKnownTags(List<String> tags) {
        knownTags.setAll(PlainTags.of(tags));
        knownAlbums.setAll(Album.of(tags).stream().map(Album::name).toList());
    }

    /// Reads nothing more. What was typed is saved.
    @Override
    public void close() {
        selection.unbind();
        selection.set(ImageSelection.NONE);
    }

    private void show(ImageSelection imageSelection) {
        one().ifPresentOrElse(this::showOne, this::clearOne);
        sharedTags.show(imageSelection);
        albums.show(imageSelection);
        showSample(
                imageSelection.size() > 1
                        ? imageSelection
                                .few()
                                .subList(0, Math.min(imageSelection.few().size(), MAX_SAMPLES))
                        : List.of());
        mode.set(
                switch (imageSelection.size()) {
                    case 0 -> Mode.NOTHING;
                    case 1 -> Mode.ONE;
                    default -> Mode.SEVERAL;
                });
    }

    /// The panel says so, and there are many such images.
    private static boolean isInArchive(ImageException failure) {
        return failure instanceof ImageException.Failed reason && reason.isArchived();
    }

    private void showOne(ImageRecord image) {
        caption.show(image);
        Optional<ShownImage> before = shownImage;
        shownImage = Optional.of(ShownImage.of(image));
        if (before.map(ShownImage::imageId).filter(image.imageId()::equals).isPresent()) {
            if (!before.equals(shownImage)) { // it was turned
                loader.show(image);
            }
        } else {
            original.set(OriginalFacts.NONE);
            histogram.set(Optional.empty());
            histogramLane.cancel();
            originalLane.run(
                    () -> OriginalFacts.read(images.original(image), image.facts()),
                    this::originalRead,
                    failure -> LOG.log(
                            isInArchive(failure) ? Level.DEBUG : Level.INFO,
                            "Nothing is known of the bytes of {0}: {1}",
                            image.imageId(),
                            failure.getMessage()));
            loader.show(image);
            storage.set(StorageState.UNKNOWN);
            storageLane.run(
                    () -> images.withStorage(image),
                    known -> located(known.facts().storage()),
                    failure -> LOG.log(
                            Level.DEBUG, "Where {0} lies is not known: {1}", image.imageId(), failure.getMessage()));
        }
        if (!image.facts().storage().equals(StorageState.UNKNOWN)) {
            storage.set(image.facts().storage().asOf(images.now()));
        }
        showFacts(image);
    }

    /// The usual class is in no row, and shown all the same.
    private void located(StorageState state) {
        storage.set(state);
        one().ifPresent(this::showFacts);
    }

    /// Each answer about an image asks for it; most add nothing, and lines that stay are not made again.
    private void showFacts(ImageRecord image) {
        List<FactSheet.Fact> now = FactSheet.whole(image.withFacts(image.facts().with(storage.get())), original.get());
        if (!facts.equals(now)) {
            facts.setAll(now);
        }
    }

    private void showSample(List<ImageRecord> few) {
        List<ShownImage> shown = few.stream().map(ShownImage::of).toList();
        if (!shown.equals(sampled)) {
            sampled = shown;
            sampleLoaders.forEach(PreviewLoader::clear);
            sample.setAll(few.stream().map(Preview::coming).toList());
            for (int i = 0; i < few.size(); i++) {
                sampleLoaders.get(i).show(few.get(i));
            }
        }
    }

    private void clearOne() {
        caption.clear();
        shownImage = Optional.empty();
        loader.clear();
        originalLane.cancel();
        storageLane.cancel();
        storage.set(StorageState.UNKNOWN);
        histogramLane.cancel();
        histogram.set(Optional.empty());
        facts.clear();
        preview.set(new Preview.Nothing());
    }

    private void originalRead(OriginalFacts read) {
        original.set(read);
        one().ifPresent(this::showFacts);
    }

    private void previewChanged(Preview changed) {
        preview.set(changed);
        if (changed instanceof Preview.Ready(PictureLevels levels, var _, var _)
                && histogram.get().isEmpty()) {
            histogramLane.run(
                    () -> Histogram.of(levels.forEdge(HISTOGRAM_EDGE)),
                    counted -> histogram.set(Optional.of(counted)),
                    failure -> LOG.log(Level.WARNING, "No histogram: {0}", failure.getMessage()));
        }
    }
}
