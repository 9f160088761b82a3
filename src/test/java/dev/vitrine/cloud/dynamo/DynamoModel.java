package dev.vitrine.cloud.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.cloud.WireAnswer;
import dev.vitrine.cloud.WireModel;
import dev.vitrine.cloud.WireRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;

/// A DynamoDB with its streams, in the words that AWS uses. [DynamoContractTest] says what it promises.
public final class DynamoModel implements WireModel {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int COMPRESSED_FROM = 4 << 10;
    private static final String TABLES = "DynamoDB_20120810.";
    private static final String STREAMS = "DynamoDBStreams_20120810.";

    private static final String CAPACITY = "TOTAL";
    private static final Set<String> KNOW_CAPACITY = Set.of(
            "GetItem",
            "BatchGetItem",
            "TransactGetItems",
            "Query",
            "Scan",
            "PutItem",
            "UpdateItem",
            "DeleteItem",
            "BatchWriteItem",
            "TransactWriteItems");

    private final Database database;
    private final Map<String, Function<Request, ObjectNode>> operations = new HashMap<>();
    private final StreamOperations streams;
    private long requests;

    public DynamoModel(InstantSource clock) {
        this(clock, () -> Duration.ZERO);
    }

    /// @param lag after which time indexes, and readings that are not consistent, know a change; asked once per
    ///   change
    public DynamoModel(InstantSource clock, Supplier<Duration> lag) {
        database = new Database(clock, lag);
        var tables = new TableOperations(database);
        operations.put(TABLES + "CreateTable", tables::createTable);
        operations.put(TABLES + "DescribeTable", tables::describeTable);
        operations.put(TABLES + "UpdateTable", tables::updateTable);
        operations.put(TABLES + "DeleteTable", tables::deleteTable);
        operations.put(TABLES + "ListTables", tables::listTables);
        var reads = new ReadOperations(database);
        operations.put(TABLES + "GetItem", reads::getItem);
        operations.put(TABLES + "BatchGetItem", reads::batchGetItem);
        operations.put(TABLES + "TransactGetItems", reads::transactGetItems);
        var pages = new PageOperations(database);
        operations.put(TABLES + "Query", pages::query);
        operations.put(TABLES + "Scan", pages::scan);
        var writes = new WriteOperations(database);
        operations.put(TABLES + "PutItem", writes::putItem);
        operations.put(TABLES + "UpdateItem", writes::updateItem);
        operations.put(TABLES + "DeleteItem", writes::deleteItem);
        operations.put(TABLES + "BatchWriteItem", writes::batchWriteItem);
        operations.put(TABLES + "TransactWriteItems", writes::transactWriteItems);
        streams = new StreamOperations(database);
        operations.put(STREAMS + "ListStreams", streams::listStreams);
        operations.put(STREAMS + "DescribeStream", streams::describeStream);
        operations.put(STREAMS + "GetShardIterator", streams::getShardIterator);
        operations.put(STREAMS + "GetRecords", streams::getRecords);
    }

    /// Of the signature it is only checked that there is one.
    @Override
    public synchronized WireAnswer answer(WireRequest request) {
        requests++;
        try {
            return answer(
                    request,
                    200,
                    answered(
                            request.header("x-amz-target").orElse(""),
                            request.header("authorization").orElse(""),
                            request.body()));
        } catch (DynamoError e) {
            return answer(request, 400, e.body());
        }
    }

    private ObjectNode answered(String target, String authorization, byte[] body) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (IOException _) {
            throw DynamoError.protocol("SerializationException", "");
        }
        var operation = operations.get(target);
        if (operation == null) {
            throw DynamoError.protocol("UnknownOperationException", "");
        }
        if (!authorization.startsWith("AWS4-HMAC-SHA256 ")) {
            throw DynamoError.protocol(
                    "MissingAuthenticationTokenException", "Request is missing Authentication Token");
        }
        if (!json.isObject()) {
            throw DynamoError.protocol("SerializationException", "");
        }
        ObjectNode asked = (ObjectNode) json;
        boolean tells = CAPACITY.equals(asked.path("ReturnConsumedCapacity").asText());
        if (KNOW_CAPACITY.contains(target.substring(target.indexOf('.') + 1))) {
            asked.remove("ReturnConsumedCapacity");
        }
        database.capacity.begin();
        ObjectNode answer = operation.apply(new Request(asked));
        if (tells) {
            database.capacity.report(answer, target.matches(".*\\.(Batch|Transact).*"));
        }
        return answer;
    }

    private WireAnswer answer(WireRequest request, int status, ObjectNode json) {
        var headers = new HashMap<>(
                Map.of("Content-Type", "application/x-amz-json-1.0", "x-amzn-RequestId", "%052d".formatted(requests)));
        byte[] body;
        try {
            body = JSON.writeValueAsBytes(json);
            if (body.length >= COMPRESSED_FROM
                    && request.header("accept-encoding").orElse("").contains("gzip")) {
                body = compressed(body);
                headers.put("Content-Encoding", "gzip");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var checksum = new CRC32();
        checksum.update(body); // as it is sent
        headers.put("x-amz-crc32", Long.toString(checksum.getValue()));
        return new WireAnswer(status, headers, body);
    }

    private static byte[] compressed(byte[] body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        return bytes.toByteArray();
    }

    /// From now on, a shard of a stream bears so many who read it each second; one more has to slow down. AWS says:
    /// no more than two.
    public synchronized void bearReaders(int each) {
        streams.bearReaders(each);
    }

    /// As when a table grows: each open shard of its stream ends and goes on in two.
    public synchronized void splitShards(String table) {
        database.table(table).stream().orElseThrow().split(database.clock.instant());
    }

    /// As if a transaction of somebody else were going on with this row, until it is released.
    ///
    /// @param hash the key of a row in a table that has no other
    public synchronized void hold(String table, String hash) {
        database.held.add(place(table, hash));
    }

    public synchronized void release(String table, String hash) {
        database.held.remove(place(table, hash));
    }

    private static Database.Place place(String table, String hash) {
        return new Database.Place(
                table, RowKey.of(List.of(AttributeValues.of("S", JsonNodeFactory.instance.textNode(hash)))));
    }
}
