package dev.vitrine.catalog;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import dev.vitrine.sqlite.DatabaseFailures;
import dev.vitrine.sqlite.DatabaseProblem;
import java.nio.file.Path;

/// What people read when the catalog cannot be read or written. A damaged one is left as it is: it may be all there
/// is of a library.
record CatalogFailures(Path file) implements DatabaseFailures {
    private String wayBack() {
        return CatalogCopies.newest(file)
                .map(
                        copy -> "Copies of it lie in " + quoted(CatalogCopies.folder(file))
                                + ": close Vitrine and run “vitrine doctor --restore-backup”, which puts the newest in place, or lists them where another one may be the right one.")
                .orElse(
                        "There is no copy of it. Restore this file from a backup of your own; or move it away and run “vitrine doctor --adopt”, which makes rows again for the images.");
    }

    @Override
    public ImageException of(DatabaseProblem problem, Exception cause) {
        return switch (problem) {
            case LOCKED ->
                new ImageException.Failed(
                        "Another program keeps the catalog " + quoted(file)
                                + " locked. Nothing was changed. Close other programs that use this library, then try again.",
                        cause);
            case DAMAGED ->
                new ImageException.Failed(
                        "The catalog " + quoted(file)
                                + " is damaged and was left as it is. The image files are not affected. " + wayBack(),
                        cause);
            case DISK_FULL ->
                ImageException.Failed.untilThereIsRoom(
                        "The disk of " + quoted(file)
                                + " is full. Nothing stored so far is lost. Free some space, then try again.",
                        cause);
            case READ_ONLY ->
                new ImageException.Denied(
                        "The catalog " + quoted(file)
                                + " is read-only. Allow your account to write the file and its folder, or choose another library folder.",
                        cause);
            case NOT_OPENED ->
                new ImageException.Denied(
                        "The catalog " + quoted(file)
                                + " cannot be opened. Check that its folder exists and that your account may write there.",
                        cause);
            case DISK_FAILED ->
                new ImageException.Failed(
                        "The disk of " + quoted(file)
                                + " did not answer as it should. Check that it is connected and healthy, then try again.",
                        cause);
            case NO_FOLDER ->
                new ImageException.Denied(
                        "The folder " + quoted(file.toAbsolutePath().getParent())
                                + " cannot be created. Check that your account may write there, or choose another folder.",
                        cause);
            case FOREIGN ->
                new ImageException.Failed(
                        quoted(file) + " is a database of another program. Choose another folder for the library.",
                        cause);
            case NEWER ->
                new ImageException.Failed(
                        "The library in " + quoted(file)
                                + " was written by a newer Vitrine. Update Vitrine to open it.",
                        cause);
            case OTHER ->
                new ImageException.Failed("The catalog " + quoted(file) + " failed: " + cause.getMessage(), cause);
        };
    }
}
