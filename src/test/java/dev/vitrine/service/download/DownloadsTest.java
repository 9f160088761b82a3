package dev.vitrine.service.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.files.FolderContent;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.Rendition;
import dev.vitrine.service.SampleImages;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.local.FolderObjectStore;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadsTest {
    @TempDir
    private Path library;

    @TempDir
    private Path folder;

    private final byte[] bytes = SampleImages.jpeg(64, 48, Color.ORANGE);
    private ObjectStore objects;
    private Downloads downloads;

    @BeforeEach
    void openStore() {
        objects = new FolderObjectStore(library);
        downloads = new Downloads(objects);
    }

    @Test
    void theSavedFileHasTheVeryBytes() throws IOException {
        Path saved = downloads.saveInto(stored("one", "beach.jpg"), folder, sent -> {});
        assertEquals(folder.resolve("beach.jpg"), saved);
        assertArrayEquals(bytes, Files.readAllBytes(saved));
        assertEquals(List.of("beach.jpg"), FolderContent.names(folder));
    }

    @Test
    void aTakenNameIsNumbered() throws IOException {
        Files.writeString(folder.resolve("beach.jpg"), "mine");
        Files.writeString(folder.resolve("beach (2).jpg"), "mine too");
        assertEquals(
                folder.resolve("beach (3).jpg"), downloads.saveInto(stored("one", "beach.jpg"), folder, sent -> {}));
        assertEquals("mine", Files.readString(folder.resolve("beach.jpg")));
        assertEquals("mine too", Files.readString(folder.resolve("beach (2).jpg")));
    }

    @Test
    void aChosenFileIsNotReplacedUnlessAskedFor() throws IOException {
        ImageRecord image = stored("one", "beach.jpg");
        Path target = Files.writeString(folder.resolve("mine.jpg"), "mine");
        assertThrows(ImageException.Conflict.class, () -> downloads.saveTo(image, target, sent -> {}));
        assertEquals("mine", Files.readString(target));
        assertEquals(target, downloads.saveOver(image, target, sent -> {}));
        assertArrayEquals(bytes, Files.readAllBytes(target));
        assertEquals(List.of("mine.jpg"), FolderContent.names(folder));
    }

    @Test
    void whatIsMadeAnewHasNoNameThatSaysAnotherType() throws IOException {
        ImageRecord image = stored("one", "beach.jpg");
        Downloads made =
                downloads.as(new CopyForm(false, Optional.of(Rendition.parse("png 8")), CaptionPlace.NOWHERE), _ -> {});
        for (Path target : List.of(folder.resolve("a.jpg"), folder.resolve("a.HEIC"))) {
            assertThrows(ImageException.Invalid.class, () -> made.saveOver(image, target, _ -> {}));
            var refused = assertThrows(ImageException.Invalid.class, () -> made.saveTo(image, target, _ -> {}));
            assertEquals(
                    "“" + target.getFileName()
                            + "” is to be a PNG, and its name says that it is another kind of file. Choose a name that ends in .png.",
                    refused.getMessage());
        }
        made.saveTo(image, folder.resolve("a.PNG"), _ -> {});
        made.saveTo(image, folder.resolve("a"), _ -> {});
        assertEquals(List.of("a", "a.PNG"), FolderContent.names(folder));
    }

    @Test
    void theRootOfADiskIsNoFileToSaveAs() throws IOException {
        ImageRecord image = stored("one", "beach.jpg");
        Path root = folder.getRoot();
        var failure = assertThrows(ImageException.Invalid.class, () -> downloads.saveTo(image, root, sent -> {}));
        assertEquals("“" + root + "” is a folder. Give the name of a file in it.", failure.getMessage());
    }

    @Test
    void damagedBytesAreNotSaved() throws IOException {
        ImageRecord image = stored("one", "beach.jpg");
        Files.write(library.resolve("alice").resolve("one"), new byte[] {1, 2, 3});
        var failure = assertThrows(ImageException.Failed.class, () -> downloads.saveInto(image, folder, sent -> {}));
        assertTrue(failure.getMessage().contains("damaged"), failure.getMessage());
        assertEquals(List.of(), FolderContent.names(folder));
    }

    @Test
    void aRowThatKnowsNothingIsSavedWithTheExtensionOfItsBytes() {
        stored("one", "beach.jpg");
        assertEquals(
                folder.resolve("Image 1.jpg"),
                downloads.saveInto(SampleImages.row("one", "Image 1"), folder, sent -> {}));
    }

    @Test
    void anInterruptStopsASaveAndLeavesNothing() throws IOException {
        ImageRecord image = stored("one", "beach.jpg");
        assertThrows(
                ImageException.Cancelled.class,
                () -> downloads.saveInto(
                        image, folder, sent -> Thread.currentThread().interrupt()));
        assertTrue(Thread.interrupted());
        assertEquals(List.of(), FolderContent.names(folder));
    }

    @Test
    void aMissingFolderSaysSo() {
        ImageRecord image = stored("one", "beach.jpg");
        assertThrows(
                ImageException.Unreachable.class, () -> downloads.saveInto(image, folder.resolve("gone"), sent -> {}));
    }

    private ImageRecord stored(String imageId, String originalName) {
        var source = ImageSource.ofBytes(originalName, bytes);
        String hash = Sha256.of(source, read -> {});
        ImageRecord image = SampleImages.row(
                imageId, "Title", SampleImages.facts("image/jpeg", originalName).with(Attribute.CONTENT_SHA256, hash));
        objects.put(image.key(), source, "image/jpeg", hash, sent -> {});
        return image;
    }
}
