package dev.vitrine.api;

import static dev.vitrine.text.DisplayText.quoted;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.vitrine.image.Caption;
import java.io.IOException;

/// The body of `PATCH /images/{image_id}`: the parts of the caption that it names take the place of what is there.
final class CaptionPatch {
    private CaptionPatch() {}

    /// @throws HttpError with the place of what is wrong, or for a field that cannot be changed
    static Caption applied(Body body, Caption caption) {
        return Json.reading(() -> Json.Place.START, () -> {
            try (JsonParser json = Json.FACTORY.createParser(body)) {
                return applied(json, caption);
            }
        });
    }

    private static Caption applied(JsonParser json, Caption caption) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw HttpError.badRequest("The body must be a JSON object with title, description or tags.");
        }
        Caption changed = caption;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            changed = switch (name) {
                case "title" -> changed.withTitle(Json.text(json));
                case "description" -> changed.withDescription(Json.text(json));
                case "tags" -> changed.withTags(Json.texts(json));
                default ->
                    throw HttpError.badRequest(
                            quoted(name) + " cannot be changed: only title, description and tags can.");
            };
        }
        if (json.nextToken() != null) {
            throw HttpError.badRequest("There is more in the body after the JSON object.");
        }
        return changed;
    }
}
