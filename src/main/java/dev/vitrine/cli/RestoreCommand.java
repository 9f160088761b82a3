package dev.vitrine.cli;

import dev.vitrine.service.BulkOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Takes images out of the trash.
@Command(name = "restore")
final class RestoreCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private LibraryChoice choice;

    @Mixin
    private JsonAnswer json;

    @Parameters(arity = "1..*", paramLabel = "ID", descriptionKey = "ids")
    private List<String> ids = new ArrayList<>();

    RestoreCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (CommandLibrary commandLibrary = choice.open(context);
                ProgressLine progress = new ProgressLine(context.terminal())) {
            BulkOutcome outcome = commandLibrary
                    .library()
                    .images()
                    .restore(
                            ids,
                            done -> progress.show(done, ids.size(), CommandTexts.of("progress.of", done, ids.size())));
            progress.clear();
            return BulkAnswer.print(context, json, outcome, CommandTexts.of("restore.restored"));
        }
    }
}
