package dev.vitrine.ui.gallery;

import java.util.Set;

/// Images whose rows were read or have changed. No two of these are equal: a row that changes twice is news twice.
final class ChangedRows {
    private final Set<String> ids;

    ChangedRows(Set<String> ids) {
        this.ids = Set.copyOf(ids);
    }

    Set<String> ids() {
        return ids;
    }
}
