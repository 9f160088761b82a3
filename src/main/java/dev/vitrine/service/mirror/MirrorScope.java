package dev.vitrine.service.mirror;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.RowSource.UserSpan;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Which images of a library are mirrored: all, or those of some users, or of these the ones that were uploaded since
/// the beginning of a year.
///
/// @param users in their order; none for all images
/// @param since of users only
public record MirrorScope(List<String> users, Optional<Year> since) {
    public static final MirrorScope ALL = new MirrorScope(List.of(), Optional.empty());
    private static final int FIRST = 1970;
    private static final int LAST = 9999;
    private static final String SEPARATOR = "\n"; // in no name: a key has no control characters

    /// @throws ImageException.Invalid when a year is chosen and no user, or it is none, or nobody can be called
    ///   that
    public MirrorScope {
        users = List.copyOf(new TreeSet<>(users));
        users.forEach(ObjectKey::checkedUserId);
        if (since.stream().anyMatch(year -> year.getValue() < FIRST || year.getValue() > LAST)) {
            throw new ImageException.Invalid("A year is one of " + FIRST + " to " + LAST + ".");
        }
        if (users.isEmpty() && since.isPresent()) {
            throw new ImageException.Invalid("Name the users, too: images are found by user and year.");
        }
    }

    public static MirrorScope of(Collection<String> users, Optional<Year> since) {
        return new MirrorScope(List.copyOf(users), since);
    }

    public boolean isAll() {
        return users.isEmpty();
    }

    boolean contains(ImageRecord image) {
        return isAll()
                || Collections.binarySearch(users, image.userId()) >= 0
                        && since.stream().noneMatch(year -> image.createdAt().isBefore(start(year)));
    }

    /// What a part is made of.
    List<UserSpan> spans() {
        return users.stream()
                .map(user -> new UserSpan(user, since.map(MirrorScope::start)))
                .toList();
    }

    private static Instant start(Year year) {
        return year.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /// How it is remembered; `""` for all.
    String text() {
        return isAll() ? "" : since.map(Year::toString).orElse("") + SEPARATOR + String.join(SEPARATOR, users);
    }

    static MirrorScope parse(String text) {
        List<String> lines = List.of(text.split(SEPARATOR));
        return text.isEmpty()
                ? ALL
                : new MirrorScope(
                        lines.subList(1, lines.size()),
                        Optional.of(lines.getFirst())
                                .filter(year -> !year.isEmpty())
                                .map(Year::parse));
    }
}
