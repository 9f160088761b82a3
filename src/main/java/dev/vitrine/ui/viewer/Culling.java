package dev.vitrine.ui.viewer;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.Flag;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.service.ImageService;
import dev.vitrine.ui.actions.FlagActions;
import dev.vitrine.ui.support.Background;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;

/// Images that somebody goes through to pick and reject, in the order in which they stood at the beginning, and how far
/// that has come. What leaves the gallery by a flag stays here. Belongs to the FX thread.
public final class Culling implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Culling.class.getName());

    private final ResultIds ids;
    private final ImageService images;
    private final FlagActions flags;
    private final Background.Lane reads;
    private final Subscription said;
    private final ReadOnlyObjectWrapper<CullingState> state = new ReadOnlyObjectWrapper<>(new CullingState(0, 0, 0));
    private final Set<String> passed = new HashSet<>();
    private Map<String, Flag> decided;
    private Set<String> gone;
    private Runnable onRead = () -> {};

    /// How it stands in the library.
    ///
    /// @param gone what was deleted, here or elsewhere
    private record Standing(Map<String, Flag> decided, Set<String> gone) {}

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
        private final Standing standing;

        private BegunCulling(ResultIds ids, Standing standing) {
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
            return new BegunCulling(ids, standingOf(ids, images));
        }
    }

    public Culling(BegunCulling begun, ImageService images, FlagActions flags, Background background) {
        ids = begun.ids;
        decided = new HashMap<>(begun.standing.decided());
        gone = begun.standing.gone();
        this.images = images;
        this.flags = flags;
        reads = background.lane();
        said = flags.changesProperty().subscribe((_, _) -> lookAgain());
        show();
    }

    private static Standing standingOf(ResultIds ids, ImageService images) {
        ImageResult there = images.search(ImageQuery.ALL);
        ImageResult picked = images.search(ImageQuery.ALL.withAnyTags(Set.of(Flag.PICK.tag())));
        ImageResult rejected = images.search(ImageQuery.ALL.withAnyTags(Set.of(Flag.REJECT.tag())));
        var decided = new HashMap<String, Flag>();
        var gone = new HashSet<String>();
        for (String id : ids) {
            if (!there.contains(id)) {
                gone.add(id);
            } else if (picked.contains(id)) {
                decided.put(id, Flag.PICK);
            } else if (rejected.contains(id)) {
                decided.put(id, Flag.REJECT);
            }
        }
        return new Standing(decided, gone);
    }

    /// @param notified when it is known anew what was decided, and what is gone
    void setOnRead(Runnable notified) {
        onRead = notified;
    }

    boolean isGone(String imageId) {
        return gone.contains(imageId);
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
        Map<String, Flag> now = standingOf(ids, images).decided();
        return ids.stream().filter(id -> now.get(id) == Flag.REJECT).toList();
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
        return isUndecided(imageId) && !passed.contains(imageId);
    }

    private boolean isUndecided(String imageId) {
        return !decided.containsKey(imageId) && !gone.contains(imageId);
    }

    /// Where to begin.
    int start() {
        return firstUndecided().orElse(0);
    }

    /// Where to go on behind a position: to the next image, from the last to the first that is undecided; empty
    /// when all are decided.
    OptionalInt after(int index) {
        OptionalInt next = IntStream.range(index + 1, ids.size())
                .filter(at -> !isGone(ids.get(at)))
                .findFirst();
        return next.isPresent() ? next : firstUndecided();
    }

    private OptionalInt firstUndecided() {
        if (decided.size() + gone.size() == ids.size()) {
            return OptionalInt.empty();
        }
        return IntStream.range(0, ids.size())
                .filter(at -> isUndecided(ids.get(at)))
                .findFirst();
    }

    /// Here or elsewhere something may have been decided: what was said here holds at once.
    void lookAgain() {
        show();
        reads.run(
                () -> standingOf(ids, images),
                now -> {
                    decided = now.decided();
                    gone = now.gone();
                    show();
                    onRead.run();
                },
                failure -> LOG.log(Level.WARNING, "Flags cannot be counted: {0}", failure.getMessage()));
    }

    private void show() {
        flags.saidNow().forEach((id, flag) -> {
            if (flag == Flag.NONE || isGone(id)) {
                decided.remove(id);
            } else if (ids.position(id).isPresent()) {
                decided.put(id, flag);
            }
        });
        int kept = (int)
                decided.values().stream().filter(flag -> flag == Flag.PICK).count();
        state.set(new CullingState(kept, decided.size() - kept, ids.size() - decided.size() - gone.size()));
    }

    @Override
    public void close() {
        said.unsubscribe();
        reads.cancel();
    }
}
