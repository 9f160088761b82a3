package dev.vitrine.ui.support;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.Rendition;
import dev.vitrine.service.download.CaptionPlace;
import dev.vitrine.service.download.CopyForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.Property;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;

/// What a person has chosen for every window: each a property that saves itself, with what holds until somebody
/// chooses.
///
/// Several of these over the same [Settings] share their properties, so a change is seen everywhere at once.
public final class Preferences {
    /// Stands for previews that are never removed, for uploads as fast as they go, and for any number of images
    /// without a question.
    public static final double NO_LIMIT = 0;

    /// Browsing a large library then stays within a heap of 256 MB.
    private static final double USUAL_MEMORY = 100e6;
    private static final double USUAL_OFFLINE = 10e9;

    private final List<Standard<?>> standards = new ArrayList<>();
    private final StringProperty theme;
    private final StringProperty language;
    private final DoubleProperty textSize;
    private final StringProperty motion;
    private final BooleanProperty captions;
    private final BooleanProperty wholePictures;
    private final StringProperty uploader;
    private final StringProperty uploadTags;
    private final BooleanProperty removesMetadata;
    private final BooleanProperty writesCaptions;
    private final StringProperty copiesAs;
    private final DoubleProperty uploadsAtOnce;
    private final DoubleProperty uploadLimit;
    private final BooleanProperty confirmsPermanentDeletion;
    private final DoubleProperty many;
    private final DoubleProperty memory;
    private final DoubleProperty disk;
    private final DoubleProperty offline;

    public Preferences(Settings settings) {
        theme = standard(settings.word("window.theme", Theme.ThemeChoice.SYSTEM), Theme.ThemeChoice.SYSTEM.name());
        language = standard(Language.choice(settings), Language.SYSTEM.name());
        textSize = standard(TextSize.choice(settings), TextSize.USUAL);
        motion = standard(Motion.choice(settings), Motion.MotionChoice.SYSTEM.name());
        captions = standard(settings.flag("gallery.captions", false), false);
        wholePictures = standard(settings.flag("gallery.wholePictures", false), false);
        uploader = standard(settings.text("upload.as", ""), "");
        uploadTags = standard(settings.text("upload.tags", ""), "");
        removesMetadata = standard(settings.flag("upload.removesMetadata", false), false);
        writesCaptions = standard(settings.flag("copies.captions", false), false);
        copiesAs = standard(settings.text("copies.as", ""), "");
        uploadsAtOnce = standard(settings.number("upload.atOnce", 4), 4.0);
        uploadLimit = standard(settings.number("upload.limit", NO_LIMIT), NO_LIMIT);
        confirmsPermanentDeletion = standard(settings.flag("ask.purge", true), true);
        many = standard(settings.number("ask.many", 1000), 1000.0);
        memory = standard(settings.number("cache.memory", USUAL_MEMORY), USUAL_MEMORY);
        disk = standard(settings.number("cache.disk", NO_LIMIT), NO_LIMIT);
        offline = standard(settings.number("offline.limit", USUAL_OFFLINE), USUAL_OFFLINE);
    }

    private record Standard<T>(Property<T> property, T value) {
        void restore() {
            property.setValue(value);
        }
    }

    private <T, P extends Property<T>> P standard(P property, T value) {
        standards.add(new Standard<>(property, value));
        return property;
    }

    /// What other programs get in place of originals, as [dev.vitrine.image.Rendition] says it; `""` for originals.
    public StringProperty copiesAsProperty() {
        return copiesAs;
    }

    /// What other programs get when images are dragged out or copied.
    public CopyForm copies() {
        Optional<Rendition> rendition = Optional.empty();
        try {
            rendition =
                    Optional.of(copiesAs.get()).filter(text -> !text.isBlank()).map(Rendition::parse);
        } catch (ImageException.Invalid _) {
            copiesAs.set(""); // settings are written by hand, too
        }
        return CopyForm.preferred(rendition, CaptionPlace.of(writesCaptions.get()));
    }

    /// The name of a [Theme.Choice].
    public StringProperty themeProperty() {
        return theme;
    }

    /// The name of a [Language].
    public StringProperty languageProperty() {
        return language;
    }

    /// In percent.
    public DoubleProperty textSizeProperty() {
        return textSize;
    }

    /// The name of a [Motion.Choice].
    public StringProperty motionProperty() {
        return motion;
    }

    /// Titles below the tiles.
    public BooleanProperty captionsProperty() {
        return captions;
    }

    /// Whole pictures in rows that fill the width, instead of square tiles.
    public BooleanProperty wholePicturesProperty() {
        return wholePictures;
    }

    /// Whose the images of the next upload are, unless something else says so; `""` for the user of the last one.
    public StringProperty uploaderProperty() {
        return uploader;
    }

    /// What the next upload form begins with, as typed: tags between commas.
    public StringProperty uploadTagsProperty() {
        return uploadTags;
    }

    /// Whether the next upload form begins with metadata to be removed.
    public BooleanProperty removesMetadataProperty() {
        return removesMetadata;
    }

    /// Copies for other programs, dragged or put on the clipboard, say title, tags and stars.
    public BooleanProperty writesCaptionsProperty() {
        return writesCaptions;
    }

    /// Most files that are sent at the same time.
    public DoubleProperty uploadsAtOnceProperty() {
        return uploadsAtOnce;
    }

    /// Most bytes per second that all uploads together send, or [#NO_LIMIT].
    public DoubleProperty uploadLimitProperty() {
        return uploadLimit;
    }

    /// Whether permanent deletion asks before.
    public BooleanProperty confirmsPermanentDeletionProperty() {
        return confirmsPermanentDeletion;
    }

    /// Acting on more images than this asks before; [#NO_LIMIT] never asks.
    public DoubleProperty manyProperty() {
        return many;
    }

    /// Most bytes of decoded thumbnails in memory.
    public DoubleProperty memoryProperty() {
        return memory;
    }

    /// Most bytes of previews on the disk of a library of this machine, or [#NO_LIMIT].
    public DoubleProperty diskProperty() {
        return disk;
    }

    /// Most bytes of originals of a cloud library that are kept on this machine.
    public DoubleProperty offlineProperty() {
        return offline;
    }

    /// Whether this one is not as when nothing was chosen.
    public <T> ObservableValue<Boolean> changed(Property<T> property) {
        Standard<?> standard = standardOf(property);
        return property.map(value -> !value.equals(standard.value()));
    }

    public void reset(Property<?> property) {
        standardOf(property).restore();
    }

    public void reset() {
        standards.forEach(Standard::restore);
    }

    private Standard<?> standardOf(Property<?> property) {
        return standards.stream()
                .filter(standard -> standard.property() == property)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no preference: " + property));
    }
}
