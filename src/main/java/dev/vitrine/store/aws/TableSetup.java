package dev.vitrine.store.aws;

import static dev.vitrine.store.aws.DynamoItem.CREATED_AT;
import static dev.vitrine.store.aws.DynamoItem.IMAGE_ID;
import static dev.vitrine.store.aws.DynamoItem.USER_ID;
import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import dev.vitrine.store.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// Looks at one table of a library, and makes it or what it lacks.
final class TableSetup {
    /// For about half an hour: an index on a large table takes that long.
    private static final RetryPolicy UNTIL_READY = new RetryPolicy(1200, Duration.ofMillis(20), Duration.ofSeconds(2));
    private static final List<KeySchemaElement> KEY = List.of(element(IMAGE_ID, KeyType.HASH));
    private static final List<KeySchemaElement> INDEX_KEY =
            List.of(element(USER_ID, KeyType.HASH), element(CREATED_AT, KeyType.RANGE));
    private static final StreamSpecification STREAM = StreamSpecification.builder()
            .streamEnabled(true)
            .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)
            .build();
    private static final Projection ALL =
            Projection.builder().projectionType(ProjectionType.ALL).build();

    /// @param index of our name, whatever its shape
    record Found(boolean table, boolean index, boolean stream) {
        static final Found ALL = new Found(true, true, true);
    }

    private final DynamoDbClient dynamo;
    private final DynamoDbStreamsClient streams;
    private final String name;

    TableSetup(AwsClients clients, String name) {
        this.dynamo = clients.dynamo();
        this.streams = clients.streams();
        this.name = name;
    }

    Found found() {
        try {
            TableDescription table = description();
            if (!KEY.equals(table.keySchema()) || !table.attributeDefinitions().contains(attribute(IMAGE_ID))) {
                throw AwsFailures.otherKey(quoted(name), null);
            }
            boolean hasIndex = table.globalSecondaryIndexes().stream()
                    .anyMatch(index -> index.indexName().equals(DynamoLists.INDEX));
            boolean hasStream = table.streamSpecification() != null
                    && Boolean.TRUE.equals(table.streamSpecification().streamEnabled());
            return new Found(true, hasIndex, hasStream);
        } catch (ResourceNotFoundException _) {
            return new Found(false, false, false);
        }
    }

    /// True when nobody could be asked: what is not known to be lacking is offered.
    boolean canStream() {
        try {
            streams.listStreams(list -> list.limit(1));
            return true;
        } catch (DynamoDbException e) {
            return !AwsErrors.isUnsupported(e);
        }
    }

    void make(boolean withIndex) {
        var request = CreateTableRequest.builder()
                .tableName(name)
                .keySchema(KEY)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .streamSpecification(STREAM);
        if (withIndex) {
            request.attributeDefinitions(attribute(IMAGE_ID), attribute(USER_ID), attribute(CREATED_AT))
                    .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                            .indexName(DynamoLists.INDEX)
                            .keySchema(INDEX_KEY)
                            .projection(ALL)
                            .build());
        } else {
            request.attributeDefinitions(attribute(IMAGE_ID));
        }
        dynamo.createTable(request.build());
        waitUntilReady();
    }

    void addIndex() {
        Optional<ProvisionedThroughput> throughput = throughputOfIndex(description());
        dynamo.updateTable(update -> update.tableName(name)
                .attributeDefinitions(attribute(IMAGE_ID), attribute(USER_ID), attribute(CREATED_AT))
                .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                        .create(index -> {
                            index.indexName(DynamoLists.INDEX)
                                    .keySchema(INDEX_KEY)
                                    .projection(ALL);
                            throughput.ifPresent(index::provisionedThroughput);
                        })
                        .build()));
        waitUntilReady();
    }

    void addStream() {
        dynamo.updateTable(update -> update.tableName(name).streamSpecification(STREAM));
        waitUntilReady();
    }

    /// A table with fixed capacity wants it for its index too; one that is paid per request must not have it.
    private static Optional<ProvisionedThroughput> throughputOfIndex(TableDescription table) {
        boolean perRequest = table.billingModeSummary() != null
                && table.billingModeSummary().billingMode() == BillingMode.PAY_PER_REQUEST;
        if (perRequest
                || table.provisionedThroughput() == null
                || table.provisionedThroughput().readCapacityUnits() == 0) {
            return Optional.empty();
        }
        return Optional.of(ProvisionedThroughput.builder()
                .readCapacityUnits(table.provisionedThroughput().readCapacityUnits())
                .writeCapacityUnits(table.provisionedThroughput().writeCapacityUnits())
                .build());
    }

    private void waitUntilReady() {
        try {
            for (RetryPolicy.Attempts attempts = UNTIL_READY.begin(); !isReady(); ) {
                if (!attempts.isNext()) {
                    throw new ImageException.Unreachable(
                            "The table " + quoted(name) + " is still being made. Look again in some minutes.", null);
                }
            }
        } catch (ImageException.Cancelled e) {
            throw new ImageException.Cancelled("Stopped. The table " + quoted(name) + " is made all the same.", e);
        }
    }

    private boolean isReady() {
        try {
            TableDescription table = description();
            return table.tableStatus() == TableStatus.ACTIVE
                    && table.globalSecondaryIndexes().stream()
                            .allMatch(index -> index.indexStatus() == IndexStatus.ACTIVE);
        } catch (ResourceNotFoundException _) {
            // Right after it was made, a table may not be visible everywhere yet.
            return false;
        }
    }

    private TableDescription description() {
        return dynamo.describeTable(describe -> describe.tableName(name)).table();
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement element(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
