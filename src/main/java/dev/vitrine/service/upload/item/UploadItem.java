package dev.vitrine.service.upload.item;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// One file of a drop and how far it is, as of one moment.
///
/// @param file where the bytes are read from; for a pasted picture a file that the queue keeps until it is uploaded
/// @param sizeBytes as seen last; 0 when it could not be read
/// @param sentBytes how far a running item is; `sizeBytes` when done
/// @param cause the kind of trouble, {@link Cause#NONE} without any
/// @param reason the trouble in a sentence a person can act on, `""` without any
/// @param imageId the image it became, or the one it is a duplicate of
/// @param sha256 of the bytes as sent, `""` until known
public record UploadItem(
        long id,
        long batchId,
        String name,
        Path file,
        long sizeBytes,
        long sentBytes,
        UploadState state,
        Cause cause,
        String reason,
        Optional<String> imageId,
        String sha256) {

    public enum UploadState {
        /// Not begun, or put back by a pause or the end of the program.
        WAITING,
        /// Being read for the first time, to see whether the library has these bytes already.
        HASHING,
        SENDING,
        /// Stored, the bytes verified against their SHA-256 on arrival, and in the library.
        DONE,
        /// The library had these bytes of this user already.
        DUPLICATE,
        /// Not something that is accepted: sending it again would not help.
        REFUSED,
        /// Could not be stored; {@link UploadQueue#retry} may help.
        FAILED,
        CANCELLED;

        static final Set<UploadState> OPEN = Set.of(WAITING, HASHING, SENDING);

        /// True when nothing more happens by itself.
        public boolean isFinal() {
            return !OPEN.contains(this);
        }

        /// True when a person has to look at it.
        public boolean isTrouble() {
            return this == REFUSED || this == FAILED;
        }
    }

    /// What failures are grouped by.
    public enum Cause {
        NONE,
        /// The bytes are no image of an accepted kind.
        NOT_AN_IMAGE,
        /// An image of which not everything can be read: refused, or stored as it is.
        DAMAGED,
        /// Removing its metadata was asked for and cannot be done without loss, so it was not sent.
        METADATA_STAYS,
        /// The file was moved or deleted, or is something else now.
        SOURCE_GONE,
        SOURCE_UNREADABLE,
        FOLDER_UNREADABLE,
        /// The file was written to each time it was read.
        SOURCE_CHANGING,
        DENIED,
        THROTTLED,
        UNREACHABLE,
        /// The library could not store it: a full disk, a damaged database, a wrong checksum.
        LIBRARY
    }

    public UploadItem withSent(long sent) {
        return new UploadItem(id, batchId, name, file, sizeBytes, sent, state, cause, reason, imageId, sha256);
    }
}
