package dev.vitrine.ui.upload;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.files.FileNames;
import dev.vitrine.image.Facets;
import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.PlainTags;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.upload.UploadQueue;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadForm.Duplicates;
import dev.vitrine.service.upload.item.UploadForm.UploadOption;
import dev.vitrine.text.Folding;
import dev.vitrine.ui.controls.UserName;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Preferences;
import dev.vitrine.ui.support.RatingText;
import dev.vitrine.ui.support.Settings;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Asks what the dropped files do not tell: whose they are, their tags, title and description; and says what will
/// happen.
public final class UploadFormViewModel {
    private final BiConsumer<UploadRequest, UploadForm> upload;
    private final Supplier<Facets> known;
    private final Background background;
    private final Background.Lane counting;
    private final Start start;
    private final DropMetadataViewModel brought;

    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<DropSummary> contents = new ReadOnlyObjectWrapper<>(DropSummary.NONE);
    private final StringProperty user = new SimpleStringProperty("");
    private final ObservableList<String> tags = FXCollections.observableArrayList();
    private final StringProperty title = new SimpleStringProperty("");
    private final StringProperty description = new SimpleStringProperty("");
    private final ObjectProperty<Duplicates> duplicates = new SimpleObjectProperty<>(Duplicates.SKIP);
    private final BooleanProperty unread = new SimpleBooleanProperty();
    private final BooleanProperty part = new SimpleBooleanProperty();
    private final BooleanProperty removesMetadata = new SimpleBooleanProperty();
    private final ReadOnlyStringWrapper userProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper userAlike = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private final ObservableList<String> knownUsers = FXCollections.observableArrayList();
    private final ObservableList<String> shownKnownUsers = FXCollections.unmodifiableObservableList(knownUsers);
    private final ObservableList<String> knownTags = FXCollections.observableArrayList();
    private final ObservableList<String> shownKnownTags = FXCollections.unmodifiableObservableList(knownTags);
    private final Deque<UploadRequest> waiting = new ArrayDeque<>();
    private UploadRequest request = UploadRequest.ofFiles(List.of());

    public UploadFormViewModel(UploadQueue queue, ImageService images, Background background, Settings settings) {
        this(
                (request, form) -> request.picture()
                        .ifPresentOrElse(picture -> queue.add(picture, form), () -> queue.add(request.files(), form)),
                () -> images.facets(ImageQuery.ALL),
                background,
                Start.of(settings),
                new DropMetadataViewModel(
                        settings.flag("upload.takesWritten", true),
                        settings.flag("upload.tagsFolders", false),
                        background));
    }

    /// @param upload passes on to the queue, at once
    /// @param known users and tags to complete; blocks
    UploadFormViewModel(
            BiConsumer<UploadRequest, UploadForm> upload,
            Supplier<Facets> known,
            Background background,
            Start start,
            DropMetadataViewModel brought) {
        this.brought = brought;
        this.upload = upload;
        this.known = known;
        this.background = background;
        this.counting = background.lane();
        this.start = start;
        user.subscribe(this::check);
        user.subscribe(_ -> summarize());
        contents.subscribe(_ -> summarize());
        tags.subscribe(this::summarize);
    }

    /// What the form begins with.
    ///
    /// @param preferredUser `""` for the last one
    record Start(
            StringProperty lastUser,
            ObservableValue<String> preferredUser,
            ObservableValue<String> usualTags,
            ObservableValue<Boolean> removesMetadata) {
        static Start of(Settings settings) {
            var preferences = new Preferences(settings);
            return new Start(
                    settings.text("upload.user", System.getProperty("user.name", "")),
                    preferences.uploaderProperty(),
                    preferences.uploadTagsProperty(),
                    preferences.removesMetadataProperty());
        }

        String user() {
            return preferredUser.getValue().isBlank()
                    ? lastUser.get()
                    : preferredUser.getValue().strip();
        }

        Stream<String> tags() {
            return Stream.of(usualTags.getValue().split(",")).map(String::strip).filter(tag -> !tag.isEmpty());
        }
    }

    /// Shows the form for these files; what was typed for others before is gone.
    void open(UploadRequest asked) {
        request = asked;
        user.set(asked.user().isBlank() ? start.user() : asked.user());
        tags.setAll(
                Stream.concat(start.tags(), asked.tags().stream()).distinct().toList());
        title.set("");
        description.set("");
        duplicates.set(Duplicates.SKIP);
        removesMetadata.set(start.removesMetadata().getValue());
        count();
        learnKnown();
        open.set(true);
    }

    /// Brings the users and tags to complete up to date.
    public void learnKnown() {
        background.run(known::get, this::showKnown, reason -> note.set(FailureText.coded(reason)));
    }

    /// More files for the form that is open, which keeps what was typed; else a form for these.
    public void add(List<Path> files) {
        add(UploadRequest.ofFiles(files));
    }

    /// The same for what may be a picture, or somebody's: what does not fit into the form that is open gets one of
    /// its own after it.
    public void add(UploadRequest more) {
        if (!open.get()) {
            open(more);
        } else if (request.takes(more)
                && (more.user().isBlank() || more.user().equals(user.get().strip()))) {
            request = request.with(more.files());
            more.tags().stream().filter(tag -> !tags.contains(tag)).forEach(tags::add);
            count();
        } else {
            waiting.add(more);
        }
    }

    private void count() {
        Optional<ImageSource> picture = request.picture();
        if (picture.isPresent()) {
            counting.cancel();
            brought.forget();
            contents.set(new DropSummary(1, 0, 0, picture.map(ImageSource::name)));
        } else {
            contents.set(DropSummary.NONE);
            List<Path> files = request.files();
            counting.run(() -> DropSummary.of(files), contents::set, reason -> note.set(FailureText.coded(reason)));
            brought.look(files);
        }
    }

    void close() {
        counting.cancel();
        brought.forget();
        open.set(false);
        if (!waiting.isEmpty()) {
            open(waiting.remove());
        }
    }

    /// Hands the files over to the queue, unless something is wrong with what was typed.
    void submit() {
        if (!open.get() || !userProblem.get().isEmpty()) {
            return;
        }
        String userId = user.get().strip();
        start.lastUser().set(userId);
        UploadForm form = new UploadForm(
                        userId,
                        List.copyOf(tags),
                        takesTitle() ? title.get().strip() : "",
                        description.get().strip(),
                        duplicates.get())
                .with(UploadOption.REMOVE_METADATA, removesMetadata.get());
        upload.accept(request, brought.with(form));
        close();
    }

    /// The user who is there already and is called as typed but for the letter case or the encoding of accents;
    /// `""` when there is none.
    ReadOnlyStringProperty userAlikeProperty() {
        return userAlike.getReadOnlyProperty();
    }

    void takeUserAlike() {
        user.set(userAlike.get());
    }

    public ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    StringProperty userProperty() {
        return user;
    }

    ObservableList<String> tags() {
        return tags;
    }

    StringProperty titleProperty() {
        return title;
    }

    StringProperty descriptionProperty() {
        return description;
    }

    ObjectProperty<Duplicates> duplicatesProperty() {
        return duplicates;
    }

    /// Whether it is not known yet what the library has: then nothing counts as a duplicate.
    public BooleanProperty unreadProperty() {
        return unread;
    }

    /// Whether only some images are known here, so that only these count as duplicates.
    public BooleanProperty partProperty() {
        return part;
    }

    DropMetadataViewModel brought() {
        return brought;
    }

    /// Takes location and personal metadata out of every file before it is sent.
    BooleanProperty removesMetadataProperty() {
        return removesMetadata;
    }

    /// What is wrong with the user name; `""` when nothing is.
    ReadOnlyStringProperty userProblemProperty() {
        return userProblem.getReadOnlyProperty();
    }

    /// What will happen, in one sentence.
    ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /// What else is worth knowing before; `""` when nothing is.
    ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    ObservableList<String> knownUsers() {
        return shownKnownUsers;
    }

    ObservableList<String> knownTags() {
        return shownKnownTags;
    }

    /// A title makes sense for one image only.
    boolean takesTitle() {
        return contents.get().single().isPresent();
    }

    /// The title that the image gets when none is typed: the file name without its extension.
    String titleFromName() {
        return contents.get().single().map(FileNames::withoutExtension).orElse("");
    }

    ReadOnlyObjectProperty<DropSummary> contentsProperty() {
        return contents.getReadOnlyProperty();
    }

    private void check(String typed) {
        userProblem.set(UserName.problem(typed));
        String known = Folding.known(typed.strip(), knownUsers);
        userAlike.set(known.equals(typed.strip()) ? "" : known);
    }

    private void summarize() {
        DropSummary what = contents.get();
        String named = user.get().strip();
        String things =
                what.others() == 0 ? text("upload.form.images", what.files()) : text("upload.form.files", what.files());
        String whole = what.folders() == 0 ? things : text("upload.form.fromFolders", things, what.folders());
        String as = named.isEmpty() ? whole : text("upload.form.as", whole, named);
        summary.set(
                what.equals(DropSummary.NONE)
                        ? text("upload.form.counting")
                        : text(
                                "upload.form.sentence",
                                tags.isEmpty() ? as : text("upload.form.tagged", as, RatingText.namesOf(tags))));
        note.set(what.others() == 0 ? "" : text("upload.form.others", what.others()));
    }

    private void showKnown(Facets facets) {
        knownUsers.setAll(facets.users().stream().map(Count::value).toList());
        knownTags.setAll(PlainTags.of(facets.tags().stream().map(Count::value).toList()));
        check(user.get());
    }
}
