package dev.vitrine.service.upload.journal;

import dev.vitrine.files.FileStamp;
import java.nio.file.Path;

/// A file of a watched folder that stays as it is.
///
/// @param key the same after a rename, `""` where the file system has none
public record SeenFile(Path file, FileStamp stamp, String key, boolean image) {}
