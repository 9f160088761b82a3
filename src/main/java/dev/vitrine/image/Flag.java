package dev.vitrine.image;

import java.util.ArrayList;
import java.util.Collection;

/// What was decided about an image while culling: picked, rejected, or neither. Kept as the plain tags `pick` and
/// `reject`, so that every program on the library reads and filters them as it does any tag.
///
/// Where an image has both, written by other hands, it is picked: nothing that somebody wanted goes to the trash. The
/// next decision replaces both.
public enum Flag {
    PICK("pick"),
    REJECT("reject"),
    NONE("");

    private final String tag;

    Flag(String tag) {
        this.tag = tag;
    }

    /// `""` for neither.
    public String tag() {
        return tag;
    }

    /// The flag of an image with these tags.
    public static Flag of(Collection<String> tags) {
        return tags.contains(PICK.tag) ? PICK : tags.contains(REJECT.tag) ? REJECT : NONE;
    }

    /// The same caption with this flag and no other.
    public Caption on(Caption caption) {
        var tags = new ArrayList<String>();
        for (String each : caption.tags()) {
            if (each.equals(tag) || !each.equals(PICK.tag) && !each.equals(REJECT.tag)) {
                tags.add(each);
            }
        }
        if (this != NONE) {
            tags.add(tag); // a caption keeps it once, where it was
        }
        return caption.withTags(tags);
    }
}
