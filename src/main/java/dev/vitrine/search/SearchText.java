package dev.vitrine.search;

import dev.vitrine.image.Facets;
import dev.vitrine.image.ImageQuery;
import java.util.List;

/// What people type into the search box, as a query and back: `sunset -blurry "golden gate" user:alice tag:nature
/// -tag:draft`.
///
/// Words match parts of words (`259` is in `DSC_4259`; one letter alone: their beginnings), quoted phrases match
/// exactly, a minus sign excludes. Fields: `user:`, `tag:` (`tag:place/*`: with all below it), `anytag:` (or
/// `tag:a|b`), `type:`, `taken:` and `added:` (`2024-06..2024-08`), `larger:` and `smaller:` (`5MB`), `side:`
/// (`2000..4000`), `is:` and `has:`, and one for each attribute that is searched ({@link
/// dev.vitrine.image.Attribute#searched}). Values with spaces are quoted; a backslash takes the meaning from the
/// character after it.
public final class SearchText {
    private SearchText() {}

    /// @param base scope and order are taken from here; the text says the rest
    public static ParsedSearch parse(String text, ImageQuery base) {
        return new SearchParser(text, base, SearchFields.STANDARD).parse();
    }

    /// The text that means this query; scope and order are not part of it.
    public static String print(ImageQuery query) {
        return new SearchPrinter().print(query);
    }

    /// What could be typed at the caret, best first.
    public static List<SearchCompletion> complete(String text, int caret, Facets facets) {
        return new SearchCompleter(text, caret, facets, SearchFields.STANDARD).list();
    }
}
