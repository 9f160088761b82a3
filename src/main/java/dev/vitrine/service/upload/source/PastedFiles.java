package dev.vitrine.service.upload.source;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Folders;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Pictures that were never files (pasted ones), kept as files beside the journal until they are uploaded, so that they
/// survive as files do.
public final class PastedFiles {
    private static final System.Logger LOG = System.getLogger(PastedFiles.class.getName());

    private final Path folder;

    public PastedFiles(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /// Stores the bytes durably. The name is the source's where that is harmless as a file name.
    public Path keep(ImageSource source) {
        Path own = folder.resolve(World.here().uuid().toString());
        try {
            Folders.create(own);
            Path file = own.resolve(harmless(source.name()));
            try (InputStream in = source.open();
                    FileChannel channel =
                            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                in.transferTo(Channels.newOutputStream(channel));
                channel.force(true);
            }
            Folders.force(own);
            return file;
        } catch (IOException e) {
            throw FileFailures.unlessStopped(
                    e,
                    trouble -> new ImageException.Failed(
                            "The pasted image cannot be kept in " + folder
                                    + ": make room on the disk and paste it again.",
                            trouble));
        }
    }

    /// Removes a file that was uploaded or given up; others are left alone.
    public void forget(Path file) {
        if (!file.startsWith(folder)) {
            return;
        }
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.getParent());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "A pasted picture that is not needed any more stays behind: " + file, e);
        }
    }

    /// Removes what was cancelled or dismissed. Young files are left alone: another process may be about to write
    /// them down.
    public void forgetUnneeded(Instant limit, Predicate<Path> needed) {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.find(
                folder,
                2,
                (_, seen) -> seen.isRegularFile()
                        && seen.lastModifiedTime().toInstant().isBefore(limit))) {
            files.filter(needed.negate()).toList().forEach(this::forget);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Pasted pictures that are not needed any more may stay in " + folder, e);
        }
    }

    private static String harmless(String name) {
        String plain = name.replaceAll("[^\\p{L}\\p{N} ._()-]", "_").strip();
        String start = plain.startsWith(".") ? "_" + plain : plain;
        return start.isEmpty() ? "picture" : start.substring(0, Math.min(start.length(), 60));
    }
}
