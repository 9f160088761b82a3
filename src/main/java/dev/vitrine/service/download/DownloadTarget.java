package dev.vitrine.service.download;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.download.FilePattern.FileName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Where fetched images get their names. For one thread; every method may fail for want of space.
interface DownloadTarget extends AutoCloseable {
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
