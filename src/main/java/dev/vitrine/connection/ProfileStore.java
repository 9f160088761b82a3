package dev.vitrine.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.files.AtomicFile;
import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Folders;
import dev.vitrine.image.ImageException;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.AwsSettings.Checksums;
import dev.vitrine.text.TitleKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    ///
    /// @param place of a form that is not looked at before somebody asks for the
    /// settings: what was written there by
    ///   hand makes none of the others unreadable, and stays as it is
    record Saved(String name, JsonNode place, boolean keysTyped) {
        Saved {
            name = Objects.requireNonNullElse(name, "");
            place = Objects.requireNonNullElseGet(place, NullNode::getInstance);
        }

        static Saved of(String name, AwsSettings settings, boolean keysTyped) {
            return new Saved(name, Json.MAPPER.valueToTree(Place.of(settings)), keysTyped);
        }

        /// @throws ImageException.Invalid with the first thing in the file that cannot be right
        AwsSettings settings() {
            try {
                Place written = Json.MAPPER.treeToValue(place, Place.class);
                return (written == null ? Place.NOWHERE : written).settings();
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

    /// As the file has it; may have been written by hand.
    ///
    /// @param endpoint of S3, `""` for AWS itself
    /// @param tableEndpoint of DynamoDB, `""` when it is the same
    /// @param checksums also where the service does not ask for them
    private record Place(
            String awsProfile,
            String region,
            String endpoint,
            String tableEndpoint,
            boolean pathStyle,
            boolean checksums,
            String bucket,
            String table,
            String trashTable,
            long linkSeconds) {
        private static final Place NOWHERE = new Place("", "", "", "", false, false, "", "", "", 0);

        /// Whatever is not written there is empty.
        private Place {
            awsProfile = Objects.requireNonNullElse(awsProfile, "");
            region = Objects.requireNonNullElse(region, "");
            endpoint = Objects.requireNonNullElse(endpoint, "");
            tableEndpoint = Objects.requireNonNullElse(tableEndpoint, "");
            bucket = Objects.requireNonNullElse(bucket, "");
            table = Objects.requireNonNullElse(table, "");
            trashTable = Objects.requireNonNullElse(trashTable, "");
        }

        static Place of(AwsSettings settings) {
            return new Place(
                    settings.awsProfile(),
                    settings.region(),
                    AwsSettings.text(settings.s3Endpoint()),
                    AwsSettings.text(settings.otherDynamoEndpoint()),
                    settings.pathStyle(),
                    settings.checksums() == Checksums.WHEN_SUPPORTED,
                    settings.bucket(),
                    settings.table(),
                    settings.trashTable(),
                    settings.linkExpiry().toSeconds());
        }

        AwsSettings settings() {
            Optional<URI> s3 = AwsSettings.endpoint(endpoint);
            return new AwsSettings(
                    s3,
                    AwsSettings.endpoint(tableEndpoint).or(() -> s3),
                    pathStyle,
                    region,
                    awsProfile,
                    bucket,
                    table,
                    trashTable,
                    checksums ? Checksums.WHEN_SUPPORTED : Checksums.WHEN_REQUIRED,
                    Duration.ofSeconds(linkSeconds));
        }
    }

    private record Contents(String last, List<Saved> connections) {
        private static final Contents NONE = new Contents("", List.of());

        private Contents {
            last = last == null ? "" : last;
            connections = connections == null
                    ? List.of()
                    : connections.stream().filter(Objects::nonNull).toList();
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
        change(formerName, saved.name(), contents -> {
            var connections = new ArrayList<>(contents.connections());
            connections.removeIf(
                    other -> other.name().equals(saved.name()) || other.name().equals(formerName));
            connections.add(saved);
            connections.sort(Comparator.comparing(each -> TitleKey.of(each.name())));
            return new Contents(contents.last().equals(formerName) ? saved.name() : contents.last(), connections);
        });
    }

    void remove(String name) {
        change(
                "",
                "",
                contents -> new Contents(
                        contents.last(),
                        contents.connections().stream()
                                .filter(saved -> !saved.name().equals(name))
                                .toList()));
    }

    /// @param name `""` for the local library
    void setLast(String name) {
        if (!read().last().equals(name)) {
            change("", "", contents -> new Contents(name, contents.connections()));
        }
    }

    private Contents read() {
        if (!Files.exists(file)) {
            return Contents.NONE;
        }
        try {
            return Objects.requireNonNullElse(
                    Json.MAPPER.readValue(Files.readAllBytes(file), Contents.class), Contents.NONE);
        } catch (IOException e) {
            // Not replaced by an empty list: the next save would lose what a person may still repair.
            throw new ImageException.Failed(
                    "The saved connections in " + file
                            + " cannot be read. Repair the file, or delete it to start again.",
                    e);
        }
    }

    /// Another window may have saved a connection since this one looked.
    ///
    /// @param formerName what the connection `name` was called before
    private void change(String formerName, String name, UnaryOperator<Contents> change) {
        try {
            Files.createDirectories(Folders.of(file));
            AtomicFile.exclusively(file, () -> {
                Contents changed = change.apply(read());
                AtomicFile.replace(file, Json.written(changed, file, formerName, name));
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

        /// With all that the file has beside.
        static byte[] written(Contents changed, Path file, String formerName, String name) throws IOException {
            ObjectNode next = MAPPER.valueToTree(changed);
            if (Files.exists(file)) {
                keepUnknown(MAPPER.readTree(Files.readAllBytes(file)), next);
                for (JsonNode connection : next.withArray("connections")) {
                    String called = connection.path("name").asText();
                    keepUnknown(before(file, called.equals(name) ? formerName : called), connection);
                    keepUnknown(before(file, called), connection);
                }
            }
            return MAPPER.writeValueAsBytes(next);
        }

        /// The saved connection of this name as the file has it.
        private static JsonNode before(Path file, String name) throws IOException {
            for (JsonNode connection : MAPPER.readTree(Files.readAllBytes(file)).path("connections")) {
                if (connection.path("name").asText().equals(name)) {
                    return connection;
                }
            }
            return MissingNode.getInstance();
        }

        /// What a later version wrote stays when this one writes.
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
    }
}
