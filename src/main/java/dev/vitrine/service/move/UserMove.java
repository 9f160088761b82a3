package dev.vitrine.service.move;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ObjectKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An image that goes from one user to another: while it does, its bytes may be in both places.
record UserMove(String imageId, String from, String to) {
    private static final String SEPARATOR = "\t"; // in no name: a key has no control characters
    private static final String ENDED = "ended";

    /// @throws ImageException.Invalid when nobody may be called that
    UserMove {
        ObjectKey _ = ObjectKey.original(from, imageId);
        ObjectKey _ = ObjectKey.original(to, imageId);
    }

    ObjectKey source() {
        return ObjectKey.original(from, imageId);
    }

    ObjectKey target() {
        return ObjectKey.original(to, imageId);
    }

    List<ObjectKey> places() {
        return List.of(source(), target());
    }

    /// Where somebody puts its bytes while it is moved, wherever they lay.
    ObjectKey aside(String owner) {
        return source().aside(owner);
    }

    String line() {
        return String.join(SEPARATOR, imageId, from, to) + "\n";
    }

    /// Says that nothing of it is left to be done.
    String endedLine() {
        return ENDED + SEPARATOR + line();
    }

    /// What is left to be done after these lines; a line that was cut short says nothing.
    static List<UserMove> left(Stream<String> lines) {
        var left = new LinkedHashSet<UserMove>();
        lines.forEach(line -> {
            if (line.startsWith(ENDED + SEPARATOR)) {
                of(line.substring(ENDED.length() + SEPARATOR.length())).ifPresent(left::remove);
            } else {
                of(line).ifPresent(left::add);
            }
        });
        return List.copyOf(left);
    }

    /// Empty for a line that was cut short.
    private static Optional<UserMove> of(String line) {
        String[] words = line.split(SEPARATOR, -1);
        if (words.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new UserMove(words[0], words[1], words[2]));
        } catch (ImageException.Invalid _) {
            return Optional.empty();
        }
    }
}
