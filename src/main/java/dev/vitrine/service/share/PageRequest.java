package dev.vitrine.service.share;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Rendition;
import dev.vitrine.image.Rendition.KeptMetadata;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// What kind of page is requested.
///
/// @param title `""` for none
/// @param copies what images are opened as; never with the place
/// @param language of the few words that are not the title's
/// @param password what it opens with; the list of pages is not encrypted
/// @param author who shares it: told to those who list the pages of the library, and not on the page
public record PageRequest(
        String title,
        Duration lifetime,
        Rendition copies,
        Locale language,
        Optional<PagePassword> password,
        String author) {
    /// No service signs for longer.
    public static final Duration LONGEST = Duration.ofDays(7);

    public static final Rendition USUAL = new Rendition(ImageType.JPEG, 2048, KeptMetadata.NONE);
    static final int LONGEST_TITLE = 200;

    public PageRequest {
        title = LinkText.oneLine(title);
        if (title.length() > LONGEST_TITLE) {
            throw new ImageException.Invalid("The title of a page has at most 200 characters.");
        }
        if (lifetime.compareTo(LONGEST) > 0 || !lifetime.isPositive()) {
            throw new ImageException.Invalid("A page can be shared for 7 days at most: no link works for longer.");
        }
        if (copies.metadata() == KeptMetadata.ALL) {
            throw new ImageException.Invalid("Copies on a page tell nothing of place and camera.");
        }
    }
}
