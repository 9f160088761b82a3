package dev.vitrine.image;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// How many images each choice of the sidebar would show: what is counted is what a click gives.
///
/// Lists are ordered by count, largest first, then by name (months newest first); choices that would give nothing are
/// left out.
///
/// @param all images in the library, nothing filtered
/// @param untagged with every filter but those on tags
/// @param trash images in the trash, nothing filtered
/// @param users with every filter but the users: as if only this one were chosen
/// @param tags with every filter, as if this tag were asked for in addition (and not excluded)
/// @param types with every filter but the types
/// @param years by the time taken, as far as it is known, with every filter but the days taken
/// @param months the same, as a timeline
/// @param values of each attribute that is searched and [counted][Attribute#isCounted], with every filter but the
///   one on it; as texts ({@link ImageFacts#text})
public record Facets(
        int all,
        int untagged,
        int trash,
        List<Count<String>> users,
        List<Count<String>> tags,
        List<Count<ImageType>> types,
        List<Count<Integer>> years,
        List<Count<YearMonth>> months,
        Map<Attribute, List<Count<String>>> values) {

    public static final Facets NONE = new Facets(
            0,
            0,
            0,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Attribute.searched().stream()
                    .filter(Attribute::isCounted)
                    .collect(Collectors.toMap(attribute -> attribute, _ -> List.of())));

    /// One choice and the number of images it stands for.
    public record Count<T>(T value, int images) {}

    public Facets {
        users = List.copyOf(users);
        tags = List.copyOf(tags);
        types = List.copyOf(types);
        years = List.copyOf(years);
        months = List.copyOf(months);
        values = Map.copyOf(values);
    }
}
