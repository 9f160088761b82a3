package dev.vitrine.ui.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.files.AtomicFile;
import dev.vitrine.files.FolderMove;
import dev.vitrine.files.Folders;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.Property;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.util.Subscription;

/// What the window remembers between runs, as properties that save themselves to one small JSON file.
///
/// Keys are feature.thing. A file that cannot be read is set aside and the defaults hold; losing it loses nothing of a
/// library.
public final class Settings implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Settings.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path file;
    private final Map<String, String> values;
    private final Optional<Settings> shared;
    private final Map<String, Property<?>> properties = new TreeMap<>();
    private Subscription links = Subscription.EMPTY;
    private Runnable onChange = () -> {};
    private Optional<Path> damaged = Optional.empty();

    public Settings(Path file) {
        this.file = file;
        this.values = new ConcurrentSkipListMap<>(read(file));
        this.shared = Optional.empty();
    }

    private Settings(Settings shared) {
        this.file = shared.file;
        this.values = shared.values;
        this.shared = Optional.of(shared);
    }

    /// Where the file is that could not be read, or not all of it; empty when all is well.
    public Optional<Path> damaged() {
        return damaged;
    }

    /// The same settings for something that does not live as long: properties of their own, which have the same
    /// values until [#close], so that whatever listens to them ends with them.
    public Settings scoped() {
        return new Settings(this);
    }

    /// Ends these, if they are those of something that does not live as long; the settings themselves stay as they
    /// are.
    @Override
    public void close() {
        links.unsubscribe();
    }

    /// @param listener notified on the FX thread that there is something to save
    public void setOnChange(Runnable listener) {
        onChange = listener;
    }

    public StringProperty text(String key, String fallback) {
        return property(key, stored -> new SimpleStringProperty(stored.isEmpty() ? fallback : stored));
    }

    /// The folder that was remembered, if it can be one on this system and is still there. Looks at the disk.
    public Optional<Path> folder(String key) {
        try {
            return Optional.of(text(key, "").get())
                    .filter(text -> !text.isEmpty())
                    .map(Path::of)
                    .filter(Files::isDirectory);
        } catch (InvalidPathException _) { // settings of another system
            return Optional.empty();
        }
    }

    public void rememberFolder(String key, Path folder) {
        text(key, "").set(folder.toAbsolutePath().toString());
    }

    /// The name of one of an enum's constants; whatever else stands in the file means the fallback.
    <E extends Enum<E>> StringProperty word(String key, E fallback) {
        StringProperty word = text(key, fallback.name());
        word.set(constant(word.get(), fallback).name());
        return word;
    }

    private static <E extends Enum<E>> E constant(String word, E fallback) {
        return Arrays.stream(fallback.getDeclaringClass().getEnumConstants())
                .filter(each -> each.name().equals(word))
                .findFirst()
                .orElse(fallback);
    }

    public DoubleProperty number(String key, double fallback) {
        return property(key, stored -> new SimpleDoubleProperty(parsed(stored, fallback)));
    }

    public BooleanProperty flag(String key, boolean fallback) {
        return property(
                key, stored -> new SimpleBooleanProperty(stored.isEmpty() ? fallback : Boolean.parseBoolean(stored)));
    }

    /// A property of one's own that starts with what is remembered, and remembers what becomes of it.
    public <E extends Enum<E>> ObjectProperty<E> choice(String key, E fallback) {
        StringProperty remembered = text(key, fallback.name());
        var choice = new SimpleObjectProperty<>(constant(remembered.get(), fallback));
        choice.subscribe((_, now) -> remembered.set(now.name()));
        return choice;
    }

    private <P extends Property<?>> P property(String key, Function<String, P> make) {
        Property<?> known = properties.computeIfAbsent(
                key, _ -> shared.isPresent() ? linked(make, shared.get().property(key, make)) : remembered(key, make));
        @SuppressWarnings("unchecked") // a key is asked for with one type only
        P property = (P) known;
        return property;
    }

    private Property<?> remembered(String key, Function<String, ? extends Property<?>> make) {
        Property<?> made = make.apply(values.getOrDefault(key, ""));
        made.subscribe((_, _) -> {
            values.put(key, String.valueOf(made.getValue()));
            onChange.run();
        });
        return made;
    }

    @SuppressWarnings("unchecked") // both were made by the same
    private Property<?> linked(Function<String, ? extends Property<?>> make, Property<?> longer) {
        var own = (Property<Object>) make.apply("");
        var other = (Property<Object>) longer;
        own.bindBidirectional(other);
        links = links.and(() -> own.unbindBidirectional(other));
        return own;
    }

    /// Writes what changed, from any thread; the old file stays whole until the new one is.
    public synchronized void save() {
        try {
            Folders.create(Folders.of(file));
            AtomicFile.replace(file, JSON.writeValueAsBytes(values));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The settings could not be saved to " + file, e);
        }
    }

    private Map<String, String> read(Path file) {
        var values = new TreeMap<String, String>();
        try {
            boolean whole = true;
            for (Map.Entry<String, JsonNode> entry :
                    JSON.readValue(Files.readAllBytes(file), ObjectNode.class).properties()) {
                if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
                    values.put(entry.getKey(), entry.getValue().asText());
                } else {
                    whole = false;
                }
            }
            if (!whole) {
                keepCopy(file);
            }
        } catch (NoSuchFileException _) {
            LOG.log(Level.DEBUG, "no settings yet");
        } catch (IOException e) { // also one of permission: the next save would put the defaults in its place
            replaceableDatabase(file, e);
        }
        return values;
    }

    /// The next save writes only what is understood here.
    private void keepCopy(Path file) throws IOException {
        Path copy = aside(file);
        AtomicFile.replace(copy, Files.readAllBytes(file));
        damaged = Optional.of(copy);
        LOG.log(Level.WARNING, "Some settings are not understood; the whole file is kept as " + copy + ".");
    }

    private static Path aside(Path file) {
        return file.resolveSibling(file.getFileName() + ".damaged-" + System.currentTimeMillis());
    }

    private void replaceableDatabase(Path file, IOException damage) {
        Path aside = aside(file);
        try {
            FolderMove.run(file, aside);
            damaged = Optional.of(aside);
            LOG.log(
                    Level.WARNING,
                    "The settings could not be read and are set aside as " + aside + "; the defaults hold.",
                    damage);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The settings in " + file + " could not be read; the defaults hold.", e);
        }
    }

    private static double parsed(String stored, double fallback) {
        try {
            return stored.isEmpty() ? fallback : Double.parseDouble(stored);
        } catch (NumberFormatException _) {
            return fallback;
        }
    }
}
