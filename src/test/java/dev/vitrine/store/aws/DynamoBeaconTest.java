package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.Eventually;
import dev.vitrine.Unchecked;
import dev.vitrine.cloud.DirectHttp;
import dev.vitrine.cloud.WireAnswer;
import dev.vitrine.cloud.WireRequest;
import dev.vitrine.cloud.dynamo.DynamoModel;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.SeenImage;
import dev.vitrine.simulation.Simulation;
import dev.vitrine.store.AnnouncedRows;
import dev.vitrine.store.ChangeBeacon;
import dev.vitrine.store.ChangeBeacon.Signal;
import dev.vitrine.store.MetadataStore.UserChange;
import dev.vitrine.store.RowSource.RowPart;
import dev.vitrine.world.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The beacon on a DynamoDB server.
final class DynamoBeaconTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final WireAnswer SOMEBODY_WAS_FASTER = new WireAnswer(
            400,
            Map.of("content-type", "application/x-amz-json-1.0"),
            "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException\"}"
                    .getBytes(StandardCharsets.UTF_8));
    private static final ImagePage.Request ALL =
            new ImagePage.Request(Optional.empty(), Optional.empty(), 100, Optional.empty());

    @Test
    void whatOneWindowTellsTheOthersSee() {
        try (AwsClients clients = AwsServers.library(AwsServers.settings())) {
            report(clients, "a");
            Signal first = look(clients).orElseThrow();
            assertEquals(List.of("a"), first.recent());
            assertEquals(1, first.windows());
            report(clients, "b", "a");
            assertEquals(
                    new Signal(first.changes() + 2, List.of("a", "b", "a"), 1),
                    look(clients).orElseThrow());
        }
    }

    @Test
    void manyWhoTellAtOnceLoseNothing() {
        try (AwsClients clients = AwsServers.library(AwsServers.settings())) {
            report(clients, "first");
            long before = look(clients).orElseThrow().changes();
            var beacons = new ArrayList<ChangeBeacon>();
            for (int window = 0; window < 6; window++) {
                ChangeBeacon beacon = new DynamoRows(clients).beacon();
                beacons.add(beacon);
                IntStream.range(0, 5).mapToObj(i -> beacons.size() + "-" + i).forEach(id -> beacon.report(List.of(id)));
            }
            beacons.parallelStream().forEach(ChangeBeacon::close);
            Signal now = look(clients).orElseThrow();
            assertEquals(before + 30, now.changes());
            assertTrue(now.recent().size() <= 31);
        }
    }

    @Test
    void aLookStaysAtHalfAUnitHoweverMuchIsTold() {
        try (AwsClients clients = AwsServers.library(AwsServers.settings())) {
            report(
                    clients,
                    IntStream.range(0, 1_000)
                            .mapToObj(i -> "%036d".formatted(i))
                            .toArray(String[]::new));
            assertTrue(DynamoItem.size(item(clients)) < 4 * 1024);
            List<String> recent = look(clients).orElseThrow().recent();
            assertTrue(recent.size() > 70);
            assertEquals("%036d".formatted(999), recent.getLast());
        }
    }

    @Test
    void everyChangeOfRowsIsTold() {
        try (AwsClients clients = AwsServers.library(AwsServers.settings());
                ChangeBeacon beacon = new DynamoRows(clients).beacon()) {
            var reported = new ArrayList<String>();
            var rows = new AnnouncedRows(new DynamoMetadataStore(clients), new ChangeBeacon() {
                @Override
                public Optional<Signal> look() {
                    return beacon.look();
                }

                @Override
                public void report(Collection<String> ids) {
                    reported.addAll(ids);
                }

                @Override
                public void close() {}
            });
            rows.put(image("a"));
            rows.update(new ImageEdit(image("a"), image("a").caption().withTitle("B")), NOW.plusSeconds(1));
            rows.trash("a", NOW);
            rows.restore("a");
            rows.changeUser("a", new UserChange("alice", "bob"), NOW.plusSeconds(2));
            ImageRecord seen = rows.find("a").orElseThrow();
            rows.beginPurge(SeenImage.of(seen));
            rows.endPurge("a");
            rows.putTrashed(image("b").withDeletedAt(Optional.of(NOW)));
            assertEquals(List.of("a", "a", "a", "a", "a", "a", "b"), reported);
        }
    }

    @Test
    void theBeaconIsAnImageForNobody() {
        try (AwsClients clients = AwsServers.library(AwsServers.settings())) {
            var store = new DynamoMetadataStore(clients);
            var rows = new DynamoRows(clients);
            String position = rows.feedEnd().orElseThrow();
            store.putTrashed(image("gone").withDeletedAt(Optional.of(NOW)));
            report(clients, "gone");
            ImagePage page = store.listTrashed(ALL);
            assertEquals(
                    List.of("gone"),
                    page.images().stream().map(ImageRecord::imageId).toList());
            assertEquals(List.of(), page.hidden());
            for (boolean texts : List.of(true, false)) {
                var part = new RowPart(true, 0, 1);
                var read =
                        texts ? rows.readTexts(part, Optional.empty(), true) : rows.read(part, Optional.empty(), true);
                assertEquals(1, read.images().size());
                assertEquals(0, read.hidden());
            }
            assertEquals(Set.of("gone"), rows.changesAfter(position).imageIds());
            assertEquals(List.of(), store.list(ALL).images());
            // Versions that do not know it.
            assertTrue(DynamoItem.hidden(item(clients)).isPresent());
            assertEquals(
                    Optional.empty(),
                    DynamoItem.read(
                            item(clients),
                            clients.settings(),
                            clients.settings().table()));
        }
    }

    @Test
    void whoeverDeletesItLosesNothing() {
        try (AwsClients clients = AwsServers.library(AwsServers.settings())) {
            report(clients, "a");
            Signal before = look(clients).orElseThrow();
            clients.dynamo()
                    .deleteItem(delete ->
                            delete.tableName(clients.settings().trashTable()).key(DynamoItem.key(BeaconItem.ID)));
            assertEquals(Optional.empty(), look(clients));
            report(clients, "b");
            assertTrue(look(clients).orElseThrow().changes() > before.changes());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "9223372036854775807", "many"})
    void whatAnotherProgramMadeOfItIsNoBeaconUntilSomebodyTells(String changes) {
        boolean isNumber = !changes.equals("many");
        try (AwsClients clients = AwsServers.library(AwsServers.settings())) {
            put(clients, "changes", isNumber ? AttributeValue.fromN(changes) : AttributeValue.fromS(changes));
            assertEquals(Optional.empty(), look(clients));
            report(clients, "a");
            assertEquals(List.of("a"), look(clients).orElseThrow().recent());
        }
    }

    @Test
    void whoeverTellsRemovesWhatIsNoId() {
        try (AwsClients clients = AwsServers.library(AwsServers.settings())) {
            report(clients, "a");
            AttributeValue odd = AttributeValue.fromL(List.of(AttributeValue.fromN("1"), AttributeValue.fromS("b")));
            clients.dynamo()
                    .updateItem(update -> update.tableName(clients.settings().trashTable())
                            .key(DynamoItem.key(BeaconItem.ID))
                            .updateExpression("SET recent = :odd")
                            .expressionAttributeValues(Map.of(":odd", odd)));
            assertEquals(List.of("b"), look(clients).orElseThrow().recent());
            report(clients, "c");
            assertEquals(
                    List.of(AttributeValue.fromS("b"), AttributeValue.fromS("c")),
                    item(clients).get("recent").l());
        }
    }

    private static void put(AwsClients clients, String name, AttributeValue value) {
        clients.dynamo()
                .putItem(put -> put.tableName(clients.settings().trashTable())
                        .item(Map.of("image_id", AttributeValue.fromS(BeaconItem.ID), name, value)));
    }

    /// Whoever is always slower only counts, and a count of a few would be one of long ago.
    @Test
    void whoOnlyCountsMakesNoItem() {
        var model = new DynamoModel(Clock.systemUTC());
        try (AwsClients clients =
                DirectClients.over(new DirectHttp(request -> body(request).contains("attribute_not_exists(changes)")
                        ? SOMEBODY_WAS_FASTER
                        : model.answer(request)))) {
            new TableSetup(clients, clients.settings().trashTable()).make(false);
            report(clients, "a");
            assertEquals(Map.of(), item(clients));
        }
    }

    @Test
    void afterOneTellingWasStoppedTheNextAreTold() {
        var model = new DynamoModel(Clock.systemUTC());
        var isStopped = new AtomicBoolean();
        try (AwsClients clients = DirectClients.over(new DirectHttp(request -> {
            if (body(request).contains("recent") && isStopped.compareAndSet(false, true)) {
                throw new ImageException.Cancelled("Stopped.");
            }
            return model.answer(request);
        }))) {
            new TableSetup(clients, clients.settings().trashTable()).make(false);
            try (ChangeBeacon beacon = new DynamoRows(clients).beacon()) {
                Optional<Signal> _ = beacon.look();
                beacon.report(List.of("a"));
                Eventually.await(() -> {
                    beacon.report(List.of("b"));
                    return look(clients).stream()
                            .anyMatch(signal -> signal.recent().contains("b"));
                });
            }
        }
    }

    private static String body(WireRequest request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    @Test
    void withoutATrashThereIsNoBeacon() {
        try (AwsClients clients = AwsServers.library(AwsServers.settings())) {
            clients.dynamo()
                    .deleteTable(delete -> delete.tableName(clients.settings().trashTable()));
            report(clients, "a");
            assertEquals(Optional.empty(), look(clients));
        }
    }

    @Test
    void whoMayNotWriteOnlyReads() throws IOException {
        var cloud = new ReadersCloud();
        try (AwsClients clients = AwsClients.open(cloud.settings(), Optional.of(AwsServers.KEYS));
                ChangeBeacon reader = new DynamoRows(clients).beacon()) {
            report(clients, "a");
            cloud.deny("UpdateItem"::equals);
            for (int i = 0; i < 5; i++) {
                reader.report(List.of("b" + i));
                assertEquals(List.of("a"), reader.look().orElseThrow().recent());
                Eventually.await(() -> cloud.refused().equals(List.of("UpdateItem")));
            }
        }
    }

    @Test
    void whoMayNotReadItDoesWithoutAndAsksRarely() throws IOException {
        var cloud = new ReadersCloud();
        try (AwsClients clients = AwsClients.open(cloud.settings(), Optional.of(AwsServers.KEYS));
                ChangeBeacon reader = new DynamoRows(clients).beacon()) {
            cloud.deny("GetItem"::equals);
            for (int i = 0; i < 5; i++) {
                assertEquals(Optional.empty(), reader.look());
            }
            assertEquals(List.of("GetItem"), cloud.refused());
        }
    }

    /// In simulated time.
    @Test
    void windowsAreCountedOnceTheyStay() {
        var simulation = new Simulation(1);
        var model = new DynamoModel(simulation::now);
        try (AwsClients clients = DirectClients.over(new DirectHttp(model))) {
            new TableSetup(clients, clients.settings().trashTable()).make(false);
            var process = simulation.process("windows");
            var signals = new ArrayList<Optional<Signal>>();
            for (int window = 0; window < 3; window++) {
                process.start("window", () -> {
                    ChangeBeacon beacon = new DynamoRows(clients).beacon();
                    for (int look = 0; look < 20; look++) {
                        signals.add(beacon.look());
                        rest(Duration.ofSeconds(7));
                    }
                });
            }
            simulation.run(Duration.ofSeconds(50), () -> false);
            assertTrue(signals.stream().allMatch(Optional::isEmpty));
            simulation.run(Duration.ofSeconds(60), () -> false);
            assertEquals(3, signals.getLast().orElseThrow().windows());
            assertFalse(item(clients).isEmpty());
        }
    }

    private static void rest(Duration howLong) {
        Unchecked.run(() -> World.here().sleep(howLong));
    }

    @Test
    void aCommandMakesNoItemWhereNoWindowHasBeen() {
        try (AwsClients clients = AwsServers.library(AwsServers.settings())) {
            try (ChangeBeacon command = new DynamoRows(clients).beacon()) {
                command.report(List.of("a"));
            }
            assertEquals(Map.of(), item(clients));
            report(clients, "b");
            try (ChangeBeacon command = new DynamoRows(clients).beacon()) {
                command.report(List.of("c"));
            }
            assertEquals(List.of("b", "c"), look(clients).orElseThrow().recent());
        }
    }

    /// As a window does, which looks.
    private static void report(AwsClients clients, String... ids) {
        try (ChangeBeacon beacon = new DynamoRows(clients).beacon()) {
            Optional<Signal> _ = beacon.look();
            beacon.report(List.of(ids));
        }
    }

    private static Optional<Signal> look(AwsClients clients) {
        return new DynamoRows(clients).beacon().look();
    }

    private static Map<String, AttributeValue> item(AwsClients clients) {
        return clients.dynamo()
                .getItem(get -> get.tableName(clients.settings().trashTable()).key(DynamoItem.key(BeaconItem.ID)))
                .item();
    }

    private static ImageRecord image(String id) {
        return new ImageRecord(id, "alice", new Caption("T", "", List.of()), ImageFacts.UNKNOWN, NOW);
    }
}
