package dev.vitrine.ui.viewer;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.Flag;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.service.ImageService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/// How a culling stands: what was decided of its images, as the library had it and as it was said since. After it was
/// read each word costs the same, however many images there are. For one thread at a time.
final class CullingProgress {
    private final ResultIds ids;
    private final Map<String, Flag> decided = new HashMap<>();
    /// What was deleted, here or elsewhere.
    private final Set<String> gone = new HashSet<>();
    private int kept;
    /// None before it is undecided.
    private int first;

    private CullingProgress(ResultIds ids) {
        this.ids = ids;
    }

    /// As the library has it, in a time that grows with the number of images: not for the FX thread.
    ///
    /// @throws ImageException.Cancelled when the thread is interrupted
    static CullingProgress of(ResultIds ids, ImageService images) {
        var standing = new CullingProgress(ids);
        ImageResult there = images.search(ImageQuery.ALL);
        ImageResult picked = images.search(ImageQuery.ALL.withAnyTags(Set.of(Flag.PICK.tag())));
        ImageResult rejected = images.search(ImageQuery.ALL.withAnyTags(Set.of(Flag.REJECT.tag())));
        for (String id : ids) {
            if (Thread.currentThread().isInterrupted()) {
                throw new ImageException.Cancelled("Something newer is to be counted.");
            }
            if (!there.contains(id)) {
                standing.gone.add(id);
            } else if (picked.contains(id)) {
                standing.put(id, Flag.PICK);
            } else if (rejected.contains(id)) {
                standing.put(id, Flag.REJECT);
            }
        }
        standing.firstUndecided();
        return standing;
    }

    /// What was said of an image; of one that is gone, or not among these, nothing can be.
    void decide(String imageId, Flag flag) {
        OptionalInt position = ids.position(imageId);
        if (position.isPresent() && !isGone(imageId)) {
            put(imageId, flag);
            first = flag == Flag.NONE ? Math.min(first, position.getAsInt()) : first;
        }
    }

    private void put(String imageId, Flag flag) {
        Flag before = flag(imageId);
        kept += (flag == Flag.PICK ? 1 : 0) - (before == Flag.PICK ? 1 : 0);
        if (flag == Flag.NONE) {
            decided.remove(imageId);
        } else {
            decided.put(imageId, flag);
        }
    }

    Flag flag(String imageId) {
        return decided.getOrDefault(imageId, Flag.NONE);
    }

    boolean isGone(String imageId) {
        return gone.contains(imageId);
    }

    boolean isUndecided(String imageId) {
        return !decided.containsKey(imageId) && !isGone(imageId);
    }

    OptionalInt firstUndecided() {
        OptionalInt found = IntStream.range(first, ids.size())
                .filter(at -> isUndecided(ids.get(at)))
                .findFirst();
        first = found.orElse(ids.size());
        return found;
    }

    int kept() {
        return kept;
    }

    int rejected() {
        return decided.size() - kept;
    }

    int undecided() {
        return ids.size() - decided.size() - gone.size();
    }
}
