package dev.vitrine.image;

import java.util.Optional;

/// Tags as a tree: `place/italy/venice` lies below `place/italy`, and that below `place`.
///
/// They are plain strings to every other program; the tree is only how they are read. In a query `place/*` stands for a
/// *branch*: the tag itself and all below it (so it also finds a tag of just that spelling). A slash that begins or
/// ends a tag belongs to a name, and so does one after another: `a//b` is `/b` below `a`. Albums are in no tree.
public final class TagPath {
    private static final char SLASH = '/';
    private static final String ALL_BELOW = "/*";

    private TagPath() {}

    /// What stands for a tag and all below it.
    public static String branch(String tag) {
        return tag + ALL_BELOW;
    }

    public static boolean isBranch(String requested) {
        int slash = requested.length() - ALL_BELOW.length();
        return slash > 0
                && requested.endsWith(ALL_BELOW)
                && requested.charAt(slash - 1) != SLASH
                && !Album.isAlbum(requested);
    }

    /// The tag at the beginning of a branch; of anything else, itself.
    public static String root(String requested) {
        return isBranch(requested) ? requested.substring(0, requested.length() - ALL_BELOW.length()) : requested;
    }

    /// As people see it: `place/…` for a branch.
    public static String named(String requested) {
        return isBranch(requested) ? root(requested) + "/…" : requested;
    }

    /// Whether a tag is what is asked for or, of a branch, lies in it.
    public static boolean matches(String requested, String tag) {
        if (!isBranch(requested)) {
            return requested.equals(tag);
        }
        String root = root(requested);
        return tag.equals(root) || isBelow(root, tag);
    }

    /// @param root of a branch
    static boolean isBelow(String root, String tag) {
        return tag.length() > root.length() + 1 && tag.charAt(root.length()) == SLASH && tag.startsWith(root);
    }

    /// What becomes of a tag, or of a branch, when this tag or branch is given another name.
    public static String renamed(String tag, String requested, String name) {
        return matches(requested, tag) ? name + tag.substring(root(requested).length()) : tag;
    }

    /// The tag above; empty at the top.
    public static Optional<String> parent(String tag) {
        for (int at = tag.length() - 2; at > 0; at--) {
            if (tag.charAt(at) == SLASH && tag.charAt(at - 1) != SLASH) {
                return Optional.of(tag.substring(0, at));
            }
        }
        return Optional.empty();
    }

    /// The tag below this one that leads to another, and may be that.
    ///
    /// @param root a tag above the other; `""` for the top
    static String child(String root, String below) {
        int from = root.isEmpty() ? 1 : root.length() + 2;
        for (int at = from; at < below.length() - 1; at++) {
            if (below.charAt(at) == SLASH && below.charAt(at - 1) != SLASH) {
                return below.substring(0, at);
            }
        }
        return below;
    }
}
