package dev.vitrine.ui.upload;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadForm.UploadOption;
import dev.vitrine.ui.support.Background;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// The part of the upload form about what the files bring along: titles and tags written into them or beside them, and
/// the names of their folders. Both answers are remembered.
final class DropMetadataViewModel {
    private final BooleanProperty takesWritten;
    private final BooleanProperty tagsFolders;
    private final Background.Lane looking;
    private final Background.Lane lookingForFolders;
    private final ReadOnlyBooleanWrapper hasFolders = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper found = new ReadOnlyStringWrapper("");
    private boolean knowsFolders = true;

    /// @param takesWritten the answer so far
    /// @param tagsFolders the answer so far
    DropMetadataViewModel(BooleanProperty takesWritten, BooleanProperty tagsFolders, Background background) {
        this.takesWritten = takesWritten;
        this.tagsFolders = tagsFolders;
        looking = background.lane();
        lookingForFolders = background.lane();
    }

    /// Counts those of these files that bring something.
    void look(List<Path> filesAndFolders) {
        knowsFolders = false;
        lookingForFolders.run(
                () -> filesAndFolders.stream().anyMatch(Files::isDirectory),
                this::showFolders,
                _ -> showFolders(false));
        found.set(text("upload.form.brought.looking"));
        looking.run(() -> DropMetadata.of(filesAndFolders), this::show, _ -> found.set(""));
    }

    void forget() {
        looking.cancel();
        lookingForFolders.cancel();
        showFolders(false);
        found.set("");
    }

    private void showFolders(boolean folders) {
        knowsFolders = true;
        hasFolders.set(folders);
    }

    private void show(DropMetadata brought) {
        found.set(
                brought.files() == 0
                        ? text("upload.form.brought.none")
                        : text(
                                brought.isAll() ? "upload.form.brought" : "upload.form.brought.first",
                                brought.files(),
                                brought.looked()));
    }

    /// Whoever is faster than the disk gets the answer of last time: it changes nothing where there are no folders.
    UploadForm with(UploadForm form) {
        return form.with(UploadOption.LEAVE_WRITTEN, !takesWritten.get())
                .with(UploadOption.TAG_FOLDERS, (hasFolders.get() || !knowsFolders) && tagsFolders.get());
    }

    BooleanProperty takesWrittenProperty() {
        return takesWritten;
    }

    BooleanProperty tagsFoldersProperty() {
        return tagsFolders;
    }

    ReadOnlyBooleanProperty hasFoldersProperty() {
        return hasFolders.getReadOnlyProperty();
    }

    /// “42 of 60 images have a title, tags or stars, written into the file …”; `""` where that is no question.
    ReadOnlyStringProperty foundProperty() {
        return found.getReadOnlyProperty();
    }
}
