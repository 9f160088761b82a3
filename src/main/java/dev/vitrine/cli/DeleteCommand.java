package dev.vitrine.cli;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.SeenImage;
import dev.vitrine.service.BulkOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Moves images to the trash, or deletes them permanently when that is asked for and agreed to.
@Command(name = "delete")
final class DeleteCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private LibraryChoice choice;

    @Mixin
    private JsonAnswer json;

    @Option(names = "--permanently")
    private boolean permanently;

    @Option(names = "--yes")
    private boolean yes;

    @Parameters(arity = "1..*", paramLabel = "ID", descriptionKey = "ids")
    private List<String> ids = new ArrayList<>();

    DeleteCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (CommandLibrary commandLibrary = choice.open(context);
                ProgressLine progress = new ProgressLine(context.terminal())) {
            if (!permanently && !commandLibrary.library().images().keepsTrash()) {
                throw new ImageException.Invalid(CommandTexts.of("delete.noTrash"));
            }
            // Before the question: what is deleted is what was there when it was asked.
            List<SeenImage> seen =
                    permanently ? commandLibrary.library().images().seen(ids) : List.of();
            if (permanently
                    && !yes
                    && !Confirmation.isAgreed(
                            context.terminal(),
                            CommandTexts.of(
                                    "delete.sure",
                                    ids.size(),
                                    commandLibrary.library().name()))) {
                throw new ImageException.Cancelled(CommandTexts.of("delete.nothing"));
            }
            BulkOutcome outcome = permanently
                    ? commandLibrary
                            .library()
                            .images()
                            .deletePermanently(
                                    seen,
                                    done -> progress.show(
                                            done, ids.size(), CommandTexts.of("progress.of", done, ids.size())))
                    : commandLibrary
                            .library()
                            .images()
                            .trash(
                                    ids,
                                    done -> progress.show(
                                            done, ids.size(), CommandTexts.of("progress.of", done, ids.size())));
            progress.clear();
            return BulkAnswer.print(
                    context, json, outcome, CommandTexts.of(permanently ? "delete.deleted" : "delete.trashed"));
        }
    }
}
