package dev.vitrine.files;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Turns what a file system says into sentences that a person can act on, in one place.
public final class FileFailures {
    private static final long NEARLY_FULL = 1 << 20;

    private FileFailures() {}

    /// Something to be done with files.
    public interface Access<T extends @Nullable Object> {
        T run() throws IOException;
    }

    /// The same without an answer.
    public interface Step {
        void run() throws IOException;
    }

    /// What comes of reading a file of the user's.
    public static <T extends @Nullable Object> T whileReading(String name, Access<T> access) {
        try {
            return access.run();
        } catch (IOException e) {
            throw reading(name, e);
        }
    }

    /// What comes of writing into a folder.
    public static <T extends @Nullable Object> T whileWriting(Path folder, Access<T> access) {
        try {
            return access.run();
        } catch (IOException e) {
            throw writing(folder, e);
        }
    }

    public static void whileWriting(Path folder, Step step) {
        whileWriting(folder, () -> {
            step.run();
            return true;
        });
    }

    /// A file of the user's, which is read only.
    public static ImageException reading(String name, IOException cause) {
        if (isInterrupt(cause)) {
            return cancelled(cause);
        }
        if (cause instanceof NoSuchFileException) {
            return new ImageException.NotFound(
                    quoted(name) + " is no longer there: it was moved, renamed or deleted.", cause);
        }
        if (cause instanceof AccessDeniedException) {
            return new ImageException.Denied(
                    quoted(name) + " may not be read. Check the permissions of the file.", cause);
        }
        if (isNetwork(cause)) {
            return new ImageException.Unreachable(
                    "The connection broke while " + quoted(name) + " was read (" + detail(cause)
                            + "). Check the network and try again.",
                    cause);
        }
        return new ImageException.Failed(
                quoted(name) + " could not be read: " + detail(cause) + ". Check that its drive is still connected.",
                cause);
    }

    /// Something that was about to be written into a folder.
    public static ImageException writing(Path folder, IOException cause) {
        if (isInterrupt(cause)) {
            return cancelled(cause);
        }
        if (isFull(folder, cause)) {
            return full(folder, cause);
        }
        if (isReadOnly(cause)) {
            return new ImageException.Denied(
                    quoted(closed(folder, cause))
                            + " may not be written to. Check its permissions, or choose another folder.",
                    cause);
        }
        if (Files.isRegularFile(folder)) {
            return new ImageException.Failed(quoted(folder) + " is a file, not a folder. Choose another place.", cause);
        }
        Optional<ImageException> inTheWay = inTheWay(folder, cause);
        if (inTheWay.isPresent()) {
            return inTheWay.get();
        }
        if (!Files.isDirectory(folder)) {
            return new ImageException.Unreachable(
                    "The folder " + quoted(folder) + " is not there. Connect its drive or put the folder back.", cause);
        }
        return new ImageException.Failed(
                "Nothing could be written to " + quoted(folder) + ": " + detail(cause) + ".", cause);
    }

    /// What may not be written to: the folder itself, or what lies in it, as deep as the file system names it.
    private static Path closed(Path folder, IOException cause) {
        if (!(cause instanceof FileSystemException system)) {
            return folder;
        }
        return Stream.of(system.getOtherFile(), system.getFile())
                .flatMap(Stream::ofNullable)
                .map(Path::of)
                .filter(file -> file.startsWith(folder) && !file.equals(folder))
                .flatMap(file -> Stream.of(file, file.getParent()))
                .filter(place -> Files.exists(place) && !Files.isWritable(place))
                .findFirst()
                .orElse(folder);
    }

    /// Something else lies where a file of this program, or a folder, belongs: put there by hand or by another
    /// program, or left by a disk that failed.
    private static Optional<ImageException> inTheWay(Path folder, IOException cause) {
        if (!(cause instanceof FileSystemException system) || system.getFile() == null) {
            return Optional.empty();
        }
        Path file = Path.of(system.getFile());
        for (Path above = file.getParent();
                above != null && above.startsWith(folder) && !above.equals(folder);
                above = above.getParent()) {
            if (Files.exists(above, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(above)) {
                return Optional.of(isInTheWay(above, cause));
            }
        }
        boolean isOther = Files.isSymbolicLink(file) && !Files.exists(file)
                || cause instanceof FileAlreadyExistsException && !Files.isDirectory(file)
                || "Is a directory".equals(system.getReason()) && Files.isDirectory(file);
        return isOther ? Optional.of(isInTheWay(file, cause)) : Optional.empty();
    }

    /// @param cause null where it was looked for before anything was tried
    public static ImageException isInTheWay(Path file, @Nullable IOException cause) {
        return new ImageException.Failed(
                quoted(file) + " is in the way: something else belongs there. Move it away and try again.", cause);
    }

    public static ImageException full(Path folder, @Nullable IOException cause) {
        return ImageException.Failed.untilThereIsRoom(
                "The disk that holds " + quoted(folder) + " is full. Make room and try again.", cause);
    }

    /// @param otherwise says what went wrong where nobody stopped the thread
    public static ImageException unlessStopped(IOException cause, Function<IOException, ImageException> otherwise) {
        return isInterrupt(cause) ? cancelled(cause) : otherwise.apply(cause);
    }

    public static ImageException cancelled(IOException cause) {
        return new ImageException.Cancelled("Stopped.", cause);
    }

    /// The thread was interrupted in the middle of reading or writing: not every cause says so by its type, and a
    /// network that does not answer in time says so though nobody interrupted anything.
    public static boolean isInterrupt(IOException cause) {
        return Thread.currentThread().isInterrupted()
                || cause instanceof ClosedByInterruptException
                || cause instanceof FileLockInterruptionException
                || (cause instanceof InterruptedIOException && !isNetwork(cause));
    }

    private static boolean isNetwork(IOException cause) {
        return cause instanceof SocketTimeoutException
                || cause instanceof SocketException
                || cause instanceof SSLException;
    }

    /// No room is left where something was about to be written.
    public static boolean isFull(Path folder, IOException cause) {
        String detail = detail(cause).toLowerCase(Locale.ROOT);
        if (detail.contains("no space left")
                || detail.contains("not enough space")
                || detail.contains("quota exceeded")) {
            return true;
        }
        try {
            // The words above are English only: the free space tells the same in every language.
            return !isReadOnly(cause) && Files.getFileStore(folder).getUsableSpace() < NEARLY_FULL;
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean isReadOnly(IOException cause) {
        return cause instanceof AccessDeniedException
                || cause.getCause() instanceof ReadOnlyFileSystemException
                || detail(cause).toLowerCase(Locale.ROOT).contains("read-only");
    }

    private static String detail(IOException cause) {
        if (cause instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
