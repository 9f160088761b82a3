package dev.vitrine.connection;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.vitrine.files.AtomicFile;
import dev.vitrine.files.FileFailures;
import dev.vitrine.image.ImageException;
import dev.vitrine.text.TitleKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The saved connections, in one JSON file without any secret. Small: read whole and written whole, from any thread.
final class ProfileStore {
    /// A saved place under the name that a person gave it.
    ///
    /// @param keysTyped its keys were typed, so they will have to be typed again
    record Saved(String name, CloudPlace place, boolean keysTyped) {}

    private record Contents(String last, List<Saved> connections) {
        private static final Contents NONE = new Contents("", List.of());

        private Contents {
            last = last == null ? "" : last;
            connections = connections == null ? List.of() : List.copyOf(connections);
        }
    }

    private final Path file;

    ProfileStore(Path file) {
        this.file = file;
    }

    /// By name, as people sort names.
    List<Saved> all() {
        return read().connections();
    }

    /// The connection used last, unless that was the local library.
    Optional<Saved> last() {
        Contents contents = read();
        return contents.connections().stream()
                .filter(saved -> saved.name().equals(contents.last()))
                .findFirst();
    }

    /// Puts it in place of the one of this former name, and of any that has its name.
    void save(Saved saved, String formerName) {
        change(contents -> {
            var connections = new ArrayList<>(contents.connections());
            connections.removeIf(
                    other -> other.name().equals(saved.name()) || other.name().equals(formerName));
            connections.add(saved);
            connections.sort(Comparator.comparing(each -> TitleKey.of(each.name())));
            return new Contents(contents.last().equals(formerName) ? saved.name() : contents.last(), connections);
        });
    }

    void remove(String name) {
        change(contents -> new Contents(
                contents.last(),
                contents.connections().stream()
                        .filter(saved -> !saved.name().equals(name))
                        .toList()));
    }

    /// @param name `""` for the local library
    void setLast(String name) {
        if (!read().last().equals(name)) {
            change(contents -> new Contents(name, contents.connections()));
        }
    }

    private Contents read() {
        if (!Files.exists(file)) {
            return Contents.NONE;
        }
        try {
            return Json.MAPPER.readValue(Files.readAllBytes(file), Contents.class);
        } catch (IOException e) {
            // Not replaced by an empty list: the next save would lose what a person may still repair.
            throw new ImageException.Failed(
                    "The saved connections in " + file
                            + " cannot be read. Repair the file, or delete it to start again.",
                    e);
        }
    }

    /// Another window may have saved a connection since this one looked.
    private void change(UnaryOperator<Contents> change) {
        try {
            Files.createDirectories(file.getParent());
            AtomicFile.exclusively(file, () -> {
                AtomicFile.replace(file, Json.MAPPER.writeValueAsBytes(change.apply(read())));
                return null;
            });
        } catch (IOException e) {
            throw FileFailures.writing(Objects.requireNonNull(file.getParent()), e);
        }
    }

    /// Apart, so that a start without saved connections does not wait for it.
    private static final class Json {
        static final ObjectMapper MAPPER = new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }
}
