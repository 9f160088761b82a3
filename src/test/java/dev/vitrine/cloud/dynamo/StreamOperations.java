package dev.vitrine.cloud.dynamo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.cloud.dynamo.ChangeStream.Change;
import dev.vitrine.cloud.dynamo.ChangeStream.Shard;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// ListStreams, DescribeStream, GetShardIterator and GetRecords. Their clock decides what is too old.
final class StreamOperations {
    private static final Duration ITERATOR_IS_VALID = Duration.ofMinutes(15);
    private static final int MAX_LISTED = 100;
    private static final int MAX_RECORDS = 1000;
    private static final int MAX_BYTES = 1 << 20;
    private static final Pattern ARN = Pattern.compile("arn:[^:]+:dynamodb:[^:]+:[0-9]+:table/.+/stream/.+");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{21,40}");

    private final Database database;
    /// When each shard was read last.
    private final Map<String, Deque<Instant>> readings = new HashMap<>();

    private int readers = Integer.MAX_VALUE;

    StreamOperations(Database database) {
        this.database = database;
    }

    void bearReaders(int each) {
        readers = each;
    }

    /// Each may read once a second, and nobody keeps time that well: one more in two seconds does no harm.
    private void checkBears(String shard, Instant now) {
        if (readers == Integer.MAX_VALUE) {
            return;
        }
        Deque<Instant> last = readings.computeIfAbsent(shard, _ -> new ArrayDeque<>());
        while (!last.isEmpty() && !last.getFirst().isAfter(now.minusSeconds(2))) {
            last.removeFirst();
        }
        if (last.size() > 2 * readers) {
            throw DynamoError.throttled();
        }
        last.addLast(now);
    }

    ObjectNode listStreams(Request body) {
        Request request = new Request(body.json(), Set.of("TableName", "Limit", "ExclusiveStartStreamArn"));
        int limit = request.number("Limit", 1, MAX_LISTED).orElse(MAX_LISTED);
        List<ChangeStream> streams = streams().stream()
                .filter(stream -> !request.has("TableName") || stream.table.equals(request.text("TableName")))
                .filter(stream -> stream.arn().compareTo(request.text("ExclusiveStartStreamArn")) > 0)
                .sorted(Comparator.comparing(ChangeStream::arn))
                .toList();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode listed = answer.putArray("Streams");
        streams.stream()
                .limit(limit)
                .forEach(stream -> listed.addObject()
                        .put("StreamArn", stream.arn())
                        .put("TableName", stream.table)
                        .put("StreamLabel", stream.label));
        if (streams.size() > limit) {
            answer.put("LastEvaluatedStreamArn", streams.get(limit - 1).arn());
        }
        return answer;
    }

    private List<ChangeStream> streams() {
        Instant now = database.clock.instant();
        database.streams.removeIf(stream -> !stream.trim(now));
        return database.streams;
    }

    private ChangeStream stream(String arn) {
        if (!ARN.matcher(arn).matches()) {
            throw DynamoError.validation("Invalid StreamArn");
        }
        return streams().stream()
                .filter(stream -> stream.arn().equals(arn))
                .findFirst()
                .orElseThrow(() -> DynamoError.notFound(": Stream: " + arn + " not found"));
    }

    ObjectNode describeStream(Request body) {
        Request request = new Request(body.json(), Set.of("StreamArn", "Limit", "ExclusiveStartShardId"));
        ChangeStream stream = stream(request.required("StreamArn").asText());
        int limit = request.number("Limit", 1, MAX_LISTED).orElse(MAX_LISTED);
        List<Shard> shards = stream.shards.stream()
                .filter(shard -> shard.id.compareTo(request.text("ExclusiveStartShardId")) > 0)
                .toList();
        ObjectNode described = JsonNodeFactory.instance.objectNode();
        described.put("StreamArn", stream.arn());
        described.put("StreamLabel", stream.label);
        described.put("StreamStatus", stream.ended == null ? "ENABLED" : "DISABLED");
        described.put("StreamViewType", stream.viewType);
        described.put("CreationRequestDateTime", stream.created.toEpochMilli() / 1000.0);
        described.put("TableName", stream.table);
        described.set("KeySchema", stream.schema.described());
        ArrayNode list = described.putArray("Shards");
        shards.stream().limit(limit).forEach(shard -> list.add(described(shard)));
        if (shards.size() > limit) {
            described.put("LastEvaluatedShardId", shards.get(limit - 1).id);
        }
        return JsonNodeFactory.instance.objectNode().set("StreamDescription", described);
    }

    private static ObjectNode described(Shard shard) {
        ObjectNode described = JsonNodeFactory.instance.objectNode().put("ShardId", shard.id);
        if (!shard.parent.isEmpty()) {
            described.put("ParentShardId", shard.parent);
        }
        ObjectNode range = described.putObject("SequenceNumberRange");
        range.put("StartingSequenceNumber", ChangeStream.printed(shard.start));
        if (!shard.isOpen()) {
            range.put("EndingSequenceNumber", ChangeStream.printed(shard.end));
        }
        return described;
    }

    /// Where somebody is in a shard.
    ///
    /// @param after the number of the last change that was seen
    private record Position(String arn, String shard, long after, Instant issued) {
        private static final String SEPARATOR = "|";

        String print() {
            String all = String.join(SEPARATOR, arn, shard, Long.toString(after), Long.toString(issued.toEpochMilli()));
            return Base64.getEncoder().encodeToString(all.getBytes(StandardCharsets.UTF_8));
        }

        static Position parse(String iterator) {
            try {
                String[] parts = new String(Base64.getDecoder().decode(iterator), StandardCharsets.UTF_8)
                        .split(Pattern.quote(SEPARATOR));
                return new Position(
                        parts[0], parts[1], Long.parseLong(parts[2]), Instant.ofEpochMilli(Long.parseLong(parts[3])));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException _) {
                throw DynamoError.validation("Invalid ShardIterator");
            }
        }
    }

    ObjectNode getShardIterator(Request body) {
        Request request =
                new Request(body.json(), Set.of("StreamArn", "ShardId", "ShardIteratorType", "SequenceNumber"));
        String type = request.oneOf(
                "ShardIteratorType",
                List.of("", "AFTER_SEQUENCE_NUMBER", "LATEST", "AT_SEQUENCE_NUMBER", "TRIM_HORIZON"));
        request.required("ShardIteratorType");
        if (type.endsWith("SEQUENCE_NUMBER") != request.has("SequenceNumber")) {
            throw DynamoError.validation(
                    request.has("SequenceNumber")
                            ? "SequenceNumber must not be specified with ShardIteratorType " + type
                            : "SequenceNumber must be specified with ShardIteratorType " + type);
        }
        ChangeStream stream = stream(request.required("StreamArn").asText());
        Shard shard = shard(stream, request.required("ShardId").asText());
        long after = switch (type) {
            case "TRIM_HORIZON" -> shard.trimmed;
            case "LATEST" -> database.lastNumber();
            case "AT_SEQUENCE_NUMBER" -> number(request) - 1;
            default -> number(request);
        };
        checkNotTrimmed(shard, after);
        return JsonNodeFactory.instance
                .objectNode()
                .put("ShardIterator", new Position(stream.arn(), shard.id, after, database.clock.instant()).print());
    }

    private static Shard shard(ChangeStream stream, String id) {
        return stream.shard(id).orElseThrow(() -> DynamoError.notFound(": Shard: " + id + " not found"));
    }

    private static long number(Request request) {
        String text = request.text("SequenceNumber");
        if (!NUMBER.matcher(text).matches()) {
            throw DynamoError.validation("Invalid SequenceNumber");
        }
        return Long.parseLong(text.substring(1));
    }

    /// That a change after this place was there and is gone.
    private static void checkNotTrimmed(Shard shard, long after) {
        if (after < shard.trimmed) {
            throw DynamoError.trimmed();
        }
    }

    ObjectNode getRecords(Request body) {
        Request request = new Request(body.json(), Set.of("ShardIterator", "Limit"));
        int limit = request.number("Limit", 1, MAX_RECORDS).orElse(MAX_RECORDS);
        Position position = Position.parse(request.required("ShardIterator").asText());
        Instant now = database.clock.instant();
        if (position.issued().plus(ITERATOR_IS_VALID).isBefore(now)) {
            throw DynamoError.expiredIterator();
        }
        Shard shard = shard(stream(position.arn()), position.shard());
        checkBears(shard.id, now);
        checkNotTrimmed(shard, position.after());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode records = answer.putArray("Records");
        List<Change> changes = shard.changes.stream()
                .filter(change -> change.number() > position.after())
                .toList();
        long after = position.after();
        int size = 0;
        for (Change change : changes) {
            size += change.record().get("dynamodb").get("SizeBytes").asInt();
            if (records.size() == limit || size > MAX_BYTES && !records.isEmpty()) {
                break;
            }
            records.add(change.record());
            after = change.number();
        }
        if (shard.isOpen() || records.size() < changes.size()) {
            answer.put("NextShardIterator", new Position(position.arn(), shard.id, after, now).print());
        }
        return answer;
    }
}
