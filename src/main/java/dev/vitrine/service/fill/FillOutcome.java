package dev.vitrine.service.fill;

import dev.vitrine.image.ImageException;
import java.util.LinkedHashMap;
import java.util.Map;

/// What came of reading.
///
/// @param filled rows to which something was added
/// @param silent images that say nothing; they are not read again
/// @param unread what cannot be read for now: originals in an archive, images without a preview
/// @param failed why, by image id; they are read the next time
/// @param isWhole false where it was stopped before the end
public record FillOutcome(int filled, int silent, int unread, Map<String, ImageException> failed, boolean isWhole) {
    public FillOutcome {
        failed = new LinkedHashMap<>(failed);
    }
}
