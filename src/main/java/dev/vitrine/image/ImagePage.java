package dev.vitrine.image;

import dev.vitrine.text.Folding;
import java.util.List;
import java.util.Optional;

/// Some rows and, when there may be more, an opaque token to ask for the next ones with. There may be fewer than asked
/// for, and none at all, before the last page: looking for what is rare is cut into pieces.
///
/// @param hidden rows that were come across and are no images of ours
public record ImagePage(List<ImageRecord> images, Optional<String> next, List<HiddenRow> hidden) {
    public ImagePage {
        images = List.copyOf(images);
        hidden = List.copyOf(hidden);
    }

    public ImagePage(List<ImageRecord> images, Optional<String> next) {
        this(images, next, List.of());
    }

    /// @param userId only this user's images
    /// @param tag only images that have this tag
    /// @param limit max rows requested, at least 1
    /// @param after the token of the page before
    public record Request(Optional<String> userId, Optional<String> tag, int limit, Optional<String> after) {
        public Request {
            tag = tag.map(Folding::composed);
            if (limit < 1) {
                throw new ImageException.Invalid("The limit must be at least 1, not " + limit + ".");
            }
        }

        public static Request first(int limit) {
            return new Request(Optional.empty(), Optional.empty(), limit, Optional.empty());
        }
    }
}
