package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.aws.AwsPolicies.Resource;
import dev.vitrine.store.aws.AwsPolicies.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/// The policies, the template, what “Set up” makes and what the permission check tries all speak of the same things.
class AwsPoliciesTest {
    private static final AwsSettings SETTINGS = AwsSettings.ofAws("", "eu-central-1");

    private static final Map<Resource, List<String>> ARNS_IN_TEMPLATE = Map.of(
            Resource.BUCKET, List.of("${Bucket.Arn}"),
            Resource.OBJECTS, List.of("${Bucket.Arn}/*"),
            Resource.TABLES, List.of("${Table.Arn}", "${TrashTable.Arn}"),
            Resource.INDEXES, List.of("${Table.Arn}/index/*"),
            Resource.STREAMS, List.of("${Table.Arn}/stream/*", "${TrashTable.Arn}/stream/*"));

    @Test
    void aReaderMayReadThisLibraryAndNothingElse() throws IOException {
        JsonNode policy = new ObjectMapper().readTree(AwsPolicies.json(Role.READER, SETTINGS));

        assertEquals("2012-10-17", policy.get("Version").asText());
        assertEquals(
                List.of(
                        "arn:aws:s3:::image-storage-bucket",
                        "arn:aws:s3:::image-storage-bucket/*",
                        "arn:aws:dynamodb:*:*:table/image-metadata",
                        "arn:aws:dynamodb:*:*:table/image-metadata-trash",
                        "arn:aws:dynamodb:*:*:table/image-metadata/index/*",
                        "arn:aws:dynamodb:*:*:table/image-metadata/stream/*",
                        "arn:aws:dynamodb:*:*:table/image-metadata-trash/stream/*"),
                policy.findValues("Resource").stream()
                        .flatMap(resources -> resources.valueStream())
                        .map(JsonNode::asText)
                        .toList());
        assertTrue(policy.findValues("Action").toString().matches("[^*]*"), "no wildcard actions");
        assertTrue(
                all(Role.READER).stream().noneMatch(action -> action.matches(".*:(Put|Delete|Update|Create|Abort).*")));
    }

    @ParameterizedTest
    @CsvSource({
        "cn-north-1, arn:aws-cn:",
        "us-gov-west-1, arn:aws-us-gov:",
        "eu-central-1, arn:aws:",
        "mars-north-1, arn:aws:",
        "'', arn:aws:"
    })
    void namesAreThoseOfThePartitionOfTheRegion(String region, String start) throws IOException {
        JsonNode policy = new ObjectMapper().readTree(AwsPolicies.json(Role.ADMIN, AwsSettings.ofAws("", region)));
        List<String> names = policy.findValues("Resource").stream()
                .flatMap(resources -> resources.valueStream())
                .map(JsonNode::asText)
                .toList();
        assertTrue(names.stream().allMatch(name -> name.startsWith(start)), names.toString());
    }

    @Test
    void everyRoleMayDoWhatTheOnesBelowItMay() {
        assertTrue(all(Role.CONTRIBUTOR).containsAll(all(Role.READER)));
        assertTrue(all(Role.ADMIN).containsAll(all(Role.CONTRIBUTOR)));
    }

    @Test
    void aContributorMayDoEverythingThatThePermissionCheckTries() {
        try (AwsClients clients = AwsServers.library(AwsServers.settings())) {
            new AwsPermissions(clients)
                    .check(permission ->
                            assertTrue(all(Role.CONTRIBUTOR).containsAll(permission.actions()), permission.toString()));
        }
    }

    @Test
    void theTemplateGivesTheSamePermissions() throws IOException {
        Map<?, ?> resources = map(template().get("Resources"));
        assertEquals(statements(Role.READER), statements(resources.get("ReaderPolicy")));
        assertEquals(statements(Role.CONTRIBUTOR), statements(resources.get("ContributorPolicy")));
    }

    @Test
    void theTemplateMakesTheSameTablesAndBucket() throws IOException {
        Map<?, ?> resources = map(template().get("Resources"));
        Map<?, ?> bucket = properties(resources, "Bucket");
        Map<?, ?> table = properties(resources, "Table");
        Map<?, ?> trash = properties(resources, "TrashTable");

        assertEquals(
                Map.of(
                        "BlockPublicAcls",
                        true,
                        "BlockPublicPolicy",
                        true,
                        "IgnorePublicAcls",
                        true,
                        "RestrictPublicBuckets",
                        true),
                bucket.get("PublicAccessBlockConfiguration"));
        assertEquals(
                Map.of(
                        "Rules",
                        List.of(
                                Map.of(
                                        "Id",
                                        BucketSetup.RULE,
                                        "Status",
                                        "Enabled",
                                        "AbortIncompleteMultipartUpload",
                                        Map.of("DaysAfterInitiation", BucketSetup.RULE_DAYS)),
                                Map.of(
                                        "Id",
                                        BucketSetup.SHARED_RULE,
                                        "Status",
                                        "Enabled",
                                        "Prefix",
                                        ObjectKey.SHARED,
                                        "ExpirationInDays",
                                        BucketSetup.SHARED_DAYS))),
                bucket.get("LifecycleConfiguration"));
        assertEquals(
                List.of(Map.of(
                        "IndexName",
                        DynamoLists.INDEX,
                        "KeySchema",
                        List.of(
                                Map.of("AttributeName", "user_id", "KeyType", "HASH"),
                                Map.of("AttributeName", "created_at", "KeyType", "RANGE")),
                        "Projection",
                        Map.of("ProjectionType", "ALL"))),
                table.get("GlobalSecondaryIndexes"));
        for (Map<?, ?> each : List.of(table, trash)) {
            assertEquals(List.of(Map.of("AttributeName", "image_id", "KeyType", "HASH")), each.get("KeySchema"));
            assertEquals(Map.of("StreamViewType", "NEW_AND_OLD_IMAGES"), each.get("StreamSpecification"));
            assertEquals("PAY_PER_REQUEST", each.get("BillingMode"));
        }
        Map<?, ?> parameters = map(template().get("Parameters"));
        assertEquals(AwsSettings.DEFAULT_TABLE, map(parameters.get("TableName")).get("Default"));
        assertEquals(
                SETTINGS.trashTable(), map(parameters.get("TrashTableName")).get("Default"));
    }

    @Test
    void localStackListensOnThisMachineOnly() throws IOException {
        Map<?, ?> compose = new Yaml().load(Files.readString(Path.of("docker-compose.yml")));
        Map<?, ?> localStack = map(map(compose.get("services")).get("localstack"));
        assertEquals("localstack/localstack:4.14.0", localStack.get("image"));
        assertEquals(List.of("127.0.0.1:4566:4566"), localStack.get("ports"));
        assertTrue(localStack.containsKey("healthcheck"));
    }

    private static List<String> all(Role role) {
        return AwsPolicies.actions(role).values().stream()
                .flatMap(Collection::stream)
                .toList();
    }

    private static Map<List<String>, List<String>> statements(Role role) {
        return AwsPolicies.actions(role).entrySet().stream()
                .collect(Collectors.toMap(statement -> ARNS_IN_TEMPLATE.get(statement.getKey()), Map.Entry::getValue));
    }

    private static Map<List<String>, List<String>> statements(Object policy) {
        Map<?, ?> document = map(map(map(policy).get("Properties")).get("PolicyDocument"));
        return ((List<?>) document.get("Statement"))
                .stream()
                        .map(AwsPoliciesTest::map)
                        .collect(Collectors.toMap(
                                statement -> ((List<?>) statement.get("Resource"))
                                        .stream()
                                                .map(arn -> (String) map(arn).get("Fn::Sub"))
                                                .toList(),
                                statement -> ((List<?>) statement.get("Action"))
                                        .stream().map(String.class::cast).toList()));
    }

    private static Map<?, ?> template() throws IOException {
        return new Yaml().load(Files.readString(Path.of("packaging", "aws", "template.yaml")));
    }

    private static Map<?, ?> properties(Map<?, ?> resources, String name) {
        return map(map(resources.get(name)).get("Properties"));
    }

    private static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }
}
