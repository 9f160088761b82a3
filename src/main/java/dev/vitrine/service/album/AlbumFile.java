package dev.vitrine.service.album;

import static dev.vitrine.text.DisplayText.quoted;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.image.Album;
import dev.vitrine.image.ImageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of an album beyond who is in it. Untrusted input: what is not understood is refused whole, and never
/// written over; fields of which nothing is known are kept.
///
/// @param search of a smart album: which images it shows, as typed in the search box; `""` for one of tags
/// @param cover id of an image, or `""`
/// @param order ids of images in the order that somebody gave them; an id need not be one of the album
/// @param all the file, with what others wrote into it
public record AlbumFile(
        Album album, String search, String description, String cover, List<String> order, ObjectNode all) {
    /// Of more images than these nobody gives the order by hand.
    public static final int MOST_PLACED = 10_000;
    /// Of that many images, with ids that are twice as long as ours.
    static final int MAX_BYTES = 1 << 20;

    static final int LONGEST_TEXT = 20_000;

    private static final int LONGEST_ID = 128;
    private static final int FORMAT = 1;
    private static final String FORMAT_FIELD = "vitrine_album";
    private static final String REVISION = "revision";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public AlbumFile {
        order = List.copyOf(order);
    }

    /// What holds where there is no file.
    static AlbumFile none(Album album) {
        return new AlbumFile(album, "", "", "", List.of(), JSON.createObjectNode());
    }

    public boolean isSmart() {
        return !search.isEmpty();
    }

    public AlbumFile withSearch(String changed) {
        return new AlbumFile(album, changed.strip(), description, cover, order, all);
    }

    public AlbumFile withDescription(String changed) {
        return new AlbumFile(album, search, changed.strip(), cover, order, all);
    }

    AlbumFile withCover(String changed) {
        return new AlbumFile(album, search, description, changed, order, all);
    }

    AlbumFile withOrder(List<String> changed) {
        return new AlbumFile(album, search, description, cover, changed, all);
    }

    /// The same of an album with another name.
    AlbumFile of(Album other) {
        return new AlbumFile(other, search, description, cover, order, all);
    }

    /// @throws ImageException.Failed when it is not understood, or a newer version wrote it
    static AlbumFile read(String path, byte[] content) {
        try {
            if (!(JSON.readTree(content) instanceof ObjectNode all)) {
                throw damaged(path, null);
            }
            if (all.path(FORMAT_FIELD).asInt() > FORMAT) {
                throw new ImageException.Failed("The album at " + quoted(path)
                        + " was written by a newer version of Vitrine; it stays as it is.");
            }
            require(
                    path,
                    all.path(FORMAT_FIELD).isInt() && all.path(FORMAT_FIELD).asInt() == FORMAT);
            var album = new Album(text(path, all, "name", LONGEST_TEXT));
            require(path, album.key().path().equals(path));
            return new AlbumFile(
                    album,
                    text(path, all, "search", LONGEST_TEXT),
                    text(path, all, "description", LONGEST_TEXT),
                    text(path, all, "cover", LONGEST_ID),
                    ids(path, all.path("order")),
                    all);
        } catch (IOException | ImageException.Invalid e) {
            throw damaged(path, e);
        }
    }

    /// @throws ImageException.Invalid when a text is too long to be read again
    byte[] content() {
        for (String text : List.of(album.name(), search, description)) {
            if (text.length() > LONGEST_TEXT) {
                throw new ImageException.Invalid("The text of an album may have " + LONGEST_TEXT + " characters.");
            }
        }
        ObjectNode changed = all.deepCopy();
        changed.put(FORMAT_FIELD, FORMAT);
        // Tells two states apart that are otherwise the same, so that a request that comes
        // late finds nothing to replace.
        changed.put(REVISION, all.path(REVISION).asLong() + 1);
        changed.put("name", album.name());
        put(changed, "search", search);
        put(changed, "description", description);
        put(changed, "cover", cover);
        changed.remove("order");
        if (!order.isEmpty()) {
            var ids = changed.putArray("order");
            order.forEach(ids::add);
        }
        try {
            byte[] content = JSON.writeValueAsBytes(changed);
            if (content.length > MAX_BYTES) {
                throw new ImageException.Invalid("More is written about this album than its file may hold.");
            }
            return content;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    private static void put(ObjectNode fields, String name, String text) {
        if (text.isEmpty()) {
            fields.remove(name);
        } else {
            fields.put(name, text);
        }
    }

    private static String text(String path, ObjectNode all, String name, int longest) {
        JsonNode value = all.path(name);
        require(
                path,
                value.isMissingNode() || value.isTextual() && value.asText().length() <= longest);
        return value.asText().strip();
    }

    private static List<String> ids(String path, JsonNode order) {
        require(path, order.isMissingNode() || order.isArray());
        var ids = new LinkedHashSet<String>();
        for (JsonNode id : order) {
            require(
                    path,
                    id.isTextual() && !id.asText().isEmpty() && id.asText().length() <= LONGEST_ID);
            ids.add(id.asText());
        }
        require(path, ids.size() <= MOST_PLACED);
        return new ArrayList<>(ids);
    }

    private static void require(String path, boolean expected) {
        if (!expected) {
            throw damaged(path, null);
        }
    }

    private static ImageException.Failed damaged(String path, @Nullable Exception cause) {
        return new ImageException.Failed(
                "The file of an album at " + quoted(path) + " is not understood; it stays as it is.", cause);
    }
}
