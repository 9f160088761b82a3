package dev.vitrine.image;

import static dev.vitrine.text.DisplayText.quoted;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Supplier;

/// A change of what people say of an image, as the difference between what was seen and what is requested.
///
/// Two people may edit one image at once: tags are merged, and a text, the moment or the turn is only refused when both
/// changed it to different things. So an edit whose answer was lost may be asked for again: it is made once.
///
/// @param exact refuses whatever happened to the image meanwhile, also what could be merged
public record ImageEdit(ImageRecord seen, Caption requested, Correction corrected, boolean exact) {
    public ImageEdit(ImageRecord seen, Caption requested, boolean exact) {
        this(seen, requested, seen.correction(), exact);
    }

    public ImageEdit(ImageRecord seen, Caption requested) {
        this(seen, requested, false);
    }

    public ImageEdit(ImageRecord seen, Correction corrected) {
        this(seen, seen.caption(), corrected, false);
    }

    /// The record to store in place of `current`. Equal to `current` when nothing is left to change.
    ///
    /// @throws ImageException.Conflict when title, description, moment or turn was changed by somebody else in the
    ///   meantime
    public ImageRecord applyTo(ImageRecord current, Instant now) {
        if (exact && !current.updatedAt().equals(seen.updatedAt())) {
            throw ImageException.Conflict.ofImage();
        }
        var merged = new Caption(
                mergedText(seen.title(), requested.title(), current.title()),
                mergedText(seen.description(), requested.description(), current.description()),
                mergedTags(seen.tags(), requested.tags(), current.tags()));
        Correction correction = mergedCorrection(current.correction());
        if (merged.equals(current.caption()) && correction.equals(current.correction())) {
            return current;
        }
        Instant at = current.changedAt(now);
        return current.withCaption(merged, at).withCorrection(correction, at);
    }

    /// What is added and removed between `seen` and `requested`, made on what there is now.
    public static List<String> mergedTags(List<String> seen, List<String> requested, List<String> current) {
        var tags = new LinkedHashSet<>(current);
        seen.stream().filter(tag -> !requested.contains(tag)).forEach(tags::remove);
        requested.stream().filter(tag -> !seen.contains(tag)).forEach(tags::add);
        boolean untouchedByOthers = current.equals(seen);
        return untouchedByOthers ? requested : List.copyOf(tags);
    }

    private Correction mergedCorrection(Correction current) {
        Correction before = seen.correction();
        return new Correction(
                merged(before.takenAt(), corrected.takenAt(), current.takenAt(), ImageException.Conflict::ofImage),
                merged(before.turned(), corrected.turned(), current.turned(), ImageException.Conflict::ofImage));
    }

    private static String mergedText(String seen, String requested, String current) {
        return merged(
                seen,
                requested,
                current,
                () -> new ImageException.Conflict(
                        "Somebody else changed this image in the meantime: it now says " + quoted(current) + "."));
    }

    private static <T> T merged(T seen, T requested, T current, Supplier<ImageException> conflict) {
        if (requested.equals(seen) || requested.equals(current)) {
            return current;
        }
        if (!current.equals(seen)) {
            throw conflict.get();
        }
        return requested;
    }
}
