package dev.vitrine.ui.filter;

/// One line of a sidebar section.
///
/// @param value what it stands for in the query; @param label the same, for people
/// @param images how many images choosing it would show, or shows
/// @param level from 0: how many lines it lies below
record SidebarChoice(String value, String label, int images, ChoiceState state, int level, Fold fold) {
    enum ChoiceState {
        OFF,
        INCLUDED,
        EXCLUDED
    }

    /// Whether a line has others below it; none where no line of its section has.
    enum Fold {
        NONE,
        LEAF,
        FOLDED,
        OPEN
    }

    SidebarChoice(String value, String label, int images, ChoiceState state) {
        this(value, label, images, state, 0, Fold.NONE);
    }
}
