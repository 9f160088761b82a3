package dev.vitrine.ui.viewer;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The sides that show a picture, which of them is active, and what is on the others.
final class Comparison {
    private final Consumer<Side> onEmpty;
    private final ReadOnlyObjectWrapper<List<Side>> sides = new ReadOnlyObjectWrapper<>(List.of(Side.LEFT));
    private final ReadOnlyObjectWrapper<Side> active = new ReadOnlyObjectWrapper<>(Side.LEFT);
    private final ReadOnlyBooleanWrapper comparing = new ReadOnlyBooleanWrapper();
    /// What is shown on the sides that are not active: ids, as positions move.
    private final Map<Side, String> beside = new EnumMap<>(Side.class);
    private List<String> chosen = List.of();

    /// @param onEmpty called for each side that no longer shows anything
    Comparison(Consumer<Side> onEmpty) {
        this.onEmpty = onEmpty;
        comparing.bind(sides.map(shown -> shown.size() > 1));
    }

    ReadOnlyObjectProperty<List<Side>> sidesProperty() {
        return sides.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Side> activeProperty() {
        return active.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty comparingProperty() {
        return comparing.getReadOnlyProperty();
    }

    /// @param selected what is compared while one of them is looked at, if there is room for all
    void choose(List<String> selected) {
        chosen = selected.size() > Side.values().length ? List.of() : List.copyOf(selected);
    }

    /// What was chosen, if this is one of them; else nothing.
    List<String> chosenWith(String imageId) {
        return chosen.contains(imageId) ? chosen : List.of();
    }

    /// Makes room for one more, which is active from now on.
    ///
    /// @param current what stays on the side that was active
    void add(String current) {
        beside.put(active.get(), current);
        Side added = Side.values()[sides.get().size()];
        sides.set(List.of(Side.values()).subList(0, sides.get().size() + 1));
        active.set(added);
    }

    /// @param current what stays on the side that was active
    /// @return what is on the other one; empty when nothing has changed
    Optional<String> activate(Side requested, String current) {
        Optional<String> there = Optional.ofNullable(beside.remove(requested));
        if (there.isPresent()) {
            beside.put(active.get(), current);
            active.set(requested);
        }
        return there;
    }

    /// From left to right, and around.
    Side following() {
        List<Side> shown = sides.get();
        return shown.get((shown.indexOf(active.get()) + 1) % shown.size());
    }

    Side preceding() {
        List<Side> shown = sides.get();
        return shown.get((shown.indexOf(active.get()) + shown.size() - 1) % shown.size());
    }

    /// The next side, from left to right and around, of those that are not active and show such an image.
    Optional<Side> following(Predicate<String> such) {
        List<Side> shown = sides.get();
        int at = shown.indexOf(active.get());
        return IntStream.range(1, shown.size())
                .mapToObj(step -> shown.get((at + step) % shown.size()))
                .filter(each -> such.test(Objects.requireNonNull(beside.get(each))))
                .findFirst();
    }

    /// What is on the sides that are not active.
    Collection<String> besides() {
        return List.copyOf(beside.values());
    }

    /// Besides the active one.
    int others() {
        return beside.size();
    }

    boolean isBeside(String imageId) {
        return beside.containsValue(imageId);
    }

    /// Where it is beside the active one.
    Optional<Side> sideOf(String imageId) {
        return beside.entrySet().stream()
                .filter(each -> each.getValue().equals(imageId))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// What is gone beside the active one leaves a gap that closes.
    void keepOnly(Predicate<String> isThere) {
        if (beside.values().removeIf(isThere.negate())) {
            if (beside.isEmpty()) {
                end();
            } else {
                closeGaps();
            }
        }
    }

    private void closeGaps() {
        List<Side> left = sides.get().stream()
                .filter(each -> each == active.get() || beside.containsKey(each))
                .toList();
        sides.get().stream().filter(each -> !left.contains(each)).forEach(onEmpty);
        sides.set(left);
    }

    void end() {
        beside.clear();
        active.set(Side.LEFT);
        sides.set(List.of(Side.LEFT));
        Arrays.stream(Side.values()).skip(1).forEach(onEmpty);
    }
}
