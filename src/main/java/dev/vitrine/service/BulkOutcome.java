package dev.vitrine.service;

import dev.vitrine.image.ImageException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What became of each image that something was asked of: one failure never stops the others.
///
/// @param done ids in the order asked
/// @param failed why, by id, in the order asked
public record BulkOutcome(List<String> done, Map<String, ImageException> failed) {
    public BulkOutcome {
        done = List.copyOf(done);
        failed = Collections.unmodifiableMap(new LinkedHashMap<>(failed));
    }

    public boolean isComplete() {
        return failed.isEmpty();
    }
}
