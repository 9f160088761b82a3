package dev.vitrine.service.repair;

import java.time.Instant;

/// One thing in a library that does not fit.
///
/// @param imageId `""` where no image is known
/// @param path where the bytes are or should be
/// @param since the bytes' or the row's age
/// @param detail more about it in a sentence, or `""`
public record Finding(FindingKind kind, String imageId, String path, Instant since, String detail) {
    public enum FindingKind {
        /// An image is listed, and its bytes are not there.
        ROW_WITHOUT_BYTES,
        /// An image, live or in the trash, whose bytes an earlier repair put aside.
        BYTES_IN_QUARANTINE,
        /// Bytes take room, and no row, live or in the trash, speaks for them.
        BYTES_WITHOUT_ROW,
        /// There are bytes under this image's id at another user: perhaps the row was changed by hand.
        BYTES_ELSEWHERE,
        /// The bytes are not those that were uploaded.
        DAMAGED,
        /// A folder or a link lies where the bytes of an image belong.
        NOT_A_FILE,
        /// The bytes cannot be read before somebody brings them back from an archive.
        ARCHIVED,
        /// What lies there could not be read, for whatever reason: nobody knows whether it is whole.
        UNREADABLE,
        /// Small pictures of images that are gone.
        PREVIEW_WITHOUT_ROW,
        /// A small picture that is cut or has holes.
        PREVIEW_DAMAGED,
        /// An upload or a file that was begun and never ended.
        UNFINISHED,
        /// The small picture is made again when somebody looks.
        PREVIEW_MISSING;

        /// What a person can do about it that no repair can, in a sentence; or `""`.
        public String advice() {
            return switch (this) {
                case ROW_WITHOUT_BYTES, DAMAGED, NOT_A_FILE ->
                    "Upload the same file again, for the same user: that puts a damaged or missing original back.";
                case ARCHIVED -> "Bring archived originals back first: then they can be read and compared.";
                case UNREADABLE -> "Mend what keeps originals from being read, then look again.";
                case BYTES_ELSEWHERE ->
                    "Correct the row's user_id or move the bytes; nobody but you can know which is right.";
                case BYTES_IN_QUARANTINE,
                        BYTES_WITHOUT_ROW,
                        PREVIEW_WITHOUT_ROW,
                        PREVIEW_DAMAGED,
                        UNFINISHED,
                        PREVIEW_MISSING -> "";
            };
        }

        /// True for a small picture that is made again out of its original.
        boolean isPreviewToMake() {
            return this == PREVIEW_MISSING || this == PREVIEW_DAMAGED;
        }

        /// True when no action is needed.
        public boolean isHarmless() {
            return this == PREVIEW_MISSING;
        }
    }
}
