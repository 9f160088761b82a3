package dev.vitrine.ui.viewer;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.ImageQuery.Scope;
import java.util.AbstractList;
import java.util.OptionalInt;
import java.util.RandomAccess;

/// The ids of a result as a list that reads them when asked: a million cost nothing.
final class ResultIds extends AbstractList<String> implements RandomAccess {
    private final ImageResult result;

    ResultIds(ImageResult result) {
        this.result = result;
    }

    @Override
    public String get(int index) {
        return result.ids(index, index + 1).getFirst();
    }

    OptionalInt position(String imageId) {
        return result.indexOf(imageId);
    }

    boolean areInTrash() {
        return result.query().scope() == Scope.TRASH;
    }

    @Override
    public int size() {
        return result.size();
    }
}
