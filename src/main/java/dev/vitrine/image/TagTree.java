package dev.vitrine.image;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The tags of a library, level by level ({@link TagPath}).
///
/// Where nothing but one thing lies below what is no tag itself, both are one line: a tag such as `24/7` stays whole
/// until there is another one that begins with `24/`.
public record TagTree(Set<String> tags) {
    public TagTree {
        tags = Set.copyOf(tags);
    }

    /// A line of the tree. Somebody may have given an image the tag `x/*`, which reads as the branch of `x` does:
    /// only this tells them apart.
    ///
    /// @param tag of a branch, the one at its beginning
    /// @param isBranch whether more lies below
    public record TagNode(String tag, boolean isBranch) {
        /// As it is asked for.
        public String requested() {
            return isBranch ? TagPath.branch(tag) : tag;
        }
    }

    /// What lies directly below a tag, in no order. What is below one of these is longer than it: the tree has an
    /// end.
    ///
    /// @param root `""` for the top
    public List<TagNode> below(String root) {
        var groups = new HashMap<String, List<String>>();
        for (String tag : tags) {
            if (root.isEmpty() || TagPath.isBelow(root, tag)) {
                groups.computeIfAbsent(TagPath.child(root, tag), _ -> new ArrayList<>(1))
                        .add(tag);
            }
        }
        var below = new ArrayList<TagNode>();
        for (Map.Entry<String, List<String>> group : groups.entrySet()) {
            below.add(joined(group.getKey(), group.getValue()));
        }
        return below;
    }

    private TagNode joined(String first, List<String> group) {
        String at = first;
        while (group.size() > 1 || !group.getFirst().equals(at)) {
            String above = at;
            String next = TagPath.child(above, group.getFirst());
            if (tags.contains(above)
                    || !group.stream().allMatch(tag -> tag.equals(next) || TagPath.isBelow(next, tag))) {
                return new TagNode(above, true);
            }
            at = next;
        }
        return new TagNode(at, false);
    }
}
