package dev.vitrine.service.download;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Folders;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.service.download.DownloadRequest.Taken;
import dev.vitrine.service.download.FilePattern.FilePath;
import dev.vitrine.service.download.PlacementListener.PlacedFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Files in a folder. Names that are taken, also by other programs this moment, are numbered. All are durable in the
/// end: the folders are forced once, not for each file.
final class FolderTarget implements DownloadTarget {
    private static final int MAX_NUMBERED = 99_999;

    private final Path folder;
    private final Taken taken;
    private final CaptionPlace captions;
    private final PlacementListener onPlaced;
    private final Set<Path> changed = new HashSet<>();

    FolderTarget(Path folder, Taken taken, CaptionPlace captions, PlacementListener onPlaced) {
        this.captions = captions;
        this.onPlaced = onPlaced;
        this.folder = folder;
        this.taken = taken;
    }

    @Override
    public boolean has(ImageRecord image, FilePath name) throws IOException {
        String sha256 = image.facts().contentSha256();
        if (sha256.isEmpty() || taken == Taken.KEEP_BOTH) {
            return false;
        }
        long size = image.facts().sizeBytes();
        Optional<SidecarFile> sidecar = sidecar(image);
        Optional<Path> own = onPlaced.ownCopy(image);
        if (own.isPresent() && holds(own.get(), size, sha256)) {
            placed(image, sidecar, new PlacedFile(own.get(), false, Optional.empty()));
            return true;
        }
        for (int number = 1; number <= MAX_NUMBERED; number++) {
            Path target = folder.resolve(name.numbered(number));
            if (!Files.exists(target)) {
                return false;
            }
            if (holds(target, size, sha256) && mayShare(image, sidecar, target)) {
                placed(image, sidecar, new PlacedFile(target, false, Optional.empty()));
                return true;
            }
        }
        return false;
    }

    /// Two images with the same bytes are one file, unless each has a sidecar of its own.
    private boolean mayShare(ImageRecord image, Optional<SidecarFile> sidecar, Path file) {
        return sidecar.isEmpty() || !onPlaced.isOfAnother(image, file);
    }

    private Optional<SidecarFile> sidecar(ImageRecord image) {
        return captions == CaptionPlace.SIDECARS
                ? Optional.of(SidecarFile.of(image, image.facts().type()))
                : Optional.empty();
    }

    @Override
    public boolean add(FetchedOriginal fetchedOriginal, FilePath name) throws IOException {
        try {
            return addNumbered(fetchedOriginal, name);
        } catch (IOException e) {
            if (isNameToBlame(e)) {
                throw nameFailure(name, e);
            }
            throw e;
        }
    }

    /// The folder itself takes files, this name it does not: others may do.
    private boolean isNameToBlame(IOException cause) {
        return cause instanceof FileSystemException
                && !FileFailures.isInterrupt(cause)
                && Files.isDirectory(folder)
                && Files.isWritable(folder)
                && !FileFailures.isFull(folder, cause);
    }

    private ImageException nameFailure(FilePath name, IOException cause) {
        for (Path above = folder.resolve(name.toString()).getParent();
                above != null && !above.equals(folder);
                above = above.getParent()) {
            if (Files.isRegularFile(above)) {
                return new ImageException.Failed(
                        quoted(above)
                                + " is a file, where a folder is needed. Move it away, or choose another folder or other names.",
                        cause);
            }
        }
        return new ImageException.Failed(
                quoted(name) + " cannot be made in " + quoted(folder)
                        + ": its path may be too long, or may not be written to. Choose another folder or shorter names.",
                cause);
    }

    private boolean addNumbered(FetchedOriginal fetchedOriginal, FilePath name) throws IOException {
        Optional<Path> own = onPlaced.ownCopy(fetchedOriginal.image());
        if (own.isPresent()) {
            onPlaced.coming(
                    fetchedOriginal.image(), own.get(), fetchedOriginal.file().temporary());
            fetchedOriginal.file().publishOver(own.get());
            placed(
                    fetchedOriginal.image(),
                    fetchedOriginal.sidecar(),
                    new PlacedFile(own.get(), true, Optional.empty()));
            return true;
        }
        Path parent = Folders.create(Folders.of(folder.resolve(name.toString())));
        long size = fetchedOriginal.file().size();
        for (int number = 1; number <= MAX_NUMBERED; number++) {
            Path target = folder.resolve(name.numbered(number));
            if (taken == Taken.SKIP_SAME
                    && holds(target, size, fetchedOriginal.sha256())
                    && mayShare(fetchedOriginal.image(), fetchedOriginal.sidecar(), target)) {
                placed(
                        fetchedOriginal.image(),
                        fetchedOriginal.sidecar(),
                        new PlacedFile(target, false, Optional.empty()));
                return false;
            }
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                continue; // another file: the next number may be free
            }
            onPlaced.coming(
                    fetchedOriginal.image(), target, fetchedOriginal.file().temporary());
            try {
                fetchedOriginal.file().nameNew(target);
                changed.add(parent);
                placed(
                        fetchedOriginal.image(),
                        fetchedOriginal.sidecar(),
                        new PlacedFile(target, true, Optional.empty()));
                return true;
            } catch (FileAlreadyExistsException _) {
                // Another program was faster.
            }
        }
        throw new ImageException.Conflict(
                quoted(folder) + " has too many files named " + quoted(name.name()) + ". Choose another folder.");
    }

    private void placed(ImageRecord image, Optional<SidecarFile> sidecar, PlacedFile at) throws IOException {
        Optional<Path> beside = Optional.empty();
        try {
            if (sidecar.isPresent()) {
                beside = Optional.of(sidecar.get().write(image, at.file(), folder, onPlaced));
            }
        } catch (ImageException.Conflict e) {
            onPlaced.at(image, at); // the image is there, all the same
            throw e;
        }
        onPlaced.at(image, new PlacedFile(at.file(), at.isWritten(), beside));
    }

    /// A size that does not fit spares reading the file; one that may not be read is another one.
    private static boolean holds(Path file, long size, String sha256) throws IOException {
        try {
            return Files.isRegularFile(file)
                    && Files.size(file) == size
                    && Sha256.of(ImageSource.ofFile(file), _ -> {}).equals(sha256);
        } catch (ImageException.Denied | ImageException.NotFound _) {
            return false;
        }
    }

    @Override
    public Optional<Path> finish() throws IOException {
        for (Path each : changed) {
            Folders.force(each);
        }
        return Optional.of(folder);
    }

    @Override
    public void close() {}
}
