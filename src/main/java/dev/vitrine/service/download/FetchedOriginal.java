package dev.vitrine.service.download;

import dev.vitrine.files.FileNames;
import dev.vitrine.files.Folders;
import dev.vitrine.files.WholeFile;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Rendition;
import dev.vitrine.picture.CaptionWriter;
import dev.vitrine.picture.CorrectionWriter;
import dev.vitrine.picture.MetadataRemover;
import dev.vitrine.picture.PictureCopy;
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
    private final Optional<ImageType> known;
    private final Optional<SidecarFile> sidecar;

    FetchedOriginal(ImageRecord image, WholeFile file, String sha256) {
        this(image, file, sha256, image.facts().type(), Optional.empty());
    }

    private FetchedOriginal(
            ImageRecord image,
            WholeFile file,
            String sha256,
            Optional<ImageType> known,
            Optional<SidecarFile> sidecar) {
        this.known = known;
        this.image = image;
        this.file = file;
        this.sha256 = sha256;
        this.sidecar = sidecar;
    }

    /// What is to stand beside the copy.
    Optional<SidecarFile> sidecar() {
        return sidecar;
    }

    ImageRecord image() {
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
        return ImageSource.ofFile(FileNames.of(image, known).toString(), file.temporary());
    }

    /// What the file is. Rows written by other programs do not tell the type; the bytes do.
    public Optional<ImageType> type() throws IOException {
        if (known.isPresent()) {
            return known;
        }
        try (InputStream head = Files.newInputStream(file.temporary())) {
            return PictureReader.typeOf(head);
        }
    }

    /// The same picture without location and camera data; this one is closed.
    ///
    /// @throws dev.vitrine.image.ImageException.Invalid when that is not possible without loss for this kind of
    ///   image
    private FetchedOriginal withoutMetadata() throws IOException {
        try (this) {
            return copied(MetadataRemover.strip(bytes(), image.facts().orientationFix()), known);
        }
    }

    private FetchedOriginal rendered(Rendition rendition) throws IOException {
        try (this) {
            return copied(PictureCopy.of(bytes(), rendition, image.facts()), Optional.of(rendition.type()));
        }
    }

    /// As copies are to be; this one is closed, or is it itself.
    public FetchedOriginal as(CopyForm form) throws IOException {
        FetchedOriginal copy = form.rendition().isPresent()
                ? rendered(form.rendition().get())
                : form.withoutMetadata() ? withoutMetadata() : this;
        try {
            return switch (form.captions()) {
                case NOWHERE -> copy;
                case IN_FILES ->
                    form.rendition().isPresent() || form.withoutMetadata() ? copy.withCaption() : copy.withCorrection();
                case SIDECARS -> copy.withSidecar();
            };
        } catch (IOException | RuntimeException e) {
            copy.close();
            throw e;
        }
    }

    /// Where the file has no place for what was set right, a sidecar says it.
    private FetchedOriginal withCorrection() throws IOException {
        ImageSource bytes = bytes();
        Optional<ImageSource> written = CorrectionWriter.written(bytes, image.facts());
        if (written.isEmpty()) {
            FetchedOriginal copy = withCaption();
            return copy.with(SidecarFile.of(image, type(), copy.bytes()));
        }
        return written.get() == bytes ? withCaption() : replaced(written.get()).withCaption();
    }

    private FetchedOriginal replaced(ImageSource changed) throws IOException {
        try (this) {
            return copied(changed, known);
        }
    }

    private FetchedOriginal withCaption() throws IOException {
        CaptionWriter writer = SidecarFile.writer(image);
        Optional<ImageSource> written = writer.written(bytes());
        if (written.isEmpty()) {
            return withSidecar();
        }
        FetchedOriginal copy = copied(written.get(), known);
        if (writer.isSound(bytes(), copy.bytes())) {
            close();
            return copy;
        }
        copy.close();
        return withSidecar();
    }

    private FetchedOriginal withSidecar() throws IOException {
        return with(SidecarFile.of(image, type()));
    }

    private FetchedOriginal with(SidecarFile beside) {
        return new FetchedOriginal(image, file, sha256, known, Optional.of(beside));
    }

    private FetchedOriginal copied(ImageSource changed, Optional<ImageType> type) throws IOException {
        var other = new WholeFile(Folders.of(file.temporary()));
        try {
            String otherSha256 = other.copy(changed, _ -> {});
            other.force();
            return new FetchedOriginal(image, other, otherSha256, type, Optional.empty());
        } catch (IOException | RuntimeException e) {
            other.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
