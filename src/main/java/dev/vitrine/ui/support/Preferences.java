package dev.vitrine.ui.support;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.Property;
import javafx.beans.property.StringProperty;

/// What a person has chosen for every window: each a property that saves itself, with what holds until somebody chooses.
///
/// Several of these over the same [Settings] share their properties, so a change is seen everywhere at once.
public final class Preferences {
    /// Stands for previews that are never removed.
    public static final double NO_LIMIT = 0;

    /// Browsing a large library then stays within a heap of 256 MB.
    private static final double USUAL_MEMORY = 100e6;

    private final Choice<StringProperty, String> theme;
    private final Choice<BooleanProperty, Boolean> captions;
    private final Choice<StringProperty, String> uploader;
    private final Choice<BooleanProperty, Boolean> removesMetadata;
    private final Choice<DoubleProperty, Number> memory;
    private final Choice<DoubleProperty, Number> disk;

    public Preferences(Settings settings) {
        theme = new Choice<>(settings.text("window.theme", Theme.Choice.SYSTEM.name()), Theme.Choice.SYSTEM.name());
        captions = new Choice<>(settings.flag("gallery.captions", false), false);
        uploader = new Choice<>(settings.text("upload.as", ""), "");
        removesMetadata = new Choice<>(settings.flag("upload.removesMetadata", false), false);
        memory = new Choice<>(settings.number("cache.memory", USUAL_MEMORY), USUAL_MEMORY);
        disk = new Choice<>(settings.number("cache.disk", NO_LIMIT), NO_LIMIT);
    }

    private record Choice<P extends Property<T>, T>(P property, T standard) {
        void reset() {
            property.setValue(standard);
        }
    }

    /// The name of a [Theme.Choice].
    public StringProperty themeProperty() {
        return theme.property();
    }

    /// Titles below the tiles.
    public BooleanProperty captionsProperty() {
        return captions.property();
    }

    /// Whose the images of the next upload are, unless something else says so; `""` for the user of the last one.
    public StringProperty uploaderProperty() {
        return uploader.property();
    }

    /// Whether the next upload form begins with metadata to be removed.
    public BooleanProperty removesMetadataProperty() {
        return removesMetadata.property();
    }

    /// Most bytes of decoded thumbnails in memory.
    public DoubleProperty memoryProperty() {
        return memory.property();
    }

    /// Most bytes of previews on the disk of a library of this machine, or [#NO_LIMIT].
    public DoubleProperty diskProperty() {
        return disk.property();
    }

    public void reset() {
        theme.reset();
        captions.reset();
        uploader.reset();
        removesMetadata.reset();
        memory.reset();
        disk.reset();
    }
}
