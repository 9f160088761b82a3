package dev.vitrine.service.camera;

import dev.vitrine.image.ImageException;
import java.util.LinkedHashMap;
import java.util.Map;

/// What came of reading.
///
/// @param filled rows to which something was added
/// @param silent originals that say nothing; they are not read again
/// @param archived originals that cannot be read before they are brought back
/// @param failed why, by image id; they are read the next time
/// @param isWhole false where it was stopped before the end
public record FillOutcome(int filled, int silent, int archived, Map<String, ImageException> failed, boolean isWhole) {
    public FillOutcome {
        failed = new LinkedHashMap<>(failed);
    }
}
