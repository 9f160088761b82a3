package dev.vitrine.cli;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.image.TagPath;
import dev.vitrine.search.ParsedSearch;
import dev.vitrine.search.SearchProblem;
import dev.vitrine.search.SearchText;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/// The options by which a command's images are searched for; without any all are meant.
final class SearchChoice {
    @Option(names = "--user", paramLabel = "USER")
    private Set<String> users = new LinkedHashSet<>();

    @Option(names = "--tag", paramLabel = "TAG")
    private Set<String> tags = new LinkedHashSet<>();

    @Option(names = "--query", paramLabel = "TEXT")
    private String query = "";

    @Option(names = "--trash")
    private boolean trash;

    Set<String> users() {
        return users;
    }

    Set<String> tags() {
        return tags;
    }

    boolean isTrash() {
        return trash;
    }

    /// What the table of a cloud library can answer by itself: one user, one tag.
    boolean isAnsweredByTable() {
        return query.isBlank()
                && users.size() <= 1
                && tags.size() <= 1
                && tags.stream().noneMatch(TagPath::isBranch);
    }

    /// @throws ImageException.Invalid when the query cannot be understood
    ImageQuery query() {
        ParsedSearch parsed = SearchText.parse(query, ImageQuery.ALL.withScope(trash ? Scope.TRASH : Scope.LIBRARY));
        if (!parsed.problems().isEmpty()) {
            throw new ImageException.Invalid(
                    parsed.problems().stream().map(SearchProblem::message).collect(Collectors.joining(" ")));
        }
        ImageQuery typed = parsed.query();
        return typed.withUsers(union(typed.users(), users)).withAllTags(union(typed.allTags(), tags));
    }

    private static Set<String> union(Set<String> first, Set<String> second) {
        var all = new LinkedHashSet<>(first);
        all.addAll(second);
        return all;
    }
}
