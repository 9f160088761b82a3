package dev.vitrine.service.repair;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ObjectKey;
import java.time.Instant;

/// The little that is kept of each row while its bytes are looked for, so that a million rows fit.
final class KnownRow {
    final String imageId;
    private final String userId;
    final long sizeBytes;
    final boolean isTrashed;
    final Instant createdAt;
    boolean hasBytes;
    boolean hasPreview;
    boolean hasOtherSize;

    KnownRow(ImageRecord row, String sharedUserId, boolean isTrashed) {
        imageId = row.imageId();
        userId = sharedUserId;
        sizeBytes = row.facts().sizeBytes();
        this.isTrashed = isTrashed;
        createdAt = row.createdAt();
    }

    ObjectKey key() {
        return ObjectKey.original(userId, imageId);
    }
}
