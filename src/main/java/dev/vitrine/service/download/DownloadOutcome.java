package dev.vitrine.service.download;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What became of an order.
///
/// @param skipped were there already, with the same bytes
/// @param sidecars how many have titles and tags in an XMP file beside them
/// @param failed why, in the order asked
/// @param result the folder, archive or file to show; empty when an archive would have been empty
public record DownloadOutcome(
        int saved, int skipped, int sidecars, Map<ImageRecord, ImageException> failed, Optional<Path> result) {
    public DownloadOutcome {
        failed = Collections.unmodifiableMap(new LinkedHashMap<>(failed));
    }
}
