package dev.vitrine.ui.shell;

import static dev.vitrine.text.DisplayText.clipped;

import dev.vitrine.connection.Connection;
import dev.vitrine.connection.Connections;
import dev.vitrine.connection.Library;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.Progress;
import dev.vitrine.service.move.CopyOutcome;
import dev.vitrine.service.move.LibraryCopy;
import dev.vitrine.ui.actions.ImageDrop;
import dev.vitrine.ui.actions.ImageDrop.Offer;
import dev.vitrine.ui.actions.TransferPrice;
import dev.vitrine.ui.bulk.LibrarySheet;
import dev.vitrine.ui.bulk.LibrarySheet.OtherLibrary;
import dev.vitrine.ui.connection.LibraryDrop.Target;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Messages;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Copies images into another library, which is open for that long.
record LibraryCopyFlow(ShellContext context) {
    void ask(List<String> ids) {
        LibrarySession session = context.session();
        session.run(() -> new Choices(others(session), price(ids, session)), choices -> choose(ids, choices, session));
    }

    /// @param price one more sentence, or `""`
    private record Choices(List<Connection> others, String price) {}

    private static String price(List<String> ids, LibrarySession session) {
        Library library = session.library();
        return TransferPrice.of(library)
                .sentence("copyTo.price", () -> library.images().findAll(ids));
    }

    /// The other libraries, to drop images onto: which of them take any is found out away from the window.
    void targets(Consumer<List<Target>> then) {
        LibrarySession session = context.session();
        session.run(() -> others(session).stream().map(this::target).toList(), then);
    }

    private Target target(Connection other) {
        LibrarySession session = context.session();
        Connections connections = context.program().connections();
        Optional<String> refusal = connections.wantsAgreement(other)
                ? Optional.of(Messages.text("copyTo.readable", nameOf(other)))
                : connections
                        .refusalOfCopies(session.library().profile(), other)
                        .map(FailureText::text);
        var taker = new ImageDrop.Taker(
                images -> refusal.map(Offer::refused)
                        .orElseGet(() -> images.inTrash()
                                ? Offer.refused(Messages.text("filter.drop.trashed"))
                                : Offer.of(Messages.text("copyTo.label", images.size(), nameOf(other)))),
                images -> afterDrop(images.ids(), other, session));
        return new Target(
                nameOf(other),
                refusal.orElseGet(() -> clipped(other.place())),
                other.isLocal(),
                refusal.isPresent(),
                taker);
    }

    /// A question within a drop would hold the drag of the whole desktop.
    private void afterDrop(List<String> ids, Connection other, LibrarySession session) {
        String label = Messages.text("copyTo.label", ids.size(), nameOf(other));
        session.run(() -> true, _ -> {
            if (session.confirmation().agreedToCopy(ids.size(), label)) {
                copy(ids, other, session);
            }
        });
    }

    private List<Connection> others(LibrarySession session) {
        Connections connections = context.program().connections();
        String here = session.library().profile().key();
        return Stream.concat(connections.all().stream(), connections.recent().stream())
                .filter(other -> other.problem().isEmpty())
                .filter(other -> !other.profile().key().equals(here))
                .distinct()
                .toList();
    }

    private void choose(List<String> ids, Choices choices, LibrarySession session) {
        List<Connection> others = choices.others();
        if (others.isEmpty()) {
            session.toasts().show(Messages.text("copyTo.none"));
            return;
        }
        List<OtherLibrary> libraries = others.stream()
                .map(other -> new OtherLibrary(nameOf(other), clipped(other.place())))
                .toList();
        new LibrarySheet(ids.size(), choices.price(), libraries)
                .ask(context.program().stage())
                .ifPresent(index -> copy(ids, others.get(index), session));
    }

    private String nameOf(Connection connection) {
        return clipped(context.connections().labelOf(connection));
    }

    private void copy(List<String> ids, Connection into, LibrarySession session) {
        String label = Messages.text("copyTo.label", ids.size(), nameOf(into));
        session.runJob(
                label,
                progress -> copied(ids, into, session.library(), progress),
                outcome -> report(outcome, ids.size(), into, session));
    }

    private CopyOutcome copied(List<String> ids, Connection into, Library from, Progress progress) {
        from.profile().requireOtherBytes(into.profile());
        try (Library target = opened(into, () -> progress.continues(0, ids.size()))) {
            return new LibraryCopy(from.images(), from.downloads(), target.images(), from.incoming())
                    .copy(ids, progress);
        }
    }

    /// What it has already is known when this returns.
    private Library opened(Connection into, BooleanSupplier continues) {
        Connections connections = context.program().connections();
        if (connections.wantsAgreement(into)) {
            throw new ImageException.Denied(Messages.text("copyTo.readable", nameOf(into)), null);
        }
        Library target = connections.openBeside(into);
        try {
            target.cloud()
                    .ifPresent(cloud -> cloud.mirror().await(target.images().now(), _ -> {
                        if (!continues.getAsBoolean()) {
                            throw new ImageException.Cancelled("Stopped.");
                        }
                    }));
            return target;
        } catch (RuntimeException e) {
            try (target) {
                throw e;
            }
        }
    }

    private void report(CopyOutcome outcome, int asked, Connection into, LibrarySession session) {
        String label = Messages.text("copyTo.label", asked, nameOf(into));
        String done = Messages.text(
                "copyTo.done", outcome.copied(), nameOf(into), outcome.there().size());
        int dealtWith =
                outcome.images().done().size() + outcome.images().failed().size();
        session.toasts().show(dealtWith == asked ? done : Messages.text("edits.stopped", done));
        session.jobs().skip(label, outcome.images().failed());
    }
}
