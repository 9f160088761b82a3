package dev.vitrine.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.files.AtomicFile;
import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Folders;
import dev.vitrine.image.ImageException;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.text.TitleKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The saved connections, in one JSON file without any secret. Small: read whole and written whole, from any thread.
record ProfileStore(Path file) {
    /// A saved place under the name that a person gave it.
    ///
    /// @param name of an entry without one: a name that leads to it, by what is in it
    /// @param place of a form that is not looked at before somebody asks for the settings: what was written there
    ///   by hand makes none of the others unreadable, and stays as it is
    /// @param keysTyped its keys were typed, so they will have to be typed again
    /// @param keysKept they are in this computer's key ring
    /// @param problem why it is no connection at all, or `""`
    record Saved(String name, JsonNode place, boolean keysTyped, boolean keysKept, String problem) {
        static Saved of(String name, AwsSettings settings, boolean keysTyped, boolean keysKept) {
            return new Saved(name, Json.MAPPER.valueToTree(SavedPlace.of(settings)), keysTyped, keysKept, "");
        }

        /// @param number of the entry in the file, from 1 on
        static Saved read(JsonNode entry, int number) {
            String name = Json.text(entry.path("name"));
            return name.isBlank()
                    ? new Saved(
                            "unnamed " + Integer.toHexString(entry.toString().hashCode()),
                            NullNode.getInstance(),
                            false,
                            false,
                            "Number " + number
                                    + " of the saved connections has no name: give it one in connections.json, or remove it.")
                    : new Saved(
                            name,
                            entry.path("place"),
                            Json.flag(entry.path("keysTyped")),
                            Json.flag(entry.path(KEPT)),
                            "");
        }

        /// @throws ImageException.Invalid with the first thing in the file that cannot be right
        AwsSettings settings() {
            if (!problem.isEmpty()) {
                throw new ImageException.Invalid(problem);
            }
            try {
                SavedPlace written = place.isMissingNode() ? null : Json.MAPPER.treeToValue(place, SavedPlace.class);
                return (written == null ? SavedPlace.NOWHERE : written).settings();
            } catch (JsonProcessingException e) {
                throw new ImageException.Invalid(
                        "The place of this connection is not written as it should be: remove it and make it again.", e);
            }
        }

        /// As it is written, for people.
        String bucket() {
            return place.path("bucket").asText();
        }
    }

    /// @param last name of a connection, or one of the folders, or `""` for the local library
    /// @param folders of other libraries on this machine, the one used last first
    /// @param entries as they are in the file, whatever they are
    private record Contents(String last, List<String> folders, List<JsonNode> entries) {
        private static final Contents NONE = new Contents("", List.of(), List.of());

        List<Saved> connections() {
            return IntStream.range(0, entries.size())
                    .mapToObj(i -> Saved.read(entries.get(i), i + 1))
                    .toList();
        }

        Contents without(Predicate<String> name) {
            List<Saved> saved = connections();
            return new Contents(
                    last,
                    folders,
                    IntStream.range(0, entries.size())
                            .filter(i -> !name.test(saved.get(i).name()))
                            .mapToObj(entries::get)
                            .toList());
        }
    }

    private static final int MOST_FOLDERS = 8;
    private static final String KEPT = "keysKept";
    private static final String TRUSTED = "trustedCertificates";
    private static final String UPLOAD_CLASS = "uploadClass";

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
            Predicate<String> isReplaced = name -> name.equals(formerName) || name.equals(saved.name());
            var entries = new ArrayList<>(contents.without(isReplaced).entries());
            List<JsonNode> replaced = new ArrayList<>(contents.entries());
            replaced.removeAll(entries);
            entries.add(Json.entry(saved, replaced));
            entries.sort(Comparator.comparing(
                    entry -> TitleKey.of(Saved.read(entry, 0).name())));
            return new Contents(
                    contents.last().equals(formerName) ? saved.name() : contents.last(), contents.folders(), entries);
        });
    }

    void remove(String name) {
        change(contents -> contents.without(name::equals));
    }

    /// @param name `""` for the local library
    void setLast(String name) {
        if (!read().last().equals(name)) {
            change(contents -> new Contents(name, contents.folders(), contents.entries()));
        }
    }

    /// The libraries in folders that were open, the latest first.
    List<Path> folders() {
        return read().folders().stream().map(Path::of).toList();
    }

    /// The library in a folder that was open last, unless another kind was.
    Optional<Path> lastFolder() {
        Contents contents = read();
        return contents.folders().stream()
                .filter(contents.last()::equals)
                .findFirst()
                .map(Path::of);
    }

    void setLastFolder(Path folder) {
        String latest = folder.toString();
        Contents now = read();
        if (!now.last().equals(latest) || !now.folders().contains(latest)) {
            change(contents -> new Contents(
                    latest,
                    Stream.concat(Stream.of(latest), contents.folders().stream())
                            .distinct()
                            .limit(MOST_FOLDERS)
                            .toList(),
                    contents.entries()));
        }
    }

    private Contents read() {
        if (!Files.exists(file)) {
            return Contents.NONE;
        }
        try {
            return Json.contents(Json.file(file));
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
            Folders.create(Folders.of(file));
            AtomicFile.exclusively(file, () -> {
                Contents changed = change.apply(read());
                AtomicFile.replace(file, Json.written(changed, file));
                return changed;
            });
        } catch (IOException e) {
            throw FileFailures.writing(Folders.of(file), e);
        }
    }

    /// Apart, so that a start without saved connections does not wait for it.
    private static final class Json {
        static final ObjectMapper MAPPER = new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

        /// @throws IOException when it is not a file of ours
        static JsonNode file(Path file) throws IOException {
            JsonNode read = MAPPER.readTree(bytes(file));
            JsonNode connections = read.path("connections");
            boolean isOurs = read.isObject() && (connections.isArray() || isNothing(connections));
            if (!isOurs && !read.isNull()) {
                throw new IOException("no list of connections");
            }
            return read;
        }

        /// What may not be read is not damaged: whoever repaired or deleted it would lose what is in it.
        private static byte[] bytes(Path file) {
            return FileFailures.whileReading(file.toString(), () -> Files.readAllBytes(file));
        }

        static Contents contents(JsonNode file) {
            var entries = new ArrayList<JsonNode>();
            file.path("connections").forEach(entries::add);
            var folders = new ArrayList<String>();
            file.path("folders").forEach(folder -> folders.add(text(folder)));
            folders.removeIf(String::isBlank);
            return new Contents(text(file.path("last")), List.copyOf(folders), entries);
        }

        /// With all that the file has beside, which a later version may have written.
        static byte[] written(Contents changed, Path file) throws IOException {
            ObjectNode next = MAPPER.createObjectNode();
            next.put("last", changed.last());
            if (!changed.folders().isEmpty()) {
                changed.folders().forEach(next.putArray("folders")::add);
            }
            next.putArray("connections").addAll(changed.entries());
            if (Files.exists(file)) {
                keepUnknown(file(file), next);
            }
            return MAPPER.writeValueAsBytes(next);
        }

        /// @param replaced entries whose unknown fields it keeps
        static JsonNode entry(Saved saved, List<JsonNode> replaced) {
            ObjectNode entry = MAPPER.createObjectNode();
            entry.put("name", saved.name());
            entry.set("place", saved.place());
            entry.put("keysTyped", saved.keysTyped());
            entry.put(KEPT, saved.keysKept());
            JsonNode trusted = saved.place().path(TRUSTED).deepCopy();
            replaced.forEach(before -> keepUnknown(before, entry));
            if (!saved.keysKept()) { // former versions wrote none
                entry.remove(KEPT);
            }
            if (saved.place() instanceof ObjectNode place) {
                place.remove(TRUSTED); // what is no longer trusted is not to come back as something unknown
                if (!trusted.isEmpty()) { // former versions wrote none
                    place.set(TRUSTED, trusted);
                }
                if (place.path(UPLOAD_CLASS).asText().isEmpty()) {
                    place.remove(UPLOAD_CLASS);
                }
            }
            return entry;
        }

        private static void keepUnknown(JsonNode before, JsonNode next) {
            if (next instanceof ObjectNode object) {
                before.properties().forEach(field -> {
                    if (!object.has(field.getKey())) {
                        object.set(field.getKey(), field.getValue());
                    } else {
                        keepUnknown(field.getValue(), object.get(field.getKey()));
                    }
                });
            }
        }

        /// `""` for what is no text.
        static String text(JsonNode value) {
            return value.isValueNode() && !value.isNull() ? value.asText() : "";
        }

        /// What is neither asks for keys: those that are found on this machine must not take their place.
        static boolean flag(JsonNode value) {
            return !isNothing(value) && value.asBoolean(true);
        }

        private static boolean isNothing(JsonNode value) {
            return value.isMissingNode() || value.isNull();
        }
    }
}
