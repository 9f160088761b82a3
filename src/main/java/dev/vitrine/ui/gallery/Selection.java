package dev.vitrine.ui.gallery;

import dev.vitrine.catalog.ImageResult;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/// Which images are selected, by id, with the habits of Explorer and Finder: a click selects one, Ctrl toggles, Shift takes the range from
/// the anchor (replacing the range taken before), Ctrl+Shift adds a range.
///
/// The anchor is where a range starts; the lead is where the keyboard stands. Both are ids, so they survive images that arrive, leave or are re-sorted.
public final class Selection {
    private final Set<String> ids = new LinkedHashSet<>();
    private final ReadOnlyIntegerWrapper revision = new ReadOnlyIntegerWrapper();
    private Optional<String> anchor = Optional.empty();
    private Optional<String> lead = Optional.empty();

    /// Changes with every change of the selection, the anchor or the lead.
    public ReadOnlyIntegerProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    public boolean contains(String imageId) {
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

    public void selectOnly(String imageId) {
        ids.clear();
        ids.add(imageId);
        startAt(imageId);
    }

    public void toggle(String imageId) {
        if (!ids.remove(imageId)) {
            ids.add(imageId);
        }
        startAt(imageId);
    }

    /// Moves the lead without selecting, as Ctrl with an arrow does.
    public void moveLead(String imageId) {
        lead = Optional.of(imageId);
        changed();
    }

    /// Selects from the anchor to the image, both included.
    ///
    /// @param adding keep what is selected already
    public void extendTo(String imageId, ImageResult result, boolean adding) {
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

    public void selectAll(ImageResult result) {
        ids.clear();
        ids.addAll(result.ids(0, result.size()));
        changed();
    }

    public void invert(ImageResult result) {
        var inverted = new LinkedHashSet<>(result.ids(0, result.size()));
        inverted.removeAll(ids);
        replaceWith(inverted);
    }

    /// What a rubber band or a month header selects.
    public void replaceWith(Collection<String> imageIds) {
        ids.clear();
        ids.addAll(imageIds);
        changed();
    }

    public void clear() {
        if (!ids.isEmpty()) {
            ids.clear();
            changed();
        }
    }

    /// Forgets what is not in the result any more: nobody should act on images that are not shown.
    ///
    /// @param before the result the selection was made on, to find the neighbour of a lead that left
    public void follow(ImageResult before, ImageResult result) {
        boolean left = ids.removeIf(id -> result.indexOf(id).isEmpty());
        boolean anchorLeft = anchor.isPresent() && result.indexOf(anchor.get()).isEmpty();
        boolean leadLeft = lead.isPresent() && result.indexOf(lead.get()).isEmpty();
        if (leadLeft) {
            lead = neighbour(before, result, lead.get());
        }
        if (anchorLeft) {
            anchor = lead;
        }
        if (left || anchorLeft || leadLeft) {
            changed();
        }
    }

    private static Optional<String> neighbour(ImageResult before, ImageResult result, String gone) {
        if (result.size() == 0 || before.indexOf(gone).isEmpty()) {
            return Optional.empty();
        }
        int place = Math.min(before.indexOf(gone).getAsInt(), result.size() - 1);
        return Optional.of(result.ids(place, place + 1).getFirst());
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
