package dev.vitrine.ui.support;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Rendition;
import dev.vitrine.image.Rendition.KeptMetadata;
import dev.vitrine.service.download.CopyPresets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyMapProperty;
import javafx.beans.property.ReadOnlyMapWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;

/// What copies are made as: the originals, or pictures made anew; with the names that people gave to what they choose
/// often. Belongs to the FX thread.
public final class RenditionViewModel {
    /// What a copy is.
    public enum CopyKind {
        ORIGINAL,
        JPEG,
        PNG,
        WEBP
    }

    private final CopyPresets presets;
    private final Background background;
    private final ObjectProperty<CopyKind> kind = new SimpleObjectProperty<>(CopyKind.ORIGINAL);
    private final StringProperty longSide = new SimpleStringProperty("");
    private final ObjectProperty<KeptMetadata> metadata = new SimpleObjectProperty<>(KeptMetadata.ALL);
    private final StringProperty name = new SimpleStringProperty("");
    private final ReadOnlyMapWrapper<String, Rendition> saved =
            new ReadOnlyMapWrapper<>(FXCollections.observableHashMap());
    private final ReadOnlyObjectWrapper<Optional<Rendition>> rendition = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper presetsProblem = new ReadOnlyStringWrapper("");

    private boolean isForStrangers;

    public RenditionViewModel(CopyPresets presets, Background background) {
        this.presets = presets;
        this.background = background;
        show(Rendition.USUAL);
        kind.set(CopyKind.ORIGINAL);
        kind.subscribe((_, _) -> answer());
        longSide.subscribe((_, _) -> answer());
        metadata.subscribe((_, _) -> answer());
    }

    /// What strangers see is always made anew, and tells nothing of place and camera.
    public void forStrangers() {
        isForStrangers = true;
        show(kind.get() == CopyKind.ORIGINAL ? Rendition.USUAL : chosen());
    }

    public CopyKind[] kinds() {
        return Arrays.stream(CopyKind.values())
                .filter(each -> !isForStrangers || each != CopyKind.ORIGINAL)
                .toArray(CopyKind[]::new);
    }

    public KeptMetadata[] keptMetadata() {
        return Arrays.stream(KeptMetadata.values())
                .filter(each -> !isForStrangers || each != KeptMetadata.ALL)
                .toArray(KeptMetadata[]::new);
    }

    /// Looks which presets there are by now.
    public void refresh() {
        background.run(presets::all, this::list, this::fail);
    }

    private void list(Map<String, Rendition> all) {
        saved.set(FXCollections.observableMap(new LinkedHashMap<>(all)));
        presetsProblem.set("");
    }

    private void fail(ImageException failure) {
        presetsProblem.set(FailureText.text(failure));
    }

    /// What was remembered; whatever it is not is the original.
    public void show(String remembered) {
        if (remembered.equals(remembered())) {
            return;
        }
        try {
            show(Rendition.parse(remembered));
        } catch (ImageException.Invalid _) {
            if (!isForStrangers) {
                kind.set(CopyKind.ORIGINAL);
            }
        }
    }

    private void show(Rendition chosen) {
        longSide.set(chosen.longSide() == Rendition.AS_LARGE ? "" : Integer.toString(chosen.longSide()));
        metadata.set(isForStrangers && !chosen.isSilent() ? KeptMetadata.COPYRIGHT : chosen.metadata());
        kind.set(CopyKind.valueOf(chosen.type().name()));
    }

    /// As the preset of this name says; does nothing where there is none.
    public void use(String preset) {
        Optional.ofNullable(saved.get(preset)).ifPresent(chosen -> {
            name.set(preset);
            show(chosen);
        });
    }

    /// Keeps what is chosen under the name that is typed.
    public void save() {
        rendition.get().ifPresent(chosen -> change(() -> presets.save(name.get(), chosen)));
    }

    /// Forgets the preset whose name is typed.
    public void remove() {
        change(() -> presets.remove(name.get()));
    }

    private void change(Runnable act) {
        background.run(
                () -> {
                    act.run();
                    return presets.all();
                },
                this::list,
                this::fail);
    }

    /// Shows what a property says, and says there what is chosen.
    public void follow(StringProperty remembered) {
        remembered.subscribe(this::show);
        rendition.subscribe((_, _) -> {
            if (problem.get().isEmpty()) {
                remembered.set(remembered());
            }
        });
    }

    private void answer() {
        try {
            Optional<Rendition> now = isMade() ? Optional.of(chosen()) : Optional.empty();
            problem.set("");
            rendition.set(now);
        } catch (ImageException.Invalid | NumberFormatException _) {
            problem.set(text("copies.longSide.problem"));
            rendition.set(Optional.empty());
        }
    }

    private Rendition chosen() {
        String typed = longSide.get().strip();
        int pixels = typed.isEmpty() ? Rendition.AS_LARGE : Integer.parseInt(typed);
        if (!typed.isEmpty() && pixels < 1) {
            throw new NumberFormatException();
        }
        return new Rendition(ImageType.valueOf(kind.get().name()), pixels, metadata.get());
    }

    /// As people say it: `JPEG, 2048 px, copyright only`.
    public static String words(Rendition rendition) {
        return text(
                "copies.words",
                rendition.type().label(),
                rendition.longSide() == Rendition.AS_LARGE
                        ? text("copies.longSide.whole")
                        : text("copies.longSide.pixels", Integer.toString(rendition.longSide())),
                text("copies.said." + rendition.metadata().name()));
    }

    public ObjectProperty<CopyKind> kindProperty() {
        return kind;
    }

    /// In pixels as typed; `""` for that of the picture.
    public StringProperty longSideProperty() {
        return longSide;
    }

    public ObjectProperty<KeptMetadata> metadataProperty() {
        return metadata;
    }

    /// Of a preset.
    public StringProperty nameProperty() {
        return name;
    }

    /// The presets, by name.
    public ReadOnlyMapProperty<String, Rendition> savedProperty() {
        return saved.getReadOnlyProperty();
    }

    /// Empty for originals, and while something is wrong.
    public ReadOnlyObjectProperty<Optional<Rendition>> renditionProperty() {
        return rendition.getReadOnlyProperty();
    }

    /// What is wrong with what is typed, or `""`.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What is wrong with the presets, or `""`; what is chosen holds all the same.
    public ReadOnlyStringProperty presetsProblemProperty() {
        return presetsProblem.getReadOnlyProperty();
    }

    /// What [#show] reads.
    public String remembered() {
        return rendition.get().map(Rendition::toString).orElse("");
    }

    /// Whether copies are made anew, also while something is wrong with how.
    public boolean isMade() {
        return kind.get() != CopyKind.ORIGINAL;
    }
}
