package dev.vitrine.image;

import java.util.List;

/// What a number of images come to.
///
/// @param images how many there are; @param trashed how many of them are in the trash
/// @param sizeBytes of all their originals, as far as it is known
/// @param unsized of how many it is not: rows of other programs may not say it
/// @param tags how many of them have each, most common first
public record Tally(int images, int trashed, long sizeBytes, int unsized, List<Facets.Count<String>> tags) {
    public static final Tally NONE = new Tally(0, 0, 0, 0, List.of());

    public Tally {
        tags = List.copyOf(tags);
    }

    /// How many of the images have this tag.
    public int having(String tag) {
        return tags.stream()
                .filter(count -> count.value().equals(tag))
                .mapToInt(Facets.Count::images)
                .findFirst()
                .orElse(0);
    }
}
