package dev.vitrine.ui.upload;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.Subscription;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadForm.UploadOption;
import dev.vitrine.service.upload.item.WatchedFolder;
import dev.vitrine.service.upload.item.WatchedFolder.Status;
import dev.vitrine.service.upload.item.WatchedFolder.WatchState;
import dev.vitrine.service.upload.watch.WatchCommands;
import dev.vitrine.ui.controls.UserName;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Dialogs;
import dev.vitrine.ui.support.Dialogs.FilePurpose;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The watched folders: how they do, and what a new one needs to know.
public final class WatchViewModel implements AutoCloseable {
    private final WatchCommands watchCommands;
    private final Background background;
    private final Dialogs dialogs;
    private final UploadFormViewModel.Start start;
    private final Subscription subscription;

    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<List<Status>> statuses = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<Path>> chosen = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final StringProperty user = new SimpleStringProperty("");
    private final ObservableList<String> tags = FXCollections.observableArrayList();
    private final BooleanProperty subfolders = new SimpleBooleanProperty();
    private final BooleanProperty existing = new SimpleBooleanProperty();
    private final BooleanProperty removesMetadata = new SimpleBooleanProperty();
    private final ReadOnlyStringWrapper userProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();

    public WatchViewModel(WatchCommands watches, Background background, Dialogs dialogs, Settings settings) {
        this(watches, background, dialogs, UploadFormViewModel.Start.of(settings));
    }

    WatchViewModel(
            WatchCommands watchCommands, Background background, Dialogs dialogs, UploadFormViewModel.Start start) {
        this.watchCommands = watchCommands;
        this.background = background;
        this.dialogs = dialogs;
        this.start = start;
        user.subscribe(typed -> userProblem.set(UserName.problem(typed)));
        subscription = watchCommands.subscribe(background.oncePerPulse(this::publish));
        publish();
    }

    public void open() {
        problem.set("");
        open.set(true);
    }

    /// From the form of a new folder back to the list, from the list back to the window.
    void back() {
        boolean inForm = chosen.get().isPresent();
        problem.set("");
        chosen.set(Optional.empty());
        open.set(inForm);
    }

    /// Asks for a folder, then for what the images in it do not tell.
    void choose() {
        dialogs.chooseFolder(FilePurpose.WATCH, text("watch.choose")).ifPresent(this::ask);
    }

    private void ask(Path folder) {
        problem.set("");
        user.set(start.user());
        tags.clear();
        subfolders.set(true);
        existing.set(true);
        removesMetadata.set(start.removesMetadata().getValue());
        chosen.set(Optional.of(folder));
    }

    /// Watches the chosen folder, unless something is wrong with what was typed.
    void submit() {
        if (chosen.get().isEmpty() || busy.get() || !userProblem.get().isEmpty()) {
            return;
        }
        var form = new UploadForm(user.get().strip(), List.copyOf(tags), "", "")
                .with(UploadOption.REMOVE_METADATA, removesMetadata.get());
        var watchRequest = new WatchedFolder.WatchRequest(chosen.get().get(), form, subfolders.get(), existing.get());
        busy.set(true);
        problem.set("");
        background.run(
                () -> watchCommands.add(watchRequest),
                _ -> {
                    busy.set(false);
                    chosen.set(Optional.empty());
                    publish();
                },
                this::failed);
    }

    void pauseOrResume(Status status) {
        long id = status.folder().id();
        change(status.state() == WatchState.PAUSED ? () -> watchCommands.resume(id) : () -> watchCommands.pause(id));
    }

    void remove(Status status) {
        change(() -> watchCommands.remove(status.folder().id()));
    }

    private void change(Runnable change) {
        problem.set("");
        background.run(
                () -> {
                    change.run();
                    return "";
                },
                _ -> publish(),
                this::failed);
    }

    private void failed(ImageException failure) {
        busy.set(false);
        problem.set(FailureText.coded(failure));
    }

    private void publish() {
        statuses.set(watchCommands.statuses());
    }

    public ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<Status>> statusesProperty() {
        return statuses.getReadOnlyProperty();
    }

    /// The folder that is about to be watched, while its form is open.
    ReadOnlyObjectProperty<Optional<Path>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    StringProperty userProperty() {
        return user;
    }

    ObservableList<String> tags() {
        return tags;
    }

    BooleanProperty subfoldersProperty() {
        return subfolders;
    }

    /// Whether the images that are in the folder now are uploaded too.
    BooleanProperty existingProperty() {
        return existing;
    }

    BooleanProperty removesMetadataProperty() {
        return removesMetadata;
    }

    ReadOnlyStringProperty userProblemProperty() {
        return userProblem.getReadOnlyProperty();
    }

    /// Why the last thing did not work; `""` when it did.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// While a folder is looked through for the first time.
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// What the status bar says about all of them; `""` when none is watched.
    ObservableValue<String> summaryProperty() {
        return statuses.map(WatchTexts::summary);
    }

    /// True while one of them needs a look.
    ObservableValue<Boolean> troubledProperty() {
        return statuses.map(all -> all.stream()
                .anyMatch(status -> status.state() == WatchState.UNREADABLE
                        || !status.problem().isEmpty()));
    }

    @Override
    public void close() {
        subscription.close();
    }
}
