package dev.vitrine.ui.viewer;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.ImageQuery.Scope;
import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.RandomAccess;
import java.util.function.Function;

/// The ids of a result as a list that reads them when asked: a million cost nothing. Or those of a selection.
final class ResultIds extends AbstractList<String> implements RandomAccess {
    private final Function<Integer, String> id;
    private final Function<String, OptionalInt> position;
    private final int size;
    private final boolean areInTrash;

    ResultIds(ImageResult result) {
        id = index -> result.ids(index, index + 1).getFirst();
        position = result::indexOf;
        size = result.size();
        areInTrash = result.query().scope() == Scope.TRASH;
    }

    /// @param selected not in the trash
    ResultIds(List<String> selected) {
        Map<String, Integer> positions = new HashMap<>();
        selected.forEach(each -> positions.putIfAbsent(each, positions.size()));
        id = List.copyOf(selected)::get;
        position = each ->
                Optional.ofNullable(positions.get(each)).map(OptionalInt::of).orElse(OptionalInt.empty());
        size = selected.size();
        areInTrash = false;
    }

    @Override
    public String get(int index) {
        return id.apply(index);
    }

    OptionalInt position(String imageId) {
        return position.apply(imageId);
    }

    boolean areInTrash() {
        return areInTrash;
    }

    @Override
    public int size() {
        return size;
    }
}
