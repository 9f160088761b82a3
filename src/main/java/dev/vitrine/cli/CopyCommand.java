package dev.vitrine.cli;

import dev.vitrine.connection.ConnectionProfile;
import dev.vitrine.connection.Library;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.Progress;
import dev.vitrine.service.move.CopyOutcome;
import dev.vitrine.service.move.LibraryCopy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Copies images to another library, with all that is known of them.
@Command(name = "copy")
final class CopyCommand extends LibraryCommand {
    private static final class To {
        @Option(names = "--to", paramLabel = "CONNECTION")
        private Optional<String> connection = Optional.empty();

        @Option(names = "--to-library", paramLabel = "DIR")
        private Optional<Path> folder = Optional.empty();
    }

    @ArgGroup(multiplicity = "1")
    private To to = new To();

    @Option(names = "--dry-run")
    private boolean dryRun;

    @Mixin
    private ImageIds imageIds;

    @Override
    public Integer call() {
        List<String> ids = imageIds.read(terminal);
        LibraryChoice other = choice.other(to.connection, to.folder.map(Path::toAbsolutePath));
        ConnectionProfile goal = other.connection(context.connections()).profile();
        requireAnother(choice.connection(context.connections()).profile(), goal);
        try (CommandLibrary from = choice.open(context)) {
            CopyOutcome outcome = run(from.library(), other, ids);
            String copied = CommandTexts.of(dryRun ? "copy.planned" : "copy.copied", goal.name());
            String there = CommandTexts.of("copy.there");
            return BulkAnswer.print(
                    context, json, outcome.images(), id -> outcome.there().contains(id) ? there : copied);
        }
    }

    private static void requireAnother(ConnectionProfile here, ConnectionProfile there) {
        if (there.key().equals(here.key())) {
            throw new ImageException.Invalid(CommandTexts.of("copy.same"));
        }
        here.requireOtherBytes(there);
    }

    private CopyOutcome run(Library from, LibraryChoice other, List<String> ids) {
        if (dryRun && other.isNew(context.connections())) {
            return LibraryCopy.planNew(from.images(), ids, Progress.UNSEEN);
        }
        try (CommandLibrary into = other.openSearchableOrMake(context);
                ProgressLine line = new ProgressLine(terminal)) {
            Progress progress = (done, all) -> {
                line.show(done, all);
                return true;
            };
            var copy = new LibraryCopy(
                    from.images(), from.downloads(), into.library().images(), from.incoming());
            return dryRun ? copy.plan(ids, progress) : copy.copy(ids, progress);
        }
    }
}
