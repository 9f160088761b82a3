package dev.vitrine.store.aws;

import dev.vitrine.cloud.LoopbackServer;
import dev.vitrine.cloud.dynamo.DynamoModel;
import dev.vitrine.cloud.s3.S3Model;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.AwsKeys;
import dev.vitrine.store.AwsSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// S3 and DynamoDB for tests: servers in this JVM, started once, on loopback and any free port; or those at
/// `-Dvitrine.test.s3=…` and `-Dvitrine.test.dynamodb=…` (keys `test`/`test`).
public final class AwsServers {
    public static final AwsKeys KEYS = new AwsKeys("test", "test", "");

    /// For an attribute that [#putRow] leaves out.
    public static final AttributeValue ABSENT = AttributeValue.builder().build();

    private AwsServers() {}

    /// Names that no other test uses; nothing is made yet.
    public static AwsSettings settings() {
        return settings(
                URI.create(System.getProperty("vitrine.test.s3", OwnS3.ADDRESS)),
                URI.create(System.getProperty("vitrine.test.dynamodb", OwnDynamo.ADDRESS)));
    }

    public static AwsSettings settings(URI s3, URI dynamo) {
        String name = "t" + UUID.randomUUID().toString().substring(0, 18);
        return AwsSettings.ofEndpoints(s3, dynamo).withNames(name, name, name + "-trash");
    }

    /// A library as “Set up” makes it, with clients of its own.
    public static AwsClients library(AwsSettings settings) {
        AwsClients clients = AwsClients.open(settings, Optional.of(KEYS));
        var setup = new AwsSetup(clients);
        setup.apply(setup.plan().steps(), _ -> {});
        return clients;
    }

    /// A table with an index of our name and any shape, without stream and trash.
    static void makeTable(AwsClients clients, String sortKey, ProjectionType projection) {
        clients.dynamo()
                .createTable(create -> create.tableName(clients.settings().table())
                        .keySchema(key("image_id", KeyType.HASH))
                        .attributeDefinitions(text("image_id"), text("user_id"), text(sortKey))
                        .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                                .indexName(DynamoLists.INDEX)
                                .keySchema(key("user_id", KeyType.HASH), key(sortKey, KeyType.RANGE))
                                .projection(shown -> shown.projectionType(projection))
                                .build())
                        .billingMode(BillingMode.PAY_PER_REQUEST));
        clients.dynamo()
                .waiter()
                .waitUntilTableExists(
                        describe -> describe.tableName(clients.settings().table()));
    }

    /// As somebody may have made it for other rows.
    static void makeTable(AwsClients clients, String name, String... keys) {
        clients.dynamo()
                .createTable(create -> create.tableName(name)
                        .keySchema(IntStream.range(0, keys.length)
                                .mapToObj(i -> key(keys[i], i == 0 ? KeyType.HASH : KeyType.RANGE))
                                .toList())
                        .attributeDefinitions(
                                Stream.of(keys).map(AwsServers::text).toList())
                        .billingMode(BillingMode.PAY_PER_REQUEST));
        clients.dynamo().waiter().waitUntilTableExists(describe -> describe.tableName(name));
    }

    /// A row as another program may have written it: what is not said is as the image storage service writes it.
    public static void putRow(AwsSettings settings, String imageId, Map<String, AttributeValue> attributes) {
        var row = new HashMap<>(Map.of(
                "image_id", AttributeValue.fromS(imageId),
                "user_id", AttributeValue.fromS("alice"),
                "title", AttributeValue.fromS("T"),
                "description", AttributeValue.fromS(""),
                "tags", AttributeValue.fromL(List.of()),
                "s3_key", AttributeValue.fromS("alice/" + imageId),
                "created_at", AttributeValue.fromS("2024-01-01T00:00:00"),
                "updated_at", AttributeValue.fromS("2024-01-01T00:00:00")));
        row.putAll(attributes);
        row.values().removeIf(ABSENT::equals);
        try (AwsClients clients = AwsClients.open(settings, Optional.of(KEYS))) {
            clients.dynamo().putItem(put -> put.tableName(settings.table()).item(row));
        }
    }

    /// As a rule of the bucket does it: nobody tells the table.
    public static void moveToClass(AwsSettings settings, ObjectKey key, String storageClass) {
        try (AwsClients clients = AwsClients.open(settings, Optional.of(KEYS))) {
            clients.s3()
                    .copyObject(copy -> copy.sourceBucket(settings.bucket())
                            .sourceKey(key.path())
                            .destinationBucket(settings.bucket())
                            .destinationKey(key.path())
                            .storageClass(storageClass));
        }
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    public static boolean areOwn() {
        return System.getProperty("vitrine.test.s3") == null;
    }

    /// Servers in this JVM, each started when it is first asked for.
    private static final class Own {
        private static String start(Start server) {
            try {
                return server.start().toString();
            } catch (IOException e) {
                throw new UncheckedIOException("A server of the tests did not start.", e);
            }
        }
    }

    private interface Start {
        URI start() throws IOException;
    }

    private static final class OwnS3 {
        static final String ADDRESS = Own.start(
                () -> LoopbackServer.start(new S3Model(Clock.systemUTC(), KEYS.accessKeyId(), KEYS.secretAccessKey())));
    }

    private static final class OwnDynamo {
        static final String ADDRESS = Own.start(() -> LoopbackServer.start(new DynamoModel(Clock.systemUTC())));
    }
}
