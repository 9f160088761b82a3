package dev.vitrine.ui.viewer;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.Flag;
import dev.vitrine.service.ImageService;
import dev.vitrine.ui.actions.FlagActions;
import dev.vitrine.ui.support.Background;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;

/// Images that somebody goes through to pick and reject, in the order in which they stood at the beginning, and how far
/// that has come. What leaves the gallery by a flag stays here. Belongs to the FX thread.
public final class Culling implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Culling.class.getName());
    private static final Duration QUIET = Duration.ofMillis(200);

    private final ResultIds ids;
    private final ImageService images;
    private final FlagActions flags;
    private final Background.Lane reads;
    private final Subscription said;
    private final ReadOnlyObjectWrapper<CullingState> state = new ReadOnlyObjectWrapper<>(new CullingState(0, 0, 0));
    private final Set<String> passed = new HashSet<>();
    private CullingProgress standing;
    private Runnable onRead = () -> {};
    private Consumer<String> onTakenBack = _ -> {};

    /// @param kept how many are picked
    /// @param rejected how many are rejected
    /// @param undecided how many are neither
    public record CullingState(int kept, int rejected, int undecided) {
        public boolean isBegun() {
            return kept + rejected > 0;
        }
    }

    /// What a culling goes through, and what was decided of it before.
    public static final class BegunCulling {
        private final ResultIds ids;
        private final CullingProgress standing;

        private BegunCulling(ResultIds ids, CullingProgress standing) {
            this.ids = ids;
            this.standing = standing;
        }

        /// From the index, in a time that grows with their number: not for the FX thread.
        public static BegunCulling with(ImageResult result, ImageService images) {
            return with(new ResultIds(result), images);
        }

        public static BegunCulling with(List<String> imageIds, ImageService images) {
            return with(new ResultIds(imageIds), images);
        }

        private static BegunCulling with(ResultIds ids, ImageService images) {
            return new BegunCulling(ids, CullingProgress.of(ids, images));
        }
    }

    public Culling(BegunCulling begun, ImageService images, FlagActions flags, Background background) {
        ids = begun.ids;
        standing = begun.standing;
        this.images = images;
        this.flags = flags;
        reads = background.lane();
        said = Subscription.combine(
                flags.changesProperty().subscribe((_, _) -> lookAgain()), flags.subscribeTakenBack(this::takenBack));
        show();
    }

    /// @param notified when it is known anew what was decided, and what is gone
    void setOnRead(Runnable notified) {
        onRead = notified;
    }

    /// @param notified when what was decided of one of them is taken back
    void setOnTakenBack(Consumer<String> notified) {
        onTakenBack = notified;
    }

    /// What it was before is read from the library, unless it was said and is on its way there.
    private void takenBack(List<String> imageIds) {
        imageIds.forEach(id -> standing.decide(id, Flag.NONE));
        show();
        imageIds.stream()
                .filter(id -> ids.position(id).isPresent() && !isGone(id))
                .findFirst()
                .ifPresent(onTakenBack);
    }

    boolean isGone(String imageId) {
        return standing.isGone(imageId);
    }

    public ReadOnlyObjectProperty<CullingState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    ResultIds ids() {
        return ids;
    }

    /// All of them, to go on with later.
    public List<String> imageIds() {
        return ids;
    }

    /// Those of them that are rejected now, as the library has it: not for the FX thread.
    public List<String> readRejected() {
        CullingProgress now = CullingProgress.of(ids, images);
        return ids.stream().filter(id -> now.flag(id) == Flag.REJECT).toList();
    }

    /// Notes that something was said of this image, be it neither: of those side by side it is not the next one.
    void passed(String imageId) {
        passed.add(imageId);
    }

    /// From here on others are side by side.
    void passOn() {
        passed.clear();
    }

    boolean isNext(String imageId) {
        return standing.isUndecided(imageId) && !passed.contains(imageId);
    }

    /// Where to begin.
    int start() {
        return standing.firstUndecided().orElse(0);
    }

    /// Where to go on behind a position: to the next image, from the last to the first that is undecided; empty
    /// when all are decided.
    OptionalInt after(int index) {
        OptionalInt next = IntStream.range(index + 1, ids.size())
                .filter(at -> !isGone(ids.get(at)))
                .findFirst();
        return next.isPresent() ? next : standing.firstUndecided();
    }

    /// Here or elsewhere something may have been decided: what was said here holds at once. The library is asked
    /// when it is quiet for a moment, and not at each of many keys.
    void lookAgain() {
        show();
        reads.run(
                () -> {
                    Thread.sleep(QUIET);
                    return CullingProgress.of(ids, images);
                },
                now -> {
                    standing = now;
                    show();
                    onRead.run();
                },
                failure -> LOG.log(Level.WARNING, "Flags cannot be counted: {0}", failure.getMessage()));
    }

    private void show() {
        flags.saidNow().forEach(standing::decide);
        state.set(new CullingState(standing.kept(), standing.rejected(), standing.undecided()));
    }

    @Override
    public void close() {
        said.unsubscribe();
        reads.cancel();
    }
}
