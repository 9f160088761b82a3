package dev.vitrine.cli;

import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.PlainTags;
import dev.vitrine.image.TagPath;
import dev.vitrine.image.TagTree;
import dev.vitrine.image.TagTree.TagNode;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.edit.SimilarTags;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
    private final Map<String, Integer> own;
    private final Map<String, Integer> branches;
    private final List<TagLine> lines = new ArrayList<>();

    private TagLines(Map<String, Integer> own, Map<String, Integer> branches) {
        tree = new TagTree(own.keySet());
        this.own = own;
        this.branches = branches;
    }

    static List<TagLine> of(ImageService images) {
        Map<String, Integer> tags = new HashMap<>();
        images.facets(ImageQuery.ALL).tags().stream()
                .filter(tag -> PlainTags.isPlain(tag.value()))
                .forEach(tag -> tags.put(tag.value(), tag.images()));
        Set<String> branches = new HashSet<>();
        tags.keySet().forEach(tag -> addBranches(tag, branches));
        var lines = new TagLines(tags, images.tagged(ImageQuery.ALL, branches));
        lines.add("", 0);
        return lines.lines;
    }

    /// Groups of tags that look like one: the most used of each, and one level below it the others.
    static List<TagLine> alike(ImageService images) {
        var lines = new ArrayList<TagLine>();
        for (List<Count<String>> group : SimilarTags.in(images)) {
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
                .sorted(Comparator.comparing((TagNode node) -> -images(node)).thenComparing(TagNode::requested))
                .forEach(node -> {
                    String tag = node.tag();
                    lines.add(new TagLine(
                            node.requested(),
                            level,
                            root.isEmpty() ? tag : tag.substring(root.length() + 1),
                            images(node)));
                    if (node.isBranch()) {
                        add(tag, level + 1);
                    }
                });
    }

    private int images(TagNode node) {
        return (node.isBranch() ? branches : own).getOrDefault(node.requested(), 0);
    }
}
