package dev.vitrine.cli;

import dev.vitrine.cli.TagLines.TagLine;
import dev.vitrine.image.Facets;
import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.service.ImageService;
import dev.vitrine.text.DisplayText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Lists all tags, or all users, with the number of images of each, the most used first.
abstract sealed class CountsCommand extends LibraryCommand {
    private static final int MAX_INDENT = 20;

    private final String many;
    private final String one;
    private final Function<Facets, List<Count<String>>> counts;

    private CountsCommand(String many, String one, Function<Facets, List<Count<String>>> counts) {
        this.many = many;
        this.one = one;
        this.counts = counts;
    }

    @Command(name = "tags")
    static final class Tags extends CountsCommand {
        private static final class TagForm {
            @Option(names = "--tree")
            private boolean tree;

            @Option(names = "--alike")
            private boolean alike;
        }

        @ArgGroup
        private TagForm form = new TagForm();

        Tags() {
            super("tags", "tag", Facets::tags);
        }

        @Override
        void print(ImageService images) {
            if (form.tree) {
                printTree(TagLines.of(images));
            } else if (form.alike) {
                printTree(TagLines.alike(images));
            } else {
                super.print(images);
            }
        }
    }

    @Command(name = "users")
    static final class Users extends CountsCommand {
        Users() {
            super("users", "user_id", Facets::users);
        }
    }

    @Override
    public Integer call() {
        try (CommandLibrary opened = choice.openSearchable(context)) {
            print(opened.library().images());
            return ExitCode.DONE.number();
        }
    }

    void print(ImageService images) {
        List<Count<String>> found = counts.apply(images.facets(ImageQuery.ALL));
        if (json.isWanted()) {
            List<Map<String, Object>> listed = found.stream()
                    .map(count -> Map.<String, Object>of(one, count.value(), "images", count.images()))
                    .toList();
            JsonAnswer.print(terminal, Map.of(many, listed));
        } else {
            found.forEach(count -> printLine(count.images(), "", count.value()));
        }
    }

    final void printTree(List<TagLine> lines) {
        if (json.isWanted()) {
            List<Map<String, Object>> listed = lines.stream()
                    .map(line ->
                            Map.<String, Object>of("tag", line.tag(), "level", line.level(), "images", line.images()))
                    .toList();
            JsonAnswer.print(terminal, Map.of(many, listed));
        } else {
            lines.forEach(line ->
                    printLine(line.images(), "  ".repeat(Math.min(line.level(), MAX_INDENT)), line.name()));
        }
    }

    private void printLine(int images, String indent, String name) {
        terminal.sayLine(String.format(Locale.ROOT, "%8d  %s%s", images, indent, DisplayText.clipped(name)));
    }
}
