package dev.vitrine.ui.detail;

import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.ImageService;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Failures;
import dev.vitrine.ui.support.Messages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableSet;

/// The tags of several images: those that all have and those that only some have; adding and removing for all.
public final class SharedTagsViewModel {
    private final ImageService images;
    private final Background background;
    private final ObservableList<String> tags = FXCollections.observableArrayList();
    private final ObservableList<String> shownTags = FXCollections.unmodifiableObservableList(tags);
    private final ObservableSet<String> partial = FXCollections.observableSet();
    private final ObservableSet<String> shownPartial = FXCollections.unmodifiableObservableSet(partial);
    private final ReadOnlyObjectWrapper<SaveState> state = new ReadOnlyObjectWrapper<>(new SaveState.Unchanged());
    private SequencedMap<String, ImageRecord> selected = new LinkedHashMap<>();
    private int underWay;

    SharedTagsViewModel(ImageService images, Background background) {
        this.images = images;
        this.background = background;
    }

    /// Most common first.
    public ObservableList<String> tags() {
        return shownTags;
    }

    /// Those of [#tags] that not all images have.
    public ObservableSet<String> partial() {
        return shownPartial;
    }

    public ReadOnlyObjectProperty<SaveState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    void show(List<ImageRecord> records) {
        var changed = new LinkedHashMap<String, ImageRecord>();
        for (ImageRecord record : records) {
            changed.put(record.imageId(), record);
        }
        if (!changed.keySet().equals(selected.keySet())) {
            state.set(new SaveState.Unchanged());
        }
        selected = changed;
        if (underWay == 0) {
            showTags();
        }
    }

    public void addToAll(String tag) {
        tags.remove(tag);
        tags.addFirst(tag);
        partial.remove(tag);
        change(caption -> caption.withTag(tag));
    }

    public void removeFromAll(String tag) {
        tags.remove(tag);
        partial.remove(tag);
        change(caption -> caption.withoutTag(tag));
    }

    private void change(UnaryOperator<Caption> how) {
        List<ImageEdit> edits = selected.values().stream()
                .map(image -> new ImageEdit(image, how.apply(image.caption())))
                .filter(edit -> !edit.wanted().equals(edit.seen().caption()))
                .toList();
        underWay++;
        state.set(new SaveState.Saving());
        background.run(() -> sendAll(edits), this::sent, this::failed);
    }

    private record Sent(List<ImageRecord> stored, List<ImageException> failures) {
    }

    private Sent sendAll(List<ImageEdit> edits) {
        var stored = new ArrayList<ImageRecord>();
        var failures = new ArrayList<ImageException>();
        for (ImageEdit edit : edits) {
            try {
                stored.add(images.edit(edit));
            } catch (ImageException.Cancelled e) {
                throw e;
            } catch (ImageException e) {
                failures.add(e);
            }
        }
        return new Sent(stored, failures);
    }

    private void sent(Sent sent) {
        for (ImageRecord record : sent.stored()) {
            selected.computeIfPresent(record.imageId(), (_, known) -> known.updatedAt().isAfter(record.updatedAt()) ? known : record);
        }
        int failed = sent.failures().size();
        end(failed == 0 ? new SaveState.Saved() : new SaveState.Failed(
                Messages.text("detail.several.failed", failed, failed + sent.stored().size(), Failures.text(sent.failures().getFirst()))));
    }

    private void failed(ImageException reason) {
        end(new SaveState.Failed(Failures.text(reason)));
    }

    private void end(SaveState outcome) {
        underWay--;
        if (underWay == 0) {
            state.set(outcome);
            showTags();
        }
    }

    private void showTags() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (ImageRecord image : selected.values()) {
            image.tags().forEach(tag -> counts.merge(tag, 1, Integer::sum));
        }
        List<String> ordered = counts.keySet().stream()
                .sorted(Comparator.comparing((String tag) -> -counts.get(tag)).thenComparing(Comparator.naturalOrder()))
                .toList();
        partial.clear();
        counts.forEach((tag, count) -> {
            if (count < selected.size()) {
                partial.add(tag);
            }
        });
        if (!tags.equals(ordered)) {
            tags.setAll(ordered);
        }
    }
}
