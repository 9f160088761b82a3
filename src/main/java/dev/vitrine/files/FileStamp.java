package dev.vitrine.files;

import dev.vitrine.image.ImageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/// Size and modification time: two equal stamps around a read mean that one version of the file was read.
public record FileStamp(long size, Optional<FileTime> modified) {
    public static FileStamp of(ImageSource source) {
        try {
            Optional<Path> file = source.onDisk();
            if (file.isPresent()) {
                var attributes = Files.readAttributes(file.get(), BasicFileAttributes.class);
                return new FileStamp(attributes.size(), Optional.of(attributes.lastModifiedTime()));
            }
            return new FileStamp(source.size(), Optional.empty());
        } catch (IOException e) {
            throw FileFailures.reading(source.name(), e);
        }
    }
}
