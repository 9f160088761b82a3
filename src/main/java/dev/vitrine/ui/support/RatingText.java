package dev.vitrine.ui.support;

import dev.vitrine.image.Album;
import dev.vitrine.image.Rating;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/// What ratings and favorites are called.
public final class RatingText {
    private RatingText() {}

    /// What people call a tag: its name, or the stars, the favorite or the album that it stands for.
    public static String nameOf(String tag) {
        Optional<Album> album = Album.ofTag(tag);
        if (album.isPresent()) {
            return Messages.text("filter.chip.album", album.get().name());
        }
        int stars = Rating.stars(tag);
        return stars > 0 ? stars(stars) : tag.equals(Rating.FAVORITE) ? Messages.text("rating.favorite") : tag;
    }

    /// Of several, for a sentence.
    public static String namesOf(Collection<String> tags) {
        return tags.stream().map(RatingText::nameOf).collect(Collectors.joining(", "));
    }

    /// “4 stars”.
    public static String stars(int stars) {
        return Messages.text("rating.stars", stars);
    }
}
