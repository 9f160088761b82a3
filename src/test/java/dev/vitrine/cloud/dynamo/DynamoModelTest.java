package dev.vitrine.cloud.dynamo;

import static dev.vitrine.cloud.dynamo.DynamoWire.json;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.cloud.DirectHttp;
import dev.vitrine.cloud.WireAnswer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What only the model of the tests can be made to do: time passes, shards split, others hold a row.
class DynamoModelTest {
    private static final String TABLE = "'TableName':'images'";

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final DynamoModel model = new DynamoModel(() -> now);
    private final DynamoWire dynamo = DynamoWire.in(model);
    private String arn = "";

    @BeforeEach
    void makeTable() {
        arn = makeTable(dynamo);
    }

    private static String makeTable(DynamoWire dynamo) {
        return dynamo.call(
                        "CreateTable",
                        "{" + TABLE + ",'BillingMode':'PAY_PER_REQUEST',"
                                + "'KeySchema':[{'AttributeName':'id','KeyType':'HASH'}],"
                                + "'AttributeDefinitions':[{'AttributeName':'id','AttributeType':'S'}],"
                                + "'StreamSpecification':{'StreamEnabled':true,'StreamViewType':'KEYS_ONLY'}}")
                .at("/TableDescription/LatestStreamArn")
                .asText();
    }

    @Test
    void whoAsksIsToldWhatARequestUsed() {
        String capacity = ",'ReturnConsumedCapacity':'TOTAL'}";
        String large = "{" + TABLE + ",'Item':{'id':{'S':'a'},'t':{'S':'" + "x".repeat(5000) + "'}}";
        assertEquals(5, units(dynamo.call("PutItem", large + capacity)));
        put("b");
        String get = "{" + TABLE + ",'Key':{'id':{'S':'a'}}";
        assertEquals(1, units(dynamo.call("GetItem", get + capacity)));
        assertEquals(2, units(dynamo.call("GetItem", get + ",'ConsistentRead':true" + capacity)));
        // One page is counted together, rows that are asked for by name each.
        assertEquals(1, units(dynamo.call("Scan", "{" + TABLE + capacity)));
        assertEquals(
                json("[{'TableName':'images','CapacityUnits':1.5}]"),
                dynamo.call(
                                "BatchGetItem",
                                "{'RequestItems':{'images':{'Keys':[{'id':{'S':'a'}},{'id':{'S':'c'}}]}}" + capacity)
                        .path("ConsumedCapacity"));
        assertTrue(dynamo.call("GetItem", get + "}").path("ConsumedCapacity").isMissingNode());
    }

    private static double units(JsonNode answer) {
        return answer.at("/ConsumedCapacity/CapacityUnits").asDouble();
    }

    private void put(String id) {
        dynamo.call("PutItem", "{" + TABLE + ",'Item':{'id':{'S':'" + id + "'}}}");
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private JsonNode shards() {
        return dynamo.call("DescribeStream", "{'StreamArn':'" + arn + "'}").at("/StreamDescription/Shards");
    }

    private String iteratorRequest(String shard, String more) {
        return "{'StreamArn':'" + arn + "','ShardId':'" + shard + "'," + more + "}";
    }

    private String iterator(String shard, String type) {
        return dynamo.call("GetShardIterator", iteratorRequest(shard, "'ShardIteratorType':'" + type + "'"))
                .get("ShardIterator")
                .asText();
    }

    private String firstShard() {
        return shards().at("/0/ShardId").asText();
    }

    private JsonNode records(String iterator) {
        return dynamo.call("GetRecords", "{'ShardIterator':'" + iterator + "'}");
    }

    private static List<String> ids(JsonNode records) {
        return records.get("Records")
                .valueStream()
                .map(record -> record.at("/dynamodb/Keys/id/S").asText())
                .toList();
    }

    @Test
    void anIteratorIsValidForAQuarterOfAnHour() {
        String iterator = iterator(firstShard(), "LATEST");
        put("a");
        pass(Duration.ofMinutes(15));
        assertEquals(List.of("a"), ids(records(iterator)));
        pass(Duration.ofMillis(1));
        dynamo.refused("GetRecords", "{'ShardIterator':'" + iterator + "'}", "ExpiredIteratorException", "expired");
    }

    @Test
    void aStreamForgetsAfterADay() {
        put("old");
        String shard = firstShard();
        JsonNode first = records(iterator(shard, "TRIM_HORIZON"));
        String number = first.at("/Records/0/dynamodb/SequenceNumber").asText();
        pass(Duration.ofHours(20));
        put("new");
        pass(Duration.ofHours(4).plusSeconds(1));
        assertEquals(List.of("new"), ids(records(iterator(shard, "TRIM_HORIZON"))));
        dynamo.refused(
                "GetShardIterator",
                iteratorRequest(shard, "'ShardIteratorType':'AT_SEQUENCE_NUMBER','SequenceNumber':'" + number + "'"),
                "TrimmedDataAccessException",
                "trimmed");
    }

    /// An iterator at the end of a stream in which nothing happened yet reaches what happens next.
    @Test
    void theFirstChangeOfAStreamIsNotTakenForALostOne() {
        String iterator = iterator(firstShard(), "LATEST");
        assertEquals(List.of(), ids(records(iterator)));
        put("first");
        assertEquals(List.of("first"), ids(records(iterator)));
    }

    @Test
    void aShardThatSplitsGoesOnInItsChildren() {
        put("before");
        String parent = firstShard();
        model.splitShards("images");
        Set<String> later = Set.of("a", "b", "c", "d", "e", "f", "g", "h");
        later.forEach(this::put);

        JsonNode shards = shards();
        assertEquals(3, shards.size());
        JsonNode old = records(iterator(parent, "TRIM_HORIZON"));
        assertEquals(List.of("before"), ids(old));
        assertFalse(old.has("NextShardIterator"));
        var reported = new ArrayList<String>();
        for (int child = 1; child <= 2; child++) {
            assertEquals(parent, shards.get(child).get("ParentShardId").asText());
            List<String> ids =
                    ids(records(iterator(shards.get(child).get("ShardId").asText(), "TRIM_HORIZON")));
            assertFalse(ids.isEmpty());
            reported.addAll(ids);
        }
        assertEquals(later, Set.copyOf(reported));
        assertEquals(later.size(), reported.size());

        pass(Duration.ofHours(24).plusSeconds(1));
        assertEquals(2, shards().size(), "the parent is forgotten");
        dynamo.refused(
                "GetShardIterator",
                iteratorRequest(parent, "'ShardIteratorType':'TRIM_HORIZON'"),
                "ResourceNotFoundException",
                "");
    }

    @Test
    void shardsAreTalkedOfInPages() {
        for (int i = 0; i < 3; i++) {
            model.splitShards("images");
        }
        var ids = new ArrayList<String>();
        String start = "";
        do {
            JsonNode page = dynamo.call("DescribeStream", "{'StreamArn':'" + arn + "','Limit':4" + start + "}")
                    .get("StreamDescription");
            page.get("Shards").forEach(shard -> ids.add(shard.get("ShardId").asText()));
            start = page.has("LastEvaluatedShardId")
                    ? ",'ExclusiveStartShardId':" + page.get("LastEvaluatedShardId")
                    : "";
        } while (!start.isEmpty());
        assertEquals(1 + 2 + 4 + 8, ids.size());
        assertEquals(ids.stream().sorted().distinct().toList(), ids);
    }

    @Test
    void aStreamThatIsOffIsForgottenAfterADay() {
        dynamo.call("UpdateTable", "{" + TABLE + ",'StreamSpecification':{'StreamEnabled':false}}");
        assertEquals(1, shards().size());
        pass(Duration.ofHours(24).plusSeconds(1));
        dynamo.refused("DescribeStream", "{'StreamArn':'" + arn + "'}", "ResourceNotFoundException", "not found");
    }

    @Test
    void twoStreamsOfOneMomentHaveDifferentNames() {
        dynamo.call("UpdateTable", "{" + TABLE + ",'StreamSpecification':{'StreamEnabled':false}}");
        String second = dynamo.call(
                        "UpdateTable",
                        "{" + TABLE + ",'StreamSpecification':{'StreamEnabled':true,'StreamViewType':'KEYS_ONLY'}}")
                .at("/TableDescription/LatestStreamArn")
                .asText();
        assertFalse(arn.equals(second));
    }

    @Test
    void aTokenIsKnownForTenMinutes() {
        String add = "{'ClientRequestToken':'t','TransactItems':[{'Update':{" + TABLE + ",'Key':{'id':{'S':'a'}},"
                + "'UpdateExpression':'ADD n :v','ExpressionAttributeValues':{':v':{'N':'1'}}}}]}";
        dynamo.call("TransactWriteItems", add);
        pass(Duration.ofMinutes(10));
        dynamo.call("TransactWriteItems", add);
        assertEquals("1", row("a").at("/n/N").asText());
        pass(Duration.ofMillis(1));
        dynamo.call("TransactWriteItems", add);
        assertEquals("2", row("a").at("/n/N").asText());
    }

    private JsonNode row(String id) {
        return dynamo.call("GetItem", "{" + TABLE + ",'Key':{'id':{'S':'" + id + "'}}}")
                .path("Item");
    }

    @Test
    void aRowInATransactionIsReadButNotWritten() {
        put("a");
        model.hold("images", "a");
        String key = TABLE + ",'Key':{'id':{'S':'a'}}";
        assertFalse(row("a").isMissingNode());
        dynamo.refused(
                "DeleteItem", "{" + key + "}", "TransactionConflictException", "Transaction is ongoing for the item");
        JsonNode conflict = json("[{'Code':'None'},"
                + "{'Code':'TransactionConflict','Message':'Transaction is ongoing for the item'}]");
        String two = "'TransactItems':[{'OP':{" + TABLE + ",'Key':{'id':{'S':'b'}}}},{'OP':{" + key + "}}]";
        assertEquals(
                conflict,
                dynamo.ask("TransactWriteItems", "{" + two.replace("OP", "Delete") + "}")
                        .body()
                        .get("CancellationReasons"));
        assertEquals(
                conflict,
                dynamo.ask("TransactGetItems", "{" + two.replace("OP", "Get") + "}")
                        .body()
                        .get("CancellationReasons"));
        assertEquals(
                1,
                dynamo.call(
                                "BatchWriteItem",
                                "{'RequestItems':{'images':[{'DeleteRequest':{'Key':{'id':{'S':'a'}}}},"
                                        + "{'PutRequest':{'Item':{'id':{'S':'b'}}}}]}}")
                        .at("/UnprocessedItems/images")
                        .size());
        assertFalse(row("b").isMissingNode());
        model.release("images", "a");
        dynamo.call("DeleteItem", "{" + key + "}");
        assertTrue(row("a").isMissingNode());
    }

    @Test
    void whatIsNotModelledIsRefusedAndNotIgnored() {
        dynamo.refused(
                "PutItem",
                "{" + TABLE + ",'Item':{'id':{'S':'a'}},'Expected':{'id':{'Exists':false}}}",
                "ValidationException",
                "“Expected”");
    }

    @Test
    void theSameRequestsGetTheSameAnswers() {
        assertArrayEquals(session(), session());
    }

    private static byte[] session() {
        var model = new DynamoModel(() -> Instant.EPOCH);
        var all = new ByteArrayOutputStream();
        String arn = makeTable(DynamoWire.in(model));
        for (String request : List.of(
                "DynamoDB_20120810.PutItem {'TableName':'images','Item':{'id':{'S':'a'},'n':{'N':'1'}}}",
                "DynamoDB_20120810.PutItem {'TableName':'images','Item':{'id':{'S':'b'}}}",
                "DynamoDB_20120810.Scan {'TableName':'images'}",
                "DynamoDB_20120810.DescribeTable {'TableName':'images'}",
                "DynamoDBStreams_20120810.DescribeStream {'StreamArn':'" + arn + "'}")) {
            String[] parts = request.split(" ", 2);
            WireAnswer answer = model.answer(DynamoWire.request(parts[0], parts[1].replace('\'', '"')));
            all.writeBytes((answer.status()
                            + answer.headers().entrySet().stream()
                                    .map(Object::toString)
                                    .sorted()
                                    .collect(Collectors.joining(",")))
                    .getBytes(StandardCharsets.UTF_8));
            all.writeBytes(answer.body());
        }
        return all.toByteArray();
    }

    @Test
    void theSdkSpeaksToItWithoutANetwork() {
        try (DynamoDbClient client = DynamoDbClient.builder()
                .httpClient(new DirectHttp(model))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .build()) {
            var item = Map.of("id", AttributeValue.fromS("ä"), "n", AttributeValue.fromN("1"));
            client.putItem(put -> put.tableName("images").item(item));
            assertEquals(
                    item, client.scan(scan -> scan.tableName("images")).items().getFirst());
        }
    }
}
