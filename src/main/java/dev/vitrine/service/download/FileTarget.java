package dev.vitrine.service.download;

import dev.vitrine.files.Folders;
import dev.vitrine.service.download.FilePattern.FilePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// One file, under the name that a person chose.
record FileTarget(Path file) implements DownloadTarget {
    @Override
    public boolean add(FetchedOriginal fetchedOriginal, FilePath name) throws IOException {
        fetchedOriginal.file().publishOver(file);
        if (fetchedOriginal.sidecar().isPresent()) {
            fetchedOriginal
                    .sidecar()
                    .get()
                    .write(fetchedOriginal.image(), file, Folders.of(file), PlacementListener.FIRST);
        }
        return true;
    }

    @Override
    public Optional<Path> finish() {
        return Optional.of(file);
    }

    @Override
    public void close() {}
}
