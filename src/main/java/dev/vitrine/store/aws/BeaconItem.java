package dev.vitrine.store.aws;

import dev.vitrine.store.ChangeBeacon.Signal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The one item of the table for the trash that is no image. It has no `user_id`: versions that do not know it count
/// it among the rows that they cannot show, and leave it alone.
///
/// @param changes empty before anything was told
record BeaconItem(Optional<Long> changes, List<String> recent, WindowCount count) {
    /// No image has such an id.
    static final String ID = ".vitrine/changes";

    static final String CHANGES = "changes";
    static final String RECENT = "recent";
    static final String PERIOD = "period_of_count";
    static final String LOWEST = "lowest_of_count";
    static final String BEFORE = "windows_before";
    static final AttributeValue SAID = DynamoItem.text(
            "No image: here the windows of Vitrine tell one another what they changed. It may be deleted.");

    /// A look at up to 4 KB costs half a unit.
    private static final int MAX_BYTES = 3_000;

    /// Of DynamoDB. One key that is longer spoils the whole request.
    private static final int MAX_KEY_BYTES = 2_048;
    /// Leaves room to count on from what others put there.
    static final long MAX_CHANGES = Long.MAX_VALUE / 2;

    static boolean is(Map<String, AttributeValue> item) {
        return ID.equals(DynamoItem.text(item, DynamoItem.IMAGE_ID));
    }

    /// Whatever any program made of it: what cannot be of us is not there.
    static BeaconItem read(Map<String, AttributeValue> item) {
        return new BeaconItem(
                number(item, CHANGES).filter(changes -> changes <= MAX_CHANGES),
                list(item, RECENT)
                        .map(AttributeValue::s)
                        .filter(id -> id != null && !id.isEmpty() && isKey(id))
                        .toList(),
                new WindowCount(
                        number(item, PERIOD).orElse(0L),
                        list(item, LOWEST)
                                .flatMap(value -> parsed(value.n()).stream())
                                .filter(drawn -> drawn < WindowCount.RANGE)
                                .sorted()
                                .limit(WindowCount.KEPT)
                                .toList(),
                        (int) Math.min(WindowCount.MOST, number(item, BEFORE).orElse(0L))));
    }

    private static boolean isKey(String id) {
        return id.getBytes(StandardCharsets.UTF_8).length <= MAX_KEY_BYTES;
    }

    private static Stream<AttributeValue> list(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? item.get(name).l().stream() : Stream.empty();
    }

    private static Optional<Long> number(Map<String, AttributeValue> item, String name) {
        return parsed(DynamoItem.text(item, name));
    }

    private static Optional<Long> parsed(@Nullable String text) {
        try {
            return Optional.of(Long.parseLong(String.valueOf(text))).filter(number -> number >= 0);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// @param now the period of the clock, see [WindowCount]
    Optional<Signal> signal(long now) {
        return changes.map(soFar -> new Signal(soFar, recent, count.windows(now)));
    }

    /// As many of the newest as there is room for. What is told again is there again: whoever missed some takes as
    /// many from the end as were counted.
    List<String> recentWith(Collection<String> ids) {
        List<String> all = Stream.concat(recent.stream(), ids.stream()).toList();
        int first = all.size();
        for (int bytes = 0; first > 0; first--) {
            bytes += 1 + DynamoItem.size(Map.of("", DynamoItem.text(all.get(first - 1))));
            if (bytes > MAX_BYTES) {
                break;
            }
        }
        return all.subList(first, all.size());
    }
}
