package dev.vitrine.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    private Path folder;

    @Test
    void whoIsStoppedBeforeTheFirstByteLeavesNoFile() throws IOException {
        Thread.currentThread().interrupt();
        try {
            assertThrows(ImageException.Cancelled.class, () -> WholeFile.resumed(folder, "original"));
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertEquals(List.of(), FolderContent.names(folder));
    }

    @Test
    void nothingIsThereUntilItIsPublished() throws IOException {
        Path target = folder.resolve("target");
        try (var file = written("new")) {
            assertEquals(false, Files.exists(target));
            file.publishNew(target);
            assertEquals("new", Files.readString(target));
        }
        assertEquals(List.of("target"), FolderContent.names(folder));
    }

    @Test
    void whatIsNotPublishedIsRemoved() throws IOException {
        written("new").close();
        assertEquals(List.of(), FolderContent.names(folder));
    }

    @Test
    void aTakenNameIsLeftAlone() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "old");
        try (var file = written("new")) {
            assertThrows(FileAlreadyExistsException.class, () -> file.publishNew(target));
            assertThrows(FileAlreadyExistsException.class, () -> file.moveWithoutLinks(target));
            assertEquals("old", Files.readString(target));
            file.publishOver(target);
        }
        assertEquals("new", Files.readString(target));
        assertEquals(List.of("target"), FolderContent.names(folder));
    }

    @Test
    void withoutHardLinksTooExactlyOneOfManyWins() throws Exception {
        Path target = folder.resolve("target");
        List<Callable<Integer>> writers = IntStream.range(0, 8)
                .<Callable<Integer>>mapToObj(writer -> () -> {
                    try (var file = written("writer " + writer)) {
                        file.moveWithoutLinks(target);
                        return writer;
                    } catch (FileAlreadyExistsException _) {
                        return -1;
                    }
                })
                .toList();
        List<Integer> winners;
        try (var threads = Executors.newFixedThreadPool(8)) {
            winners = threads.invokeAll(writers).stream()
                    .map(Future::resultNow)
                    .filter(winner -> winner >= 0)
                    .toList();
        }
        assertEquals(1, winners.size());
        assertEquals("writer " + winners.getFirst(), Files.readString(target));
        assertEquals(List.of("target"), FolderContent.names(folder));
    }

    /// In a folder that others may write to, a name that can be foretold may be a trap.
    @Test
    void aLinkUnderTheNameOfAPartFileIsNotFollowed() throws IOException {
        Path part = partFile("original");
        Path victim = Files.writeString(
                Files.createDirectory(folder.resolve("home")).resolve("thesis.odt"), "my life's work");
        Files.createSymbolicLink(part, victim);
        assertStartsAfresh(victim);
        Files.delete(part);
        Files.createLink(part, victim);
        assertStartsAfresh(victim);
        Files.delete(part);
        Files.createSymbolicLink(part, folder.resolve("nothing-yet"));
        assertStartsAfresh(victim);
        assertFalse(Files.exists(folder.resolve("nothing-yet")));
        Files.delete(part);
        Files.createDirectory(part);
        assertStartsAfresh(victim);
    }

    @Test
    void somebodyElsesPartFileIsNotGoneOnWith() throws IOException {
        Path part = Files.writeString(partFile("original"), "theirs");
        try {
            Files.setAttribute(part, "unix:uid", 12345);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException _) {
            assumeTrue(false, "only the administrator of this system may give files away");
        }
        try (WholeFile file = WholeFile.resumed(folder, "original")) {
            assertEquals(0, file.size());
            assertNotEquals(part, file.temporary());
        }
        assertEquals("theirs", Files.readString(part));
    }

    @Test
    void aPartFileOfOursIsGoneOnWith() throws IOException {
        try (WholeFile file = WholeFile.resumed(folder, "original")) {
            file.append(new ByteArrayInputStream("abc".getBytes()), new Sha256(), _ -> {});
            file.keep();
        }
        try (WholeFile file = WholeFile.resumed(folder, "original")) {
            assertEquals(3, file.size());
            try (WholeFile other = WholeFile.resumed(folder, "original")) {
                assertEquals(0, other.size(), "somebody is at it");
            }
        }
        assertEquals(List.of(), FolderContent.names(folder));
    }

    private void assertStartsAfresh(Path victim) throws IOException {
        try (WholeFile file = WholeFile.resumed(folder, "original")) {
            assertEquals(0, file.size());
            file.append(new ByteArrayInputStream("image".getBytes()), new Sha256(), _ -> {});
            file.empty();
        }
        assertEquals("my life's work", Files.readString(victim));
    }

    private Path partFile(String purpose) throws IOException {
        try (WholeFile file = WholeFile.resumed(folder, purpose)) {
            return file.temporary();
        }
    }

    private WholeFile written(String content) throws IOException {
        var file = new WholeFile(folder);
        file.copy(ImageSource.ofBytes("x", content.getBytes()), copied -> {});
        return file;
    }
}
