package dev.vitrine.ui.filter;

import dev.vitrine.image.ImageQuery;

/// One part of the query, as people see it, and the query that is left when it is removed.
public record Chip(ChipKind kind, String label, boolean excluded, ImageQuery without) {
    public enum ChipKind {
        TRASH,
        USER,
        TAG,
        TEXT,
        DATE,
        TYPE,
        SIZE,
        SHAPE,
        LOCATION,
        VALUE
    }
}
