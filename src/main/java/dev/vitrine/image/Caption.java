package dev.vitrine.image;

import dev.vitrine.text.Folding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// What people write about an image. Absent text is `""`; tags keep their order and are unique; blank ones are dropped.
/// Texts are composed ([Folding#composed]), so that one tag in two encodings is one tag.
public record Caption(String title, String description, List<String> tags) {
    public static final Caption EMPTY = new Caption("", "", List.of());

    public Caption {
        title = Folding.composed(title.strip());
        description = Folding.composed(description.strip());
        var unique = new LinkedHashSet<String>();
        for (String tag : tags) {
            if (!tag.isBlank()) {
                unique.add(Folding.composed(tag.strip()));
            }
        }
        tags = List.copyOf(unique);
    }

    public Caption withTitle(String changed) {
        return new Caption(changed, description, tags);
    }

    public Caption withDescription(String changed) {
        return new Caption(title, changed, tags);
    }

    public Caption withTags(List<String> changed) {
        return new Caption(title, description, changed);
    }

    public Caption withTag(String added) {
        var changed = new ArrayList<>(tags);
        changed.add(added);
        return withTags(changed);
    }

    public Caption withoutTag(String removed) {
        String composed = Folding.composed(removed);
        return withTags(tags.stream().filter(tag -> !tag.equals(composed)).toList());
    }
}
