package dev.vitrine.ui.shell;

import static dev.vitrine.text.DisplayText.clipped;

import dev.vitrine.connection.Connection;
import dev.vitrine.connection.Connections;
import dev.vitrine.connection.Library;
import dev.vitrine.connection.OpenOptions;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.Progress;
import dev.vitrine.service.move.CopyOutcome;
import dev.vitrine.service.move.LibraryCopy;
import dev.vitrine.ui.bulk.LibrarySheet;
import dev.vitrine.ui.bulk.LibrarySheet.OtherLibrary;
import dev.vitrine.ui.support.Messages;
import java.util.List;
import java.util.stream.Stream;

/// Copies images into another library, which is open for that long.
final class LibraryCopyFlow {
    private final ShellContext context;

    LibraryCopyFlow(ShellContext context) {
        this.context = context;
    }

    void ask(List<String> ids) {
        LibrarySession session = context.session();
        session.background().run(this::others, others -> choose(ids, others), session.toasts()::failure);
    }

    private List<Connection> others() {
        Connections connections = context.program().connections();
        String here = context.session().library().profile().key();
        return Stream.concat(connections.all().stream(), connections.recent().stream())
                .filter(other -> other.problem().isEmpty())
                .filter(other -> !other.profile().key().equals(here))
                .distinct()
                .toList();
    }

    private void choose(List<String> ids, List<Connection> others) {
        if (others.isEmpty()) {
            context.session().toasts().show(Messages.text("copyTo.none"));
            return;
        }
        List<OtherLibrary> choices = others.stream()
                .map(other -> new OtherLibrary(nameOf(other), clipped(other.place())))
                .toList();
        new LibrarySheet(ids.size(), choices)
                .ask(context.program().stage())
                .ifPresent(index -> copy(ids, others.get(index)));
    }

    private String nameOf(Connection connection) {
        return clipped(context.connections().labelOf(connection));
    }

    private void copy(List<String> ids, Connection into) {
        LibrarySession session = context.session();
        String label = Messages.text("copyTo.label", ids.size(), nameOf(into));
        session.jobs()
                .run(
                        label,
                        progress -> copied(ids, into, progress),
                        outcome -> report(outcome, ids.size(), label, into),
                        session.toasts()::failure);
    }

    private CopyOutcome copied(List<String> ids, Connection into, Progress progress) {
        Library from = context.session().library();
        try (Library target = opened(into)) {
            return new LibraryCopy(from.images(), from.downloads(), target.images(), from.incoming())
                    .copy(ids, progress);
        }
    }

    /// What it has already is known when this returns.
    private Library opened(Connection into) {
        Connections connections = context.program().connections();
        if (connections.wantsAgreement(into)) {
            throw new ImageException.Denied(Messages.text("copyTo.readable", nameOf(into)), null);
        }
        Library target = Library.open(OpenOptions.of(connections.unlocked(into), connections.folders()));
        try {
            target.cloud()
                    .ifPresent(cloud -> cloud.mirror().await(target.images().now(), _ -> {}));
            return target;
        } catch (RuntimeException e) {
            try (target) {
                throw e;
            }
        }
    }

    private void report(CopyOutcome outcome, int asked, String label, Connection into) {
        LibrarySession session = context.session();
        String done = Messages.text(
                "copyTo.done", outcome.copied(), nameOf(into), outcome.there().size());
        int dealtWith =
                outcome.images().done().size() + outcome.images().failed().size();
        session.toasts().show(dealtWith == asked ? done : Messages.text("edits.stopped", done));
        session.jobs().skip(label, outcome.images().failed());
    }
}
