package dev.vitrine.service.download;

import dev.vitrine.files.FileNames;
import dev.vitrine.files.Folders;
import dev.vitrine.files.WholeFile;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.download.FilePattern.FilePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Optional;

/// One archive, which appears when it is complete.
final class ZipTarget implements DownloadTarget {
    private final Path requested;
    private final boolean replace;
    private final WholeFile file;
    private final Archive archive;

    ZipTarget(Path requested, boolean replace) throws IOException {
        this.requested = requested.toAbsolutePath();
        this.replace = replace;
        file = new WholeFile(Folders.of(requested));
        archive = new Archive(file.appending());
    }

    @Override
    public boolean add(FetchedOriginal fetchedOriginal, FilePath name) throws IOException {
        ImageRecord image = fetchedOriginal.image();
        Path bytes = fetchedOriginal.file().temporary();
        LocalDateTime time = image.facts().takenAt().orElseGet(() -> Archive.local(image.createdAt()));
        String given =
                archive.add(name::numbered, time, fetchedOriginal.file().size(), () -> Files.newInputStream(bytes));
        if (fetchedOriginal.sidecar().isPresent()) {
            SidecarFile sidecar = fetchedOriginal.sidecar().get();
            byte[] content = sidecar.content();
            archive.add(
                    number -> sidecar.nameFor(number == 1 ? given : given + " (" + number + ")"),
                    time,
                    content.length,
                    () -> new ByteArrayInputStream(content));
        }
        return true;
    }

    @Override
    public Optional<Path> finish() throws IOException {
        if (archive.isEmpty()) {
            return Optional.empty();
        }
        archive.close();
        if (replace) {
            file.publishOver(requested);
            return Optional.of(requested);
        }
        for (int number = 1; ; number++) {
            Path target = numbered(number);
            try {
                file.publishNew(target);
                return Optional.of(target);
            } catch (FileAlreadyExistsException _) {
                // Taken: the next number may be free.
            }
        }
    }

    private Path numbered(int number) {
        String name = requested.getFileName().toString();
        int dot = FileNames.extension(name).equals("zip") ? name.length() - 4 : name.length();
        return number == 1
                ? requested
                : requested.resolveSibling(name.substring(0, dot) + " (" + number + ")" + name.substring(dot));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
