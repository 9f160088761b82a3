package dev.vitrine.service.download;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.download.FilePattern.FilePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Where fetched images get their names. For one thread; every method may fail for want of space.
interface DownloadTarget extends AutoCloseable {
    /// True when this image is there already, so that it need not be fetched.
    default boolean has(ImageRecord image, FilePath name) throws IOException {
        return false;
    }

    /// @return false when the same bytes were there already
    boolean add(FetchedOriginal fetchedOriginal, FilePath name) throws IOException;

    /// Nothing more comes.
    Optional<Path> finish() throws IOException;

    @Override
    void close() throws IOException;
}
