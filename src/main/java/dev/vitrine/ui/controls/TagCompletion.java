package dev.vitrine.ui.controls;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// Which known tags fit what is being typed.
final class TagCompletion {
    private TagCompletion() {
    }

    /// Tags that begin like the typed text come first, then those with a later word that does; each group keeps the order of `known`.
    ///
    /// @param known most used first
    /// @param chosen are not offered again
    static List<String> of(String typed, Collection<String> known, Collection<String> chosen, int max) {
        String requested = folded(typed);
        if (requested.isEmpty()) {
            return List.of();
        }
        var first = new ArrayList<String>();
        var later = new ArrayList<String>();
        for (String tag : known) {
            String candidate = folded(tag);
            if (chosen.contains(tag)) {
                continue;
            }
            if (candidate.startsWith(requested)) {
                first.add(tag);
            } else if (wordBeginsWith(candidate, requested)) {
                later.add(tag);
            }
            if (first.size() == max) {
                break;
            }
        }
        first.addAll(later);
        return List.copyOf(first.subList(0, Math.min(max, first.size())));
    }

    /// The tags in a text, split at commas and line ends.
    static List<String> split(String text) {
        return text.lines().flatMap(line -> List.of(line.split(",")).stream()).map(String::strip).filter(tag -> !tag.isEmpty()).distinct().toList();
    }

    private static boolean wordBeginsWith(String candidate, String requested) {
        for (int at = candidate.indexOf(requested); at > 0; at = candidate.indexOf(requested, at + 1)) {
            if (!Character.isLetterOrDigit(candidate.charAt(at - 1))) {
                return true;
            }
        }
        return false;
    }

    private static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
