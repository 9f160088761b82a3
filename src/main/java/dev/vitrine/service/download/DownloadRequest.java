package dev.vitrine.service.download;

import dev.vitrine.files.Folders;
import dev.vitrine.image.ImageRecord;
import java.nio.file.Path;
import java.util.List;

/// Which images to save, where, and under which names.
///
public record DownloadRequest(
        List<ImageRecord> images, Destination place, FilePattern names, Taken taken, CopyForm copies) {
    public DownloadRequest {
        images = List.copyOf(images);
    }

    public sealed interface Destination {
        /// An existing folder; folders within it are made as the names ask for.
        record Folder(Path path) implements Destination {}

        /// One archive.
        ///
        /// @param replace when the person was asked and said yes; otherwise a taken name is numbered
        record Zip(Path path, boolean replace) implements Destination {}

        /// One image under this very name, in place of what may be there: the person was asked.
        record File(Path path) implements Destination {}

        /// The folder that everything ends up in.
        default Path folder() {
            return switch (this) {
                case Folder(Path path) -> path.toAbsolutePath();
                case Zip(Path path, var _) -> Folders.of(path);
                case File(Path path) -> Folders.of(path);
            };
        }
    }

    /// What to do with an image whose name is taken by another file. Nothing is ever replaced.
    public enum Taken {
        /// Leave a file alone that has the same bytes, number all others: asking twice goes on where the first
        /// run ended.
        SKIP_SAME,
        /// Number every one.
        KEEP_BOTH
    }

    /// The same for some of the images. An archive that exists by now is left alone; there will be a second one.
    public DownloadRequest onlyFor(List<ImageRecord> some) {
        Destination again =
                place instanceof Destination.Zip(Path path, var _) ? new Destination.Zip(path, false) : place;
        return new DownloadRequest(some, again, names, taken, copies);
    }
}
