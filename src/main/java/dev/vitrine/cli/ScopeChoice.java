package dev.vitrine.cli;

import dev.vitrine.connection.Connection;
import dev.vitrine.connection.Library;
import dev.vitrine.image.Facets;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.service.mirror.MirrorScope;
import dev.vitrine.text.NameList;
import java.time.Year;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/// Which images of a cloud library are kept on this machine to be searched; remembered with them.
final class ScopeChoice {
    @Option(names = "--read-users", paramLabel = "USERS")
    private List<String> lists = List.of();

    @Option(names = "--read-since", paramLabel = "YEAR")
    private Optional<Integer> since = Optional.empty();

    @Option(names = "--read-all")
    private boolean all;

    boolean isGiven() {
        return all || !lists.isEmpty() || since.isPresent();
    }

    /// @throws ImageException.Invalid when what is given chooses nothing, or nothing of this library
    void check(Connection library) {
        if (isGiven() && library.isLocal()) {
            throw new ImageException.Invalid(CommandTexts.of("scope.local"));
        }
        chosen();
    }

    /// Empty for those that were chosen before.
    Optional<MirrorScope> chosen() {
        List<String> users =
                lists.stream().map(NameList::parse).flatMap(List::stream).toList();
        if (all && (!users.isEmpty() || since.isPresent())) {
            throw new ImageException.Invalid(CommandTexts.of("scope.both"));
        }
        MirrorScope named = MirrorScope.of(users, since.map(Year::of));
        return all || !named.isAll() ? Optional.of(named) : Optional.empty();
    }

    /// Where images come in.
    static void sayDuplicates(Library library, Terminal terminal) {
        if (library.cloud().stream().anyMatch(cloud -> !cloud.mirror().scope().isAll())) {
            terminal.note("scope.duplicates");
            terminal.err().flush();
        }
    }

    /// A list that is a part must not pass for a whole one, nor a name that is spelled otherwise for somebody
    /// without images.
    static void say(MirrorScope scope, Library library, Terminal terminal) {
        if (scope.isAll()) {
            return;
        }
        String since = scope.since().map(Year::toString).orElse("");
        terminal.note(since.isEmpty() ? "scope.part" : "scope.part.since", NameList.of(scope.users()), since);
        List<String> nobody = withoutImages(scope, library);
        if (!nobody.isEmpty()) {
            terminal.note("scope.nobody", NameList.of(nobody));
        }
        terminal.err().flush();
    }

    private static List<String> withoutImages(MirrorScope scope, Library library) {
        Set<String> known = Stream.of(Scope.LIBRARY, Scope.TRASH)
                .flatMap(part -> library.images().facets(ImageQuery.ALL.withScope(part)).users().stream())
                .map(Facets.Count::value)
                .collect(Collectors.toSet());
        return scope.users().stream().filter(user -> !known.contains(user)).toList();
    }
}
