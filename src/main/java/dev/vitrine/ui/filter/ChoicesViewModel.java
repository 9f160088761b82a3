package dev.vitrine.ui.filter;

import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.TagPath;
import dev.vitrine.text.Matches;
import dev.vitrine.ui.filter.SidebarChoice.ChoiceState;
import dev.vitrine.ui.filter.SidebarChoice.Fold;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// One section of the sidebar: the chosen ones first, then those that give most, as many as there is room for.
///
/// While [#heldProperty] is true (the pointer or the focus is in it) nothing moves: counts change in place, choices
/// that would now give nothing stay, with 0. Lines that jump from under the pointer at every click are worse than an
/// order that is a little old. When nothing at all is found the choices stay too: an empty sidebar would offer no way
/// out.
final class ChoicesViewModel {
    static final int FIRST = 8;
    static final int STEP = 24;
    static final int MAX = 200;

    private final UnaryOperator<String> label;
    private final Optional<Comparator<String>> order;
    private final ObservableList<SidebarChoice> choices = FXCollections.observableArrayList();
    private final ObservableList<SidebarChoice> shownChoices = FXCollections.unmodifiableObservableList(choices);
    private final StringProperty find = new SimpleStringProperty("");
    private final BooleanProperty held = new SimpleBooleanProperty();
    private final ReadOnlyIntegerWrapper hidden = new ReadOnlyIntegerWrapper();
    private SequencedMap<String, Integer> counts = new LinkedHashMap<>();
    private Map<String, ChoiceState> chosen = Map.of();
    private Predicate<String> there = _ -> true;
    private TagLevels levels = TagLevels.NONE;
    private final Map<String, List<String>> shownBelow = new HashMap<>();
    private int limit = FIRST;
    private int hiddenBelow;

    /// The chosen first, the others by count.
    ChoicesViewModel() {
        this(UnaryOperator.identity(), Optional.empty());
    }

    /// Always in the order given, chosen or not: for choices whose place people know, as years.
    ChoicesViewModel(UnaryOperator<String> label, Comparator<String> order) {
        this(label, Optional.of(order));
    }

    private ChoicesViewModel(UnaryOperator<String> label, Optional<Comparator<String>> order) {
        this.label = label;
        this.order = order;
        find.subscribe((_, _) -> arrange(false));
        held.subscribe((_, _) -> arrange(held.get()));
    }

    ObservableList<SidebarChoice> choices() {
        return shownChoices;
    }

    BooleanExpression isEmptyProperty() {
        return Bindings.isEmpty(choices);
    }

    /// What the person looks for; letter case and accents do not matter.
    StringProperty findProperty() {
        return find;
    }

    BooleanProperty heldProperty() {
        return held;
    }

    /// How many more there are than shown.
    ReadOnlyIntegerProperty hiddenProperty() {
        return hidden.getReadOnlyProperty();
    }

    /// True while "show more" would show more: beyond a few hundred lines, finding is the way.
    boolean canShowMore() {
        return hidden.get() > 0 && limit < MAX;
    }

    boolean canShowFewer() {
        return limit > FIRST;
    }

    void showMore() {
        limit = Math.min(MAX, limit + STEP);
        arrange(held.get());
    }

    void showFewer() {
        limit = FIRST;
        arrange(false);
    }

    void update(List<Count<String>> current, Set<String> included, Set<String> excluded) {
        update(current, included, excluded, _ -> true);
    }

    /// @param isThere false of what no image at all has: renamed or taken off everywhere, it goes even when nothing
    ///   moves
    void update(List<Count<String>> current, Set<String> included, Set<String> excluded, Predicate<String> isThere) {
        update(TagLevels.NONE, current, included, excluded, isThere);
    }

    /// @param current of all, whatever level they are on
    /// @param tagLevels where lines have others below them
    void update(
            TagLevels tagLevels,
            List<Count<String>> current,
            Set<String> included,
            Set<String> excluded,
            Predicate<String> isThere) {
        levels = tagLevels;
        there = isThere;
        counts = new LinkedHashMap<>();
        tagLevels.top().stream()
                .filter(count -> TagPath.isBranch(count.value()))
                .forEach(count -> counts.put(count.value(), count.images()));
        current.forEach(count -> counts.put(count.value(), count.images()));
        counts.putAll(tagLevels.images());
        chosen = new HashMap<>();
        included.forEach(value -> chosen.put(value, ChoiceState.INCLUDED));
        excluded.forEach(value -> chosen.put(value, ChoiceState.EXCLUDED));
        arrange(held.get());
    }

    private void arrange(boolean keepOrder) {
        var shown = new LinkedHashSet<String>();
        boolean isNothing = counts.values().stream().allMatch(images -> images == 0);
        if (keepOrder || isNothing) {
            choices.stream()
                    .filter(choice -> choice.level() == 0)
                    .map(SidebarChoice::value)
                    .filter(there)
                    .map(this::topOf)
                    .forEach(shown::add);
        }
        new TreeSet<>(chosen.keySet()).forEach(value -> shown.add(topOf(value)));
        List<String> candidates = isNothing && levels.isTree() && !shown.isEmpty() ? List.of() : candidates();
        int room = Math.max(limit, shown.size());
        for (String candidate : candidates) {
            if (shown.size() >= room) {
                break;
            }
            shown.add(candidate);
        }
        var next = new ArrayList<SidebarChoice>();
        hiddenBelow = 0;
        (order.isPresent() ? shown.stream().sorted(order.get()) : shown.stream()).forEach(value -> {
            next.add(line(value, label.apply(nameOf(value)), 0));
            if (!isFinding()) {
                addBelow(value, 1, keepOrder, next);
            }
        });
        hidden.set(hiddenBelow
                + (int) candidates.stream()
                        .filter(value -> !shown.contains(value))
                        .count());
        if (!next.equals(choices)) {
            choices.setAll(next);
        }
    }

    /// What is shown below another line has none of its own.
    private String topOf(String value) {
        return isFinding() ? value : levels.topOf(value);
    }

    private String nameOf(String value) {
        return !levels.isBranch(value) || levels.below().isEmpty()
                ? value
                : isFinding() ? TagPath.named(value) : rootOf(value);
    }

    private String rootOf(String value) {
        return levels.isBranch(value) ? TagPath.root(value) : value;
    }

    private void addBelow(String branch, int level, boolean keepOrder, List<SidebarChoice> lines) {
        List<String> all = levels.in(branch);
        if (all.isEmpty()) {
            return;
        }
        var shown = new LinkedHashSet<String>();
        if (keepOrder) {
            shownBelow.getOrDefault(branch, List.of()).stream().filter(there).forEach(shown::add);
        }
        all.stream().limit(limit - FIRST + STEP).forEach(shown::add);
        all.stream().filter(chosen::containsKey).forEach(shown::add);
        hiddenBelow += Math.max(0, all.size() - shown.size());
        shownBelow.put(branch, List.copyOf(shown));
        int from = TagPath.root(branch).length() + 1;
        shown.forEach(value -> {
            lines.add(line(value, rootOf(value).substring(from), level));
            addBelow(value, level + 1, keepOrder, lines);
        });
    }

    private SidebarChoice line(String value, String name, int level) {
        Fold fold = isFinding() || !levels.isTree()
                ? Fold.NONE
                : !levels.isBranch(value) ? Fold.LEAF : levels.isOpen(value) ? Fold.OPEN : Fold.FOLDED;
        return new SidebarChoice(
                value, name, counts.getOrDefault(value, 0), chosen.getOrDefault(value, ChoiceState.OFF), level, fold);
    }

    private boolean isFinding() {
        return !find.get().isBlank();
    }

    private List<String> candidates() {
        Collection<String> all = isFinding() || levels.below().isEmpty()
                ? counts.keySet()
                : levels.top().stream().map(Count::value).toList();
        return Matches.of(find.get().strip()).among(all, value -> label.apply(nameOf(value)));
    }
}
