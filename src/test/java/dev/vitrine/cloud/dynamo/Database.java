package dev.vitrine.cloud.dynamo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Everything that one account has in one region: tables, streams, and what is going on with them. For one thread at a
/// time.
final class Database {
    /// A row of a table.
    record Place(String table, RowKey key) {}

    /// An answered transaction, known by its token for ten minutes.
    record Answered(String request, Instant time) {}

    final InstantSource clock;
    /// After which time indexes, and readings that are not consistent, know a change; asked once per change.
    final Supplier<Duration> lag;
    final Map<String, Table> tables = new TreeMap<>();
    final List<ChangeStream> streams = new ArrayList<>();
    final Set<Place> held = new HashSet<>();
    final Map<String, Answered> answered = new HashMap<>();
    final ConsumedCapacity capacity = new ConsumedCapacity();

    private long lastNumber;

    Database(InstantSource clock, Supplier<Duration> lag) {
        this.clock = clock;
        this.lag = lag;
    }

    Table table(String name) {
        return Optional.ofNullable(tables.get(name)).orElseThrow(() -> DynamoError.notFound(""));
    }

    /// @param after an empty one removes the row
    void change(Table table, RowKey key, ObjectNode after) {
        table.change(key, after, clock.instant(), lag.get());
    }

    long nextNumber() {
        return ++lastNumber;
    }

    long lastNumber() {
        return lastNumber;
    }

    ChangeStream openStream(String table, String viewType, KeySchema schema) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant latest = streams.stream()
                .filter(stream -> stream.table.equals(table))
                .map(stream -> stream.created)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        Instant created = now.isAfter(latest) ? now : latest.plusMillis(1);
        var stream = new ChangeStream(table, viewType, schema, created, this::nextNumber);
        streams.add(stream);
        return stream;
    }
}
