package dev.vitrine.service.mirror;

import dev.vitrine.service.published.RowsHeader;

/// How much a complete reading reads, see [MirrorFill].
enum Depth {
    /// Every row whole.
    WHOLE(String.join(" ", RowsHeader.ATTRIBUTES)),
    /// Of every row its texts, and whole those that differ.
    TEXTS("texts"),
    /// The rows that say that they were changed since, and how many there are.
    CHANGED("changed"),
    /// After that, when each row was made.
    TIMES("times");

    /// As it is written down: a version of the program that knows other attributes has to read the rows for these.
    private final String written;

    Depth(String written) {
        this.written = written;
    }

    String written() {
        return written;
    }

    /// Whether live rows are counted, and the others not looked at.
    boolean isCount() {
        return this == CHANGED || this == TIMES;
    }
}
