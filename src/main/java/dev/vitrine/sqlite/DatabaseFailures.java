package dev.vitrine.sqlite;

import dev.vitrine.image.ImageException;

/// What people read when something is wrong with one kind of file: the advice is another one for each.
public interface DatabaseFailures {
    /// @return what is thrown
    ImageException of(DatabaseProblem problem, Exception cause);
}
