package dev.vitrine.service.upload;

import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.service.ImageService;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.aws.CloudTestLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// The library of {@link KilledQueue}, opened anew by each process: local, or in the cloud where the work folder says
/// so.
interface KilledLibrary extends AutoCloseable {
    String CLOUD = "cloud.txt";

    ImageService images();

    List<ImageRecord> rows();

    /// The SHA-256 of every original that is stored, by image id, whether a row speaks for it or not.
    Map<String, String> originals() throws IOException;

    @Override
    void close();

    static KilledLibrary open(Path work, UnaryOperator<ObjectStore> wrapObjects, UnaryOperator<MetadataStore> wrapRows)
            throws IOException {
        Path cloud = work.resolve(CLOUD);
        return Files.exists(cloud)
                ? new Cloud(CloudTestLibrary.open(cloud, work.resolve("library"), wrapObjects, wrapRows))
                : new Local(new TestLibrary(work.resolve("library"), wrapObjects, wrapRows));
    }

    static KilledLibrary open(Path work) throws IOException {
        return open(work, store -> store, rows -> rows);
    }

    record Local(TestLibrary library) implements KilledLibrary {
        @Override
        public ImageService images() {
            return library.images();
        }

        @Override
        public List<ImageRecord> rows() {
            return library.rows();
        }

        @Override
        public Map<String, String> originals() throws IOException {
            var hashes = new TreeMap<String, String>();
            for (Path original : library.originals()) {
                hashes.put(original.getFileName().toString(), Sha256.of(ImageSource.ofFile(original), _ -> {}));
            }
            return hashes;
        }

        @Override
        public void close() {
            library.close();
        }
    }

    record Cloud(CloudTestLibrary library) implements KilledLibrary {
        @Override
        public ImageService images() {
            return library.images();
        }

        @Override
        public List<ImageRecord> rows() {
            return library.rows();
        }

        @Override
        public Map<String, String> originals() {
            return library.originals();
        }

        @Override
        public void close() {
            library.close();
        }
    }
}
