package dev.vitrine.service.download;

import dev.vitrine.files.FileNames;
import dev.vitrine.files.Folders;
import dev.vitrine.files.WholeFile;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.picture.MetadataRemover;
import dev.vitrine.picture.PictureReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Optional;

/// The checked bytes of one original, in a hidden file that waits for its name. Closing removes it, unless it was
/// published.
public final class FetchedOriginal implements AutoCloseable {
    private final ImageRecord image;
    private final WholeFile file;
    private final String sha256;

    FetchedOriginal(ImageRecord image, WholeFile file, String sha256) {
        this.image = image;
        this.file = file;
        this.sha256 = sha256;
    }

    public ImageRecord image() {
        return image;
    }

    public WholeFile file() {
        return file;
    }

    /// Of the bytes in the file.
    public String sha256() {
        return sha256;
    }

    public ImageSource bytes() {
        return ImageSource.ofFile(FileNames.of(image, image.facts().type()).toString(), file.temporary());
    }

    /// Rows written by other programs do not tell the type; the bytes do.
    public Optional<ImageType> type() throws IOException {
        if (image.facts().type().isPresent()) {
            return image.facts().type();
        }
        try (InputStream head = Files.newInputStream(file.temporary())) {
            return PictureReader.typeOf(head);
        }
    }

    /// The same picture without location and camera data; this one is closed.
    ///
    /// @throws dev.vitrine.image.ImageException.Invalid when that is not possible without loss for this kind of
    ///   image
    public FetchedOriginal withoutMetadata() throws IOException {
        try (this) {
            ImageSource cleaned = MetadataRemover.strip(bytes());
            var other = new WholeFile(Folders.of(file.temporary()));
            try {
                String cleanedSha256 = other.copy(cleaned, _ -> {});
                other.force();
                return new FetchedOriginal(image, other, cleanedSha256);
            } catch (IOException | RuntimeException e) {
                other.close();
                throw e;
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
