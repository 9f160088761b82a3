package dev.vitrine.cloud.dynamo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What happened to the rows of one table while a stream was on, kept for a day. Off and on again is another stream.
final class ChangeStream {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final DateTimeFormatter LABEL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS");

    final String table;
    final String label;
    final String viewType;
    final KeySchema schema;
    final Instant created;
    final List<Shard> shards = new ArrayList<>();

    private final LongSupplier nextNumber;

    @Nullable
    Instant ended;

    /// @param created is its name, too: no other stream of the table may have it
    ChangeStream(String table, String viewType, KeySchema schema, Instant created, LongSupplier nextNumber) {
        this.table = table;
        this.label = LABEL.format(LocalDateTime.ofInstant(created, ZoneOffset.UTC));
        this.viewType = viewType;
        this.schema = schema;
        this.created = created;
        this.nextNumber = nextNumber;
        shards.add(new Shard("", 0, RowKey.BUCKETS));
    }

    /// @param number counts all changes of all tables
    record Change(long number, Instant time, ObjectNode record) {}

    /// The changes of the rows whose keys fall into a range of hashes, until it is closed.
    final class Shard {
        final String id;
        final String parent;
        final long start = nextNumber.getAsLong();
        final List<Change> changes = new ArrayList<>();
        long end;
        long trimmed;

        private final long from;
        private final long to;
        private @Nullable Instant closed;

        private Shard(String parent, long from, long to) {
            this.id = "shardId-%020d-%08x".formatted(start, from);
            this.parent = parent;
            this.from = from;
            this.to = to;
        }

        boolean isOpen() {
            return closed == null;
        }

        private void close(Instant now) {
            closed = now;
            end = nextNumber.getAsLong();
        }
    }

    /// @param before empty when there was no such row
    /// @param after empty when there is none any more
    void add(RowKey key, ObjectNode before, ObjectNode after, Instant now) {
        Shard shard = shards.stream()
                .filter(each -> each.isOpen() && each.from <= key.bucket() && key.bucket() < each.to)
                .findFirst()
                .orElseThrow();
        long number = nextNumber.getAsLong();
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        change.put("ApproximateCreationDateTime", now.getEpochSecond());
        change.set("Keys", schema.keyOf(before.isEmpty() ? after : before));
        if (viewType.contains("NEW") && !after.isEmpty()) {
            change.set("NewImage", after);
        }
        if (viewType.contains("OLD") && !before.isEmpty()) {
            change.set("OldImage", before);
        }
        change.put("SequenceNumber", printed(number));
        change.put("SizeBytes", AttributeValues.size(before) + AttributeValues.size(after));
        change.put("StreamViewType", viewType);
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("eventID", "%032x".formatted(number));
        event.put("eventName", before.isEmpty() ? "INSERT" : after.isEmpty() ? "REMOVE" : "MODIFY");
        event.put("eventVersion", "1.1");
        event.put("eventSource", "aws:dynamodb");
        event.put("awsRegion", TableArn.REGION);
        event.set("dynamodb", change);
        shard.changes.add(new Change(number, now, event));
    }

    /// Each open shard ends and goes on in two.
    void split(Instant now) {
        for (Shard parent : shards.stream().filter(Shard::isOpen).toList()) {
            parent.close(now);
            long middle = (parent.from + parent.to) / 2;
            shards.add(new Shard(parent.id, parent.from, middle));
            shards.add(new Shard(parent.id, middle, parent.to));
        }
    }

    void end(Instant now) {
        shards.stream().filter(Shard::isOpen).forEach(shard -> shard.close(now));
        ended = now;
    }

    /// Forgets what is older than a day.
    ///
    /// @return whether anything is left to know
    boolean trim(Instant now) {
        Instant horizon = now.minus(KEPT);
        for (Shard shard : shards) {
            while (!shard.changes.isEmpty() && shard.changes.getFirst().time().isBefore(horizon)) {
                shard.trimmed = shard.changes.removeFirst().number();
            }
        }
        shards.removeIf(shard -> shard.closed != null && shard.closed.isBefore(horizon));
        return ended == null || !ended.isBefore(horizon);
    }

    Optional<Shard> shard(String id) {
        return shards.stream().filter(shard -> shard.id.equals(id)).findFirst();
    }

    String arn() {
        return TableArn.of(table) + "/stream/" + label;
    }

    /// As many digits as those of AWS.
    static String printed(long number) {
        return "1%020d".formatted(number);
    }
}
