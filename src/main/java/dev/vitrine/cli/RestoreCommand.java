package dev.vitrine.cli;

import dev.vitrine.service.BulkOutcome;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Takes images out of the trash.
@Command(name = "restore")
final class RestoreCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private LibraryChoice choice;

    @Mixin
    private JsonAnswer json;

    @Mixin
    private ImageIds imageIds;

    RestoreCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        List<String> ids = imageIds.read(context.terminal());
        try (CommandLibrary commandLibrary = choice.open(context);
                ProgressLine progress = new ProgressLine(context.terminal())) {
            BulkOutcome outcome =
                    commandLibrary.library().images().restore(ids, done -> progress.show(done, ids.size()));
            progress.clear();
            return BulkAnswer.print(context, json, outcome, CommandTexts.of("restore.restored"));
        }
    }
}
