package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.TagPath;
import dev.vitrine.text.Matches;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The question for a tag's new name: says what would happen before it does, and refuses what makes no sense where it
/// is typed.
final class TagFormViewModel {
    private static final int MAX_OFFERED = 200;
    private static final int LONGEST = 24;

    /// Merging takes only names of tags that there are.
    enum TagEdit {
        RENAME,
        MERGE
    }

    private final TagEdit kind;
    private final String tag;
    private final TagEditsViewModel.KnownTags known;
    private final List<String> names;
    private final StringProperty typed;
    private final ReadOnlyObjectWrapper<Optional<TagName>> name = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper refused = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper action = new ReadOnlyStringWrapper();
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper();
    private final ObservableList<Count<String>> offered = FXCollections.observableArrayList();

    TagFormViewModel(TagEdit kind, String tag, TagEditsViewModel.KnownTags known) {
        this.kind = kind;
        this.tag = tag;
        this.known = known;
        names = known.tags().stream().map(Count::value).toList();
        typed = new SimpleStringProperty(kind == TagEdit.RENAME ? TagPath.root(tag) : "");
        typed.subscribe(_ -> judge());
    }

    TagEdit kind() {
        return kind;
    }

    String title() {
        return text(
                kind == TagEdit.RENAME ? "filter.retag.rename.title" : "filter.retag.merge.title", TagPath.named(tag));
    }

    StringProperty typedProperty() {
        return typed;
    }

    /// What would be done; nothing while what is typed is refused.
    ReadOnlyObjectProperty<Optional<TagName>> nameProperty() {
        return name.getReadOnlyProperty();
    }

    /// True when something was typed that cannot be a name; nothing typed yet is no mistake.
    ReadOnlyBooleanProperty refusedProperty() {
        return refused.getReadOnlyProperty();
    }

    /// The label of the button: what it does, to how many images.
    ReadOnlyStringProperty actionProperty() {
        return action.getReadOnlyProperty();
    }

    /// Why it is refused, or what else should be known; `""` when there is nothing to say.
    ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    /// Tags to merge into, most used first: those that begin with what is typed, then those that contain it.
    ObservableList<Count<String>> offered() {
        return offered;
    }

    private void judge() {
        Optional<TagName> found =
                TagName.of(typed.get(), tag, names).filter(given -> kind == TagEdit.RENAME || given.merges());
        int images = known.uses().library();
        action.set(found.filter(TagName::merges)
                .map(given -> text("filter.retag.merge.action", images, shortened(given.name())))
                .orElse(text(
                        kind == TagEdit.RENAME ? "filter.retag.rename.action" : "filter.retag.merge.action.none",
                        images)));
        note.set(found.isPresent() ? consequence(found.get()) : refusal());
        refused.set(found.isEmpty() && !typed.get().equals(kind == TagEdit.RENAME ? TagPath.root(tag) : ""));
        offer();
        name.set(found);
    }

    /// A button is no place for a long name; the note tells it whole.
    private static String shortened(String name) {
        return name.length() <= LONGEST
                ? name
                : name.substring(
                                0, name.offsetByCodePoints(0, Math.min(LONGEST, name.codePointCount(0, name.length()))))
                        + "…";
    }

    private String consequence(TagName given) {
        var said = new ArrayList<String>();
        if (given.merges()) {
            int others = known.tags().stream()
                    .filter(count -> count.value().equals(given.name()))
                    .mapToInt(Count::images)
                    .findFirst()
                    .orElse(0);
            said.add(
                    TagPath.isBranch(tag)
                            ? text("filter.retag.merge.branchNote", given.name())
                            : text("filter.retag.merge.note", given.name(), others));
        }
        if (known.uses().trash() > 0) {
            said.add(text("filter.retag.trash.note", known.uses().trash(), TagPath.named(tag)));
        }
        return String.join(" ", said);
    }

    private String refusal() {
        String given = typed.get().strip();
        if (given.contains(",")) {
            return text("filter.retag.refused.comma");
        }
        if (kind == TagEdit.MERGE) {
            return given.isEmpty() ? text("filter.retag.merge.choose") : text("filter.retag.refused.unknown", given);
        }
        return given.isEmpty() ? text("filter.retag.refused.empty") : text("filter.retag.refused.same");
    }

    private void offer() {
        List<Count<String>> others = known.tags().stream()
                .filter(other -> !TagPath.matches(tag, other.value()))
                .toList();
        List<Count<String>> found = Matches.of(typed.get().strip()).among(others, Count::value);
        offered.setAll(found.subList(0, Math.min(MAX_OFFERED, found.size())));
    }
}
