package dev.vitrine.ui.desktop;

import dev.vitrine.files.FileNames;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.download.Downloads;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Copies of originals under the names that people know, for other programs: what is dragged out of the gallery or put
/// on the clipboard.
///
/// Copies, never links: another program may edit what it gets, and originals must not change. Each export has a folder
/// of its own; all are removed when the program is started again, because the clipboard outlives library and window.
public final class ExportedCopies {
    private final Path folder;
    private final Downloads downloads;

    public ExportedCopies(Path folder, Downloads downloads) {
        this.folder = folder;
        this.downloads = downloads;
    }

    /// Makes the copies and returns where they are.
    public List<Path> copiesOf(List<ImageRecord> images) {
        return fill(plan(images));
    }

    /// Where the copies will be: a drag has to say so before there was time to make them.
    PlannedCopies plan(List<ImageRecord> images) {
        Path own = folder.resolve(Long.toString(System.nanoTime(), Character.MAX_RADIX));
        Set<String> taken = new HashSet<>();
        var files = new ArrayList<Path>();
        for (ImageRecord image : images) {
            files.add(own.resolve(
                    FileNames.untaken(taken, FileNames.of(image, image.facts().type())::numbered)));
        }
        return new PlannedCopies(images, files);
    }

    record PlannedCopies(List<ImageRecord> images, List<Path> files) {}

    List<Path> fill(PlannedCopies planned) {
        try {
            for (int i = 0; i < planned.files().size(); i++) {
                Path file = planned.files().get(i);
                Files.createDirectories(file.getParent());
                downloads.saveOver(planned.images().get(i), file, _ -> {});
            }
        } catch (IOException e) {
            throw new ImageException.Failed(
                    "The files could not be copied to " + folder + ": " + e.getMessage()
                            + ". Check that the disk has space and can be written to.",
                    e);
        }
        return planned.files();
    }

    /// Removes what earlier runs exported, whatever library it was from.
    public static void removeAll(Path folder) {
        try (Stream<Path> old = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            for (Path each : old.toList()) {
                deleteTree(each);
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
