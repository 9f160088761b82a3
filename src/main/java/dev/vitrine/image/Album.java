package dev.vitrine.image;

import dev.vitrine.text.Folding;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A named group of images: those with the tag `album:Name`. So every program on the library sees who is in it, and
/// membership merges between editors as tags do.
///
/// What else is known of it lies in a file, whose name follows from that of the album: whoever makes one of the same
/// name makes the same one.
///
/// @param name composed ({@link Folding#composed}), without blanks around it
public record Album(String name) {
    private static final String PREFIX = "album:";

    /// @throws ImageException.Invalid when the name is empty or has control characters
    public Album {
        name = Folding.composed(name.strip());
        if (name.isEmpty()) {
            throw new ImageException.Invalid("An album needs a name.");
        }
        if (name.codePoints().anyMatch(Character::isISOControl)) {
            throw new ImageException.Invalid(
                    "The name of an album may not contain line breaks or other control characters.");
        }
    }

    /// Empty for a tag that is none of an album.
    public static Optional<Album> ofTag(String tag) {
        return isAlbum(tag) ? Optional.of(new Album(tag.substring(PREFIX.length()))) : Optional.empty();
    }

    /// False also for a tag that is not the one of an album's name, such as one with a blank behind the colon.
    public static boolean isAlbum(String tag) {
        if (!tag.startsWith(PREFIX)) {
            return false;
        }
        String name = tag.substring(PREFIX.length());
        return !name.isBlank()
                && name.equals(Folding.composed(name.strip()))
                && name.codePoints().noneMatch(Character::isISOControl);
    }

    /// The tag that is meant by one that somebody typed: `album: x` is `album:x`. Any other stays as it is.
    public static String typed(String tag) {
        String name = tag.startsWith(PREFIX) ? tag.substring(PREFIX.length()).strip() : "";
        String intended = PREFIX + Folding.composed(name);
        return isAlbum(intended) ? intended : tag;
    }

    public static List<Album> of(Collection<String> tags) {
        return tags.stream().flatMap(tag -> ofTag(tag).stream()).toList();
    }

    public String tag() {
        return PREFIX + name;
    }

    /// The same wherever somebody makes an album of this name.
    private UUID id() {
        return UUID.nameUUIDFromBytes(tag().getBytes(StandardCharsets.UTF_8));
    }

    public ObjectKey key() {
        return ObjectKey.album(id());
    }
}
