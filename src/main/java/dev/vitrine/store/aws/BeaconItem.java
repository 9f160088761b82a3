package dev.vitrine.store.aws;

import dev.vitrine.store.ChangeBeacon.Signal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
    static final String NOTE = "note";
    static final AttributeValue SAID = DynamoItem.text(
            "No image: here the windows of Vitrine tell one another what they changed. It may be deleted.");

    /// A look at up to 4 KB costs half a unit.
    private static final int MAX_BYTES = 3_000;

    static boolean is(Map<String, AttributeValue> item) {
        return ID.equals(DynamoItem.text(item, DynamoItem.IMAGE_ID));
    }

    static BeaconItem read(Map<String, AttributeValue> item) {
        return new BeaconItem(
                number(item, CHANGES),
                list(item, RECENT).stream().map(AttributeValue::s).toList(),
                new WindowCount(
                        number(item, PERIOD).orElse(0L),
                        list(item, LOWEST).stream()
                                .map(value -> Long.parseLong(value.n()))
                                .toList(),
                        number(item, BEFORE).orElse(0L).intValue()));
    }

    private static List<AttributeValue> list(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? item.get(name).l() : List.of();
    }

    private static Optional<Long> number(Map<String, AttributeValue> item, String name) {
        return Optional.of(DynamoItem.text(item, name))
                .filter(text -> !text.isEmpty())
                .map(Long::valueOf);
    }

    Optional<Signal> signal() {
        return changes.map(count -> new Signal(count, recent, this.count.windows()));
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
