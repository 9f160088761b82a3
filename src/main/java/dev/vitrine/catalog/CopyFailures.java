package dev.vitrine.catalog;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import dev.vitrine.sqlite.DatabaseFailures;
import dev.vitrine.sqlite.DatabaseProblem;
import java.nio.file.Path;

/// What people read when a copy of a catalog cannot be put in the place of the catalog.
record CopyFailures(Path copy) implements DatabaseFailures {
    @Override
    public ImageException of(DatabaseProblem problem, Exception cause) {
        String why = switch (problem) {
            case DAMAGED -> "it is damaged, or no catalog at all.";
            case FOREIGN -> "it is a database of another program.";
            case NEWER -> "a newer Vitrine wrote it. Update Vitrine.";
            case DISK_FULL -> "the disk is full. Free some space.";
            case LOCKED, READ_ONLY, NOT_OPENED, DISK_FAILED, NO_FOLDER, OTHER ->
                "reading or copying it failed (" + cause.getMessage() + ").";
        };
        String sentence = quoted(copy) + " cannot be put in the place of the catalog: " + why + " Nothing was changed.";
        return problem == DatabaseProblem.DISK_FULL
                ? ImageException.Failed.untilThereIsRoom(sentence, cause)
                : new ImageException.Failed(sentence, cause);
    }
}
