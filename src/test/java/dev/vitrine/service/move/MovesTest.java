package dev.vitrine.service.move;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.TestCatalog;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.local.FolderObjectStore;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// In a library in a folder.
class MovesTest extends MovesContract {
    private TestCatalog catalog;
    private FolderObjectStore objects;
    private ImageService images;

    @BeforeEach
    void open() {
        objects = new FolderObjectStore(work.resolve("objects"));
        catalog = new TestCatalog(work);
        images = catalog.images(objects);
    }

    @AfterEach
    void close() {
        catalog.close();
        objects.close();
    }

    /// As a folder system shows it that ignores case: two names are one folder.
    @Test
    void aNameThatIsTheSameFolderKeepsItsBytes() throws IOException {
        ImageRecord image = images.upload(SampleImages.newImage("alice", "a.jpg", Color.RED), _ -> {});
        Path alice = work.resolve("objects").resolve("alice");
        Files.createSymbolicLink(work.resolve("objects").resolve("Alice"), alice);
        byte[] bytes = Files.readAllBytes(alice.resolve(image.imageId()));
        var moves = new Moves(images, catalog.rows(), catalog.rows(), objects, work.resolve("moves"), List.of());
        assertEquals(
                List.of(image.imageId()),
                moves.move(List.of(image.imageId()), "Alice", (_, _) -> true)
                        .images()
                        .done());
        ImageRecord moved = catalog.rows().find(image.imageId()).orElseThrow();
        assertEquals("Alice", moved.userId());
        assertArrayEquals(bytes, images.original(moved).open().readAllBytes());
    }

    @Override
    protected ImageService images() {
        return images;
    }

    @Override
    protected MetadataStore rows() {
        return catalog.rows();
    }

    @Override
    protected MetadataStore truth() {
        return catalog.rows();
    }

    @Override
    protected ObjectStore objects() {
        return objects;
    }
}
