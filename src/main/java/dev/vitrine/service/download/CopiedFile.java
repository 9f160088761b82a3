package dev.vitrine.service.download;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file of a [CopyRecord] as we left it, or as we are about to leave it.
///
/// @param file relative to the folder, with slashes
/// @param sha256 of the row at that time, may be `""`
/// @param left how we left it; [State#NONE] when it was not there yet
/// @param coming how it is if we were about to write it, and were stopped before we could write that down
/// @param isOurs false for a file that was there with the same bytes before we came: it is somebody's own
/// @param isGoing whether we were about to remove it
/// @param written of the image's title and tags
/// @param comingSidecar the sidecar if we were about to write it
record CopiedFile(
        String imageId,
        String file,
        String sha256,
        State left,
        Optional<State> coming,
        boolean isOurs,
        boolean isGoing,
        WrittenCaption written,
        Optional<Sidecar> comingSidecar) {
    private static final JsonFactory JSON = new JsonFactory();

    /// Tells whether somebody has changed a file.
    ///
    /// @param modified in milliseconds
    record State(long size, long modified) {
        static final State NONE = new State(-1, -1);

        static State of(BasicFileAttributes file) {
            return new State(file.size(), file.lastModifiedTime().toMillis());
        }
    }

    /// What a copy says of its image, beside the pixels.
    ///
    /// @param caption where it was written, and the SHA-256 of what; `""` when nothing was
    record WrittenCaption(String caption, Optional<Sidecar> sidecar) {
        static final WrittenCaption NOTHING = new WrittenCaption("", Optional.empty());
    }

    /// @param file relative to the folder
    /// @param isOurs false for one that said the same before we came: it is somebody's own
    record Sidecar(String file, String sha256, boolean isOurs) {}

    /// Whether nobody has changed the file since we wrote it.
    boolean isAsLeft(BasicFileAttributes now) {
        State state = State.of(now);
        return state.equals(left) || coming.filter(state::equals).isPresent();
    }

    /// Whether nothing of us has ever been there, if it is not what was coming.
    boolean isOnlyComing() {
        return left.equals(State.NONE);
    }

    CopiedFile withComing(State state) {
        return new CopiedFile(imageId, file, sha256, left, Optional.of(state), isOurs, false, written, comingSidecar);
    }

    CopiedFile withComing(Sidecar sidecar) {
        return new CopiedFile(imageId, file, sha256, left, coming, isOurs, false, written, Optional.of(sidecar));
    }

    CopiedFile going() {
        return new CopiedFile(imageId, file, sha256, left, coming, isOurs, true, written, comingSidecar);
    }

    /// @param fields of a line that names an image and a file
    static CopiedFile of(Map<String, String> fields) {
        return new CopiedFile(
                fields.getOrDefault("image_id", ""),
                fields.getOrDefault("file", ""),
                fields.getOrDefault("sha256", ""),
                new State(number(fields.get("size")), number(fields.get("modified"))),
                Optional.ofNullable(fields.get("coming_size"))
                        .map(size -> new State(number(size), number(fields.get("coming_modified")))),
                Boolean.parseBoolean(fields.get("ours")),
                Boolean.parseBoolean(fields.get("going")),
                new WrittenCaption(fields.getOrDefault("caption", ""), sidecar(fields, "sidecar")),
                sidecar(fields, "coming_sidecar"));
    }

    private static Optional<Sidecar> sidecar(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name))
                .filter(file -> !file.isEmpty())
                .map(file -> new Sidecar(
                        file,
                        fields.getOrDefault(name + "_sha256", ""),
                        Boolean.parseBoolean(fields.getOrDefault(name + "_ours", fields.get("ours")))));
    }

    private static long number(@Nullable String text) {
        try {
            return text == null ? -1 : Long.parseLong(text);
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    String line() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("image_id", imageId);
        fields.put("file", file);
        fields.put("sha256", sha256);
        fields.put("size", left.size());
        fields.put("modified", left.modified());
        coming.ifPresent(state -> {
            fields.put("coming_size", state.size());
            fields.put("coming_modified", state.modified());
        });
        fields.put("ours", isOurs);
        if (isGoing) {
            fields.put("going", true);
        }
        if (!written.equals(WrittenCaption.NOTHING)) {
            fields.put("caption", written.caption());
        }
        written.sidecar().ifPresent(sidecar -> put(fields, "sidecar", sidecar));
        comingSidecar.ifPresent(sidecar -> put(fields, "coming_sidecar", sidecar));
        return object(fields);
    }

    private static void put(Map<String, Object> fields, String name, Sidecar sidecar) {
        fields.put(name, sidecar.file());
        fields.put(name + "_sha256", sidecar.sha256());
        fields.put(name + "_ours", sidecar.isOurs());
    }

    static String object(Map<String, ?> fields) {
        Writer text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (var field : fields.entrySet()) {
                json.writeFieldName(field.getKey());
                switch (field.getValue()) {
                    case Long number -> json.writeNumber(number);
                    case Boolean truth -> json.writeBoolean(truth);
                    default -> json.writeString(field.getValue().toString());
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("nothing can fail in memory", e);
        }
        return text + "\n";
    }

    /// Empty for a line that is not an object.
    static Map<String, String> fields(String line) {
        var fields = new HashMap<String, String>();
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Map.of();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken().isScalarValue()) {
                    fields.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
            return json.currentToken() == JsonToken.END_OBJECT ? fields : Map.of();
        } catch (JsonProcessingException _) {
            return Map.of();
        } catch (IOException e) {
            throw new IllegalStateException("nothing can fail in memory", e);
        }
    }
}
