package dev.vitrine.cli;

import dev.vitrine.connection.Library;
import dev.vitrine.image.ImageSource;
import dev.vitrine.service.similar.SimilarImages;
import dev.vitrine.service.similar.SimilarImages.LookAlike;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Lists the images that look like a file or like another image, the nearest first.
@Command(name = "similar")
final class SimilarCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private LibraryChoice choice;

    @Mixin
    private JsonAnswer json;

    @Parameters(paramLabel = "FILE|ID", descriptionKey = "to")
    private String to = "";

    SimilarCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (CommandLibrary commandLibrary = choice.openSearchable(context)) {
            Library library = commandLibrary.library();
            print(library, found(library.similar()));
            return ExitCode.DONE.number();
        }
    }

    /// A file, where there is one of that name.
    private List<LookAlike> found(SimilarImages similar) {
        Path file = Path.of(to);
        if (Files.isRegularFile(file)) {
            return similar.to(similar.hash(ImageSource.ofFile(file)));
        }
        return similar.to(similar.hash(to)).stream()
                .filter(each -> !each.image().imageId().equals(to))
                .toList();
    }

    private void print(Library library, List<LookAlike> found) {
        if (json.isWanted()) {
            var listed = new ArrayList<Object>();
            for (LookAlike each : found) {
                var fields = new LinkedHashMap<>(library.fields(each.image()));
                fields.put("distance", each.distance());
                listed.add(fields);
            }
            JsonAnswer.print(context.terminal(), Map.of("images", listed));
            return;
        }
        for (LookAlike each : found) {
            context.terminal()
                    .out()
                    .println(String.format(Locale.ROOT, "%2d  %s", each.distance(), ImageLine.of(each.image())));
        }
        if (found.isEmpty()) {
            context.terminal().err().println(CommandTexts.of("similar.none"));
        }
    }
}
