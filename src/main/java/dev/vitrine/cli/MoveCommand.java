package dev.vitrine.cli;

import dev.vitrine.connection.Library;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.BulkOutcome;
import dev.vitrine.service.Progress;
import dev.vitrine.service.move.MoveOutcome;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Moves images to another user of their library, after it was said what ends by that.
@Command(name = "move")
final class MoveCommand extends LibraryCommand {
    @Option(names = "--user", paramLabel = "USER", required = true)
    private String user;

    @Option(names = "--dry-run")
    private boolean dryRun;

    @Option(names = "--yes")
    private boolean yes;

    @Mixin
    private ImageIds imageIds;

    @Override
    public Integer call() {
        List<String> ids = imageIds.read(terminal);
        String to = ObjectKey.checkedUserId(user.strip());
        try (CommandLibrary opened = choice.open(context);
                ProgressLine line = new ProgressLine(terminal)) {
            Library library = opened.library();
            Progress progress = (done, all) -> {
                line.show(done, all);
                return true;
            };
            if (dryRun) {
                BulkOutcome plan = library.moves().plan(ids, to, progress);
                line.clear();
                return BulkAnswer.print(context, json, plan, CommandTexts.of("move.planned", to));
            }
            agree(library, ids.size(), to);
            LibraryChoice.sayCutElsewhere(library, terminal);
            library.moves().finish();
            MoveOutcome outcome = library.moves().move(ids, to, progress);
            line.clear();
            if (outcome.leftBehind() > 0) {
                terminal.note("move.left", outcome.leftBehind());
            }
            return BulkAnswer.print(context, json, outcome.images(), CommandTexts.of("move.moved", to));
        }
    }

    private void agree(Library library, int count, String to) {
        String _ = new KnownNames(library, terminal).user(to);
        String ending = CommandTexts.of(library.sharing().isPresent() ? "move.links" : "move.paths");
        String question = CommandTexts.of("move.sure", count, to, library.name(), ending);
        Confirmation.require(terminal, yes, question, "move.nothing");
    }
}
