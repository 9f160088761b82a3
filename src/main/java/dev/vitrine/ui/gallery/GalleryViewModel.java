package dev.vitrine.ui.gallery;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Days;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.Subscription;
import dev.vitrine.service.ImageService;
import dev.vitrine.ui.actions.ImageTargets;
import dev.vitrine.ui.controls.TypeAhead;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.ImageSelection;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Settings;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// What the gallery shows: the result of the current query, kept up to date, and what of it is selected.
public final class GalleryViewModel implements AutoCloseable {
    public static final double SMALLEST_TILE = 96;
    public static final double LARGEST_TILE = 360;

    /// What there is to see.
    public enum GalleryState {
        LOADING,
        EMPTY_LIBRARY,
        EMPTY_TRASH,
        NO_MATCH,
        FAILED,
        SHOWN
    }

    private final ImageService images;
    private Function<ImageQuery, Callable<ImageResult>> question;
    private Optional<ManualOrder> manualOrder = Optional.empty();
    private final Background.Lane searches;
    private final Subscription subscription;
    private final RowWindow rows;
    private final Selection selection = new Selection();
    private final TypeAhead typeAhead = new TypeAhead(Clock.systemUTC(), this::goToTitle);
    private final TitleSearch titles;
    private final Background.Lane titleSearches;
    private final ObjectProperty<ImageQuery> query = new SimpleObjectProperty<>(ImageQuery.ALL);
    private final ReadOnlyObjectWrapper<ImageResult> result = new ReadOnlyObjectWrapper<>(NoResult.INSTANCE);
    private final ReadOnlyObjectWrapper<GalleryState> state = new ReadOnlyObjectWrapper<>(GalleryState.LOADING);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<ChangedRows> changedRows =
            new ReadOnlyObjectWrapper<>(new ChangedRows(Set.of()));
    private final ReadOnlyStringWrapper reached = new ReadOnlyStringWrapper("");
    private final ReadOnlyIntegerWrapper newAbove = new ReadOnlyIntegerWrapper();
    private final DoubleProperty tileSize;
    private List<String> awaited = List.of();
    private final Deque<Runnable> whenFound = new ArrayDeque<>();
    /// What is shown is not what is asked for yet.
    private boolean outdated;
    private final BooleanProperty captions;
    private final BooleanProperty wholePictures;

    public GalleryViewModel(ImageService images, Background background, Settings settings) {
        this.images = images;
        this.question = asked -> () -> images.search(asked);
        this.searches = background.lane();
        this.titles = new TitleSearch(images);
        this.titleSearches = background.lane();
        this.rows = new RowWindow(background, ids -> changedRows.set(new ChangedRows(ids)), this::fail);
        this.tileSize = settings.number("gallery.tileSize", 184);
        this.captions = settings.flag("gallery.captions", false);
        this.wholePictures = settings.flag("gallery.wholePictures", false);
        query.subscribe(_ -> retry());
        this.subscription = images.subscribe(background.oncePerPulse(this::search));
    }

    public ObjectProperty<ImageQuery> queryProperty() {
        return query;
    }

    /// Never null: empty before the first answer.
    public ReadOnlyObjectProperty<ImageResult> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /// Whether anything is known of what the library holds.
    public boolean isAnswered() {
        return result.get() != NoResult.INSTANCE;
    }

    public ReadOnlyObjectProperty<GalleryState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Why the images cannot be shown, while the state is FAILED.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// The rows that were read last or have changed since.
    ReadOnlyObjectProperty<ChangedRows> changedRowsProperty() {
        return changedRows.getReadOnlyProperty();
    }

    /// Images that arrived above what is on screen and were not scrolled to yet.
    ReadOnlyIntegerProperty newAboveProperty() {
        return newAbove.getReadOnlyProperty();
    }

    public DoubleProperty tileSizeProperty() {
        return tileSize;
    }

    public BooleanProperty captionsProperty() {
        return captions;
    }

    /// Whole pictures in rows that fill the width, instead of squares cut out of them.
    public BooleanProperty wholePicturesProperty() {
        return wholePictures;
    }

    public Selection selection() {
        return selection;
    }

    /// One step of the size slider.
    public void resizeTiles(int steps) {
        tileSize.set(Math.clamp(Math.round(tileSize.get() * Math.pow(1.15, steps)), SMALLEST_TILE, LARGEST_TILE));
    }

    public Optional<ImageRecord> row(String imageId) {
        return rows.row(imageId);
    }

    void showsPositions(int from, int to) {
        rows.want(from, to);
    }

    /// The view stands at the top: whatever is new has been seen.
    void seenTop() {
        newAbove.set(0);
    }

    /// Images arrived above the screen while the view stayed where it was.
    void arrivedAbove(int count) {
        newAbove.set(newAbove.get() + count);
    }

    /// What is selected, for what can be done with it.
    public ImageTargets targets() {
        return new ImageTargets(selection.ids(), lead(), isInTrash());
    }

    /// What an action works on: the selected images, or the one under the pointer, which is selected when it was
    /// not.
    ImageTargets targetsAt(Optional<String> underPointer) {
        if (underPointer.isPresent() && !selection.contains(underPointer.get())) {
            selection.selectOnly(underPointer.get());
        }
        return targets();
    }

    /// The one image on which the keyboard stands.
    ImageTargets leadTarget() {
        return lead().map(this::target).orElse(ImageTargets.NONE);
    }

    ImageTargets target(String imageId) {
        return new ImageTargets(List.of(imageId), Optional.of(imageId), isInTrash());
    }

    private Optional<String> lead() {
        return selection.lead().filter(result.get()::contains);
    }

    private boolean isInTrash() {
        return query.get().scope() == Scope.TRASH;
    }

    /// Where the keyboard stands: the lead, else the first selected, else nothing.
    public OptionalInt leadIndex() {
        return selection.lead().map(id -> result.get().indexOf(id)).orElse(OptionalInt.empty());
    }

    /// Moves to a position as an arrow key does.
    ///
    /// @param extend Shift is held: select the range from the anchor
    /// @param keep Ctrl is held: keep the selection, move the lead only
    public void moveTo(int index, boolean extend, boolean keep) {
        ImageResult shown = result.get();
        if (shown.size() == 0) {
            return;
        }
        int inside = Math.clamp(index, 0, shown.size() - 1);
        String id = shown.ids(inside, inside + 1).getFirst();
        if (extend) {
            selection.extendTo(id, shown, keep);
        } else if (keep) {
            selection.moveLead(id);
        } else {
            selection.selectOnly(id);
        }
    }

    /// The selected images as they stand in the gallery.
    public List<String> selectedInOrder() {
        return result.get().ids(0, result.get().size()).stream()
                .filter(selection::contains)
                .toList();
    }

    /// Those of these images that are shown.
    public void select(List<String> imageIds) {
        selection.selectRun(imageIds.stream().filter(result.get()::contains).toList());
    }

    /// What is typed on the wall.
    TypeAhead typeAhead() {
        return typeAhead;
    }

    /// The first letter goes on to the next such image, more letters stay with one that fits.
    private void goToTitle(String typed) {
        ImageResult shown = result.get();
        int from = leadIndex().orElse(-1) + (typed.length() == 1 ? 1 : 0);
        titleSearches.run(
                () -> titles.next(shown, typed, Math.max(0, from)),
                found -> found.ifPresent(id -> {
                    if (result.get().contains(id)) {
                        selection.selectOnly(id);
                        reached.set(id);
                    }
                }),
                this::fail);
    }

    /// The image that typing went to last, to be brought on screen.
    ReadOnlyStringProperty reachedProperty() {
        return reached.getReadOnlyProperty();
    }

    /// The first image of some days, as one goes through them, or the one that comes next; empty when the order is
    /// not by time.
    OptionalInt indexOf(Days days) {
        boolean forward = result.get().query().order() == ImageQuery.Order.OLDEST;
        return result.get().indexNear(forward ? days.first() : days.last());
    }

    /// What one comes to when going to some days, in words.
    String whereIs(Days days) {
        OptionalInt index = indexOf(days);
        if (index.isEmpty()) {
            return Messages.text("gallery.date.noOrder");
        }
        List<ImageResult.Section> sections = result.get().sections();
        ImageResult.Section section = sections.get(TileRows.sectionOf(sections, index.getAsInt()));
        return Messages.text("gallery.date.leads", SectionHeader.nameOf(section), section.size());
    }

    /// Where in the order a position is, in a word: the month, the first letter or the size; `""` while that is not
    /// known.
    String placeText(ImageResult.Section section, int index) {
        if (section.headed()) {
            return SectionHeader.nameOf(section);
        }
        return index < 0
                ? ""
                : row(result.get().ids(index, index + 1).getFirst())
                        .map(image -> switch (result.get().query().order()) {
                            case SIZE -> Format.bytes(image.facts().sizeBytes());
                            case TITLE, NEWEST, OLDEST, TAKEN -> firstLetter(TileText.title(image));
                        })
                        .orElse("");
    }

    private static String firstLetter(String title) {
        return title.isEmpty() ? "–" : Character.toString(Character.toTitleCase(title.codePointAt(0)));
    }

    public void selectAll() {
        whenFound(() -> selection.selectAll(result.get()));
    }

    /// A month, or what else stands together under one header.
    ///
    /// @param extend Shift is held: everything from the anchor to the end of the section that is farther away
    /// @param keep Ctrl is held: in addition to what is selected, or out of it when all of it is
    void selectSection(ImageResult.Section section, boolean extend, boolean keep) {
        ImageResult shown = result.get();
        int last = section.first() + section.size() - 1;
        if (extend) {
            int anchor = selection
                    .anchor()
                    .map(shown::indexOf)
                    .orElse(OptionalInt.empty())
                    .orElse(section.first());
            int end = anchor <= section.first() ? last : section.first();
            selection.extendTo(shown.ids(end, end + 1).getFirst(), shown, keep);
        } else if (keep) {
            selection.toggleRun(shown.ids(section.first(), last + 1));
        } else {
            selection.selectRun(shown.ids(section.first(), last + 1));
        }
    }

    /// The month in which the keyboard stands.
    public void selectMonth() {
        leadIndex()
                .ifPresent(at -> result.get().sections().stream()
                        .filter(section -> section.first() <= at && at < section.first() + section.size())
                        .findFirst()
                        .ifPresent(section -> selection.selectRun(
                                result.get().ids(section.first(), section.first() + section.size()))));
    }

    public void retry() {
        outdated = true;
        search();
    }

    /// Runs what is done with the images that are asked for, in the order of the calls: at once while they are
    /// shown, else with the answer that shows them. Never, when they cannot be found.
    public void whenFound(Runnable act) {
        if (outdated) {
            whenFound.add(act);
        } else {
            act.run();
        }
    }

    private void runFound() {
        while (!outdated && !whenFound.isEmpty()) {
            whenFound.remove().run();
        }
    }

    /// @param finds what a query asks for, in which order; called here, and what it gives elsewhere, where it
    ///   blocks
    /// @param order of images that are shown in an order given by hand
    public void setHandOrder(Function<ImageQuery, Callable<ImageResult>> finds, ManualOrder order) {
        question = finds;
        manualOrder = Optional.of(order);
        retry();
    }

    /// Empty while the order is not one given by hand.
    Optional<ManualOrder> manualOrder() {
        return manualOrder.filter(order -> order.isShown(query.get()));
    }

    /// Puts what is selected before the image at this position, as it is shown now.
    ///
    /// @param index the number of images for the end
    void placeSelected(int index) {
        ImageResult shown = result.get();
        List<String> moved = selection.ids().stream()
                .filter(shown::contains)
                .sorted(Comparator.comparingInt(id -> shown.indexOf(id).orElseThrow()))
                .toList();
        int at = index;
        while (at < shown.size() && selection.contains(shown.ids(at, at + 1).getFirst())) {
            at++;
        }
        Optional<String> before =
                at < shown.size() ? Optional.of(shown.ids(at, at + 1).getFirst()) : Optional.empty();
        if (!moved.isEmpty()) {
            manualOrder().ifPresent(order -> order.place(shown, moved, before));
        }
    }

    @Override
    public void close() {
        searches.cancel();
        whenFound.clear();
        subscription.close();
    }

    private void search() {
        ImageQuery asked = query.get();
        Callable<ImageResult> finding = question.apply(asked);
        boolean needsAspects = wholePictures.get();
        searches.run(
                () -> {
                    ImageResult answer = finding.call();
                    if (needsAspects) {
                        answer.aspects(); // worked out here, not when the wall is laid out
                    }
                    return answer;
                },
                this::show,
                failure -> {
                    outdated = false;
                    whenFound.clear();
                    fail(failure);
                });
    }

    private void show(ImageResult newest) {
        ImageResult before = result.get();
        rows.show(newest);
        selection.follow(before, newest);
        selectAwaited(newest);
        if (!before.query().equals(newest.query())) {
            newAbove.set(0);
        }
        result.set(newest);
        state.set(stateOf(newest));
        outdated = false;
        runFound();
    }

    /// Selects these as soon as they are all shown: what was restored.
    public void selectWhenThere(List<String> imageIds) {
        awaited = imageIds;
        selectAwaited(result.get());
    }

    private void selectAwaited(ImageResult shown) {
        if (!awaited.isEmpty() && awaited.stream().allMatch(shown::contains)) {
            selection.selectRun(awaited);
            awaited = List.of();
        }
    }

    private void fail(ImageException failure) {
        problem.set(FailureText.coded(failure));
        state.set(GalleryState.FAILED);
    }

    private static GalleryState stateOf(ImageResult shown) {
        if (shown.size() > 0) {
            return GalleryState.SHOWN;
        }
        if (!shown.query().isUnfiltered()) {
            return GalleryState.NO_MATCH;
        }
        return switch (shown.query().scope()) {
            case LIBRARY -> GalleryState.EMPTY_LIBRARY;
            case TRASH -> GalleryState.EMPTY_TRASH;
        };
    }

    /// What these images come to, with some whole rows from the database: not for the FX thread.
    public ImageSelection read(List<String> imageIds) {
        return new ImageSelection(
                imageIds,
                images.findAll(imageIds.subList(0, Math.min(imageIds.size(), ImageSelection.FEW))),
                images.tally(imageIds));
    }
}
