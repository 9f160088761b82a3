package dev.vitrine.service.adopt;

import dev.vitrine.store.SourceBucket.SourceObject;

/// What became of one object of the other bucket.
///
/// @param imageId the image that it is now, or was before; `""` where it is none
/// @param reason a sentence about what failed, or `""`
public record AdoptOutcome(SourceObject object, AdoptResult result, String imageId, String reason) {
    public enum AdoptResult {
        /// It is an image of the library now; in a plan, it would be.
        ADOPTED,
        /// It was an image of the library before, made of the same object or of the same bytes.
        THERE,
        /// The same, and it is in the trash.
        TRASHED,
        /// Its bytes are of another kind.
        NO_IMAGE,
        /// It has no bytes, as what stands for a folder.
        EMPTY,
        /// It was last changed before the day that was asked for.
        OLDER,
        /// Vitrine keeps it beside its images, or it is one of the library's own.
        OWN,
        /// Its bytes cannot be read before somebody brings them back from an archive.
        ARCHIVED,
        FAILED
    }

    AdoptOutcome(SourceObject object, AdoptResult result) {
        this(object, result, "", "");
    }
}
