package dev.vitrine.service.offline;

import dev.vitrine.files.Folders;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;

/// What is looked at before originals are fetched or removed.
///
/// @param isComplete whether the rows on this machine are all that the library has: what they do not know is only
///   removed then
/// @param isUploading whether this process sends something at this moment: that goes first
/// @param freeSpace bytes that a folder has room for
public record OfflineConditions(
        BooleanSupplier isComplete, BooleanSupplier isUploading, ToLongFunction<Path> freeSpace) {
    public OfflineConditions(BooleanSupplier isComplete, BooleanSupplier isUploading) {
        this(isComplete, isUploading, Folders::usableSpace);
    }
}
