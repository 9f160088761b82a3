package dev.vitrine.ui.gallery;

import dev.vitrine.catalog.ImageResult;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/// Which images are selected, by id, with the habits of Explorer and Finder: a click selects one, Ctrl toggles, Shift
/// takes the range from the anchor (replacing the range taken before), Ctrl+Shift adds a range.
///
/// The anchor is where a range starts; the lead is where the keyboard stands. Both are ids, so they survive images that
/// arrive, leave or are re-sorted.
public final class Selection {
    private static final int STRIDE = 256;

    private final Set<String> ids = new LinkedHashSet<>();
    private final ReadOnlyIntegerWrapper revision = new ReadOnlyIntegerWrapper();
    /// What is going to leave by an act of the person who selected it.
    private Set<String> leaving = Set.of();
    private Optional<String> anchor = Optional.empty();
    private Optional<String> lead = Optional.empty();

    /// Changes with every change of the selection, the anchor or the lead.
    public ReadOnlyIntegerProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    boolean contains(String imageId) {
        return ids.contains(imageId);
    }

    public int size() {
        return ids.size();
    }

    public List<String> ids() {
        return List.copyOf(ids);
    }

    public Optional<String> lead() {
        return lead;
    }

    Optional<String> anchor() {
        return anchor;
    }

    public void selectOnly(String imageId) {
        ids.clear();
        ids.add(imageId);
        startAt(imageId);
    }

    void toggle(String imageId) {
        if (!ids.remove(imageId)) {
            ids.add(imageId);
        }
        startAt(imageId);
    }

    /// Moves the lead without selecting, as Ctrl with an arrow does.
    void moveLead(String imageId) {
        lead = Optional.of(imageId);
        changed();
    }

    /// Selects from the anchor to the image, both included.
    ///
    /// @param adding keep what is selected already
    void extendTo(String imageId, ImageResult result, boolean adding) {
        int to = result.indexOf(imageId).orElse(-1);
        if (to < 0) {
            return;
        }
        int from = anchor.map(id -> result.indexOf(id).orElse(to)).orElse(to);
        if (from == to) {
            anchor = Optional.of(imageId);
        }
        if (!adding) {
            ids.clear();
        }
        ids.addAll(result.ids(Math.min(from, to), Math.max(from, to) + 1));
        lead = Optional.of(imageId);
        changed();
    }

    void selectAll(ImageResult result) {
        ids.clear();
        ids.addAll(result.ids(0, result.size()));
        changed();
    }

    /// The keyboard stays where it is.
    public void invert(ImageResult result) {
        var inverted = new LinkedHashSet<>(result.ids(0, result.size()));
        inverted.removeAll(ids);
        ids.clear();
        ids.addAll(inverted);
        changed();
    }

    /// Images that stand together, a month for example: the first becomes anchor and lead, so that Shift goes on
    /// from there.
    void selectRun(List<String> run) {
        selectBand(Set.of(), run, false);
    }

    /// What a rubber band touches, in addition to what was selected before it; with Ctrl held, what it touches
    /// changes sides. Anchor and lead move to the first touched when nothing was kept.
    void selectBand(Set<String> kept, List<String> touched, boolean toggling) {
        ids.clear();
        ids.addAll(kept);
        for (String id : touched) {
            if (!ids.add(id) && toggling) {
                ids.remove(id);
            }
        }
        if (!touched.isEmpty() && kept.isEmpty()) {
            anchor = Optional.of(touched.getFirst());
            lead = anchor;
        }
        changed();
    }

    /// Selects all of these or, where all of them are selected, none of them.
    void toggleRun(List<String> run) {
        if (ids.containsAll(run)) {
            run.forEach(ids::remove);
        } else {
            ids.addAll(run);
        }
        run.stream().findFirst().ifPresent(this::startAt);
    }

    public void clear() {
        if (!ids.isEmpty()) {
            ids.clear();
            changed();
        }
    }

    /// When all that is selected has left with these, the image that takes its place is selected.
    public void expectToLeave(Collection<String> imageIds) {
        leaving = Set.copyOf(imageIds);
    }

    /// Forgets what is not in the result any more: images that are not shown must not be changed.
    ///
    /// @param before the result the selection was made on, to find the neighbor of a lead that left
    void follow(ImageResult before, ImageResult result) {
        boolean own = !ids.isEmpty() && leaving.containsAll(ids);
        boolean left = ids.removeIf(id -> !result.contains(id));
        boolean anchorLeft = anchor.isPresent() && !result.contains(anchor.get());
        boolean leadLeft = lead.isPresent() && !result.contains(lead.get());
        if (leadLeft) {
            lead = neighbor(before, result, lead.get());
        }
        if (anchorLeft) {
            anchor = lead;
        }
        if (left && own && ids.isEmpty()) {
            leaving = Set.of();
            lead.ifPresent(ids::add);
            anchor = lead;
        }
        if (left || anchorLeft || leadLeft) {
            changed();
        }
    }

    /// The nearest image that is still there: the one that came after, else the one that came before.
    private static Optional<String> neighbor(ImageResult before, ImageResult result, String gone) {
        int place = before.indexOf(gone).orElse(before.size());
        for (int from = place; from < before.size(); from += STRIDE) {
            for (String id : before.ids(from, Math.min(before.size(), from + STRIDE))) {
                if (result.contains(id)) {
                    return Optional.of(id);
                }
            }
        }
        for (int to = place; to > 0; to -= STRIDE) {
            for (String id : before.ids(Math.max(0, to - STRIDE), to).reversed()) {
                if (result.contains(id)) {
                    return Optional.of(id);
                }
            }
        }
        return Optional.empty();
    }

    private void startAt(String imageId) {
        anchor = Optional.of(imageId);
        lead = Optional.of(imageId);
        changed();
    }

    private void changed() {
        revision.set(revision.get() + 1);
    }
}
