package dev.vitrine.service.repair;

import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.ImageService;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.MetadataStore.TrashAccess;
import dev.vitrine.store.ObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

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

    /// Originals that no row knows, in a library without any row, live or in the trash:
    /// its catalog was lost. 0 where
    /// there are rows.
    long unknownOriginals() {
        ImagePage.Request one = ImagePage.Request.first(1);
        if (!rows.list(one).images().isEmpty()
                || !seesAllRows()
                || !rows.listTrashed(one).images().isEmpty()) {
            return 0;
        }
        var count = new AtomicLong();
        objects.list(each -> each.key().filter(ObjectKey::isOwnOriginal).ifPresent(_ -> count.incrementAndGet()));
        return count.get();
    }

    /// What is younger may belong to an upload that is still under way, here or elsewhere.
    Instant oldEnough() {
        return clock.instant().minus(YOUNG);
    }
}
