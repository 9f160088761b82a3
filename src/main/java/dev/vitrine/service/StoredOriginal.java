package dev.vitrine.service;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.files.PartMd5;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.StorageState;
import dev.vitrine.store.ObjectStore;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The bytes of an image in the library, as a source.
public record StoredOriginal(ObjectStore objects, ImageRecord image) implements ImageSource {
    @Override
    public String name() {
        return image.facts().originalName().isEmpty()
                ? image.title()
                : image.facts().originalName();
    }

    public static ImageException missing(ImageRecord image) {
        String address = image.facts().text(Attribute.S3_URL);
        if (!address.isEmpty()) {
            return new ImageException.NotFound("The bytes of " + quoted(image.title())
                    + " are not in this library: another program wrote its row, which says that they are at "
                    + quoted(address)
                    + ". A connection of its own opens another bucket.");
        }
        if (!image.readKey().equals(image.key())) {
            return new ImageException.NotFound("The bytes of " + quoted(image.title())
                    + " are missing: another program wrote its row, which says that they are at "
                    + quoted(image.readKey().path()) + ".");
        }
        return new ImageException.NotFound("The bytes of " + quoted(image.title()) + " are missing ("
                + image.key().path() + "). Whoever has the file can upload it again: that puts them back.");
    }

    /// The library has other bytes than those that were uploaded.
    public static ImageException damaged(String name, @Nullable Exception cause) {
        return new ImageException.Failed(
                "The stored bytes of " + quoted(name)
                        + " are damaged: they do not match the checksum from when they were uploaded. Nothing was saved; upload the image again if you still have it.",
                cause);
    }

    /// The row knows no checksum, and the server has other bytes than came.
    public static ImageException arrivedDamaged(String name) {
        return new ImageException.Failed("The bytes of " + quoted(name)
                + " arrived damaged: they do not match the MD5 that the server tells. Try again.");
    }

    /// Before a link is given out that would lead nowhere.
    ///
    /// @throws ImageException.NotFound when the store has no bytes of this image
    /// @throws ImageException.Failed when they are [archived][ImageException.Failed#isArchived]
    public void require() {
        StorageState state =
                objects.find(image.readKey()).orElseThrow(() -> missing(image)).storage();
        if (!state.isReadable()) {
            throw inArchive(image, state);
        }
    }

    /// As far as is known without asking: nothing is asked of an archive again and again.
    public void requireReadable() {
        StorageState known = image.facts().storage();
        if (!known.isReadable() && !isKept()) {
            throw inArchive(image, known);
        }
    }

    /// On this machine: then it does not matter where the store has it.
    public boolean isKept() {
        return objects.keptFile(image.facts().contentSha256()).isPresent();
    }

    private static ImageException inArchive(ImageRecord image, StorageState state) {
        if (state.stage() == StorageState.Stage.COMING) {
            return ImageException.Failed.archived(
                    "The original of " + quoted(image.title()) + " is being brought back from the archive. "
                            + "Try again when it is there.",
                    null);
        }
        return ImageException.Failed.archived(
                "The original of " + quoted(image.title()) + " is archived. Bring it back first "
                        + "(“Bring back…”, or “vitrine bring-back”), and try again when it is there.",
                null);
    }

    /// A row written by another program does not know its size: then the store is asked.
    @Override
    public long size() {
        long known = image.facts().sizeBytes();
        return known > 0
                ? known
                : objects.find(image.readKey())
                        .map(ObjectStore.StoredObject::sizeBytes)
                        .orElse(0L);
    }

    @Override
    public Optional<Path> onDisk() {
        return objects.onDisk(image.readKey());
    }

    /// Where the row has no SHA-256 that whoever reads could compare, the stream itself throws [an
    /// exception][#arrivedDamaged] at its end when it had other bytes than the store tells.
    @Override
    public InputStream open() {
        InputStream bytes = openUnchecked();
        if (!image.facts().contentSha256().isEmpty() || !(bytes instanceof ObjectStore.Versioned versioned)) {
            return bytes;
        }
        return versioned
                .md5()
                .map(md5 -> PartMd5.checking(bytes, md5, () -> arrivedDamaged(name())))
                .orElse(bytes);
    }

    /// For whoever compares what it has in the end.
    public InputStream openUnchecked() {
        Optional<InputStream> kept = objects.openKept(image.facts().contentSha256());
        if (kept.isPresent()) {
            return kept.get();
        }
        try {
            return objects.open(image.readKey());
        } catch (ImageException.NotFound e) {
            throw image.isElsewhere() ? missing(image) : e;
        }
    }
}
