package dev.vitrine.service.adopt;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.adopt.AdoptOutcome.AdoptResult;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// How many objects came to what: together they are all that were listed.
///
/// @param counts of each result; none is missing
/// @param cutShort why not all of them were dealt with; the same again goes on
public record AdoptReport(Map<AdoptResult, ObjectCount> counts, Optional<ImageException> cutShort) {
    public record ObjectCount(long objects, long bytes) {
        static final ObjectCount NONE = new ObjectCount(0, 0);

        ObjectCount plus(long more) {
            return new ObjectCount(objects + 1, bytes + more);
        }
    }

    public AdoptReport {
        var all = new EnumMap<AdoptResult, ObjectCount>(AdoptResult.class);
        for (AdoptResult result : AdoptResult.values()) {
            all.put(result, counts.getOrDefault(result, ObjectCount.NONE));
        }
        counts = Collections.unmodifiableMap(all);
    }

    public long count(AdoptResult result) {
        return counts.getOrDefault(result, ObjectCount.NONE).objects();
    }

    public long bytes(AdoptResult result) {
        return counts.getOrDefault(result, ObjectCount.NONE).bytes();
    }

    /// All that were listed.
    public long objects() {
        return counts.values().stream().mapToLong(ObjectCount::objects).sum();
    }
}
