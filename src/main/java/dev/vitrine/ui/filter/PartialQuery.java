package dev.vitrine.ui.filter;

import dev.vitrine.image.Facets;
import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.TagPath;
import dev.vitrine.search.ParsedSearch;
import dev.vitrine.search.SearchText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Reads what is being typed without taking the unfinished word at its end at its letter.
///
/// On the way to `user:alice` the text asks for the users a, al, ali: the gallery would go empty at each of them, and
/// `taken:20` would be an error. So a last word with a field waits until it means something; a space after it makes
/// it count as it is.
final class PartialQuery {
    private PartialQuery() {}

    static ParsedSearch read(String text, ImageQuery base, Facets known) {
        ParsedSearch whole = SearchText.parse(text, base);
        int last = lastWord(text);
        if (text.indexOf(':', last) < 0) {
            return whole;
        }
        boolean wrong = whole.problems().stream().anyMatch(problem -> problem.to() > last);
        ParsedSearch before = SearchText.parse(text.substring(0, last), base);
        return wrong || asksForUnknown(whole.query(), before.query(), known) ? before : whole;
    }

    /// Whether the last word asks for a name that nobody has.
    static boolean endsUnknown(String text, ImageQuery base, Facets known) {
        int last = lastWord(text);
        return text.indexOf(':', last) >= 0
                && asksForUnknown(
                        SearchText.parse(text, base).query(),
                        SearchText.parse(text.substring(0, last), base).query(),
                        known);
    }

    /// The same text, with the last word as one to look for everywhere: `sea tag:gr` becomes `sea gr`.
    static String withoutLastField(String text) {
        int last = lastWord(text);
        String excludes = text.startsWith("-", last) ? "-" : "";
        return text.substring(0, last) + excludes + text.substring(text.indexOf(':', last) + 1);
    }

    private static boolean asksForUnknown(ImageQuery now, ImageQuery before, Facets known) {
        return isUnknown(now.users(), before.users(), known, Facets::users)
                || isUnknown(now.allTags(), before.allTags(), known, Facets::tags)
                || isUnknown(now.anyTags(), before.anyTags(), known, Facets::tags)
                || isUnknown(now.noTags(), before.noTags(), known, Facets::tags);
    }

    private static boolean isUnknown(
            Set<String> now, Set<String> before, Facets known, Function<Facets, List<Count<String>>> names) {
        var added = new HashSet<>(now);
        added.removeAll(before);
        names.apply(known).forEach(count -> added.remove(count.value()));
        added.removeIf(branch -> names.apply(known).stream().anyMatch(count -> TagPath.matches(branch, count.value())));
        return !added.isEmpty();
    }

    /// Where the last word begins; quotes keep words together.
    private static int lastWord(String text) {
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '"') {
                quoted = !quoted;
            } else if (!quoted && Character.isWhitespace(text.charAt(i))) {
                start = i + 1;
            }
        }
        return start;
    }
}
