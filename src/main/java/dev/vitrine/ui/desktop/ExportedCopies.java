package dev.vitrine.ui.desktop;

import dev.vitrine.files.FileNames;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.Progress;
import dev.vitrine.service.download.CopyForm;
import dev.vitrine.service.download.Downloads;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Copies of originals under the names that people know, for other programs: what is dragged out of the gallery or put
/// on the clipboard.
///
/// Copies, never links: another program may edit what it gets, and originals must not change. Each export has a folder
/// of its own, and stays for a day: the clipboard outlives library, window and program.
public final class ExportedCopies {
    private static final System.Logger LOG = System.getLogger(ExportedCopies.class.getName());

    /// How long another program may take to paste.
    public static final Duration KEPT = Duration.ofDays(1);

    private final Path folder;
    private final Downloads downloads;
    private final Supplier<CopyForm> form;

    /// @param form what copies are to be, asked when they are planned
    public ExportedCopies(Path folder, Downloads downloads, Supplier<CopyForm> form) {
        this.folder = folder;
        this.downloads = downloads;
        this.form = form;
    }

    /// Makes the copies and returns where they are, or nothing when it was stopped.
    public Optional<List<Path>> copiesOf(List<ImageRecord> images, Progress progress) {
        return fill(plan(images), progress);
    }

    /// Where the copies will be: a drag has to say so before there was time to make them.
    PlannedCopies plan(List<ImageRecord> images) {
        Path own = folder.resolve(Long.toString(System.nanoTime(), Character.MAX_RADIX));
        Set<String> taken = new HashSet<>();
        var files = new ArrayList<Path>();
        CopyForm copies = form.get();
        for (ImageRecord image : images) {
            files.add(own.resolve(FileNames.untaken(
                    taken, FileNames.of(image, copies.type(image.facts().type()))::numbered)));
        }
        return new PlannedCopies(images, copies, own, files);
    }

    /// @param folder of these files alone
    record PlannedCopies(List<ImageRecord> images, CopyForm form, Path folder, List<Path> files) {}

    /// @return nothing when it was stopped: then no file is left of it
    Optional<List<Path>> fill(PlannedCopies planned, Progress progress) {
        boolean whole = false;
        Downloads copies = downloads.as(planned.form(), _ -> {});
        try {
            for (int i = 0; i < planned.files().size(); i++) {
                Path file = planned.files().get(i);
                int done = i;
                progressed(progress, done, planned);
                Files.createDirectories(planned.folder());
                copies.saveOver(planned.images().get(i), file, _ -> progressed(progress, done, planned));
            }
            whole = true;
            return Optional.of(planned.files());
        } catch (ImageException.Cancelled _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new ImageException.Failed(
                    "The files could not be copied to " + folder + ": " + e.getMessage()
                            + ". Check that the disk has space and can be written to.",
                    e);
        } finally {
            if (!whole) {
                remove(planned);
            }
        }
    }

    private static void progressed(Progress progress, int done, PlannedCopies planned) {
        if (!progress.continues(done, planned.files().size())) {
            throw new ImageException.Cancelled("Stopped.");
        }
    }

    /// Nobody took them.
    void remove(PlannedCopies planned) {
        if (Files.exists(planned.folder())) {
            try {
                deleteTree(planned.folder());
            } catch (IOException e) {
                LOG.log(Level.INFO, "Copies are left in " + planned.folder(), e);
            }
        }
    }

    /// Removes what was exported before, whatever library it was from.
    public static void removeBefore(Instant time, Path folder) {
        try (Stream<Path> old = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            for (Path each : old.toList()) {
                if (Files.getLastModifiedTime(each).toInstant().isBefore(time)) {
                    deleteTree(each);
                }
            }
        } catch (IOException e) {
            throw new ImageException.Failed("Old copies in " + folder + " could not be removed: " + e.getMessage(), e);
        }
    }

    private static void deleteTree(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
