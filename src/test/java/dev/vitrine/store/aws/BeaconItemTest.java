package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.store.ChangeBeacon.Signal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What any other program can make of the item.
final class BeaconItemTest {
    private static final Map<String, AttributeValue> SOUND = Map.of(
            BeaconItem.CHANGES, AttributeValue.fromN("7"),
            BeaconItem.RECENT, AttributeValue.fromL(List.of(AttributeValue.fromS("a"))),
            BeaconItem.PERIOD, AttributeValue.fromN("1000"),
            BeaconItem.LOWEST, AttributeValue.fromL(List.of(AttributeValue.fromN("5"), AttributeValue.fromN("9"))),
            BeaconItem.BEFORE, AttributeValue.fromN("1"));

    static Stream<AttributeValue> oddValues() {
        return Stream.of(
                AttributeValue.fromS(""),
                AttributeValue.fromS("many"),
                AttributeValue.fromN("-1"),
                AttributeValue.fromN("1.5"),
                AttributeValue.fromN("9223372036854775807"),
                AttributeValue.fromN("1E125"),
                AttributeValue.fromBool(true),
                AttributeValue.fromNul(true),
                AttributeValue.fromB(SdkBytes.fromUtf8String("b")),
                AttributeValue.fromSs(List.of("a")),
                AttributeValue.fromNs(List.of("1")),
                AttributeValue.fromM(Map.of()),
                AttributeValue.fromL(List.of()),
                AttributeValue.fromL(List.of(
                        AttributeValue.fromN("1"),
                        AttributeValue.fromN("-1"),
                        AttributeValue.fromN("1E30"),
                        AttributeValue.fromS(""),
                        AttributeValue.fromS("x".repeat(2_100)),
                        AttributeValue.fromNul(true),
                        AttributeValue.fromL(List.of()))));
    }

    @ParameterizedTest
    @MethodSource("oddValues")
    void noAttributeIsOfAFormThatEndsReadingOrTelling(AttributeValue odd) {
        for (String name : SOUND.keySet()) {
            var item = new HashMap<>(SOUND);
            item.put(name, odd);
            BeaconItem read = BeaconItem.read(item);
            assertTrue(name.equals(BeaconItem.CHANGES) || read.changes().equals(Optional.of(7L)), name);
            assertEquals(name.equals(BeaconItem.RECENT) ? List.of() : List.of("a"), read.recent(), name);
            int windows = read.signal(1_000).map(Signal::windows).orElse(1);
            assertTrue(windows >= 1 && windows <= 100_000, () -> name + ": " + windows);
            assertEquals("b", read.recentWith(List.of("b")).getLast());
            WindowCount more = read.count().with(3, 1_000);
            assertTrue(more.lowest().contains(3L), name);
        }
    }

    @Test
    void whatIsSoundBesideWhatIsOddIsRead() {
        var item = new HashMap<>(SOUND);
        item.put(
                BeaconItem.RECENT, AttributeValue.fromL(List.of(AttributeValue.fromN("1"), AttributeValue.fromS("b"))));
        item.put(BeaconItem.BEFORE, AttributeValue.fromN("2000000000"));
        assertEquals(
                Optional.of(new Signal(7, List.of("b"), 100_000)),
                BeaconItem.read(item).signal(1_000));
    }
}
