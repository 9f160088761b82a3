package dev.vitrine.store;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.StorageState;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Bytes whose store says in passing in which class originals lie: what it says is handed on.
public record StorageClassRecorder(ObjectStore store, Notes notes) implements ForwardingObjectStore {
    private static final System.Logger LOG = System.getLogger(StorageClassRecorder.class.getName());
    private static final int AT_ONCE = 1000;

    /// Who wants to know.
    public interface Notes {
        void note(String imageId, StorageState state);

        /// @param classes by image id, as a listing has them: see [StorageState#of]
        void noteListed(Map<String, String> classes);
    }

    @Override
    public Optional<StoredObject> find(ObjectKey key) {
        Optional<StoredObject> found = store.find(key);
        found.ifPresent(object -> note(key, object.storage()));
        return found;
    }

    @Override
    public InputStream open(ObjectKey key) {
        try {
            return store.open(key);
        } catch (ImageException.Failed e) {
            throw noted(key, e);
        }
    }

    @Override
    public InputStream open(ObjectKey key, long offset, long length) {
        try {
            return store.open(key, offset, length);
        } catch (ImageException.Failed e) {
            throw noted(key, e);
        }
    }

    @Override
    public StorageState bringBack(ObjectKey key, BringBack request) {
        StorageState state = store.bringBack(key, request);
        note(key, state);
        return state;
    }

    @Override
    public void list(Consumer<Listed> found) {
        var classes = new HashMap<String, String>();
        store.list(object -> {
            found.accept(object);
            if (object.isOwnOriginal() && !object.storageClass().isEmpty()) {
                object.key().ifPresent(key -> classes.put(key.imageId(), object.storageClass()));
            }
            if (classes.size() == AT_ONCE) {
                noteListed(classes);
            }
        });
        noteListed(classes);
    }

    private void noteListed(Map<String, String> classes) {
        if (!classes.isEmpty()) {
            notes.noteListed(Map.copyOf(classes));
            classes.clear();
        }
    }

    /// The refusal says that it is archived, and not whether it is on its way back.
    private ImageException noted(ObjectKey key, ImageException.Failed refusal) {
        if (refusal.isArchived() && key.isOriginal()) {
            try {
                Optional<StoredObject> _ = find(key);
            } catch (ImageException.Cancelled e) {
                throw e;
            } catch (ImageException e) {
                LOG.log(Level.DEBUG, "Where it lies is not known: " + key.path(), e);
            }
        }
        return refusal;
    }

    private void note(ObjectKey key, StorageState state) {
        if (key.isOriginal() && !key.isQuarantined() && !state.storageClass().isEmpty()) {
            notes.note(key.imageId(), state);
        }
    }
}
