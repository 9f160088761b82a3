package dev.vitrine.service.repair;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.ImageService;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.MetadataStore.TrashAccess;
import dev.vitrine.store.ObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Everything that examining and repairing work on.
record DoctorContext(MetadataStore rows, ObjectStore objects, ImageService images, Clock clock) {
    private static final Duration YOUNG = Duration.ofDays(1);

    /// The row of this image, live or in the trash.
    Optional<ImageRecord> row(String imageId) {
        return rows.find(imageId).or(() -> rows.findTrashed(imageId));
    }

    /// False where a row that is not found may be in a trash that cannot be seen.
    boolean seesAllRows() {
        return rows.trashAccess() != TrashAccess.FORBIDDEN;
    }

    /// What is younger may belong to an upload that is still under way, here or elsewhere.
    Instant oldEnough() {
        return clock.instant().minus(YOUNG);
    }
}
