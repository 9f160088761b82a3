package dev.vitrine.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitrine.image.ImageException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFailuresTest {
    @TempDir
    private Path folder;

    @Test
    void aFullDiskAsksForRoom() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.isWritable(full), "this system has no device that is always full");
        var cause = assertThrows(IOException.class, () -> Files.write(full, new byte[1]));
        assertSays(
                ImageException.Failed.class,
                "The disk that holds “" + folder + "” is full. Make room and try again.",
                FileFailures.writing(folder, cause));
    }

    @Test
    void aReadOnlyDriveOrFolderIsDenied() {
        String sentence = "“" + folder + "” may not be written to. Check its permissions, or choose another folder.";
        assertSays(ImageException.Denied.class, sentence, FileFailures.writing(folder, new AccessDeniedException("x")));
        assertSays(
                ImageException.Denied.class,
                sentence,
                FileFailures.writing(folder, new FileSystemException("x", null, "Read-only file system")));
    }

    @Test
    void ofFoldersInEachOtherTheClosedOneIsNamed() throws IOException {
        Path closed = Files.createDirectories(folder.resolve("objects").resolve("alice"));
        assumeTrue(closed.toFile().setWritable(false) && !Files.isWritable(closed), "may write everywhere");
        try {
            Path file = closed.resolve("image");
            var cause = assertThrows(AccessDeniedException.class, () -> Files.createFile(file));
            Path moved = Files.createFile(folder.resolve("incoming"));
            var moving = assertThrows(AccessDeniedException.class, () -> Files.move(moved, file));
            String sentence =
                    "“" + closed + "” may not be written to. Check its permissions, or choose another folder.";
            assertSays(ImageException.Denied.class, sentence, FileFailures.writing(folder, cause));
            assertSays(ImageException.Denied.class, sentence, FileFailures.writing(folder, moving));
        } finally {
            assertTrue(closed.toFile().setWritable(true)); // it was put away
        }
    }

    @Test
    void aMissingFolderAsksForTheDrive() {
        Path gone = folder.resolve("gone");
        assertSays(
                ImageException.Unreachable.class,
                "The folder “" + gone + "” is not there. Connect its drive or put the folder back.",
                FileFailures.writing(gone, new NoSuchFileException("x")));
    }

    /// A folder or a link in the place of a file of ours, and a file in the place of a folder below.
    @Test
    void whatIsInTheWayIsNamed() throws IOException {
        Path ours = Files.createDirectory(folder.resolve("list.lock"));
        assertInTheWay(ours, assertThrows(IOException.class, () -> FileChannel.open(ours, StandardOpenOption.WRITE)));
        Path file = Files.createFile(folder.resolve("inner"));
        Path below = file.resolve("deeper").resolve("deepest");
        assertInTheWay(file, assertThrows(IOException.class, () -> Files.createDirectories(below)));
        assertInTheWay(file, assertThrows(IOException.class, () -> Files.createDirectories(file)));
        Path link = Files.createSymbolicLink(
                folder.resolve("link"), folder.resolve("nowhere").resolve("file"));
        assertInTheWay(
                link,
                assertThrows(
                        IOException.class,
                        () -> FileChannel.open(link, StandardOpenOption.WRITE, StandardOpenOption.CREATE)));
    }

    private void assertInTheWay(Path other, IOException cause) {
        assertSays(
                ImageException.Failed.class,
                "“" + other + "” is in the way: something else belongs there. Move it away and try again.",
                FileFailures.writing(folder, cause));
    }

    @Test
    void aVanishedSourceIsNotFound() {
        assertSays(
                ImageException.NotFound.class,
                "“a.jpg” is no longer there: it was moved, renamed or deleted.",
                FileFailures.reading("a.jpg", new NoSuchFileException("x")));
    }

    @Test
    void aForbiddenSourceIsDenied() {
        assertSays(
                ImageException.Denied.class,
                "“a.jpg” may not be read. Check the permissions of the file.",
                FileFailures.reading("a.jpg", new AccessDeniedException("x")));
    }

    @Test
    void anInterruptIsACancel() {
        assertEquals(
                ImageException.Cancelled.class,
                FileFailures.reading("a.jpg", new ClosedByInterruptException()).getClass());
        assertEquals(
                ImageException.Cancelled.class,
                FileFailures.writing(folder, new InterruptedIOException()).getClass());
    }

    /// It is an [InterruptedIOException], though nobody stopped anything.
    @Test
    void aNetworkThatStandsStillOrBreaksIsUnreachable() {
        for (IOException cause : List.of(
                new SocketTimeoutException("Read timed out"),
                new SocketException("Connection reset"),
                new SSLException("Remote host terminated the handshake"))) {
            assertEquals(
                    ImageException.Unreachable.class,
                    FileFailures.reading("a.jpg", cause).getClass(),
                    cause.toString());
        }
        assertFalse(FileFailures.isInterrupt(new SocketTimeoutException("Read timed out")));
        assertEquals(
                ImageException.Failed.class,
                FileFailures.writing(folder, new SocketTimeoutException("x")).getClass());
    }

    /// A virtual thread that is interrupted finds its socket closed.
    @Test
    void whateverFailsOnAnInterruptedThreadIsACancel() {
        Thread.currentThread().interrupt();
        try {
            assertEquals(
                    ImageException.Cancelled.class,
                    FileFailures.reading("a.jpg", new SocketException("Closed by interrupt"))
                            .getClass());
        } finally {
            assertTrue(Thread.interrupted());
        }
    }

    private static void assertSays(Class<? extends ImageException> type, String sentence, ImageException actual) {
        assertEquals(type, actual.getClass());
        assertEquals(sentence, actual.getMessage());
    }
}
