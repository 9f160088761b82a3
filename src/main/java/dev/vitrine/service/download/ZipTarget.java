package dev.vitrine.service.download;

import dev.vitrine.files.WholeFile;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.download.FilePattern.FileName;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// One archive, which appears when it is complete.
final class ZipTarget implements DownloadTarget {
    private final Path wanted;
    private final boolean replace;
    private final WholeFile file;
    private final Archive archive;

    ZipTarget(Path wanted, boolean replace) throws IOException {
        this.wanted = wanted.toAbsolutePath();
        this.replace = replace;
        file = new WholeFile(this.wanted.getParent());
        archive = new Archive(file.appending());
    }

    @Override
    public boolean add(FetchedOriginal fetched, FileName name) throws IOException {
        ImageRecord image = fetched.image();
        Path bytes = fetched.file().temporary();
        archive.add(name, image.facts().takenAt().orElseGet(() -> Archive.local(image.createdAt())), fetched.file().size(), () -> Files.newInputStream(bytes));
        return true;
    }

    @Override
    public Optional<Path> finish() throws IOException {
        if (archive.isEmpty()) {
            return Optional.empty();
        }
        archive.close();
        if (replace) {
            file.publishOver(wanted);
            return Optional.of(wanted);
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
        String name = wanted.getFileName().toString();
        int dot = name.toLowerCase(Locale.ROOT).endsWith(".zip") ? name.length() - 4 : name.length();
        return number == 1 ? wanted : wanted.resolveSibling(name.substring(0, dot) + " (" + number + ")" + name.substring(dot));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
