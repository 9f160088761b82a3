package dev.vitrine.image;

import java.util.List;

/// How many images each choice of the sidebar would show, counted with every filter but that facet's own.
///
/// Lists are ordered by count, largest first, then by name; choices that would give nothing are left out.
public record Facets(
        int all,
        int untagged,
        int trash,
        List<Count<String>> users,
        List<Count<String>> tags,
        List<Count<ImageType>> types,
        List<Count<Integer>> years) {

    public static final Facets NONE = new Facets(0, 0, 0, List.of(), List.of(), List.of(), List.of());

    /// One choice and the number of images it stands for.
    public record Count<T>(T value, int images) {
    }

    public Facets {
        users = List.copyOf(users);
        tags = List.copyOf(tags);
        types = List.copyOf(types);
        years = List.copyOf(years);
    }
}
