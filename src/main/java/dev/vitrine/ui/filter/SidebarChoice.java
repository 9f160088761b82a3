package dev.vitrine.ui.filter;

/// One line of a sidebar section.
///
/// @param value what it stands for in the query; @param label the same, for people
/// @param images how many images choosing it would show, or shows
public record SidebarChoice(String value, String label, int images, ChoiceState state) {
    public enum ChoiceState {
        OFF,
        INCLUDED,
        EXCLUDED
    }
}
