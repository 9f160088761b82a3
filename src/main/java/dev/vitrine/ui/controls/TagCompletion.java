package dev.vitrine.ui.controls;

import dev.vitrine.text.Matches;
import java.util.Collection;
import java.util.List;

/// Which known tags fit what is being typed.
final class TagCompletion {
    private TagCompletion() {}

    /// Tags that begin like the typed text come first, then those with a later word that does; each group keeps the
    /// order of `known`.
    ///
    /// @param known most used first
    /// @param chosen are not offered again
    static List<String> of(String typed, Collection<String> known, Collection<String> chosen, int max) {
        return typed.isBlank()
                ? List.of()
                : Matches.of(typed.strip()).amongWords(known, tag -> tag).stream()
                        .filter(tag -> !chosen.contains(tag))
                        .limit(max)
                        .toList();
    }

    /// The tags in a text, split at commas and line ends.
    static List<String> split(String text) {
        return text.lines()
                .flatMap(line -> List.of(line.split(",")).stream())
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .distinct()
                .toList();
    }
}
