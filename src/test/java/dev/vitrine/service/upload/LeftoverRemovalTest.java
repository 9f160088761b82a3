package dev.vitrine.service.upload;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.ForwardingMetadataStore;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.local.FolderObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoverRemovalTest {
    /// A queue that cannot be opened closes what it has: the reason must not get lost in that.
    @Test
    void whatWasNeverStartedIsClosed() {
        var removal = new LeftoverRemoval(null, null);
        assertDoesNotThrow(removal::close);
    }

    /// Its row may be in a trash that cannot be seen: there, restoring finds them.
    @Test
    void bytesWhoseRowMayBeHiddenArePutAside(@TempDir Path folder) throws IOException {
        record Hidden(MetadataStore store) implements ForwardingMetadataStore {
            @Override
            public TrashAccess trashAccess() {
                return TrashAccess.FORBIDDEN;
            }
        }
        ObjectKey key = ObjectKey.original("alice", "some-image");
        try (var library = new TestLibrary(folder, UnaryOperator.identity(), Hidden::new);
                var objects = new FolderObjectStore(folder.resolve("objects"))) {
            objects.put(key, ImageSource.ofBytes("a.png", new byte[] {1, 2, 3}), "image/png", "", _ -> {});

            library.images().abandonUpload("alice", "some-image");

            assertEquals(Optional.empty(), objects.find(key));
            assertEquals(3, objects.find(key.quarantined()).orElseThrow().sizeBytes());
        }
    }
}
