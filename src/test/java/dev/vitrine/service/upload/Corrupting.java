package dev.vitrine.service.upload;

import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.ForwardingObjectStore;
import dev.vitrine.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.LongConsumer;

/// A store whose line turns the last bit of every original.
record Corrupting(ObjectStore store) implements ForwardingObjectStore {
    @Override
    public void put(ObjectKey key, ImageSource source, String contentType, String sha256, LongConsumer progress) {
        store.put(key, key.isOriginal() ? turned(source) : source, contentType, sha256, progress);
    }

    private static ImageSource turned(ImageSource source) {
        try (InputStream in = source.open()) {
            byte[] bytes = in.readAllBytes();
            bytes[bytes.length - 1] ^= 1;
            return ImageSource.ofBytes(source.name(), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
