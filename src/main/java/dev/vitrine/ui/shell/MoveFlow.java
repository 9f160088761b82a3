package dev.vitrine.ui.shell;

import static dev.vitrine.text.DisplayText.clipped;

import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.service.ImageService;
import dev.vitrine.ui.bulk.MoveFormViewModel;
import dev.vitrine.ui.bulk.MoveSheet;
import dev.vitrine.ui.support.Messages;
import java.util.List;

/// Asks to whom images are to go, or whether that is meant where the user is known.
record MoveFlow(ShellContext context) {
    void ask(List<String> ids) {
        LibrarySession session = context.session();
        ImageService images = session.library().images();
        session.run(
                () -> images.facets(ImageQuery.ALL).users().stream()
                        .map(Count::value)
                        .toList(),
                users -> new MoveSheet(new MoveFormViewModel(users, ids.size()), ending())
                        .ask(context.program().stage())
                        .ifPresent(user -> session.moves().move(ids, user)));
    }

    /// Where links end, that is said first; elsewhere it is done at once, and can be taken back.
    void moveTo(List<String> ids, String user) {
        LibrarySession session = context.session();
        int count = ids.size();
        String label = Messages.text("move.label", count, clipped(user));
        boolean isMeant = hasLinks()
                ? context.program().dialogs().agree(label, ending(), Messages.text("move.act", count))
                : session.confirmation().agreed(count, label);
        if (isMeant) {
            session.moves().move(ids, user);
        }
    }

    private boolean hasLinks() {
        return context.session().library().sharing().isPresent();
    }

    private String ending() {
        return Messages.text(hasLinks() ? "move.links" : "move.paths");
    }
}
