package dev.vitrine.service.download;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.download.FilePattern.FileName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Where fetched images get their names. For one thread; every method may fail for want of space.
interface DownloadTarget extends AutoCloseable {
    static DownloadTarget open(DownloadRequest order) throws IOException {
        return switch (order.place()) {
            case DownloadRequest.Place.Folder(Path folder) -> new FolderTarget(folder, order.taken());
            case DownloadRequest.Place.Zip(Path file, boolean replace) -> new ZipTarget(file, replace);
            case DownloadRequest.Place.File(Path file) -> new FileTarget(file);
        };
    }

    /// True when this image is there already, so that it need not be fetched.
    default boolean has(ImageRecord image, FileName name) throws IOException {
        return false;
    }

    /// @return false when the same bytes were there already
    boolean add(FetchedOriginal fetchedOriginal, FileName name) throws IOException;

    /// Nothing more comes.
    Optional<Path> finish() throws IOException;

    @Override
    void close() throws IOException;
}
