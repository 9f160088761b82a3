package dev.vitrine.ui.shell;

import dev.vitrine.ui.filter.EmptyHint;
import dev.vitrine.ui.filter.FilterViewModel;
import dev.vitrine.ui.gallery.GalleryStates;
import dev.vitrine.ui.support.Messages;
import java.util.Optional;

/// What an empty gallery offers, so that a person is never stuck behind filters.
final class EmptyStateActions {
    private EmptyStateActions() {}

    /// @param hint the one filter that hides everything; empty when several do together
    static GalleryStates.WayOut of(Optional<EmptyHint> hint, FilterViewModel filter) {
        return hint.map(blamed -> without(blamed, filter))
                .orElseGet(() -> new GalleryStates.WayOut(
                        Messages.text("shell.none.several"), Messages.text("filter.chips.clear"), filter::clearAll));
    }

    private static GalleryStates.WayOut without(EmptyHint hint, FilterViewModel filter) {
        String label = hint.chip().label();
        return new GalleryStates.WayOut(
                Messages.text("shell.none.text", label),
                Messages.text("shell.none.action", label, hint.images()),
                () -> filter.remove(hint.chip()));
    }
}
