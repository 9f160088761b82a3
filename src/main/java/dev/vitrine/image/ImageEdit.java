package dev.vitrine.image;

import static dev.vitrine.text.DisplayText.quoted;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;

/// A change of the caption, as the difference between what was seen and what is requested.
///
/// Two people may edit one image at once: tags are merged, and a text is only refused when both changed it to different
/// things.
///
/// @param exact refuses whatever happened to the image meanwhile, also what could be merged
public record ImageEdit(ImageRecord seen, Caption requested, boolean exact) {
    public ImageEdit(ImageRecord seen, Caption requested) {
        this(seen, requested, false);
    }

    /// The record to store in place of `current`. Equal to `current` when nothing is left to change.
    ///
    /// @throws ImageException.Conflict when title or description was changed by somebody else in the meantime
    public ImageRecord applyTo(ImageRecord current, Instant now) {
        if (exact && !current.updatedAt().equals(seen.updatedAt())) {
            throw new ImageException.Conflict("Somebody else changed this image in the meantime.");
        }
        var merged = new Caption(
                mergedText(seen.title(), requested.title(), current.title()),
                mergedText(seen.description(), requested.description(), current.description()),
                mergedTags(current));
        if (merged.equals(current.caption())) {
            return current;
        }
        return current.withCaption(merged, current.changedAt(now));
    }

    private List<String> mergedTags(ImageRecord current) {
        var tags = new LinkedHashSet<>(current.tags());
        seen.tags().stream().filter(tag -> !requested.tags().contains(tag)).forEach(tags::remove);
        requested.tags().stream().filter(tag -> !seen.tags().contains(tag)).forEach(tags::add);
        boolean untouchedByOthers = current.tags().equals(seen.tags());
        return untouchedByOthers ? requested.tags() : List.copyOf(tags);
    }

    private static String mergedText(String seen, String requested, String current) {
        if (requested.equals(seen) || requested.equals(current)) {
            return current;
        }
        if (!current.equals(seen)) {
            throw new ImageException.Conflict(
                    "Somebody else changed this image in the meantime: it now says " + quoted(current) + ".");
        }
        return requested;
    }
}
