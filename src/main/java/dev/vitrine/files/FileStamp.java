package dev.vitrine.files;

import dev.vitrine.image.ImageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Size and modification time: two equal stamps around a read mean that one version of the file was read.
///
/// @param modifiedNanos since 1970; 0 for what is not a file
public record FileStamp(long size, long modifiedNanos) {
    public static FileStamp of(BasicFileAttributes seen) {
        return new FileStamp(seen.size(), seen.lastModifiedTime().to(TimeUnit.NANOSECONDS));
    }

    /// @throws dev.vitrine.image.ImageException when the source cannot be read
    public static FileStamp of(ImageSource source) {
        try {
            Optional<Path> file = source.onDisk();
            return file.isPresent()
                    ? of(Files.readAttributes(file.get(), BasicFileAttributes.class))
                    : new FileStamp(source.size(), 0);
        } catch (IOException e) {
            throw FileFailures.reading(source.name(), e);
        }
    }
}
