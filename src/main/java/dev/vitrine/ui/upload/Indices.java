package dev.vitrine.ui.upload;

import java.util.Collections;
import javafx.collections.ObservableListBase;

/// The numbers from 0 on, as items of a list view: its cells look up by number what they show, so that a hundred
/// thousand lines cost nothing.
final class Indices extends ObservableListBase<Integer> {
    private int size;

    void setSize(int changed) {
        if (changed == size) {
            return;
        }
        int before = size;
        beginChange();
        size = changed;
        if (changed > before) {
            nextAdd(before, changed);
        } else {
            nextRemove(changed, Collections.nCopies(before - changed, changed));
        }
        endChange();
    }

    @Override
    public Integer get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        return index;
    }

    @Override
    public int size() {
        return size;
    }
}
