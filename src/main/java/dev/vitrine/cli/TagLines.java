package dev.vitrine.cli;

import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.PlainTags;
import dev.vitrine.image.TagPath;
import dev.vitrine.image.TagTree;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.edit.AlikeTags;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Tags of a library in levels, each with its number of images: as a tree, or those that look alike.
final class TagLines {
    /// @param tag or branch, as it can be asked for
    /// @param level from 0
    /// @param name of its own, without what it lies below
    record TagLine(String tag, int level, String name, int images) {}

    private final TagTree tree;
    private final Map<String, Integer> counts;
    private final List<TagLine> lines = new ArrayList<>();

    private TagLines(TagTree tree, Map<String, Integer> counts) {
        this.tree = tree;
        this.counts = counts;
    }

    static List<TagLine> of(ImageService images) {
        Set<String> tags = new HashSet<>();
        images.facets(ImageQuery.ALL).tags().forEach(count -> tags.add(count.value()));
        Set<String> asked = new HashSet<>(tags);
        tags.forEach(tag -> addBranches(tag, asked));
        tags.removeIf(tag -> !PlainTags.isPlain(tag));
        var lines = new TagLines(new TagTree(tags), images.tagged(ImageQuery.ALL, asked));
        lines.add("", 0);
        return lines.lines;
    }

    /// Groups of tags that look like one: the most used of each, and one level below it the others.
    static List<TagLine> alike(ImageService images) {
        var lines = new ArrayList<TagLine>();
        List<Count<String>> plain = images.facets(ImageQuery.ALL).tags().stream()
                .filter(tag -> PlainTags.isPlain(tag.value()))
                .toList();
        for (List<Count<String>> group : AlikeTags.among(plain)) {
            for (Count<String> tag : group) {
                lines.add(new TagLine(tag.value(), tag == group.getFirst() ? 0 : 1, tag.value(), tag.images()));
            }
        }
        return lines;
    }

    private static void addBranches(String tag, Set<String> asked) {
        for (var above = TagPath.parent(tag); above.isPresent(); above = TagPath.parent(above.get())) {
            if (!asked.add(TagPath.branch(above.get()))) {
                return;
            }
        }
    }

    private void add(String root, int level) {
        tree.below(root).stream()
                .sorted(Comparator.comparing((String tag) -> -images(tag)).thenComparing(tag -> tag))
                .forEach(tag -> {
                    String whole = TagPath.root(tag);
                    lines.add(new TagLine(
                            tag, level, root.isEmpty() ? whole : whole.substring(root.length() + 1), images(tag)));
                    if (TagPath.isBranch(tag)) {
                        add(whole, level + 1);
                    }
                });
    }

    private int images(String tag) {
        return counts.getOrDefault(tag, 0);
    }
}
