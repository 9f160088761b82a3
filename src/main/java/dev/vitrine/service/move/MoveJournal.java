package dev.vitrine.service.move;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.OwnerLock;
import dev.vitrine.files.OwnerOnly;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Which images are being moved: a file for each process at it, and a line for each image, on the disk before any of
/// its bytes are copied. Safe for any thread.
///
/// What is in the file of a process that has ended was cut short, or could not be finished.
final class MoveJournal implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(MoveJournal.class.getName());
    private static final String ENDING = ".moves";

    private final Path folder;
    private final OwnerLock lock;
    private final FileChannel file;
    private final Set<UserMove> open = ConcurrentHashMap.newKeySet();

    MoveJournal(Path folder) {
        this.folder = folder;
        try {
            OwnerOnly.createFolders(folder);
            lock = new OwnerLock(folder);
            file = FileChannel.open(file(lock.id()), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw FileFailures.writing(folder, e);
        }
    }

    /// By whose name its bytes are put aside.
    String owner() {
        return lock.id();
    }

    void begin(UserMove move) {
        open.add(move);
        try {
            write(move.line());
            file.force(false);
        } catch (IOException e) {
            open.remove(move);
            throw FileFailures.writing(folder, e);
        }
    }

    /// All of the line or nothing of it: the next one would continue a part.
    private void write(String text) throws IOException {
        ByteBuffer line = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        synchronized (file) {
            long before = file.position();
            try {
                while (line.hasRemaining()) {
                    file.write(line);
                }
            } catch (IOException e) {
                file.truncate(before);
                throw e;
            }
        }
    }

    /// Where that is not on the disk after a power cut, it is ended once more.
    void ended(UserMove move) {
        open.remove(move);
        try {
            write(move.endedLine());
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "That a move has ended cannot be written", e);
        }
    }

    /// How many could not be finished.
    int left() {
        return open.size();
    }

    /// Whether anything was left there; cheap.
    static boolean hasLeft(Path folder) {
        return Files.isDirectory(folder) && !names(folder).isEmpty();
    }

    /// What processes left that are no more, by the name of each.
    List<String> dead() {
        return names(folder).stream().filter(lock::isDead).toList();
    }

    List<UserMove> movesOf(String dead) {
        try {
            String lines = new String(Files.readAllBytes(file(dead)), StandardCharsets.UTF_8); // cut anywhere
            return UserMove.left(lines.lines());
        } catch (NoSuchFileException _) {
            return List.of(); // somebody else was faster
        } catch (IOException e) {
            throw FileFailures.reading(folder.toString(), e);
        }
    }

    /// All of it is finished.
    void forget(String dead) {
        FileFailures.whileWriting(folder, () -> Files.deleteIfExists(file(dead)));
        lock.bury(dead);
    }

    /// What is still open stays in the file, for the next process.
    @Override
    public void close() {
        try {
            file.close();
            if (open.isEmpty()) {
                Files.deleteIfExists(file(lock.id()));
            }
        } catch (IOException e) {
            throw FileFailures.writing(folder, e);
        } finally {
            lock.close();
        }
    }

    private Path file(String owner) {
        return folder.resolve(owner + ENDING);
    }

    private static List<String> names(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            var names = new ArrayList<String>();
            for (Path each : files) {
                String name = each.getFileName().toString();
                names.add(name.substring(0, name.length() - ENDING.length()));
            }
            return names;
        } catch (IOException e) {
            throw FileFailures.reading(folder.toString(), e);
        }
    }
}
