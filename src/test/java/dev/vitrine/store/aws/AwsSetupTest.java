package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.Permission;
import dev.vitrine.store.Permission.Ability;
import dev.vitrine.store.Permission.Outcome;
import dev.vitrine.store.aws.AwsSetup.ExistingParts;
import dev.vitrine.store.aws.AwsSetup.Plan;
import dev.vitrine.store.aws.AwsSetup.Planned;
import dev.vitrine.store.aws.AwsSetup.SetupStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

class AwsSetupTest {
    @Test
    void whereNothingIsEverythingIsPlannedMadeAndThenComplete() {
        AwsSettings settings = AwsServers.settings();
        try (AwsClients clients = AwsClients.open(settings, Optional.of(AwsServers.KEYS))) {
            var setup = new AwsSetup(clients);
            Plan plan = setup.plan();
            assertEquals(
                    List.of(SetupStep.MAKE_BUCKET, SetupStep.MAKE_TABLE, SetupStep.MAKE_TRASH_TABLE),
                    plan.steps().stream().map(Planned::step).toList());
            assertTrue(plan.steps().getFirst().sentence().contains(settings.bucket()), plan.toString());

            var done = new ArrayList<Planned>();
            setup.apply(plan.steps(), done::add);

            assertEquals(plan.steps(), done);
            assertEquals(List.of(), setup.plan().steps());
            assertEquals(
                    new ExistingParts(true, true, true, setup.found().versionsKept(), true, true, true, true, true),
                    setup.found());
            assertEquals(
                    Set.of(Outcome.FINE),
                    new AwsPermissions(clients)
                            .check(_ -> {}).stream().map(Permission::outcome).collect(Collectors.toSet()));
            assertEquals(
                    0,
                    clients.dynamo()
                            .scan(scan -> scan.tableName(settings.table()))
                            .count(),
                    "the check left a row");
            assertEquals(
                    List.of(),
                    clients.s3()
                            .listObjectsV2(list -> list.bucket(settings.bucket()))
                            .contents());
        }
    }

    /// A rule of a bucket knows no pattern that only our keys have.
    @Test
    void thePlanSaysThatTheRuleEndsUploadsOfOthersToo() {
        try (AwsClients clients = AwsClients.open(AwsServers.settings(), Optional.of(AwsServers.KEYS))) {
            var setup = new AwsSetup(clients);
            for (boolean isThere : new boolean[] {false, true}) {
                Planned rule = setup.plan(new ExistingParts(isThere, true, false, true, true, true, true, true, true))
                        .steps()
                        .getFirst();
                assertTrue(
                        rule.sentence().contains("those of other programs that use this bucket, too"), rule.sentence());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"id, S", "image_id, N", "image_id, B"})
    void aTableWithAnotherKeyIsNotOneOfImages(String key, String type) {
        AwsSettings settings = AwsServers.settings();
        try (AwsClients clients = AwsClients.open(settings, Optional.of(AwsServers.KEYS))) {
            clients.s3().createBucket(create -> create.bucket(settings.bucket()));
            clients.dynamo()
                    .createTable(create -> create.tableName(settings.table())
                            .keySchema(KeySchemaElement.builder()
                                    .attributeName(key)
                                    .keyType(KeyType.HASH)
                                    .build())
                            .attributeDefinitions(AttributeDefinition.builder()
                                    .attributeName(key)
                                    .attributeType(type)
                                    .build())
                            .billingMode(BillingMode.PAY_PER_REQUEST));
            var refused = assertThrows(ImageException.Failed.class, () -> new AwsSetup(clients).plan());
            assertTrue(refused.getMessage().contains("is not one of images"), refused.getMessage());
        }
    }

    @Test
    void aTableOfThePythonServiceIsOfferedIndexStreamAndTrash() {
        AwsSettings settings = AwsServers.settings();
        try (AwsClients clients = AwsClients.open(settings, Optional.of(AwsServers.KEYS))) {
            clients.s3().createBucket(create -> create.bucket(settings.bucket()));
            clients.dynamo()
                    .createTable(create -> create.tableName(settings.table())
                            .keySchema(KeySchemaElement.builder()
                                    .attributeName("image_id")
                                    .keyType(KeyType.HASH)
                                    .build())
                            .attributeDefinitions(AttributeDefinition.builder()
                                    .attributeName("image_id")
                                    .attributeType("S")
                                    .build())
                            .provisionedThroughput(
                                    units -> units.readCapacityUnits(5L).writeCapacityUnits(5L)));
            var setup = new AwsSetup(clients);
            Plan plan = setup.plan();
            Set<SetupStep> steps = plan.steps().stream().map(Planned::step).collect(Collectors.toSet());
            steps.removeAll(Set.of(SetupStep.BLOCK_PUBLIC_ACCESS, SetupStep.CLEAN_UNFINISHED_UPLOADS));
            assertEquals(Set.of(SetupStep.ADD_INDEX, SetupStep.ADD_STREAM, SetupStep.MAKE_TRASH_TABLE), steps);
            assertEquals(
                    Set.of(Ability.LIST_BY_USER, Ability.USE_TRASH, Ability.FOLLOW_CHANGES),
                    new AwsPermissions(clients)
                            .check(_ -> {}).stream()
                                    .filter(permission -> permission.outcome() == Outcome.LESS)
                                    .map(Permission::ability)
                                    .collect(Collectors.toSet()));

            setup.apply(plan.steps(), _ -> {});

            assertEquals(List.of(), setup.plan().steps());
        }
    }

    @Test
    void formerVersionsAreKeptForWhoeverAsksForIt() {
        assumeFalse(
                AwsServers.areOwn(),
                "The model of S3 keeps no versions; another server can be named by -Dvitrine.test.s3");
        AwsSettings settings = AwsServers.settings();
        try (AwsClients clients = AwsClients.open(settings, Optional.of(AwsServers.KEYS))) {
            var setup = new AwsSetup(clients);
            setup.apply(setup.plan().steps(), _ -> {});
            List<Planned> options = setup.plan().options();
            assertEquals(
                    List.of(SetupStep.KEEP_VERSIONS),
                    options.stream().map(Planned::step).toList());
            assertFalse(setup.found().versionsKept());

            setup.apply(options, _ -> {});

            assertEquals(new Plan(List.of(), List.of()), setup.plan());
            assertEquals(
                    Set.of(
                            "vitrine-clean-unfinished-uploads",
                            "vitrine-remove-shared-copies",
                            "vitrine-clean-former-versions"),
                    clients.s3().getBucketLifecycleConfiguration(get -> get.bucket(settings.bucket())).rules().stream()
                            .map(LifecycleRule::id)
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void versionsAreOfferedOnlyWhereTheyAreNotKept() {
        try (AwsClients clients = AwsClients.open(AwsServers.settings(), Optional.of(AwsServers.KEYS))) {
            var setup = new AwsSetup(clients);
            assertEquals(
                    List.of(),
                    setup.plan(new ExistingParts(true, true, true, true, true, true, true, true, true))
                            .options());
            Plan offered = setup.plan(new ExistingParts(true, true, true, false, true, true, true, true, true));
            assertEquals(List.of(), offered.steps());
            assertEquals(
                    List.of(SetupStep.KEEP_VERSIONS),
                    offered.options().stream().map(Planned::step).toList());
        }
    }

    @Test
    void whatIsMissingIsTickedWithTheExactReason() {
        try (AwsClients clients = AwsClients.open(AwsServers.settings(), Optional.of(AwsServers.KEYS))) {
            List<Permission> permissions = new AwsPermissions(clients).check(_ -> {});
            assertEquals(
                    List.of(Ability.values()),
                    permissions.stream().map(Permission::ability).toList());
            assertEquals(Outcome.MISSING, permissions.getFirst().outcome());
            assertTrue(
                    permissions.getFirst().reason().contains("There is no bucket"),
                    permissions.getFirst().reason());
            assertTrue(permissions.stream()
                    .filter(permission -> permission.ability() == Ability.WRITE_ROWS)
                    .findFirst()
                    .orElseThrow()
                    .reason()
                    .contains("There is no table"));
        }
    }

    @ParameterizedTest
    @CsvSource({"created_at, KEYS_ONLY", "updated_at, ALL"})
    void anIndexOfOurNameButAnotherShapeIsSaidAndNotOfferedAgain(String sortKey, ProjectionType projection) {
        AwsSettings settings = AwsServers.settings();
        try (AwsClients clients = AwsClients.open(settings, Optional.of(AwsServers.KEYS))) {
            AwsServers.makeTable(clients, sortKey, projection);
            assertFalse(steps(clients).contains(SetupStep.ADD_INDEX));
            assertLess(clients, Ability.LIST_BY_USER, "Remove that index");
        }
    }

    /// Rows that move between two tables need transactions: without them there is no trash.
    @Test
    void aServerWithoutTransactionsGetsNoTrashAndTakesRows() {
        AwsSettings settings = AwsServers.settings();
        FaultyHttp network =
                FaultyHttp.forOnly(FaultyHttp.asks("TransactWriteItems").or(FaultyHttp.asks("TransactGetItems")));
        network.answerDynamo(1000, 400, "UnknownOperationException", "");
        try (AwsClients clients = network.clients(settings)) {
            assertEquals(List.of(SetupStep.MAKE_BUCKET, SetupStep.MAKE_TABLE), steps(clients));
            AwsServers.library(settings).close(); // somebody made the trash table all the same
            var rows = new DynamoMetadataStore(clients);
            var row = new ImageRecord("some-id", "alice", Caption.EMPTY, ImageFacts.UNKNOWN, Instant.EPOCH);
            rows.put(row);
            assertEquals(Optional.of(row), rows.find("some-id"));
            assertFalse(rows.keepsTrash());
            ImageException failure = assertThrows(ImageException.class, () -> rows.trash("some-id", Instant.EPOCH));
            assertTrue(failure.getMessage().contains("has no trash"), failure.getMessage());
            assertLess(clients, Ability.USE_TRASH, "transactions");
        }
    }

    @Test
    void aServerWithoutStreamsIsOfferedNone() {
        AwsSettings settings = AwsServers.settings();
        FaultyHttp network = FaultyHttp.forOnly(request -> request.firstMatchingHeader("X-Amz-Target")
                .filter(target -> target.startsWith("DynamoDBStreams"))
                .isPresent());
        network.answerDynamo(1000, 400, "UnknownOperationException", "");
        try (AwsClients clients = network.clients(settings)) {
            AwsServers.makeTable(clients, "created_at", ProjectionType.ALL);
            assertEquals(List.of(SetupStep.MAKE_BUCKET, SetupStep.MAKE_TRASH_TABLE), steps(clients));
            assertLess(clients, Ability.FOLLOW_CHANGES, "knows no streams");
        }
    }

    private static List<SetupStep> steps(AwsClients clients) {
        return new AwsSetup(clients).plan().steps().stream().map(Planned::step).toList();
    }

    private static void assertLess(AwsClients clients, Ability ability, String words) {
        Permission permission = new AwsPermissions(clients)
                .check(_ -> {}).stream()
                        .filter(each -> each.ability() == ability)
                        .findFirst()
                        .orElseThrow();
        assertEquals(Outcome.LESS, permission.outcome(), permission.reason());
        assertTrue(permission.reason().contains(words), permission.reason());
    }

    /// A rule without a prefix would remove every image.
    @Test
    void nothingButSharedCopiesIsRemovedByAge() {
        var rules = new ArrayList<String>();
        FaultyHttp network = FaultyHttp.forOnly(
                        request -> request.rawQueryParameters().containsKey("lifecycle"))
                .answerS3(1, 404, "NoSuchLifecycleConfiguration", "There are none.")
                .take(1, body -> rules.addAll(List.of(body.split("(?=<Rule>)"))));
        try (AwsClients clients = network.clients(AwsServers.settings())) {
            new AwsSetup(clients).apply(List.of(new Planned(SetupStep.CLEAN_UNFINISHED_UPLOADS, "rules")), _ -> {});
        }
        List<String> removing =
                rules.stream().filter(rule -> rule.contains("<Expiration>")).toList();
        assertEquals(1, removing.size(), rules.toString());
        assertTrue(removing.getFirst().contains("<Prefix>" + ObjectKey.SHARED + "</Prefix>"), rules.toString());
    }

    /// Rights are tried out in libraries that are in use.
    @Test
    void everyRightToWriteRowsIsTriedAndNoTryCouldWriteOne() {
        AwsSettings settings = AwsServers.settings();
        AwsServers.library(settings).close();
        FaultyHttp network = FaultyHttp.forOnly(FaultyHttp.asks("PutItem")
                .or(FaultyHttp.asks("UpdateItem"))
                .or(FaultyHttp.asks("DeleteItem"))
                .or(FaultyHttp.asks("TransactWriteItems")));
        var tried = new ArrayList<String>();
        network.report(100, (operation, body) -> {
            var tables =
                    Pattern.compile("\"TableName\":\"([^\"]*)\"").matcher(body).results();
            tables.forEach(table -> tried.add(operation + " " + table.group(1)));
            assertEquals(
                    body.split("\"TableName\"").length,
                    body.split("\"attribute_exists\\(image_id\\) AND attribute_not_exists\\(image_id\\)\"").length,
                    body);
        });
        try (AwsClients clients = network.clients(settings)) {
            assertEquals(
                    Set.of(Outcome.FINE),
                    new AwsPermissions(clients)
                            .check(_ -> {}).stream().map(Permission::outcome).collect(Collectors.toSet()));
        }
        assertEquals(
                List.of(
                        "PutItem " + settings.table(),
                        "UpdateItem " + settings.table(),
                        "DeleteItem " + settings.table(),
                        "TransactWriteItems " + settings.trashTable(),
                        "TransactWriteItems " + settings.table(),
                        "DeleteItem " + settings.trashTable(),
                        "UpdateItem " + settings.trashTable()),
                tried);
    }

    /// Putting rules replaces all of them: whoever cannot read those of others would remove them.
    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied, CLEAN_UNFINISHED_UPLOADS",
        "405, MethodNotAllowed, CLEAN_UNFINISHED_UPLOADS",
        "501, NotImplemented, CLEAN_UNFINISHED_UPLOADS",
        "403, AccessDenied, KEEP_VERSIONS",
        "405, MethodNotAllowed, KEEP_VERSIONS",
        "501, NotImplemented, KEEP_VERSIONS"
    })
    void rulesThatCannotBeReadAreNeverReplaced(int status, String code, SetupStep step) {
        AwsSettings settings = AwsServers.settings();
        AwsServers.library(settings).close();
        var methods = new ArrayList<SdkHttpMethod>();
        FaultyHttp network = FaultyHttp.forOnly(request -> {
            boolean isLifecycle = request.rawQueryParameters().containsKey("lifecycle");
            if (isLifecycle) {
                methods.add(request.method());
            }
            return isLifecycle;
        });
        try (AwsClients clients = network.clients(settings)) {
            network.answerS3(2, status, code, "no").answer(1, 200, Map.of(), "");
            assertThrows(
                    ImageException.class,
                    () -> new AwsSetup(clients).apply(List.of(new Planned(step, "a rule")), _ -> {}));
            assertFalse(methods.isEmpty());
            assertFalse(methods.contains(SdkHttpMethod.PUT), methods.toString());
        }
    }
}
