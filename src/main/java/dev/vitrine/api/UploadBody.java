package dev.vitrine.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.vitrine.files.FileFailures;
import dev.vitrine.image.Caption;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The body of `POST /images`, but for the image itself: of that only the place in the body is kept.
///
/// @param imageAt position of the first byte inside the quotes of `image_data`
record UploadBody(String userId, Caption caption, long imageAt) {
    private static final int BUFFER = 64 * 1024;

    /// @throws Refusal with the place of what is wrong
    static UploadBody read(Spool body) {
        try (JsonParser json = Json.FACTORY.createParser(body.file().toFile())) {
            return read(json);
        } catch (JsonProcessingException e) {
            throw Json.malformed(e);
        } catch (IOException e) {
            throw FileFailures.reading(body.file().toString(), e);
        }
    }

    /// The decoded image, in a file of its own.
    Spool image(Spool body) {
        return Spool.written(out -> {
            try (InputStream text = new BufferedInputStream(Files.newInputStream(body.file()), BUFFER);
                    var image = new BufferedOutputStream(out, BUFFER)) {
                text.skipNBytes(imageAt);
                Base64Text.decode(text, image);
            }
        });
    }

    private static UploadBody read(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw HttpError.badRequest("The body must be a JSON object with user_id and image_data.");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        List<String> tags = List.of();
        Optional<Long> imageAt = Optional.empty();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "user_id", "title", "description" -> texts.put(name, Json.text(json));
                case "tags" -> tags = Json.texts(json);
                case "image_data" -> imageAt = place(json);
                default -> json.skipChildren();
            }
        }
        if (json.nextToken() != null) {
            throw HttpError.badRequest("There is more in the body after the JSON object.");
        }
        return of(texts, tags, imageAt);
    }

    private static UploadBody of(Map<String, String> texts, List<String> tags, Optional<Long> imageAt) {
        String userId = texts.getOrDefault("user_id", "");
        if (userId.isBlank()) {
            throw HttpError.badRequest("user_id is required.");
        }
        long place = imageAt.orElseThrow(() -> HttpError.badRequest("image_data is required."));
        return new UploadBody(userId, new Caption(texts.getOrDefault("title", ""), texts.getOrDefault("description", ""), tags), place);
    }

    /// Passes over the text without keeping it.
    private static Optional<Long> place(JsonParser json) {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return Optional.empty();
        }
        long quote = json.currentTokenLocation().getByteOffset();
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw HttpError.badRequest("image_data must be a text, in Base64.");
        }
        if (quote < 0) {
            throw HttpError.badRequest("The body must be JSON in UTF-8.");
        }
        return Optional.of(quote + 1);
    }
}
