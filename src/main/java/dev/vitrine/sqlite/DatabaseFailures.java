package dev.vitrine.sqlite;

import dev.vitrine.files.FileFailures;
import dev.vitrine.image.ImageException;
import java.io.IOException;
import java.nio.file.Path;

/// What people read when something is wrong with one kind of file: the advice is another one for each.
public interface DatabaseFailures {
    /// @return what is thrown
    ImageException of(DatabaseProblem problem, Exception cause);

    /// @param problem what it is, unless the thread was interrupted or the disk is full
    default ImageException of(DatabaseProblem problem, Path file, IOException cause) {
        return FileFailures.unlessStopped(cause, trouble -> of(DatabaseProblem.of(problem, file, trouble), trouble));
    }
}
