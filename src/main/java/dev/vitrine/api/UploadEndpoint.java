package dev.vitrine.api;

import dev.vitrine.connection.Library;
import dev.vitrine.files.FileStamp;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.NewImage;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.Arrival;
import java.util.Map;
import java.util.Set;

/// Takes images in: as Base64 in JSON, as the image storage service does, or as plain bytes.
///
/// All of the body is on the disk before the library is called, so that a client which disconnects leaves nothing. The
/// same image twice makes two images, as in the service: only the caller knows whether that is meant. But bytes that an
/// image of the library has lost are put back.
final class UploadEndpoint {
    private static final Set<String> JSON_TYPES = Set.of("", "application/json");
    /// A text of Base64 is a third longer than the image, and line breaks and the other fields come on top.
    private static final double TEXT_PER_BYTE = 1.45;
    private static final long OTHER_FIELDS = 1 << 20;
    /// Of the largest that are taken; of smaller ones more.
    private static final int IMAGES_AT_ONCE = 4;

    private final Library library;
    private final ImageEndpoint imageEndpoint;
    private final long maxImageBytes;
    private final Spools spools;

    UploadEndpoint(Library library, ImageEndpoint imageEndpoint, long maxImageBytes) {
        this.library = library;
        this.imageEndpoint = imageEndpoint;
        this.maxImageBytes = maxImageBytes;
        spools = new Spools(library.incoming(), IMAGES_AT_ONCE * maxImageBytes);
    }

    Response fromJson(Request request, Map<String, String> names) {
        ImageEndpoint.requireType(request, JSON_TYPES, "application/json");
        try (UploadBody body =
                UploadBody.read(request.body((long) (maxImageBytes * TEXT_PER_BYTE) + OTHER_FIELDS), spools)) {
            return upload(ObjectKey.checkedUserId(body.userId()), body.caption(), body.image(), "");
        }
    }

    Response fromBytes(Request request, Map<String, String> names) {
        String type = request.contentType();
        if (!type.isEmpty() && !type.startsWith("image/") && !type.equals("application/octet-stream")) {
            ImageEndpoint.requireType(request, Set.of(), "the image itself, as image/jpeg or another image type");
        }
        String userId = ObjectKey.checkedUserId(
                request.query("user_id").orElseThrow(() -> HttpError.badRequest("user_id is required.")));
        var caption = new Caption(
                request.query("title").orElse(""),
                request.query("description").orElse(""),
                Json.checked("tags", request.queryAll("tag")));
        try (Spool image = spools.of(request.body(maxImageBytes))) {
            return upload(userId, caption, image, request.query("name").orElse(""));
        }
    }

    private Response upload(String userId, Caption caption, Spool spool, String name) {
        ImageSource image = spool.asImage(name);
        if (FileStamp.of(image).size() == 0) {
            throw HttpError.badRequest("The body is empty: send the bytes of the image in it.");
        }
        if (Arrival.isCutOff(image) && !isKnown(userId, image)) {
            throw HttpError.badRequest(
                    "The image is not all there: it ends before it says itself that it ends. Send all of it again.");
        }
        ImageRecord added = library.images().upload(new NewImage(userId, caption, image), _ -> {});
        return imageEndpoint.uploaded(added);
    }

    /// One that was taken as it is, long after it was cut, can be put back like any other.
    private boolean isKnown(String userId, ImageSource image) {
        return library.images().findDuplicate(userId, Sha256.of(image, _ -> {})).isPresent();
    }
}
