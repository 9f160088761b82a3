package dev.vitrine.service.repair;

import dev.vitrine.service.ImageService;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.ObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Everything that examining and repairing work on.
record DoctorContext(MetadataStore rows, ObjectStore objects, ImageService images, Clock clock) {
    private static final Duration YOUNG = Duration.ofDays(1);

    /// What is younger may belong to an upload that is still under way, here or elsewhere.
    Instant oldEnough() {
        return clock.instant().minus(YOUNG);
    }
}
