package dev.vitrine.api;

import static dev.vitrine.text.DisplayText.quoted;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.vitrine.image.Correction;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageTime;
import dev.vitrine.image.Orientation;
import java.io.IOException;

/// The body of `PATCH /images/{image_id}`: what it names of the caption and of the corrections takes the place of what
/// is there.
final class ImagePatch {
    private static final String CHANGEABLE = "only title, description, tags, taken_at and orientation_fix can";

    private ImagePatch() {}

    /// The image as it is to be.
    ///
    /// @throws HttpError with the place of what is wrong, or for a field that cannot be changed
    static ImageRecord applied(Body body, ImageRecord image) {
        return Json.reading(() -> Json.Place.START, () -> {
            try (JsonParser json = Json.FACTORY.createParser(body)) {
                return applied(json, image);
            }
        });
    }

    private static ImageRecord applied(JsonParser json, ImageRecord image) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw HttpError.badRequest("The body must be a JSON object with title, description or tags.");
        }
        ImageRecord changed = image;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            json.nextToken();
            changed = changed(json, changed);
        }
        if (json.nextToken() != null) {
            throw HttpError.badRequest("There is more in the body after the JSON object.");
        }
        return changed;
    }

    private static ImageRecord changed(JsonParser json, ImageRecord image) throws IOException {
        var caption = image.caption();
        var at = image.updatedAt();
        return switch (json.currentName()) {
            case "title" -> image.withCaption(caption.withTitle(Json.text(json)), at);
            case "description" -> image.withCaption(caption.withDescription(Json.text(json)), at);
            case "tags" -> image.withCaption(caption.withTags(Json.texts(json)), at);
            case "taken_at" -> image.withCorrection(taken(Json.text(json), image), at);
            case "orientation_fix" -> image.withCorrection(turned(Json.text(json), image), at);
            default ->
                throw HttpError.badRequest(quoted(json.currentName()) + " cannot be changed: " + CHANGEABLE + ".");
        };
    }

    /// Without a time, what the camera said.
    private static Correction taken(String text, ImageRecord image) {
        if (text.isEmpty()) {
            return image.correction().withTakenAt(Correction.cameraTime(image.facts()));
        }
        return image.correction()
                .withTakenAt(ImageTime.parseTyped(text)
                        .orElseThrow(() -> HttpError.badRequest(
                                "taken_at must be a local time, without an offset: 2024-05-01T10:00:00.")));
    }

    private static Correction turned(String text, ImageRecord image) {
        if (!text.isEmpty() && !text.matches("[1-8]")) {
            throw HttpError.badRequest("orientation_fix must be 1 to 8, as Exif numbers orientations.");
        }
        return new Correction(image.correction().takenAt(), Orientation.ofText(text));
    }
}
