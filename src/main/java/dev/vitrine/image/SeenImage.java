package dev.vitrine.image;

import java.time.Instant;
import java.util.Optional;

/// An image in the state in which somebody saw it, or a program read it. An act that destroys names this, not an id
/// alone: what was changed, restored or moved to the trash meanwhile is not what was meant.
///
/// @param deletedAt present when it was seen in the trash
public record SeenImage(String imageId, Instant updatedAt, Optional<Instant> deletedAt) {
    public static SeenImage of(ImageRecord image) {
        return new SeenImage(image.imageId(), image.updatedAt(), image.deletedAt());
    }

    /// For an id that no image was found for.
    public static SeenImage missing(String imageId) {
        return new SeenImage(imageId, Instant.EPOCH, Optional.empty());
    }

    /// Passes also for an image whose permanent deletion was begun: it is finished by asking again.
    ///
    /// @throws ImageException.Conflict when the image is in another state by now
    public void requireStill(ImageRecord now) {
        if (!now.isBeingPurged() && !of(now).equals(this)) {
            throw new ImageException.Conflict(
                    "This image was changed, restored or moved to the trash since you looked, so"
                            + " it was not deleted. Look at it again.");
        }
    }
}
