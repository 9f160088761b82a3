package dev.vitrine.cli;

import dev.vitrine.image.Album;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.edit.BulkEdits.EditOutcome;
import dev.vitrine.service.edit.TagEdits;
import dev.vitrine.text.DisplayText;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Renames, merges or removes tags and branches of tags on all images of a library, after it was said on how many.
@Command(name = "retag")
final class RetagCommand extends LibraryCommand {
    @Parameters(paramLabel = "TAG", arity = "1..*", descriptionKey = "tag")
    private Set<String> tags = new LinkedHashSet<>();

    private static final class RetagAct {
        @Option(names = "--to", paramLabel = "NAME")
        private Optional<String> name = Optional.empty();

        @Option(names = "--remove")
        private boolean removes;
    }

    @ArgGroup(multiplicity = "1")
    private RetagAct act = new RetagAct();

    @Option(names = "--dry-run")
    private boolean dryRun;

    @Option(names = "--yes")
    private boolean yes;

    @Override
    public Integer call() {
        refuseAlbums();
        Optional<String> name = act.name.map(typed -> TagEdits.checkedName(tags, typed));
        name.filter(typed -> typed.codePoints().anyMatch(c -> c == ',' || Character.isISOControl(c)))
                .ifPresent(_ -> {
                    throw new ImageException.Invalid(CommandTexts.of("retag.name"));
                });
        try (CommandLibrary opened = choice.openSearchable(context)) {
            ImageService images = opened.library().images();
            var edits = new TagEdits(images);
            int found = edits.uses(tags).library();
            if (found == 0) {
                throw new ImageException.NotFound(CommandTexts.of("retag.none", named()));
            }
            if (dryRun) {
                return EditAnswer.print(context, json, found, Optional.empty());
            }
            agree(found, name, opened.library().name());
            try (var line = new ProgressLine(terminal)) {
                EditOutcome outcome = act.removes
                        ? edits.remove(tags, line.counting())
                        : edits.rename(tags, name.orElseThrow(), line.counting());
                line.clear();
                return EditAnswer.print(context, json, found, Optional.of(outcome));
            }
        }
    }

    /// Order, cover and description of an album lie in a file, which would not go along.
    private void refuseAlbums() {
        Album.of(tags).stream().findFirst().ifPresent(album -> {
            throw new ImageException.Invalid(CommandTexts.of("retag.album", album.name()));
        });
    }

    private void agree(int found, Optional<String> name, String library) {
        String question = name.map(to -> CommandTexts.of("retag.sure", named(), DisplayText.quoted(to), found, library))
                .orElseGet(() -> CommandTexts.of("retag.sure.remove", named(), found, library));
        Confirmation.require(terminal, yes, question, "retag.nothing");
    }

    private String named() {
        return tags.stream().map(DisplayText::quoted).collect(Collectors.joining(", "));
    }
}
