package dev.vitrine.api;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.connection.Library;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.SeenImage;
import dev.vitrine.service.BulkOutcome;
import dev.vitrine.service.Progress;
import dev.vitrine.service.fill.TakenTimes;
import dev.vitrine.store.ObjectLinks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Lists, shows, changes and deletes images as the image storage service does.
///
/// The list asks the store that holds the truth, not the index for searching: what another program wrote a moment ago
/// is in it.
record ImageEndpoint(Library library, Linking links, Duration lifetime, Clock clock) {
    private static final int USUAL_LIMIT = 100;
    /// “Maximum number of results” allows to give fewer; `has_more` tells.
    private static final int MAX_AT_ONCE = 1000;
    private static final long MAX_PATCH_BYTES = 1 << 20;
    private static final Set<String> PATCH_TYPES = Set.of("", "application/json", "application/merge-patch+json");

    /// Makes a link for the client that asks.
    @FunctionalInterface
    interface Linking {
        ObjectLinks.Link link(Request request, ImageRecord image, boolean download, Duration lifetime);
    }

    Response list(Request request, Map<String, String> names) {
        ImagePage page = library.images()
                .list(new ImagePage.Request(
                        request.query("user_id").map(ObjectKey::checkedUserId),
                        request.query("tag"),
                        limit(request),
                        request.query("last_evaluated_key")));
        var fields = new LinkedHashMap<String, Object>();
        fields.put("images", page.images().stream().map(library::fields).toList());
        fields.put("count", page.images().size());
        fields.put("has_more", page.next().isPresent());
        page.next().ifPresent(next -> fields.put("last_evaluated_key", next));
        byte[] body = Json.write(fields);
        return ETags.unlessKnown(request, ETags.of(body), Response.text(200, "application/json", body));
    }

    Response show(Request request, Map<String, String> names) {
        boolean download = request.flag("download");
        ImageRecord image = found(names);
        library.images().requireBytes(image);
        Instant asked = clock.instant();
        ObjectLinks.Link link = links.link(request, image, download, lifetime);
        var fields = new LinkedHashMap<String, Object>();
        fields.put("image_id", image.imageId());
        fields.put("metadata", library.fields(image));
        fields.put("presigned_url", link.address().toString());
        fields.put(
                "expires_in",
                Math.max(0, Duration.between(asked, link.expiresAt()).toSeconds()));
        return ETags.unlessKnown(request, linkTag(image), Response.json(200, fields));
    }

    Response change(Request request, Map<String, String> names) {
        requireType(request, PATCH_TYPES, "application/json");
        ImageRecord seen = found(names);
        boolean conditional = ETags.requireMatch(request, version(seen));
        ImageRecord requested = ImagePatch.applied(request.body(MAX_PATCH_BYTES), seen);
        boolean sameTime =
                requested.correction().takenAt().equals(seen.correction().takenAt());
        ImageRecord known = sameTime ? seen : new TakenTimes(library.images()).stored(seen);
        var edit = new ImageEdit(known, requested.caption(), requested.correction(), conditional);
        ImageRecord changed =
                ETags.ifUnchanged(conditional, () -> library.images().edit(edit));
        return done(200, "Image updated successfully", changed.imageId(), Optional.of(changed))
                .with("ETag", linkTag(changed));
    }

    /// Permanently, as the service does it, bytes and row; or to the trash when that is asked for.
    Response delete(Request request, Map<String, String> names) {
        boolean toTrash = request.flag("trash");
        ImageRecord seen = found(names);
        String id = seen.imageId();
        boolean conditional = ETags.requireMatch(request, version(seen));
        ETags.ifUnchanged(conditional, () -> {
            BulkOutcome outcome = toTrash
                    ? library.images().trash(List.of(id))
                    : library.images().deletePermanently(List.of(SeenImage.of(seen)), Progress.UNSEEN);
            for (ImageException failure : outcome.failed().values()) {
                throw failure;
            }
            return outcome;
        });
        return done(200, toTrash ? "Image moved to the trash" : "Image deleted successfully", id, Optional.empty());
    }

    Response uploaded(ImageRecord image) {
        return done(201, "Image uploaded successfully", image.imageId(), Optional.of(image))
                .with("Location", "/images/" + image.imageId());
    }

    static void requireType(Request request, Set<String> accepted, String requested) {
        if (!accepted.contains(request.contentType())) {
            throw new HttpError(
                    415,
                    "The Content-Type " + quoted(request.contentType()) + " is not taken here: send " + requested
                            + ".");
        }
    }

    private Response done(int status, String message, String imageId, Optional<ImageRecord> image) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("message", message);
        fields.put("image_id", imageId);
        image.ifPresent(row -> fields.put("metadata", library.fields(row)));
        return Response.json(status, fields);
    }

    /// An id that no image can have is simply unknown.
    private ImageRecord found(Map<String, String> names) {
        String id = names.getOrDefault("image_id", "");
        try {
            ObjectKey.checkedImageId(id);
        } catch (ImageException.Invalid _) {
            throw HttpError.notFound(id);
        }
        return library.images().find(id).orElseThrow(() -> HttpError.notFound(id));
    }

    /// Changes with the image.
    private String version(ImageRecord image) {
        return ETags.hash(Json.write(library.fields(image)));
    }

    /// Changes with the image, and early enough that a client which keeps its answer never keeps a link that has
    /// ended. What a change is conditional on is the first part alone.
    private String linkTag(ImageRecord image) {
        long halfLife = Math.max(1, lifetime.toSeconds() / 2);
        return ETags.of(version(image), clock.instant().getEpochSecond() / halfLife);
    }

    private static int limit(Request request) {
        String text = request.query("limit").map(String::strip).orElse(Integer.toString(USUAL_LIMIT));
        if (!text.matches("0*[1-9]\\d*")) {
            throw HttpError.badRequest("limit must be a number of at least 1, not " + quoted(text) + ".");
        }
        String digits = text.replaceFirst("^0+", "");
        return digits.length() > 4 ? MAX_AT_ONCE : Math.min(MAX_AT_ONCE, Integer.parseInt(digits));
    }
}
