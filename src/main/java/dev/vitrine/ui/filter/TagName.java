package dev.vitrine.ui.filter;

import dev.vitrine.image.TagPath;
import dev.vitrine.text.Folding;
import java.util.Collection;
import java.util.Optional;

/// What a new name for a tag comes to.
///
/// @param name as it will be written
/// @param merges true when there is such a tag already, so that both become one
record TagName(String name, boolean merges) {
    /// Blanks around it and doubled ones within do not count. A tag that differs in letter case only is taken as it
    /// is written already, except for the tag itself, whose letter case may be what is to be changed. Accents make
    /// another name: merging is not looking.
    ///
    /// @return nothing when the typed name is empty, the tag's own, or two names with a comma between
    static Optional<TagName> of(String typed, String tag, Collection<String> known) {
        String name = TagPath.root(typed.strip().replaceAll("\\s+", " "));
        if (TagPath.isBranch(tag)) {
            return ofBranch(name.replaceFirst("/+$", ""), tag, known);
        }
        if (name.isEmpty() || name.equals(tag) || name.contains(",")) {
            return Optional.empty();
        }
        if (known.contains(name)) {
            return Optional.of(new TagName(name, true));
        }
        String caseless = Folding.caseless(name);
        Optional<String> alike = caseless.equals(Folding.caseless(tag))
                ? Optional.empty()
                : known.stream()
                        .filter(other ->
                                !other.equals(tag) && Folding.caseless(other).equals(caseless))
                        .findFirst();
        return Optional.of(alike.map(other -> new TagName(other, true)).orElse(new TagName(name, false)));
    }

    /// Branches become one where anything lies in that of the name already, besides what is moved there.
    private static Optional<TagName> ofBranch(String name, String branch, Collection<String> known) {
        String there = TagPath.branch(name);
        return name.isBlank() || name.equals(TagPath.root(branch)) || name.contains(",")
                ? Optional.empty()
                : Optional.of(new TagName(
                        name,
                        known.stream().anyMatch(tag -> TagPath.matches(there, tag) && !TagPath.matches(branch, tag))));
    }
}
