package dev.vitrine.ui.upload;

import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.upload.item.ScannedFile;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.service.upload.source.FolderScanner;
import dev.vitrine.service.upload.source.Sidecars;
import java.nio.file.Path;
import java.util.List;

/// How many pictures among dropped files and folders bring titles, descriptions, tags or stars along.
///
/// @param looked how many were looked at
/// @param isAll false when there are more, which nobody looked at beforehand
record DropMetadata(int files, int looked, boolean isAll) {
    private static final int MAX_LOOKED = 1_000;

    /// Blocks; an interrupt ends it early.
    static DropMetadata of(List<Path> filesAndFolders) throws InterruptedException {
        var looking = new Looking();
        boolean whole = new FolderScanner(
                        looking::addAll,
                        () -> looking.isEnough || Thread.currentThread().isInterrupted())
                .walk(filesAndFolders);
        if (!whole && !looking.isEnough) {
            throw new InterruptedException();
        }
        return new DropMetadata(looking.files, looking.looked, !looking.isEnough);
    }

    private static final class Looking {
        private final PictureReader pictures = new PictureReader();
        private final Sidecars sidecars = new Sidecars();
        private int files;
        private int looked;
        private boolean isEnough;

        void addAll(List<ScannedFile> portion) {
            for (ScannedFile file : portion) {
                if (isEnough || Thread.currentThread().isInterrupted()) {
                    return;
                }
                if (file.state() == UploadState.WAITING) {
                    look(file.path());
                }
            }
        }

        private void look(Path file) {
            try {
                Caption caption = pictures.inspect(ImageSource.ofFile(file), sidecars.of(file))
                        .caption();
                if (looked == MAX_LOOKED) {
                    isEnough = true;
                    return;
                }
                looked++;
                files += caption.equals(Caption.EMPTY) ? 0 : 1;
            } catch (ImageException _) {
                return; // the queue tells what is wrong with it
            }
        }
    }
}
