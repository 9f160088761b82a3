package dev.vitrine.ui.filter;

import dev.vitrine.image.Facets.Count;
import dev.vitrine.ui.support.DismissedGroups;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Groups of tags that look alike: each becomes one tag, or is left alone from now on.
final class SimilarTagsViewModel {
    private final TagEditsViewModel edits;
    private final DismissedGroups left;
    private final ObservableList<AlikeGroup> groups = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper looking = new ReadOnlyBooleanWrapper();

    /// @param left the groups that are left alone, one a line
    SimilarTagsViewModel(TagEditsViewModel edits, StringProperty left) {
        this.edits = edits;
        this.left = new DismissedGroups(left);
        look();
    }

    /// Tags that look like one, most used first, and the name that they are to have.
    static final class AlikeGroup {
        private final List<Count<String>> tags;
        private final ReadOnlyStringWrapper kept;

        AlikeGroup(List<Count<String>> tags) {
            this.tags = List.copyOf(tags);
            kept = new ReadOnlyStringWrapper(tags.getFirst().value());
        }

        List<Count<String>> tags() {
            return tags;
        }

        ReadOnlyStringProperty keptProperty() {
            return kept.getReadOnlyProperty();
        }

        void choose(String name) {
            kept.set(name);
        }

        /// The next name, or the one before, is the one to keep.
        void choose(int step) {
            List<String> names = names();
            kept.set(names.get(Math.floorMod(names.indexOf(kept.get()) + step, names.size())));
        }

        private List<String> names() {
            return tags.stream().map(Count::value).toList();
        }

        private String line() {
            return names().stream().sorted().collect(Collectors.joining("\t"));
        }
    }

    ObservableList<AlikeGroup> groups() {
        return groups;
    }

    ReadOnlyBooleanProperty lookingProperty() {
        return looking.getReadOnlyProperty();
    }

    private void look() {
        looking.set(true);
        edits.findAlike(found -> {
            Set<String> dismissedGroups = left.all();
            groups.setAll(found.stream()
                    .map(AlikeGroup::new)
                    .filter(group -> !dismissedGroups.contains(group.line()))
                    .toList());
            looking.set(false);
        });
    }

    void merge(AlikeGroup group) {
        String kept = group.keptProperty().get();
        groups.remove(group);
        edits.merge(
                group.names().stream().filter(tag -> !tag.equals(kept)).collect(Collectors.toUnmodifiableSet()), kept);
    }

    /// They are not the same, and are not shown again on this machine.
    void leave(AlikeGroup group) {
        groups.remove(group);
        left.add(group.line());
    }

    /// Those that were left alone, too.
    void showAll() {
        left.forget();
        look();
    }

    StringProperty leftProperty() {
        return left.lines();
    }
}
