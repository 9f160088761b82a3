package dev.vitrine.service.share;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Links to several images, in the order asked.
///
/// @param cutShort true when the service or the credentials allow less than was wished
/// @param failed images that there is no link to, and why
public record SharedLinks(List<SharedLink> links, boolean cutShort, Map<ImageRecord, ImageException> failed) {
    public static final SharedLinks NONE = new SharedLinks(List.of(), false, Map.of());

    public SharedLinks {
        links = List.copyOf(links);
        failed = Collections.unmodifiableMap(new LinkedHashMap<>(failed));
    }

    /// When the first of them ends.
    public Optional<Instant> end() {
        return links.stream().map(SharedLink::expiresAt).min(Comparator.naturalOrder());
    }
}
