package dev.vitrine.ui.preferences;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.Preferences;
import dev.vitrine.ui.support.RenditionViewModel;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;

/// The preferences as one sheet shows them: which choices there are, and what the caches take.
public final class PreferencesViewModel {
    private static final long MEGABYTE = 1_000_000;
    private static final long GIGABYTE = 1000 * MEGABYTE;

    private final Preferences preferences;
    private final Caches caches;
    private final RenditionViewModel copies;
    private final Background.Lane caching;
    private final ReadOnlyStringWrapper uploaderProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper clearLabel = new ReadOnlyStringWrapper(text("preferences.clear.measuring"));
    private final ReadOnlyStringWrapper clearProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper clearable = new ReadOnlyBooleanWrapper();

    /// What the open library keeps only to be quicker.
    public interface Caches {
        /// Bytes that [#clear] would free. Blocks.
        long size();

        /// Blocks.
        void clear();

        /// False when the previews on the disk are not this machine's own.
        boolean keepsPreviews();

        /// Taken by originals that are kept on this machine; empty where the library itself is.
        default Optional<ObservableValue<Number>> offlineBytes() {
            return Optional.empty();
        }

        /// Keeps none of them any more.
        default void removeOffline() {}

        /// Most bytes of memory that make sense here.
        long maxMemory();
    }

    /// @param copies what other programs get
    public PreferencesViewModel(
            Preferences preferences, Caches caches, RenditionViewModel copies, Background background) {
        this.copies = copies;
        copies.follow(preferences.copiesAsProperty());
        this.preferences = preferences;
        this.caches = caches;
        this.caching = background.lane();
        preferences.uploaderProperty().subscribe(this::check);
    }

    Preferences preferences() {
        return preferences;
    }

    RenditionViewModel copies() {
        return copies;
    }

    boolean keepsPreviews() {
        return caches.keepsPreviews();
    }

    /// In bytes, with the one that holds now.
    List<Number> memoryChoices() {
        return choices(
                Stream.of(50, 100, 200, 400, 800)
                        .map(size -> (double) size * MEGABYTE)
                        .filter(size -> size <= caches.maxMemory()),
                preferences.memoryProperty().get());
    }

    /// In bytes, with the one that holds now; [Preferences#NO_LIMIT] comes last.
    List<Number> diskChoices() {
        return withoutLimitLast(choices(
                Stream.of(1, 5, 20, 50).map(size -> (double) size * GIGABYTE),
                preferences.diskProperty().get()));
    }

    /// In bytes, with the one that holds now.
    List<Number> offlineChoices() {
        return choices(
                Stream.of(1, 5, 10, 20, 50, 100, 500).map(size -> (double) size * GIGABYTE),
                preferences.offlineProperty().get());
    }

    /// What is said at the way to remove kept originals; empty where there are none to keep.
    Optional<ObservableValue<String>> offlineLabel() {
        return caches.offlineBytes()
                .map(bytes -> bytes.map(taken -> taken.longValue() == 0
                        ? text("preferences.offline.nothing")
                        : text("preferences.offline.remove", Format.bytes(taken.longValue()))));
    }

    ObservableValue<Boolean> offlineRemovable() {
        return caches.offlineBytes()
                .map(bytes -> bytes.map(taken -> taken.longValue() > 0))
                .orElseThrow();
    }

    void removeOffline() {
        caches.removeOffline();
    }

    List<Number> atOnceChoices() {
        return choices(
                Stream.of(1.0, 2.0, 4.0, 8.0, 16.0),
                preferences.uploadsAtOnceProperty().get());
    }

    /// In bytes per second, with the one that holds now; [Preferences#NO_LIMIT] comes last.
    List<Number> limitChoices() {
        return withoutLimitLast(choices(
                Stream.of(0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 50.0).map(size -> size * MEGABYTE),
                preferences.uploadLimitProperty().get()));
    }

    static String limitText(Number bytesPerSecond) {
        return bytesPerSecond.doubleValue() == Preferences.NO_LIMIT
                ? text("preferences.limit.none")
                : text("format.perSecond", Format.bytes(bytesPerSecond.longValue()));
    }

    private static List<Number> withoutLimitLast(List<Number> sizes) {
        return Stream.concat(
                        sizes.stream().filter(size -> size.doubleValue() != Preferences.NO_LIMIT),
                        Stream.of(Preferences.NO_LIMIT))
                .toList();
    }

    /// Numbers of images; [Preferences#NO_LIMIT] comes last.
    List<Number> manyChoices() {
        return withoutLimitLast(choices(
                Stream.of(100.0, 1000.0, 10_000.0), preferences.manyProperty().get()));
    }

    static String manyText(Number images) {
        return images.doubleValue() == Preferences.NO_LIMIT
                ? text("preferences.many.never")
                : text("preferences.many.images", images);
    }

    private static List<Number> choices(Stream<Double> offered, double now) {
        var sizes = new TreeSet<Double>(offered.toList());
        sizes.add(now);
        return List.copyOf(sizes);
    }

    static String sizeText(Number bytes) {
        return bytes.doubleValue() == Preferences.NO_LIMIT
                ? text("preferences.disk.unlimited")
                : Format.bytes(bytes.longValue());
    }

    /// What is wrong with the name of the one who uploads; `""` when nothing is.
    ReadOnlyStringProperty uploaderProblemProperty() {
        return uploaderProblem.getReadOnlyProperty();
    }

    /// What clearing frees, in a word or two for its button.
    ReadOnlyStringProperty clearLabelProperty() {
        return clearLabel.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty clearableProperty() {
        return clearable.getReadOnlyProperty();
    }

    /// Why the caches could not be measured or cleared; `""` when they could.
    ReadOnlyStringProperty clearProblemProperty() {
        return clearProblem.getReadOnlyProperty();
    }

    /// The sheet comes up: looks how much there is to clear.
    public void measure() {
        busy("preferences.clear.measuring");
        caching.run(caches::size, this::showSize, this::showProblem);
    }

    void clear() {
        busy("preferences.clear.clearing");
        caching.run(
                () -> {
                    caches.clear();
                    return caches.size();
                },
                this::showSize,
                this::showProblem);
    }

    public void reset() {
        preferences.reset();
    }

    private void check(String typed) {
        try {
            uploaderProblem.set("");
            if (!typed.isBlank()) {
                ObjectKey.checkedUserId(typed.strip());
            }
        } catch (ImageException.Invalid e) {
            uploaderProblem.set(FailureText.text(e));
        }
    }

    private void busy(String key) {
        clearable.set(false);
        clearProblem.set("");
        clearLabel.set(text(key));
    }

    private void showSize(long bytes) {
        clearable.set(bytes > 0);
        clearLabel.set(
                bytes > 0 ? text("preferences.clear.action", Format.bytes(bytes)) : text("preferences.clear.nothing"));
    }

    private void showProblem(ImageException failure) {
        clearable.set(true);
        clearLabel.set(text("dialogs.again"));
        clearProblem.set(FailureText.coded(failure));
    }
}
