package dev.vitrine.ui.filter;

import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.PlainTags;
import dev.vitrine.image.TagPath;
import dev.vitrine.image.TagTree;
import dev.vitrine.image.TagTree.TagNode;
import dev.vitrine.text.TitleKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The unfolded levels of the tree of tags: tags and branches, with the images that choosing one would show, most
/// first. Where a filter finds nothing at all, everything is there, with 0.
///
/// @param below by the tag above; `""` for the top
/// @param images of every branch that has a line
/// @param leaves tags that are spelled like a branch and have nothing below
record TagLevels(Map<String, List<Count<String>>> below, Map<String, Integer> images, Set<String> leaves) {
    static final TagLevels NONE = new TagLevels(Map.of(), Map.of(), Set.of());

    /// Of as many images, in the order in which people read.
    private record Line(Count<String> count, String key) {
        private static final Comparator<Line> MOST_FIRST = Comparator.comparing((Line line) -> -line.count.images())
                .thenComparing(Line::key)
                .thenComparing(line -> line.count.value());

        Line(Count<String> count) {
            this(count, TitleKey.of(count.value()));
        }
    }

    /// @param counts of each tag, most first
    /// @param tags all that there are, filtered out or not: the shape of the tree does not depend on a filter
    /// @param open tags of which the level below is shown
    static TagLevels of(
            FilterLibrary from, ImageQuery query, List<Count<String>> counts, Set<String> tags, Set<String> open) {
        Set<String> inTree = tags.stream().filter(PlainTags::isPlain).collect(Collectors.toSet());
        if (inTree.stream().allMatch(tag -> tag.indexOf('/') < 0)) {
            return new TagLevels(
                    Map.of(
                            "",
                            counts.stream()
                                    .filter(tag -> PlainTags.isPlain(tag.value()))
                                    .toList()),
                    Map.of(),
                    Set.of());
        }
        var levels = new HashMap<String, List<String>>();
        var leaves = new HashSet<String>();
        collect(new TagTree(inTree), "", open, levels, leaves);
        Set<String> branches = Stream.of(
                        levels.values().stream().flatMap(List::stream),
                        query.allTags().stream(),
                        query.anyTags().stream(),
                        query.noTags().stream())
                .flatMap(tagsAndBranches -> tagsAndBranches)
                .filter(TagPath::isBranch)
                .collect(Collectors.toSet());
        var images = new HashMap<>(from.tagged().apply(query, branches));
        Map<String, Integer> ofBranches = Map.copyOf(images);
        counts.forEach(count -> images.putIfAbsent(count.value(), count.images()));
        var counted = new HashMap<String, List<Count<String>>>();
        levels.forEach((above, level) -> counted.put(
                above,
                level.stream()
                        .map(value -> new Count<>(value, images.getOrDefault(value, 0)))
                        .filter(count -> count.images() > 0 || counts.isEmpty())
                        .map(Line::new)
                        .sorted(Line.MOST_FIRST)
                        .map(Line::count)
                        .toList()));
        return new TagLevels(counted, ofBranches, leaves);
    }

    /// A tag directly below a branch of the same spelling has no line: to ask for it is to ask for the branch.
    private static void collect(
            TagTree tree, String above, Set<String> open, Map<String, List<String>> levels, Set<String> leaves) {
        var level = new ArrayList<String>();
        levels.put(above, level);
        for (TagNode node : tree.below(above)) {
            String requested = node.requested();
            if (node.isBranch()) {
                level.add(requested);
                if (open.contains(node.tag())) {
                    collect(tree, node.tag(), open, levels, leaves);
                }
            } else if (!requested.equals(TagPath.branch(above))) {
                level.add(requested);
                if (TagPath.isBranch(requested)) {
                    leaves.add(requested);
                }
            }
        }
    }

    List<Count<String>> top() {
        return below.getOrDefault("", List.of());
    }

    /// Whether anything can be folded.
    boolean isTree() {
        return top().stream().anyMatch(count -> isBranch(count.value()));
    }

    /// Whether more lies below it.
    boolean isBranch(String value) {
        return TagPath.isBranch(value) && !leaves.contains(value);
    }

    boolean isOpen(String branch) {
        return isBranch(branch) && below.containsKey(TagPath.root(branch));
    }

    /// What is directly below an open branch; nothing below any other.
    List<String> in(String branch) {
        return isOpen(branch)
                ? below.getOrDefault(TagPath.root(branch), List.of()).stream()
                        .map(Count::value)
                        .toList()
                : List.of();
    }

    /// The line at the top below which a value has its own; itself when it has none there.
    String topOf(String value) {
        String at = value;
        for (Optional<String> above = above(at); above.isPresent(); above = above(at)) {
            at = TagPath.branch(above.get());
        }
        return at;
    }

    private Optional<String> above(String value) {
        return below.entrySet().stream()
                .filter(level -> !level.getKey().isEmpty()
                        && level.getValue().stream()
                                .anyMatch(count -> count.value().equals(value)))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// Whether any image has this tag, or any tag of this branch.
    static boolean isThere(String value, Set<String> tags) {
        return tags.contains(value)
                || TagPath.isBranch(value) && tags.stream().anyMatch(tag -> TagPath.matches(value, tag));
    }
}
