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

    /// What lies directly below a tag, in no order: tags, and branches ({@link
    /// TagPath#branch}) where more lies below.
    ///
    /// @param root `""` for the top
    public List<String> below(String root) {
        var groups = new HashMap<String, List<String>>();
        for (String tag : tags) {
            if (root.isEmpty() || TagPath.isBelow(root, tag)) {
                groups.computeIfAbsent(TagPath.child(root, tag), _ -> new ArrayList<>(1))
                        .add(tag);
            }
        }
        var below = new ArrayList<String>();
        for (Map.Entry<String, List<String>> group : groups.entrySet()) {
            below.add(joined(group.getKey(), group.getValue()));
        }
        return below;
    }

    private String joined(String first, List<String> group) {
        String at = first;
        while (group.size() > 1 || !group.getFirst().equals(at)) {
            String above = at;
            String next = TagPath.child(above, group.getFirst());
            if (tags.contains(above)
                    || !group.stream().allMatch(tag -> tag.equals(next) || TagPath.isBelow(next, tag))) {
                return TagPath.branch(above);
            }
            at = next;
        }
        return at;
    }
}
