package dev.vitrine.ui.gallery;

import dev.vitrine.image.Flag;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.PlainTags;
import dev.vitrine.image.Rating;
import dev.vitrine.text.DisplayText;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.RatingText;
import dev.vitrine.ui.support.StorageText;
import java.util.List;

/// What a tile says, to the eye and to a screen reader.
final class TileText {
    private TileText() {}

    /// In one line, whatever other programs wrote.
    static String title(ImageRecord image) {
        return DisplayText.line(image.title().isBlank() ? image.facts().originalName() : image.title());
    }

    static String accessible(ImageRecord image) {
        List<String> tags = PlainTags.of(image.tags());
        String reported = Messages.text(
                "gallery.tile.accessible", title(image), image.userId(), String.join(", ", tags), tags.size());
        String rated = Rating.of(image.tags()) > 0
                ? Messages.text("gallery.tile.rated", reported, RatingText.stars(Rating.of(image.tags())))
                : reported;
        String marked = Rating.isFavorite(image.tags())
                ? Messages.text("gallery.tile.rated", rated, Messages.text("rating.favorite"))
                : rated;
        Flag flag = Flag.of(image.tags());
        String flagged = flag == Flag.NONE
                ? marked
                : Messages.text("gallery.tile.rated", marked, Messages.text("flag." + flag.name()));
        String archived = StorageText.state(image.facts().storage());
        return archived.isEmpty() ? flagged : Messages.text("gallery.tile.rated", flagged, archived);
    }
}
