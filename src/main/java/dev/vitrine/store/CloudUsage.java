package dev.vitrine.store;

import dev.vitrine.image.StorageClass;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What a library asked of its cloud since it was opened, as the answers told. May be used from any thread.
public final class CloudUsage {
    /// What requests are for, as far as it makes a price.
    public enum Kind {
        ROWS_READ,
        ROWS_WRITTEN,
        /// Looks at the streams of changes.
        CHANGES,
        LISTING,
        UPLOADS,
        /// Also questions about single objects.
        DOWNLOADS,
        /// Bringing originals back from an archive.
        BRINGING_BACK,
        /// What is free of charge.
        OTHER
    }

    /// @param sent bytes of bodies, to the cloud
    /// @param received the same, from it
    /// @param units of DynamoDB, of reading or writing; 0 where the server was not asked for them
    public record Usage(long requests, long sent, long received, double units) {
        public static final Usage NONE = new Usage(0, 0, 0, 0);

        public Usage plus(Usage other) {
            return new Usage(
                    requests + other.requests, sent + other.sent, received + other.received, units + other.units);
        }
    }

    private final Optional<String> region;
    private final StorageClass uploadClass;
    private final Map<Kind, Usage> counts = new ConcurrentHashMap<>();
    private volatile Optional<CloudUsage> whole = Optional.empty();

    /// @param region of AWS; empty for a server of somebody else, whose prices nobody knows
    /// @param uploadClass in which originals are stored
    public CloudUsage(Optional<String> region, StorageClass uploadClass) {
        this.region = region;
        this.uploadClass = uploadClass;
    }

    public Optional<String> region() {
        return region;
    }

    public StorageClass uploadClass() {
        return uploadClass;
    }

    /// From now on this counts for another one as well, of which it is a part.
    public void isPartOf(CloudUsage other) {
        whole = Optional.of(other);
    }

    public void add(Kind kind, Usage more) {
        counts.merge(kind, more, Usage::plus);
        whole.ifPresent(use -> use.add(kind, more));
    }

    public Usage of(Kind kind) {
        return counts.getOrDefault(kind, Usage.NONE);
    }
}
