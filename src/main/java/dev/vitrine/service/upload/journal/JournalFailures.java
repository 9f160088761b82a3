package dev.vitrine.service.upload.journal;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import dev.vitrine.sqlite.DatabaseFailures;
import dev.vitrine.sqlite.DatabaseProblem;
import java.nio.file.Path;

/// What people read when the journal cannot be read or written.
record JournalFailures(Path file) implements DatabaseFailures {
    @Override
    public ImageException of(DatabaseProblem problem, Exception cause) {
        return switch (problem) {
            case DAMAGED ->
                new ImageException.Failed(
                        "The list of uploads (" + file
                                + ") is damaged. Close Vitrine and start it again: it then begins a new list. "
                                + "What was uploaded is safe.",
                        cause);
            case DISK_FULL ->
                ImageException.Failed.untilThereIsRoom(
                        "The disk with the list of uploads (" + file
                                + ") is full: make room on it, uploads then go on by themselves.",
                        cause);
            case NEWER ->
                new ImageException.Failed(
                        "The list of uploads (" + file
                                + ") was written by a newer Vitrine. Update Vitrine to go on with it.",
                        cause);
            case FOREIGN ->
                new ImageException.Failed(
                        quoted(file)
                                + " is not a list of uploads but a database of another program. Move it away to begin a new list.",
                        cause);
            case LOCKED, READ_ONLY, NOT_OPENED, DISK_FAILED, NO_FOLDER, OTHER ->
                new ImageException.Failed(
                        "The list of uploads (" + file + ") cannot be read or written: " + cause.getMessage(), cause);
        };
    }
}
