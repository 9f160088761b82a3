package dev.vitrine.service;

import dev.vitrine.files.FileFailures;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.picture.DecodeRequest;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.picture.PreviewJpeg;
import dev.vitrine.picture.pixels.Integrity;
import dev.vitrine.picture.pixels.Picture;
import dev.vitrine.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/// The small pictures that a library keeps beside its originals, for everyone who opens it: read, made, put back.
public final class Previews {
    public static final int TILE = 512;
    public static final int SCREEN = 2048;
    private static final List<Integer> EDGES = List.of(TILE, SCREEN);

    private static final System.Logger LOG = System.getLogger(Previews.class.getName());

    /// @param picture with the size that was asked for
    /// @param integrity of the original
    public record Made(Picture picture, Integrity integrity) {}

    private final ObjectStore objects;
    private final PictureReader pictures;

    public Previews(ObjectStore objects, PictureReader pictures) {
        this.objects = objects;
        this.pictures = pictures;
    }

    /// The stored preview, reduced to `edge` where that is less; empty when there is none, or one that cannot be
    /// read and is better made again.
    public Optional<Picture> stored(String imageId, int edge, DecodeRequest request) {
        ObjectKey key = ObjectKey.preview(imageId, storedEdge(edge));
        try (InputStream in = objects.open(key)) {
            byte[] bytes = in.readAllBytes();
            return PreviewJpeg.isWhole(bytes) ? Optional.of(reduced(bytes, edge, request)) : Optional.empty();
        } catch (ImageException.NotFound | ImageException.Invalid | ImageException.Denied _) {
            // Whoever may not list a bucket is told that he may not read what is not there.
            return Optional.empty();
        } catch (IOException e) {
            throw FileFailures.reading(key.path(), e);
        }
    }

    /// Makes the preview from the original and keeps it, unless it is a stand-in, which another system will do
    /// better. A library that cannot keep it (read-only, full) still shows it.
    ///
    /// @throws ImageException.Invalid when no picture can be made of these bytes, with the reason
    public Made make(String imageId, ImageSource original, int edge, DecodeRequest request) {
        PreviewJpeg made = made(imageId, original, edge, request);
        var shown = new Made(
                edge < storedEdge(edge) ? reduced(made.bytes(), edge, request) : made.picture(), made.integrity());
        if (made.standIn()) {
            return shown;
        }
        try {
            var jpeg = ImageSource.ofBytes(imageId + ".jpg", made.bytes());
            objects.put(ObjectKey.preview(imageId, storedEdge(edge)), jpeg, "image/jpeg", "", sent -> {});
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (ImageException e) {
            LOG.log(
                    e.isEverywhere() ? Level.DEBUG : Level.WARNING,
                    "The preview of {0} is not kept: {1}",
                    imageId,
                    e.getMessage());
        }
        return shown;
    }

    /// A decoder that stumbles in a way not foreseen must not stop an upload, nor the thread that makes the
    /// thumbnails.
    private PreviewJpeg made(String imageId, ImageSource original, int edge, DecodeRequest request) {
        try {
            return pictures.preview(original, storedEdge(edge), request);
        } catch (ImageException e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            LOG.log(Level.ERROR, "No picture could be made of " + imageId, e);
            throw new ImageException.Invalid("This image cannot be shown: reading it failed in an unexpected way.", e);
        }
    }

    private Picture reduced(byte[] jpeg, int edge, DecodeRequest request) {
        return pictures.read(ImageSource.ofBytes("preview.jpg", jpeg), edge, request);
    }

    private static int storedEdge(int edge) {
        return edge <= TILE ? TILE : SCREEN;
    }

    void delete(String imageId) {
        EDGES.forEach(edge -> objects.delete(ObjectKey.preview(imageId, edge)));
    }
}
