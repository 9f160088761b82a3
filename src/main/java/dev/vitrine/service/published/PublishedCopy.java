package dev.vitrine.service.published;

import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.ObjectStore.Listed;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A published copy of the rows, as a listing shows it: the newer one has the higher number.
///
/// @param rows how many it says it has
public record PublishedCopy(ObjectKey key, long number, long rows, long sizeBytes, Instant publishedAt) {
    private static final Pattern NAME = Pattern.compile("(?<number>\\d{8})-(?<rows>\\d{1,12})\\.jsonl\\.gz");

    /// Without its folder.
    String name() {
        return name(number, rows);
    }

    static String name(long number, long rows) {
        return String.format(Locale.ROOT, "%08d-%d.jsonl.gz", number, rows);
    }

    /// Empty for anything else.
    static Optional<PublishedCopy> of(Listed listed) {
        Matcher name = NAME.matcher(listed.path().substring(listed.path().lastIndexOf('/') + 1));
        return ObjectKey.ofPublished(listed.path())
                .filter(_ -> name.matches())
                .map(key -> new PublishedCopy(
                        key,
                        Long.parseLong(name.group("number")),
                        Long.parseLong(name.group("rows")),
                        listed.sizeBytes(),
                        listed.modifiedAt()));
    }
}
