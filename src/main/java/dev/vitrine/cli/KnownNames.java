package dev.vitrine.cli;

import dev.vitrine.connection.Library;
import dev.vitrine.image.Facets;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.text.Folding;
import java.util.List;

/// Users and tags that a library has already: whoever types another spelling of one is told.
final class KnownNames {
    private final Facets facets;
    private final Terminal terminal;

    KnownNames(Library library, Terminal terminal) {
        this.facets = library.images().facets(ImageQuery.ALL);
        this.terminal = terminal;
    }

    /// What was typed is meant.
    String user(String typed) {
        String user = typed.strip();
        String known = Folding.known(user, values(facets.users()));
        if (!known.equals(user)) {
            terminal.note("upload.userAlike", user, known);
        }
        return user;
    }

    /// As they are spelled there.
    List<String> tags(List<String> typed) {
        return typed.stream().map(this::tag).toList();
    }

    private String tag(String typed) {
        String known = Folding.known(typed, values(facets.tags()));
        if (!known.equals(typed)) {
            terminal.note("upload.tagAlike", typed, known);
        }
        return known;
    }

    private static List<String> values(List<Facets.Count<String>> counts) {
        return counts.stream().map(Facets.Count::value).toList();
    }
}
