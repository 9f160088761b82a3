package dev.vitrine.cli;

import dev.vitrine.image.Facets;
import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.text.DisplayText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Lists all tags, or all users, with the number of images of each, the most used first.
abstract sealed class CountsCommand implements Callable<Integer> {
    private final CommandContext context;
    private final String many;
    private final String one;
    private final Function<Facets, List<Count<String>>> counts;

    @Mixin
    private LibraryChoice choice;

    @Mixin
    private JsonAnswer json;

    private CountsCommand(
            CommandContext context, String many, String one, Function<Facets, List<Count<String>>> counts) {
        this.context = context;
        this.many = many;
        this.one = one;
        this.counts = counts;
    }

    @Command(name = "tags")
    static final class Tags extends CountsCommand {
        Tags(CommandContext context) {
            super(context, "tags", "tag", Facets::tags);
        }
    }

    @Command(name = "users")
    static final class Users extends CountsCommand {
        Users(CommandContext context) {
            super(context, "users", "user_id", Facets::users);
        }
    }

    @Override
    public Integer call() {
        try (CommandLibrary commandLibrary = choice.openSearchable(context)) {
            List<Count<String>> found =
                    counts.apply(commandLibrary.library().images().facets(ImageQuery.ALL));
            if (json.isWanted()) {
                List<Map<String, Object>> listed = found.stream()
                        .map(count -> Map.<String, Object>of(one, count.value(), "images", count.images()))
                        .toList();
                JsonAnswer.print(context.terminal(), Map.of(many, listed));
            } else {
                found.forEach(count -> context.terminal()
                        .out()
                        .println(String.format(
                                Locale.ROOT,
                                "%8d  %s",
                                count.images(),
                                Terminal.safe(DisplayText.clipped(count.value())))));
            }
            return ExitCode.DONE.number();
        }
    }
}
