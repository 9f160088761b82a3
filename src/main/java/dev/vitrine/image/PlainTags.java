package dev.vitrine.image;

import java.util.Collection;
import java.util.List;

/// Tags that are shown by their name: those that stand for neither stars nor a heart nor an album.
public final class PlainTags {
    private PlainTags() {}

    public static boolean isPlain(String tag) {
        return Rating.isPlain(tag) && !Album.isAlbum(tag);
    }

    public static List<String> of(Collection<String> tags) {
        return tags.stream().filter(PlainTags::isPlain).toList();
    }
}
