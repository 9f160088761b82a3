package dev.vitrine.store;

import dev.vitrine.files.FileFailures;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// A far store whose previews are kept nearby, too, once somebody looked at them: they come at once, cost no request,
/// and show offline.
///
/// Everything else goes to the far store. What is kept nearby can always be had again: when it cannot be kept, that is
/// logged and no more.
public final class CachedPreviews implements ForwardingObjectStore {
    private static final System.Logger LOG = System.getLogger(CachedPreviews.class.getName());

    private final ObjectStore far;
    private final ObjectStore near;

    public CachedPreviews(ObjectStore far, ObjectStore near) {
        this.far = far;
        this.near = near;
    }

    @Override
    public ObjectStore store() {
        return far;
    }

    @Override
    public void put(ObjectKey key, ImageSource source, String contentType, String sha256, LongConsumer progress) {
        if (key.isPreview()) {
            keep(key, source); // also where only others may write to the far store
        }
        far.put(key, source, contentType, sha256, progress);
    }

    @Override
    public InputStream open(ObjectKey key) {
        if (!key.isPreview()) {
            return far.open(key);
        }
        try {
            return near.open(key);
        } catch (ImageException e) {
            LOG.log(Level.DEBUG, "not nearby: " + key, e);
            return fetched(key);
        }
    }

    /// What was read last is shown offline. Its version is none of the far store's, which refuses to replace by it.
    @Override
    public Optional<Document> document(ObjectKey key, int maxBytes) {
        try {
            Optional<Document> found = far.document(key, maxBytes);
            found.ifPresentOrElse(document -> keep(key, document.content()), () -> forget(key));
            return found;
        } catch (ImageException.Unreachable e) {
            return Optional.of(near.document(key, maxBytes).orElseThrow(() -> e));
        }
    }

    /// Offline, of the files that several write, those that were read here and not seen to be gone.
    @Override
    public void list(String prefix, Consumer<Listed> found) {
        if (!prefix.equals(ObjectKey.ALBUMS)) {
            far.list(prefix, found);
            return;
        }
        var kept = new LinkedHashMap<String, Listed>();
        near.list(prefix, each -> kept.put(each.path(), each));
        var gone = new LinkedHashMap<>(kept);
        var isAnswered = new AtomicBoolean();
        try {
            far.list(prefix, each -> {
                isAnswered.set(true);
                gone.remove(each.path());
                found.accept(each);
            });
            gone.keySet().forEach(path -> ObjectKey.ofAlbum(path).ifPresent(this::forget));
        } catch (ImageException.Unreachable e) {
            if (isAnswered.get() || kept.isEmpty()) {
                throw e;
            }
            kept.values().forEach(found);
        }
    }

    @Override
    public void delete(ObjectKey key, String version) {
        far.delete(key, version);
        forget(key);
    }

    @Override
    public boolean delete(ObjectKey key) {
        boolean keepsVersion = far.delete(key);
        if (key.isPreview()) {
            forget(key);
        }
        return keepsVersion;
    }

    /// Closes neither: the code that opened them does.
    @Override
    public void close() {}

    /// Small: a few tens of kilobytes. Read whole before it is kept, so that a broken connection leaves nothing
    /// behind.
    private InputStream fetched(ObjectKey key) {
        try (InputStream in = far.open(key)) {
            byte[] bytes = in.readAllBytes();
            keep(key, ImageSource.ofBytes(key.imageId() + ".jpg", bytes));
            return new ByteArrayInputStream(bytes);
        } catch (IOException e) {
            throw FileFailures.unlessStopped(
                    e,
                    trouble -> new ImageException.Unreachable(
                            "A preview could not be read to its end. Try again.", trouble));
        }
    }

    private void keep(ObjectKey key, ImageSource source) {
        try {
            near.put(key, source, "image/jpeg", "", _ -> {});
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (ImageException e) {
            LOG.log(Level.WARNING, "a preview is not kept nearby", e);
        }
    }

    private void keep(ObjectKey key, byte[] document) {
        try {
            near.replace(
                    key,
                    document,
                    near.document(key, Integer.MAX_VALUE - 1)
                            .map(Document::version)
                            .orElse(""));
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (ImageException e) {
            LOG.log(Level.DEBUG, "a file is not kept nearby", e);
        }
    }

    private void forget(ObjectKey key) {
        try {
            near.delete(key);
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (ImageException e) {
            LOG.log(Level.WARNING, "a copy of a preview stays nearby", e);
        }
    }
}
