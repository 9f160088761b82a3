package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.AwsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/// The template, what “Set up” makes and what the permission check tries all speak of the same things.
class AwsTemplateTest {
    @Test
    void aReaderMayReadThisLibraryAndNothingElse() throws IOException {
        assertEquals(
                Set.of(
                        List.of("${Bucket.Arn}"),
                        List.of("${Bucket.Arn}/*"),
                        List.of("${Table.Arn}", "${TrashTable.Arn}"),
                        List.of("${Table.Arn}/index/*"),
                        List.of("${Table.Arn}/stream/*", "${TrashTable.Arn}/stream/*")),
                statements("ReaderPolicy").keySet());
        assertTrue(actions("ReaderPolicy").stream().noneMatch(action -> action.contains("*")), "no wildcard actions");
        assertTrue(actions("ReaderPolicy").stream()
                .noneMatch(action -> action.matches(".*:(Put|Delete|Update|Create|Abort).*")));
    }

    @Test
    void aContributorMayDoWhatAReaderMay() throws IOException {
        assertTrue(actions("ContributorPolicy").containsAll(actions("ReaderPolicy")));
    }

    @Test
    void aContributorMayDoEverythingThatThePermissionCheckTries() throws IOException {
        List<String> allowed = actions("ContributorPolicy");
        try (AwsClients clients = AwsServers.library(AwsServers.settings())) {
            new AwsPermissions(clients)
                    .check(permission -> assertTrue(allowed.containsAll(permission.actions()), permission.toString()));
        }
    }

    @Test
    void itMakesTheSameTablesAndBucket() throws IOException {
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
                AwsSettings.ofAws("", "eu-central-1").trashTable(),
                map(parameters.get("TrashTableName")).get("Default"));
    }

    @Test
    void localStackListensOnThisMachineOnly() throws IOException {
        Map<?, ?> compose = new Yaml().load(Files.readString(Path.of("docker-compose.yml")));
        Map<?, ?> localStack = map(map(compose.get("services")).get("localstack"));
        assertEquals("localstack/localstack:4.14.0", localStack.get("image"));
        assertEquals(List.of("127.0.0.1:4566:4566"), localStack.get("ports"));
        assertTrue(localStack.containsKey("healthcheck"));
    }

    private static List<String> actions(String policy) throws IOException {
        return statements(policy).values().stream().flatMap(Collection::stream).toList();
    }

    /// Actions by what they act on.
    private static Map<List<String>, List<String>> statements(String policy) throws IOException {
        Map<?, ?> document =
                map(properties(map(template().get("Resources")), policy).get("PolicyDocument"));
        return ((List<?>) document.get("Statement"))
                .stream()
                        .map(AwsTemplateTest::map)
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
