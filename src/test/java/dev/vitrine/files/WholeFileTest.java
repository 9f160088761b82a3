package dev.vitrine.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
        assertEquals(List.of(), names());
    }

    @Test
    void nothingIsThereUntilItIsPublished() throws IOException {
        Path target = folder.resolve("target");
        try (var file = written("new")) {
            assertEquals(false, Files.exists(target));
            file.publishNew(target);
            assertEquals("new", Files.readString(target));
        }
        assertEquals(List.of("target"), names());
    }

    @Test
    void whatIsNotPublishedIsRemoved() throws IOException {
        written("new").close();
        assertEquals(List.of(), names());
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
        assertEquals(List.of("target"), names());
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
        assertEquals(List.of("target"), names());
    }

    private WholeFile written(String content) throws IOException {
        var file = new WholeFile(folder);
        file.copy(ImageSource.ofBytes("x", content.getBytes()), copied -> {});
        return file;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
