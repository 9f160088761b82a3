package dev.vitrine.ui.shell;

import dev.vitrine.ui.filter.Chip;
import dev.vitrine.ui.filter.EmptyHint;
import dev.vitrine.ui.filter.FilterCounts;
import dev.vitrine.ui.filter.FilterViewModel;
import dev.vitrine.ui.gallery.GalleryStates;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Sentences;

/// What an empty gallery offers, so that a person is never stuck behind filters.
final class EmptyStateActions {
    private EmptyStateActions() {}

    /// A text that was meant as a field is blamed with what is wrong with it.
    static GalleryStates.WayOut of(FilterCounts counts, FilterViewModel filter) {
        if (counts.query().isUnfiltered()) {
            int trashed = counts.facets().trash();
            return trashed == 0
                    ? GalleryStates.WayOut.NONE
                    : new GalleryStates.WayOut(
                            Messages.text("gallery.empty.trashed", trashed),
                            Messages.text("gallery.empty.trashed.show"),
                            filter::showTrash);
        }
        return counts.hint()
                .or(counts::words)
                .map(blamed -> without(blamed, filter))
                .orElseGet(() -> new GalleryStates.WayOut(
                        Messages.text("shell.none.several"), Messages.text("filter.chips.clear"), filter::clearAll));
    }

    private static GalleryStates.WayOut without(EmptyHint hint, FilterViewModel filter) {
        String label = hint.chip().label();
        boolean misread = hint.chip().kind() == Chip.ChipKind.TEXT
                && !filter.searchText().problems().isEmpty();
        return new GalleryStates.WayOut(
                misread
                        ? Sentences.text(
                                filter.searchText().problems().getFirst().message())
                        : Messages.text("shell.none.text", label),
                Messages.text("shell.none.action", label, hint.images()),
                () -> filter.remove(hint.chip()));
    }
}
