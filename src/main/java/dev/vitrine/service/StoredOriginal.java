package dev.vitrine.service;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.store.ObjectStore;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/// The bytes of an image in the library, as a source.
public record StoredOriginal(ObjectStore objects, ImageRecord image) implements ImageSource {
    @Override
    public String name() {
        return image.facts().originalName().isEmpty()
                ? image.title()
                : image.facts().originalName();
    }

    public static ImageException missing(ImageRecord image) {
        if (!image.readKey().equals(image.key())) {
            return new ImageException.NotFound("The bytes of " + quoted(image.title())
                    + " are missing: another program wrote its row, which says that they are at "
                    + quoted(image.readKey().path()) + ".");
        }
        return new ImageException.NotFound("The bytes of " + quoted(image.title()) + " are missing ("
                + image.key().path() + "). Whoever has the file can upload it again: that puts them back.");
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

    @Override
    public InputStream open() {
        return objects.open(image.readKey());
    }
}
