package dev.vitrine.image;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/// Stars and favorites, kept as plain tags: `rating:1` to `rating:5`, none for no stars, and `favourite`, spelled as
/// libraries have it.
///
/// So every program on the library reads and filters them as it does any tag, and they merge between editors as tags
/// do. Where an image has several `rating:` tags, written by other hands, the highest counts; the next rating replaces
/// them all.
public final class Rating {
    public static final int MAX = 5;
    public static final String FAVORITE = "favourite";

    private static final String PREFIX = "rating:";

    private Rating() {}

    /// @param stars 1 to {@link #MAX}
    public static String tag(int stars) {
        if (stars < 1 || stars > MAX) {
            throw new IllegalArgumentException(stars + " stars");
        }
        return PREFIX + stars;
    }

    /// The tags for all of these numbers of stars.
    public static List<String> tags(int min, int max) {
        return IntStream.rangeClosed(min, max).mapToObj(Rating::tag).toList();
    }

    /// How many stars a tag stands for; 0 when it is an ordinary one.
    public static int stars(String tag) {
        boolean rating = tag.length() == PREFIX.length() + 1 && tag.startsWith(PREFIX);
        int stars = rating ? tag.charAt(PREFIX.length()) - '0' : 0;
        return stars >= 1 && stars <= MAX ? stars : 0;
    }

    /// How many stars an image with these tags has.
    public static int of(Collection<String> tags) {
        return tags.stream().mapToInt(Rating::stars).max().orElse(0);
    }

    public static boolean isFavorite(Collection<String> tags) {
        return tags.contains(FAVORITE);
    }

    /// False for tags that are shown as stars or a heart instead of by name.
    public static boolean isPlain(String tag) {
        return stars(tag) == 0 && !tag.equals(FAVORITE);
    }

    public static List<String> plain(Collection<String> tags) {
        return tags.stream().filter(Rating::isPlain).toList();
    }

    /// @param stars 0 for none
    public static Caption rated(Caption caption, int stars) {
        var tags = new ArrayList<String>();
        for (String tag : caption.tags()) {
            if (stars(tag) == 0 || stars(tag) == stars) {
                tags.add(tag);
            }
        }
        if (stars > 0) {
            tags.add(tag(stars)); // a caption keeps it once, where it was
        }
        return caption.withTags(tags);
    }

    public static Caption favorite(Caption caption, boolean favorite) {
        return favorite ? caption.withTag(FAVORITE) : caption.withoutTag(FAVORITE);
    }
}
