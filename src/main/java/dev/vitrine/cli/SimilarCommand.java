package dev.vitrine.cli;

import dev.vitrine.connection.Library;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Unknown;
import dev.vitrine.image.ImageSource;
import dev.vitrine.service.Progress;
import dev.vitrine.service.similar.CopyDoubt;
import dev.vitrine.service.similar.LookAlikeGroups;
import dev.vitrine.service.similar.LookAlikes;
import dev.vitrine.service.similar.LookAlikes.Other;
import dev.vitrine.service.similar.SimilarImages;
import dev.vitrine.service.similar.SimilarImages.LookAlike;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lists the images that look like a file or like another image, the nearest first, or all that look like others.
@Command(name = "similar")
final class SimilarCommand extends LibraryCommand {
    private static final int PAGE = 500;

    private static final class SimilarTo {
        @Parameters(paramLabel = "FILE|ID", descriptionKey = "to")
        private String to = "";

        @Option(names = "--groups")
        private boolean groups;
    }

    @ArgGroup(multiplicity = "1")
    private SimilarTo asked = new SimilarTo();

    @Override
    public Integer call() {
        try (CommandLibrary opened = choice.openSearchable(context)) {
            Library library = opened.library();
            if (asked.groups) {
                printGroups(LookAlikeGroups.of(library.images(), Progress.UNSEEN));
            } else {
                print(library, found(library.similar(), asked.to));
            }
            tellUnknown(library);
            return ExitCode.DONE.number();
        }
    }

    /// Images that came in before, or from other programs, look like nothing until somebody looked at them.
    private void tellUnknown(Library library) {
        int unknown = library.images()
                .search(ImageQuery.ALL.withValue(Attribute.LOOK_HASH, Optional.of(new Unknown(false))))
                .size();
        if (unknown > 0) {
            terminal.note("similar.unknown", unknown);
        }
    }

    /// A file, where there is one of that name.
    private static List<LookAlike> found(SimilarImages similar, String to) {
        if (to.isBlank()) {
            throw new ImageException.Invalid(CommandTexts.of("similar.blank"));
        }
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
            JsonAnswer.print(terminal, Map.of("images", listed));
            return;
        }
        for (LookAlike each : found) {
            terminal.sayLine(String.format(Locale.ROOT, "%2d  %s", each.distance(), ImageLine.of(each.image())));
        }
        if (found.isEmpty()) {
            terminal.note("similar.none");
        }
    }

    private void printGroups(LookAlikeGroups all) {
        var listed = new ArrayList<Object>();
        for (int from = 0; from < all.size(); from += PAGE) {
            for (LookAlikes group : all.groups(from, Math.min(all.size(), from + PAGE))) {
                if (json.isWanted()) {
                    listed.add(fields(group));
                } else {
                    print(group);
                }
            }
        }
        if (json.isWanted()) {
            JsonAnswer.print(terminal, Map.of("groups", listed));
        } else if (all.size() == 0) {
            terminal.note("similar.noGroups");
        }
    }

    /// The best first. A star stands before what may be no copy.
    private void print(LookAlikes group) {
        terminal.sayLine("    " + ImageLine.of(group.best()));
        for (Other other : group.others()) {
            terminal.sayLine(String.format(
                    Locale.ROOT,
                    "%2d%s %s",
                    other.distance(),
                    other.isCopy() ? " " : "*",
                    ImageLine.of(other.image())));
        }
        if (group.unread() > 0) {
            terminal.sayLine("    " + CommandTexts.of("similar.unread", group.unread()));
        }
        terminal.sayLine("");
    }

    private static Map<String, Object> fields(LookAlikes group) {
        return Map.of(
                "best",
                group.best().imageId(),
                "others",
                group.others().stream().map(SimilarCommand::fields).toList(),
                "not_listed",
                group.unread());
    }

    private static Map<String, Object> fields(Other other) {
        return Map.of(
                "image_id",
                other.image().imageId(),
                "distance",
                other.distance(),
                "differs_in",
                other.differences().stream().map(CommandTexts::name).toList(),
                "other_moment",
                other.doubt().equals(Optional.of(CopyDoubt.OTHER_MOMENT)),
                "copy",
                other.isCopy());
    }
}
