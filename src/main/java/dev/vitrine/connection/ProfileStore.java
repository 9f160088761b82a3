package dev.vitrine.connection;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.vitrine.files.FileFailures;
import dev.vitrine.image.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The saved connections, in one JSON file without any secret. Small: read whole and written whole, from any thread.
final class ProfileStore {
    /// A saved place under the name that a person gave it.
    ///
    /// @param keysTyped its keys were typed, so they will have to be typed again
    record Saved(String name, CloudPlace place, boolean keysTyped) {
    }

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
    synchronized List<Saved> all() {
        return read().connections();
    }

    /// The connection used last, unless that was the local library.
    synchronized Optional<Saved> last() {
        Contents contents = read();
        return contents.connections().stream().filter(saved -> saved.name().equals(contents.last())).findFirst();
    }

    /// Puts it in place of the one of this former name, and of any that has its name.
    synchronized void save(Saved saved, String formerName) {
        Contents contents = read();
        var connections = new ArrayList<>(contents.connections());
        connections.removeIf(other -> other.name().equals(saved.name()) || other.name().equals(formerName));
        connections.add(saved);
        connections.sort(Comparator.comparing(Saved::name, String.CASE_INSENSITIVE_ORDER));
        write(new Contents(contents.last().equals(formerName) ? saved.name() : contents.last(), connections));
    }

    synchronized void remove(String name) {
        Contents contents = read();
        write(new Contents(contents.last(), contents.connections().stream().filter(saved -> !saved.name().equals(name)).toList()));
    }

    /// @param name `""` for the local library
    synchronized void setLast(String name) {
        Contents contents = read();
        if (!contents.last().equals(name)) {
            write(new Contents(name, contents.connections()));
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
            throw new ImageException.Failed("The saved connections in " + file + " cannot be read. Repair the file, or delete it to start anew.", e);
        }
    }

    private void write(Contents contents) {
        try {
            Files.createDirectories(file.getParent());
            Path next = file.resolveSibling(file.getFileName() + ".new");
            Files.write(next, Json.MAPPER.writeValueAsBytes(contents));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw FileFailures.writing(file, e);
        }
    }

    /// Apart, so that a start without saved connections does not wait for it.
    private static final class Json {
        static final ObjectMapper MAPPER = new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }
}
