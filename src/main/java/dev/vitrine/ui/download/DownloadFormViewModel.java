package dev.vitrine.ui.download;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.files.FileNames;
import dev.vitrine.image.Correction;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Rendition;
import dev.vitrine.image.Rendition.KeptMetadata;
import dev.vitrine.service.download.CaptionPlace;
import dev.vitrine.service.download.CopyForm;
import dev.vitrine.service.download.DownloadRequest;
import dev.vitrine.service.download.DownloadRequest.Destination;
import dev.vitrine.service.download.DownloadRequest.Taken;
import dev.vitrine.service.download.Downloads;
import dev.vitrine.service.download.FilePattern;
import dev.vitrine.ui.support.Dialogs;
import dev.vitrine.ui.support.Dialogs.FilePurpose;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.RenditionViewModel;
import dev.vitrine.ui.support.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// How many images are saved: as files or as one archive, under which names. Remembers what was chosen, except for
/// taking out locations, which is asked for each time again. Belongs to the FX thread.
public final class DownloadFormViewModel {
    /// What comes of it.
    enum SaveAs {
        FILES,
        ZIP
    }

    private static final int SHOWN = 3;
    private static final String FOLDER = "download.folder";

    private final Settings settings;
    private final Dialogs dialogs;
    private final Consumer<DownloadRequest> orders;
    private final StringProperty pattern;
    private final ObjectProperty<SaveAs> kind;
    private final ObjectProperty<Taken> taken;
    private final ReadOnlyObjectWrapper<Optional<Path>> lastFolder = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final RenditionViewModel copies;
    private final BooleanProperty usualCaptions;
    private final BooleanProperty writesCaptions = new SimpleBooleanProperty();
    private final BooleanProperty withoutMetadata = new SimpleBooleanProperty();
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<List<ImageRecord>> images = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper preview = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper uncorrected = new ReadOnlyStringWrapper("");

    /// @param copies what they are made as, which is remembered here
    /// @param orders takes what is to be done
    public DownloadFormViewModel(
            Settings settings, Dialogs dialogs, RenditionViewModel copies, Consumer<DownloadRequest> orders) {
        this.settings = settings;
        this.copies = copies;
        this.dialogs = dialogs;
        this.orders = orders;
        StringProperty remembered = settings.text("download.pattern", FilePattern.NAME.toString());
        pattern = new SimpleStringProperty(remembered.get());
        kind = settings.choice("download.kind", SaveAs.FILES);
        taken = settings.choice("download.taken", Taken.SKIP_SAME);
        copies.follow(settings.text("download.as", ""));
        copies.renditionProperty().subscribe((_, _) -> check());
        copies.problemProperty().subscribe((_, _) -> check());
        usualCaptions = settings.flag("copies.captions", false);
        usualCaptions.subscribe(_ -> answerCaptions());
        withoutMetadata.subscribe(_ -> answerCaptions());
        copies.kindProperty().subscribe((_, _) -> answerCaptions());
        copies.metadataProperty().subscribe((_, _) -> answerCaptions());
        writesCaptions.subscribe(now -> {
            if (!isCleaned()) {
                usualCaptions.set(now);
            }
        });
        uncorrected.bind(Bindings.createStringBinding(
                this::uncorrected, images, writesCaptions, withoutMetadata, copies.kindProperty()));
        kind.subscribe((_, _) -> lastFolder.set(knownFolder()));
        pattern.subscribe(now -> {
            check();
            if (problem.get().isEmpty()) {
                remembered.set(now);
            }
        });
    }

    private String uncorrected() {
        boolean areAsUploaded = !copies.isMade() && !writesCaptions.get() && !withoutMetadata.get();
        long corrected = images.get().stream()
                .filter(image -> Correction.isIn(image.facts()))
                .count();
        return areAsUploaded && corrected > 0 ? text("download.uncorrected", corrected) : "";
    }

    /// What is cleaned says nothing of itself unless that is asked for, each time again.
    private void answerCaptions() {
        writesCaptions.set(!isCleaned() && usualCaptions.get());
    }

    private boolean isCleaned() {
        return copies.isMade() ? copies.metadataProperty().get() != KeptMetadata.ALL : withoutMetadata.get();
    }

    /// Asks how to save these.
    public void open(List<ImageRecord> chosen) {
        if (!chosen.isEmpty()) {
            images.set(List.copyOf(chosen));
            withoutMetadata.set(false);
            answerCaptions();
            copies.refresh();
            lastFolder.set(knownFolder());
            check();
            open.set(true);
        }
    }

    public void close() {
        open.set(false);
    }

    private Optional<Path> knownFolder() {
        return kind.get() == SaveAs.ZIP
                ? Optional.empty()
                : settings.folder(FOLDER).filter(Files::isWritable);
    }

    /// Asks where to, and begins.
    void submit() {
        if (problem.get().isEmpty() && open.get()) {
            place().ifPresent(this::begin);
        }
    }

    /// Begins, in the folder of last time.
    void submitThere() {
        lastFolder
                .get()
                .filter(_ -> problem.get().isEmpty() && open.get())
                .map(Destination.Folder::new)
                .ifPresent(this::begin);
    }

    /// What Enter does: there as last time, or where the person says.
    public void enter() {
        if (lastFolder.get().isPresent()) {
            submitThere();
        } else {
            submit();
        }
    }

    /// With all choices as last time and without a question, where there was a last time.
    public void repeat(List<ImageRecord> chosen) {
        open(chosen);
        submitThere();
    }

    private void begin(Destination place) {
        open.set(false);
        if (place instanceof Destination.Folder(Path chosen) && Files.isWritable(chosen)) {
            settings.rememberFolder(FOLDER, chosen);
        }
        orders.accept(
                new DownloadRequest(images.get(), place, FilePattern.parse(pattern.get()), taken.get(), copyForm()));
    }

    private CopyForm copyForm() {
        return new CopyForm(
                withoutMetadata.get() && !copies.isMade(),
                copies.renditionProperty().get(),
                CaptionPlace.of(writesCaptions.get()));
    }

    /// What one image is called that is saved without the form, as copies were made last.
    public String name(ImageRecord image) {
        return Downloads.safeName(
                image, CopyForm.preferred(copies.renditionProperty().get(), captions()));
    }

    /// What becomes of one image that is saved under a name: the name says the type. Size and metadata are those of
    /// last time; where copies were made anew then, none is an original that says more.
    public CopyForm form(ImageRecord image, Path file) {
        Optional<ImageType> type = ImageType.byExtension(
                        FileNames.extension(file.getFileName().toString()))
                .filter(Rendition.TYPES::contains);
        Optional<Rendition> last = copies.renditionProperty().get();
        boolean isOriginal = last.isEmpty() && type.equals(image.facts().type());
        Optional<Rendition> made = isOriginal
                ? Optional.empty()
                : type.map(last.orElse(Rendition.AS_IT_IS)::as).or(() -> last);
        return CopyForm.preferred(made, captions());
    }

    /// What was chosen for copies that are not cleaned, here or in the preferences.
    CaptionPlace captions() {
        return CaptionPlace.of(usualCaptions.get());
    }

    private Optional<Destination> place() {
        int count = images.get().size();
        return switch (kind.get()) {
            case FILES ->
                dialogs.chooseFolder(FilePurpose.DOWNLOAD, text("download.choose.folder", count))
                        .map(Destination.Folder::new);
            case ZIP ->
                dialogs.chooseSaveFile(
                                FilePurpose.DOWNLOAD,
                                text("download.choose.zip", count),
                                text("download.zip.name", LocalDate.now()))
                        .map(DownloadFormViewModel::archive);
        };
    }

    /// The save dialog asked about replacing the name as it was typed, not about the one with an ending.
    private static Destination archive(Path chosen) {
        String name = chosen.getFileName().toString();
        return FileNames.extension(name).equals("zip")
                ? new Destination.Zip(chosen, true)
                : new Destination.Zip(chosen.resolveSibling(name + ".zip"), false);
    }

    private void check() {
        try {
            FilePattern names = FilePattern.parse(pattern.get());
            var shown = new StringBuilder();
            for (int i = 0; i < Math.min(SHOWN, images.get().size()); i++) {
                ImageRecord image = images.get().get(i);
                shown.append(i == 0 ? "" : "\n")
                        .append(names.of(image, copyForm().type(image.facts().type()), i + 1));
            }
            preview.set(shown.toString());
            problem.set(
                    copies.isMade() && copies.renditionProperty().get().isEmpty()
                            ? copies.problemProperty().get()
                            : "");
        } catch (ImageException.Invalid e) {
            problem.set(FailureText.text(e));
            preview.set("");
        }
    }

    String summary() {
        long bytes = images.get().stream()
                .mapToLong(image -> image.facts().sizeBytes())
                .sum();
        return bytes == 0
                ? text("download.summary", images.get().size())
                : text("download.summary.size", images.get().size(), Format.bytes(bytes));
    }

    public ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<ImageRecord>> imagesProperty() {
        return images.getReadOnlyProperty();
    }

    /// Where files went last, if it is still there and files are what is asked for.
    ReadOnlyObjectProperty<Optional<Path>> lastFolderProperty() {
        return lastFolder.getReadOnlyProperty();
    }

    StringProperty patternProperty() {
        return pattern;
    }

    ObjectProperty<SaveAs> kindProperty() {
        return kind;
    }

    ObjectProperty<Taken> takenProperty() {
        return taken;
    }

    /// Whether copies say what the library says of their images: one answer for all ways out, see the preferences,
    /// but for cleaned copies.
    BooleanProperty writesCaptionsProperty() {
        return writesCaptions;
    }

    RenditionViewModel copies() {
        return copies;
    }

    /// Of originals; what is made anew says itself what it keeps.
    BooleanProperty withoutMetadataProperty() {
        return withoutMetadata;
    }

    /// What is wrong with the pattern, or `""`.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What is corrected here and not in the copies, as they are chosen now; `""` when nothing is.
    ReadOnlyStringProperty uncorrectedProperty() {
        return uncorrected.getReadOnlyProperty();
    }

    /// The first few names, one a line.
    ReadOnlyStringProperty previewProperty() {
        return preview.getReadOnlyProperty();
    }
}
