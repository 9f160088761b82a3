package dev.vitrine.service.mirror;

import java.time.Instant;
import java.util.Optional;

/// How far the mirror is, at one moment.
///
/// @param asOf everything that others did before this moment is shown; empty until the first complete reading
/// @param read rows read in the current or last complete reading
/// @param expected about how many there are, 0 when unknown
/// @param requests to the service in the current or last complete reading
/// @param slowed the service asked to slow down
/// @param reason while offline: why, for people; otherwise `""`
/// @param hidden rows of others that are no images of ours, as the current or last complete reading counted
/// @param asks while offline: the first reading that a person has to agree to, or that is too large
public record MirrorStatus(
        SyncState state,
        Optional<Instant> asOf,
        long read,
        long expected,
        long requests,
        boolean slowed,
        String reason,
        long hidden,
        Optional<FirstReading> asks) {
    public MirrorStatus(
            SyncState state,
            Optional<Instant> asOf,
            long read,
            long expected,
            long requests,
            boolean slowed,
            String reason,
            long hidden) {
        this(state, asOf, read, expected, requests, slowed, reason, hidden, Optional.empty());
    }

    /// FILLING: reading everything for the first time, or again. LIVE: following the feed of changes.
    /// WAITING: there is no feed; everything is read again now and then. OFFLINE: shows what is mirrored, and tries
    /// again by itself.
    public enum SyncState {
        FILLING,
        LIVE,
        WAITING,
        OFFLINE
    }

    static final MirrorStatus STARTING = new MirrorStatus(SyncState.FILLING, Optional.empty(), 0, 0, 0, false, "", 0);

    MirrorStatus withState(SyncState changed, Optional<Instant> when) {
        return new MirrorStatus(changed, when, read, expected, requests, slowed, "", hidden);
    }

    MirrorStatus withCounts(long rows, long of, long asked) {
        return new MirrorStatus(state, asOf, rows, of, asked, slowed, reason, hidden);
    }

    MirrorStatus withSlowed(boolean changed) {
        return new MirrorStatus(state, asOf, read, expected, requests, changed, reason, hidden);
    }

    MirrorStatus withHidden(long rows) {
        return new MirrorStatus(state, asOf, read, expected, requests, slowed, reason, rows);
    }

    MirrorStatus asking(FirstReading about, String why) {
        return new MirrorStatus(
                SyncState.OFFLINE, asOf, read, expected, requests, slowed, why, hidden, Optional.of(about));
    }

    MirrorStatus offline(String why) {
        return new MirrorStatus(SyncState.OFFLINE, asOf, read, expected, requests, slowed, why, hidden);
    }
}
