package dev.vitrine.service.download;

import dev.vitrine.image.ImageRecord;
import java.nio.file.Path;
import java.util.Optional;

/// Is told where images are, and tells what of an earlier time they may replace.
interface PlacementListener {
    /// Nothing is known of an earlier time.
    PlacementListener FIRST = (_, _) -> {};

    /// Where in the folder an image is.
    ///
    /// @param isWritten false where the same bytes were there before
    record PlacedFile(Path file, boolean isWritten, Optional<Path> sidecar) {}

    void at(ImageRecord image, PlacedFile placedFile);

    /// A file of ours that nobody has changed, and that no other image is in.
    default Optional<Path> ownCopy(ImageRecord image) {
        return Optional.empty();
    }

    /// Said before an image gets a file, which may be in the place of its own copy.
    ///
    /// @param coming the file that is about to get the name
    default void coming(ImageRecord image, Path file, Path coming) {}

    /// The same of the sidecar of a copy.
    default void comingSidecar(ImageRecord image, Path copy, Path sidecar, String sha256) {}

    default boolean isOwnSidecar(ImageRecord image, Path file) {
        return false;
    }

    /// Whether a file is the copy or the sidecar of another image.
    default boolean isOfAnother(ImageRecord image, Path file) {
        return false;
    }
}
