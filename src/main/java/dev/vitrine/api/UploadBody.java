package dev.vitrine.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.vitrine.image.Caption;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The body of `POST /images`, read once: the image goes to the disk decoded, while the rest is still on its way.
final class UploadBody implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;
    /// What a second parser is given before that which stands behind the image.
    private static final byte[] GOES_ON = "{\"\":null".getBytes(StandardCharsets.UTF_8);

    private final Map<String, String> texts = new LinkedHashMap<>();
    private List<String> tags = List.of();
    private Optional<Spool> image = Optional.empty();
    /// Where the text of the parser begins in the body.
    private Json.Place start = Json.Place.START;

    private final Spools spools;

    private UploadBody(Spools spools) {
        this.spools = spools;
    }

    /// @throws HttpError with the place of what is wrong
    static UploadBody read(InputStream body, Spools spools) {
        var read = new UploadBody(spools);
        try {
            return Json.reading(() -> read.start, () -> read.readObject(new BufferedInputStream(body, BUFFER)));
        } catch (RuntimeException e) {
            read.close();
            throw e;
        }
    }

    String userId() {
        return texts.getOrDefault("user_id", "");
    }

    Caption caption() {
        return new Caption(texts.getOrDefault("title", ""), texts.getOrDefault("description", ""), tags);
    }

    Spool image() {
        return image.orElseThrow();
    }

    @Override
    public void close() {
        image.ifPresent(Spool::close);
    }

    private UploadBody readObject(InputStream body) throws IOException {
        var rest = Optional.of(body);
        byte[] before = {};
        while (rest.isPresent()) {
            try (JsonParser json =
                    Json.FACTORY.createParser(new SequenceInputStream(new ByteArrayInputStream(before), rest.get()))) {
                json.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
                rest = readFields(json, rest.get());
            }
            before = GOES_ON;
        }
        if (texts.getOrDefault("user_id", "").isBlank()) {
            throw HttpError.badRequest("user_id is required.");
        }
        if (image.isEmpty()) {
            throw HttpError.badRequest("image_data is required.");
        }
        return this;
    }

    /// Reads fields up to the end of the object, or up to the image.
    ///
    /// @return what stands behind the image; empty at the end
    private Optional<InputStream> readFields(JsonParser json, InputStream body) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw HttpError.badRequest("The body must be a JSON object with user_id and image_data.");
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            switch (name) {
                case "user_id", "title", "description" -> texts.put(name, Json.text(json));
                case "tags" -> tags = Json.texts(json);
                case "image_data" -> {
                    if (token != JsonToken.VALUE_NULL) {
                        return Optional.of(readImage(json, body));
                    }
                }
                default -> json.skipChildren();
            }
        }
        if (json.nextToken() != null) {
            throw HttpError.badRequest("There is more in the body after the JSON object.");
        }
        return Optional.empty();
    }

    /// Takes the stream away from the parser, which stands behind the quote with which the text begins and would
    /// hold all of it in memory.
    private InputStream readImage(JsonParser json, InputStream body) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw HttpError.badRequest("image_data must be a text, in Base64.");
        }
        var buffered = new ByteArrayOutputStream();
        if (json.releaseBuffered(buffered) < 0) {
            throw HttpError.badRequest("The body must be JSON in UTF-8.");
        }
        InputStream rest = new SequenceInputStream(new ByteArrayInputStream(buffered.toByteArray()), body);
        image.ifPresent(Spool::close); // of two images the last counts
        image = Optional.empty();
        Json.Place text = start.at(json.currentTokenLocation()).plus(1);
        image = Optional.of(spools.written(out -> {
            try (var decoded = new BufferedOutputStream(out, BUFFER)) {
                start = Base64Text.decode(rest, text, decoded).plus(-GOES_ON.length);
            }
        }));
        return rest;
    }
}
