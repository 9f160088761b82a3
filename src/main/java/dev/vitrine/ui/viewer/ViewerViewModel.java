package dev.vitrine.ui.viewer;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.thumbnail.Thumbnails;
import dev.vitrine.ui.actions.ImageTargets;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// Leafing through a result one picture at a time, or two to four side by side of which one is active and changes.
public final class ViewerViewModel {
    private final Comparison comparison = new Comparison(this::empty);
    private final InfoViewModel info;
    private final ViewedSides viewed;
    private final Supplier<FilmFrame> filmFrames;
    private final ReadOnlyObjectWrapper<List<String>> ids = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyIntegerWrapper index = new ReadOnlyIntegerWrapper(-1);
    private final ReadOnlyIntegerWrapper updates = new ReadOnlyIntegerWrapper();
    private final ReadOnlyStringWrapper currentImageId = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Culling>> culling = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final BooleanProperty filmstrip;
    private final DoubleProperty slideSeconds;
    private Consumer<Culling> onCulled = _ -> {};
    private boolean isBackwards;

    public ViewerViewModel(
            ImageService images,
            Thumbnails thumbnails,
            PictureReader pictureReader,
            Background background,
            Settings settings) {
        filmFrames = () -> new FilmFrame(images, thumbnails, background);
        info = new InfoViewModel(images, background, settings.flag("viewer.info", false));
        viewed = new ViewedSides(images, thumbnails, pictureReader, background, comparison, info);
        filmstrip = settings.flag("viewer.filmstrip", true);
        slideSeconds = settings.number("viewer.slideSeconds", 5);
    }

    /// @param rows as they will be once all that was said of them is stored
    public void setAsSaid(UnaryOperator<ImageRecord> rows) {
        viewed.setAsSaid(rows);
    }

    public ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    /// The ids leafed through, in order; read when asked for.
    ReadOnlyObjectProperty<List<String>> idsProperty() {
        return ids.getReadOnlyProperty();
    }

    /// Grows when images may look otherwise, though they are the same.
    ReadOnlyIntegerProperty updatesProperty() {
        return updates.getReadOnlyProperty();
    }

    /// Position of the active picture, -1 when there is none.
    ReadOnlyIntegerProperty indexProperty() {
        return index.getReadOnlyProperty();
    }

    /// The active picture, `""` when there is none; the last one viewed once closed.
    ReadOnlyStringProperty currentImageIdProperty() {
        return currentImageId.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty comparingProperty() {
        return comparison.comparingProperty();
    }

    /// Where pictures are shown, from left to right: one, or those that are compared.
    ReadOnlyObjectProperty<List<Side>> sidesProperty() {
        return comparison.sidesProperty();
    }

    /// The active one of them.
    ReadOnlyObjectProperty<Side> sideProperty() {
        return comparison.activeProperty();
    }

    /// Present while one goes through images to pick and reject.
    ReadOnlyObjectProperty<Optional<Culling>> cullingProperty() {
        return culling.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty playingProperty() {
        return playing.getReadOnlyProperty();
    }

    BooleanProperty filmstripProperty() {
        return filmstrip;
    }

    /// How long the slideshow stays with each picture.
    DoubleProperty slideSecondsProperty() {
        return slideSeconds;
    }

    InfoViewModel info() {
        return info;
    }

    ViewedPicture picture(Side asked) {
        return viewed.picture(asked);
    }

    ViewedPicture active() {
        return viewed.active();
    }

    FilmFrame newFilmFrame() {
        return filmFrames.get();
    }

    public void open(ImageResult result, int at) {
        open(result, at, List.of());
    }

    /// @param selected what a comparison is of while one of them is looked at, if there is room for all
    public void open(ImageResult result, int at, List<String> selected) {
        open(new ResultIds(result), at, selected);
    }

    private void open(ResultIds shown, int at, List<String> selected) {
        endCulling();
        comparison.end();
        comparison.choose(selected);
        ids.set(shown);
        open.set(true);
        goTo(at);
    }

    /// What is looked at, to go on with in a window that is built again.
    ///
    /// @param ids leafed through
    /// @param shown side by side, or one alone
    /// @param active of those
    public record Viewed(ResultIds ids, List<String> shown, String active, boolean isCulling) {
        public List<String> imageIds() {
            return ids;
        }
    }

    /// Empty while it is closed.
    public Optional<Viewed> viewed() {
        String active = currentImageId.get();
        return open.get() && ids.get() instanceof ResultIds known
                ? Optional.of(new Viewed(
                        known,
                        Stream.concat(Stream.of(active), comparison.besides().stream())
                                .toList(),
                        active,
                        culling.get().isPresent()))
                : Optional.empty();
    }

    /// Looks at what another one showed.
    public void view(Viewed before) {
        compare(before.ids(), before.shown());
        goBackTo(before.active());
    }

    /// Goes through images to pick and reject, from the first that is undecided.
    public void cull(Culling begun) {
        open(begun.ids(), begun.start(), List.of());
        culling.set(Optional.of(begun));
        begun.setOnRead(() -> passOver(begun));
        begun.setOnTakenBack(this::goBackTo);
    }

    /// On the side where it is, or else on the active one.
    private void goBackTo(String imageId) {
        comparison
                .sideOf(imageId)
                .ifPresentOrElse(this::activate, () -> positionOf(imageId).ifPresent(this::goTo));
    }

    /// What was deleted meanwhile makes way for the next.
    private void passOver(Culling current) {
        comparison.keepOnly(id -> !current.isGone(id));
        if (current.isGone(currentImageId.get())) {
            boolean _ = goOn();
        }
    }

    /// @param ended notified when somebody leaves a culling, which is closed by then
    public void setOnCulled(Consumer<Culling> ended) {
        onCulled = ended;
    }

    void culled(Culling ended) {
        onCulled.accept(ended);
    }

    private void endCulling() {
        culling.get().ifPresent(Culling::close);
        culling.set(Optional.empty());
    }

    /// The active picture was decided on: while culling, on to the next one, or to the next side that is undecided
    /// and from the last of them to as many more.
    ///
    /// @return false when nothing is left to decide
    boolean goOn() {
        if (culling.get().isEmpty()) {
            return true;
        }
        Culling current = culling.get().get();
        current.passed(currentImageId.get());
        Optional<Side> undecided = comparison.following(current::isNext);
        if (undecided.isPresent()) {
            activate(undecided.get());
            return true;
        }
        current.passOn();
        OptionalInt next = current.after(lastShown());
        next.ifPresent(position -> {
            int others = comparison.others();
            comparison.end();
            goTo(position);
            IntStream.rangeClosed(
                            position + 1, Math.min(position + others, ids.get().size() - 1))
                    .forEach(this::addBeside);
            activate(Side.LEFT);
        });
        return next.isPresent();
    }

    private int lastShown() {
        return comparison.besides().stream()
                .map(this::positionOf)
                .flatMapToInt(OptionalInt::stream)
                .reduce(index.get(), Math::max);
    }

    /// Opens images side by side, as they follow one another in the result: as many of them as there is room for.
    public void compare(ImageResult result, List<String> imageIds) {
        compare(new ResultIds(result), imageIds);
    }

    private void compare(ResultIds shown, List<String> imageIds) {
        int[] places = places(imageIds, shown::position);
        if (places.length > 0) {
            open(shown, places[0], imageIds);
            Arrays.stream(places).skip(1).forEach(this::addBeside);
        }
    }

    private static int[] places(List<String> imageIds, Function<String, OptionalInt> positionOf) {
        return imageIds.stream()
                .map(positionOf)
                .flatMapToInt(OptionalInt::stream)
                .sorted()
                .limit(Side.values().length)
                .toArray();
    }

    /// The result became another while leafing through it: stays with each picture. In place of the active one that
    /// is gone comes the next; one beside it leaves a gap that closes.
    public void update(ImageResult result) {
        if (culling.get().isPresent()) {
            culling.get().get().lookAgain();
            saidOtherwise();
        } else if (open.get()) {
            ids.set(new ResultIds(result));
            updates.set(updates.get() + 1);
            comparison.keepOnly(result::contains);
            if (result.size() <= comparison.others() && !result.contains(currentImageId.get())) {
                comparison.end(); // nothing is left to compare with
            }
            if (result.size() == 0) {
                close();
            } else {
                goTo(positionOf(currentImageId.get()).orElseGet(this::placeOfGone));
            }
        }
    }

    /// Something was said of images, stored or refused: shown at once, and then as the library has it.
    public void saidOtherwise() {
        viewed.saidOtherwise();
        goTo(index.get());
    }

    public void close() {
        playing.set(false);
        endCulling();
        comparison.end();
        viewed.clear();
        open.set(false);
        ids.set(List.of());
        index.set(-1);
    }

    void next() {
        goTo(index.get() + 1);
    }

    void previous() {
        goTo(index.get() - 1);
    }

    void first() {
        goTo(0);
    }

    void last() {
        goTo(ids.get().size() - 1);
    }

    /// Positions beyond either end stand for the end.
    void goTo(int requested) {
        if (ids.get().isEmpty()) {
            return;
        }
        int target = Math.clamp(requested, 0, ids.get().size() - 1);
        isBackwards = target < index.get() || target == index.get() && isBackwards;
        index.set(target);
        currentImageId.set(ids.get().get(index.get()));
        viewed.show(currentImageId.get(), around());
    }

    public void togglePlaying() {
        comparison.end();
        playing.set(!playing.get());
    }

    /// The slideshow's time for this picture is over; after the last comes the first.
    void tick() {
        goTo((index.get() + 1) % Math.max(1, ids.get().size()));
    }

    /// With the others that were selected, else with the next picture; or back to the active one alone.
    void toggleComparison() {
        int[] places = places(comparison.chosenWith(currentImageId.get()), this::positionOf);
        if (comparingProperty().get()) {
            int kept = index.get();
            comparison.end();
            goTo(kept);
        } else if (places.length > 1) {
            goTo(places[0]);
            Arrays.stream(places).skip(1).forEach(this::addBeside);
        } else if (ids.get().size() > 1) {
            addBeside(index.get() + 1 < ids.get().size() ? index.get() + 1 : index.get() - 1);
        }
        if (culling.get().isPresent()) {
            activate(Side.LEFT); // where deciding begins
        }
    }

    /// The side that leafing through changes.
    void activate(Side requested) {
        comparison
                .activate(requested, currentImageId.get())
                .ifPresent(there -> goTo(positionOf(there).orElse(index.get())));
    }

    /// From left to right, and around.
    void activateNext() {
        activate(comparison.following());
    }

    void activatePrevious() {
        activate(comparison.preceding());
    }

    /// One more beside those that are shown: the one behind them, else the one before; the active one stays so.
    void compareMore() {
        List<Integer> shown = Stream.concat(Stream.of(currentImageId.get()), comparison.besides().stream())
                .map(this::positionOf)
                .flatMapToInt(OptionalInt::stream)
                .sorted()
                .boxed()
                .toList();
        if (shown.isEmpty()
                || shown.size() == Side.values().length
                || shown.size() == ids.get().size()) {
            return;
        }
        Side active = sideProperty().get();
        int behind = shown.getLast() + 1;
        addBeside(behind < ids.get().size() ? behind : shown.getFirst() - 1);
        activate(active);
    }

    private void addBeside(int position) {
        playing.set(false);
        comparison.add(currentImageId.get());
        goTo(position);
    }

    private void empty(Side gone) {
        viewed.empty(gone);
    }

    private OptionalInt positionOf(String imageId) {
        return ids.get() instanceof ResultIds known ? known.position(imageId) : OptionalInt.empty();
    }

    /// The active picture, whether its row is there yet or not: a key that comes right after going on never means
    /// the one before.
    ImageTargets target() {
        String current = currentImageId.get();
        return open.get() && ids.get() instanceof ResultIds known
                ? new ImageTargets(List.of(current), Optional.of(current), known.areInTrash())
                : ImageTargets.NONE;
    }

    /// What has moved up to where the active picture was; none twice in a comparison.
    private int placeOfGone() {
        int last = ids.get().size() - 1;
        int here = Math.min(index.get(), last);
        return IntStream.concat(
                        IntStream.rangeClosed(here, last),
                        IntStream.range(0, here).map(at -> here - 1 - at))
                .limit(comparison.others() + 1L)
                .filter(at -> !comparison.isBeside(ids.get().get(at)))
                .findFirst()
                .orElse(here);
    }

    /// The viewed one, those that come next in the direction in which somebody leafs, and the one behind.
    private List<String> around() {
        return IntStream.of(0, 1, 2, 3, -1)
                .map(step -> index.get() + (isBackwards ? -step : step))
                .filter(position -> position >= 0 && position < ids.get().size())
                .mapToObj(ids.get()::get)
                .toList();
    }
}
