package dev.vitrine.cli;

import dev.vitrine.service.BulkOutcome;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Takes images out of the trash.
@Command(name = "restore")
final class RestoreCommand extends LibraryCommand {
    @Mixin
    private ImageIds imageIds;

    @Override
    public Integer call() {
        List<String> ids = imageIds.read(terminal);
        try (CommandLibrary opened = choice.open(context);
                ProgressLine progress = new ProgressLine(terminal)) {
            BulkOutcome outcome = opened.library().images().restore(ids, progress.counting());
            progress.clear();
            return BulkAnswer.print(context, json, outcome, CommandTexts.of("restore.restored"));
        }
    }
}
