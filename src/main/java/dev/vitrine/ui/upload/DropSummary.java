package dev.vitrine.ui.upload;

import dev.vitrine.files.FileNames;
import dev.vitrine.image.ImageType;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.upload.item.ScannedFile;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.service.upload.source.FolderScanner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How much there is in dropped files and folders, found as the queue finds it: for the sentence in the form.
///
/// @param others files that do not look like images
/// @param single the name of the only file, when there is only one
record DropSummary(int files, int folders, int others, Optional<String> single) {
    static final DropSummary NONE = new DropSummary(0, 0, 0, Optional.empty());

    /// How many files are opened because their names do not tell: a folder of a hundred thousand documents is none
    /// to read through beforehand.
    private static final int MAX_OPENED = 1_000;

    /// Blocks; an interrupt ends it early.
    static DropSummary of(List<Path> filesAndFolders) throws InterruptedException {
        var counting = new Counting();
        if (!new FolderScanner(counting::addAll, Thread.currentThread()::isInterrupted).walk(filesAndFolders)) {
            throw new InterruptedException();
        }
        int folders = (int) filesAndFolders.stream().filter(Files::isDirectory).count();
        boolean single = filesAndFolders.size() == 1 && folders == 0;
        return new DropSummary(
                counting.files,
                folders,
                counting.others,
                single ? Optional.of(filesAndFolders.getFirst().getFileName().toString()) : Optional.empty());
    }

    private static final class Counting {
        private int files;
        private int others;
        private int opened;

        void addAll(List<ScannedFile> portion) {
            files += portion.size();
            others +=
                    (int) portion.stream().filter(file -> !looksLikeImage(file)).count();
        }

        /// By its name; a name that says nothing, by its first bytes, as the queue decides for all.
        private boolean looksLikeImage(ScannedFile file) {
            if (file.state() != UploadState.WAITING) {
                return file.cause() != Cause.NOT_AN_IMAGE;
            }
            String extension = FileNames.extension(file.path().getFileName().toString());
            return ImageType.byExtension(extension).isPresent()
                    || opened++ < MAX_OPENED && beginsLikeImage(file.path());
        }

        private static boolean beginsLikeImage(Path file) {
            try (InputStream in = Files.newInputStream(file)) {
                return PictureReader.typeOf(in).isPresent();
            } catch (IOException _) {
                return true; // the queue tells why it cannot be read
            }
        }
    }
}
