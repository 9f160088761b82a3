package dev.vitrine.service.upload.source;

import dev.vitrine.service.upload.item.ScannedFile;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Finds the files of a drop, and hands them on in small portions while it goes: the first at once, so that uploading
/// begins before the walk ends.
///
/// A folder's files come in the order of their names, then those of the folders in it. Links are followed, each
/// folder is entered once (so loops end), and each file is found once, by its real path. Inside a folder hidden
/// entries and the leftovers of file managers are passed over; what was dropped by itself is always looked at, but
/// for a sidecar among pictures. One walk is used by one thread.
public final class FolderScanner {
    private static final int PORTION = 500;
    private static final long PORTION_NANOS = 50_000_000;

    private final Consumer<List<ScannedFile>> portions;
    private final BooleanSupplier stopped;
    private final Set<Path> entered = new HashSet<>();
    /// Files that were dropped by themselves, or that a link led to: their folder may be entered, too.
    private final Set<Path> apart = new HashSet<>();

    private final ArrayDeque<Path> folders = new ArrayDeque<>();
    private final List<Path> found = new ArrayList<>();
    private final List<ScannedFile> portion = new ArrayList<>();
    private long lastPortion = World.here().nanoTime();

    /// @param portions takes what was found; never empty
    /// @param stopped ends the walk early when it answers true
    public FolderScanner(Consumer<List<ScannedFile>> portions, BooleanSupplier stopped) {
        this.portions = portions;
        this.stopped = stopped;
    }

    /// @return false when it was stopped before the end
    public boolean walk(Collection<Path> roots) {
        boolean onlySidecars = roots.stream().allMatch(Sidecars::isNamedSo);
        for (Path root : roots) {
            if (stopped.getAsBoolean()) {
                return false;
            }
            if (!onlySidecars && Sidecars.isNamedSo(root) && !Files.isDirectory(root)) {
                continue;
            }
            look(root, true);
            enterFound();
            while (!folders.isEmpty()) {
                if (!walkFolder(folders.removeLast())) {
                    return false;
                }
            }
        }
        handOn();
        return true;
    }

    private boolean walkFolder(Path folder) {
        boolean whole = true;
        try {
            whole = FolderEntries.visit(folder, entry -> {
                if (stopped.getAsBoolean()) {
                    return false;
                }
                look(entry, false);
                return true;
            });
        } catch (IOException _) {
            entered.remove(folder); // what is in it is found only where something else leads to it
            add(unreadableFolder(folder));
        }
        enterFound();
        handOnWhenDue();
        return whole;
    }

    /// What was found first is entered first, once the files beside it are handed on.
    private void enterFound() {
        found.reversed().forEach(folders::addLast);
        found.clear();
    }

    private void look(Path path, boolean isRoot) {
        try {
            Path real = path.toRealPath();
            var seen = Files.readAttributes(real, BasicFileAttributes.class);
            if (seen.isDirectory()) {
                if (entered.add(real)) {
                    found.add(real);
                }
            } else if (seen.isRegularFile()) {
                if (isNew(real, isRoot || !real.equals(path))) {
                    add(ScannedFile.file(real, seen.size()));
                }
            } else {
                add(ScannedFile.trouble(
                        path, UploadState.REFUSED, Cause.NOT_AN_IMAGE, "This is a device or a pipe, not a file."));
            }
        } catch (NoSuchFileException _) {
            add(ScannedFile.trouble(
                    path,
                    UploadState.FAILED,
                    Cause.SOURCE_GONE,
                    Files.isSymbolicLink(path)
                            ? "This link leads to nothing: " + path
                            : "The file is not there any more: " + path));
        } catch (IOException _) {
            // A loop of links, a name that is too long, a disk that went away, or a folder on the way that
            // may not be entered.
            add(ScannedFile.trouble(
                    path,
                    UploadState.FAILED,
                    Cause.SOURCE_UNREADABLE,
                    "The file cannot be read: check its permissions and that its disk is connected. " + path));
        }
    }

    private boolean isNew(Path file, boolean isApart) throws IOException {
        return isApart
                ? apart.add(file) && !(entered.contains(file.getParent()) && !FolderEntries.isPassedOver(file))
                : !apart.contains(file);
    }

    private static ScannedFile unreadableFolder(Path folder) {
        return ScannedFile.trouble(
                folder,
                UploadState.FAILED,
                Cause.FOLDER_UNREADABLE,
                "The folder cannot be read, or not to its end: check its permissions and that its disk is connected. "
                        + folder);
    }

    private void add(ScannedFile scannedFile) {
        portion.add(scannedFile);
        handOnWhenDue();
    }

    private void handOnWhenDue() {
        if (portion.size() >= PORTION || World.here().nanoTime() - lastPortion > PORTION_NANOS) {
            handOn();
        }
    }

    private void handOn() {
        if (!portion.isEmpty()) {
            portions.accept(List.copyOf(portion));
            portion.clear();
        }
        lastPortion = World.here().nanoTime();
    }
}
