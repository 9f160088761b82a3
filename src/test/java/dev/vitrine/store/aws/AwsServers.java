package dev.vitrine.store.aws;

import dev.vitrine.cloud.dynamo.DynamoModel;
import dev.vitrine.cloud.dynamo.DynamoServer;
import dev.vitrine.store.AwsKeys;
import dev.vitrine.store.AwsSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// S3 and DynamoDB for tests: servers in this JVM, started once, on loopback and any free port;
/// or those at `-Dvitrine.test.s3=…` and `-Dvitrine.test.dynamodb=…` (keys `test`/`test`).
public final class AwsServers {
    public static final AwsKeys KEYS = new AwsKeys("test", "test", "");

    private AwsServers() {}

    /// Names that no other test uses; nothing is made yet.
    public static AwsSettings settings() {
        return settings(
                URI.create(System.getProperty("vitrine.test.s3", Own.S3)),
                URI.create(System.getProperty("vitrine.test.dynamodb", OwnDynamo.ADDRESS)));
    }

    public static AwsSettings settings(URI s3, URI dynamo) {
        String name = "t" + UUID.randomUUID().toString().substring(0, 18);
        return new AwsSettings(
                Optional.of(s3),
                Optional.of(dynamo),
                true,
                "us-east-1",
                "",
                name,
                name,
                name + "-trash",
                AwsSettings.Checksums.WHEN_REQUIRED,
                Duration.ofHours(1));
    }

    /// A library as “Set up” makes it, with clients of its own.
    public static AwsClients library(AwsSettings settings) {
        AwsClients clients = AwsClients.open(settings, Optional.of(KEYS));
        var setup = new AwsSetup(clients);
        setup.apply(setup.plan());
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

    private static final class Own {
        // Its log calls every feature that it lacks an error. Held here, or the level is lost with the logger.
        private static final Logger QUIET = Logger.getLogger("org.gaul");

        static final String S3 = startS3();

        private static String startS3() {
            try {
                QUIET.setLevel(Level.OFF);
                Path folder = Files.createTempDirectory("vitrine-s3");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteAll(folder)));
                S3Proxy proxy = S3Proxy.builder()
                        .endpoint(URI.create("http://127.0.0.1:0"))
                        .awsAuthentication(AuthenticationType.AWS_V4, KEYS.accessKeyId(), KEYS.secretAccessKey())
                        .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                        .build();
                proxy.start();
                return "http://127.0.0.1:" + proxy.getPort();
            } catch (Exception e) {
                throw new IllegalStateException("The S3 server of the tests did not start.", e);
            }
        }

        private static void deleteAll(Path folder) {
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            } catch (IOException | UncheckedIOException _) {
                // The system's temporary folder is cleaned up by the system.
            }
        }
    }

    private static final class OwnDynamo {
        static final String ADDRESS = start();

        private static String start() {
            try {
                return DynamoServer.start(new DynamoModel(Clock.systemUTC()))
                        .address()
                        .toString();
            } catch (IOException e) {
                throw new UncheckedIOException("The DynamoDB server of the tests did not start.", e);
            }
        }
    }
}
