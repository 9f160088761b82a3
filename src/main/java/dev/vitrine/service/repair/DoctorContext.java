package dev.vitrine.service.repair;

import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.ImageService;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.MetadataStore.TrashAccess;
import dev.vitrine.store.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Everything that examining and repairing work on.
record DoctorContext(MetadataStore rows, ObjectStore objects, ImageService images, InstantSource clock) {
    private static final Duration YOUNG = Duration.ofDays(1);

    /// The row of this image, live or in the trash.
    Optional<ImageRecord> row(String imageId) {
        return rows.findAnywhere(imageId);
    }

    /// False where a row that is not found may be in a trash that cannot be seen.
    boolean seesAllRows() {
        return rows.trashAccess() != TrashAccess.FORBIDDEN;
    }

    /// Originals that no row knows, in a library without any row, live or in the trash: its catalog was lost. 0
    /// where there are rows.
    long unknownOriginals() {
        if (hasRows()) {
            return 0;
        }
        var count = new AtomicLong();
        objects.list(each -> count.addAndGet(each.isOwnOriginal() ? 1 : 0));
        return count.get();
    }

    /// Whether there is any of these; as soon as one is found.
    boolean hasUnknownOriginals() {
        return !hasRows() && objects.hasOriginals();
    }

    /// Also where a trash that cannot be seen may have some.
    private boolean hasRows() {
        ImagePage.Request one = ImagePage.Request.first(1);
        return !rows.list(one).images().isEmpty()
                || !seesAllRows()
                || !rows.listTrashed(one).images().isEmpty();
    }

    /// What is younger may belong to an upload that is still under way, here or elsewhere.
    Instant oldEnough() {
        return clock.instant().minus(YOUNG);
    }
}
