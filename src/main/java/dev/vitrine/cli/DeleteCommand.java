package dev.vitrine.cli;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.SeenImage;
import dev.vitrine.service.BulkOutcome;
import dev.vitrine.service.ImageService;
import dev.vitrine.store.MetadataStore.TrashAccess;
import dev.vitrine.store.Rights.Right;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Moves images to the trash, or deletes them permanently when that is asked for and agreed to.
@Command(name = "delete")
final class DeleteCommand extends LibraryCommand {
    @Option(names = "--permanently")
    private boolean permanently;

    @Option(names = "--yes")
    private boolean yes;

    @Mixin
    private ImageIds imageIds;

    @Override
    public Integer call() {
        List<String> ids = imageIds.read(terminal);
        if (permanently && yes && imageIds.areUncounted()) {
            throw new ImageException.Invalid(CommandTexts.of("delete.uncounted", ids.size()));
        }
        try (CommandLibrary opened = choice.open(context);
                ProgressLine progress = new ProgressLine(terminal)) {
            if (!permanently && mayDelete(opened)) {
                requireTrash(opened.library().images().trash());
            }
            // Before the question: what is deleted is what was there when it was asked.
            List<SeenImage> seen = permanently ? opened.library().images().seen(ids) : List.of();
            if (permanently) {
                String question = CommandTexts.of(
                        "delete.sure", ids.size(), opened.library().name());
                Confirmation.require(terminal, yes, question, "delete.nothing");
            }
            ImageService images = opened.library().images();
            BulkOutcome outcome = permanently
                    ? images.deletePermanently(seen, progress.counting())
                    : images.trash(ids, images.now(), progress.counting());
            progress.clear();
            return BulkAnswer.print(
                    context, json, outcome, CommandTexts.of(permanently ? "delete.deleted" : "delete.trashed"));
        }
    }

    private static void requireTrash(TrashAccess trash) {
        switch (trash) {
            case THERE -> {}
            case ABSENT -> throw new ImageException.Invalid(CommandTexts.of("delete.noTrash"));
            case FORBIDDEN -> throw new ImageException.Denied(CommandTexts.of("delete.hiddenTrash"), null);
        }
    }

    /// Else each image says why it stays, whether there is a trash or not.
    private static boolean mayDelete(CommandLibrary opened) {
        return !opened.library().rights().refused().containsKey(Right.DELETE_ROWS);
    }
}
