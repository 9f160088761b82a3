package dev.vitrine.service.share;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A page that was just made.
///
/// @param link opens it
/// @param cutShort true when the service or the credentials allow less than was wished
/// @param failed images that are not on it, and why
public record CreatedPage(SharedPage page, SharedLink link, boolean cutShort, Map<ImageRecord, ImageException> failed) {
    public CreatedPage {
        failed = Collections.unmodifiableMap(new LinkedHashMap<>(failed));
    }
}
