package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.store.Permission;
import dev.vitrine.store.Permission.Ability;
import dev.vitrine.store.Permission.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.services.s3.model.S3Object;

/// What trying out permissions leaves behind, and finds there.
class AwsPermissionsTest {
    private static Map<Ability, Outcome> tried(AwsClients clients) {
        return new AwsPermissions(clients)
                .check(_ -> {}).stream().collect(Collectors.toMap(Permission::ability, Permission::outcome));
    }

    private static List<String> left(AwsClients clients) {
        return clients.s3().listObjectsV2(list -> list.bucket(clients.settings().bucket())).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    @Test
    void whereNothingCanBeDeletedOneSmallObjectIsLeftHoweverOftenItIsTried() throws Exception {
        var cloud = new ReadersCloud();
        cloud.deny(Set.of("DELETE")::contains);
        try (AwsClients clients = AwsClients.open(cloud.settings(), Optional.of(AwsServers.KEYS))) {
            Map<Ability, Outcome> first = tried(clients);
            assertEquals(Outcome.FINE, first.get(Ability.READ_BYTES));
            assertEquals(Outcome.REFUSED, first.get(Ability.DELETE_BYTES));
            assertEquals(first, tried(clients));
            assertEquals(1, left(clients).size(), left(clients).toString());
            cloud.deny(_ -> false);
            assertEquals(Outcome.FINE, tried(clients).get(Ability.STORE_BYTES));
            assertEquals(List.of(), left(clients));
        }
    }

    /// As originals are: a bucket that locks objects takes none without.
    @Test
    void whatIsTriedOutIsStoredWithItsChecksum() {
        FaultyHttp network = FaultyHttp.forOnly(
                request -> FaultyHttp.asksBucket(SdkHttpMethod.PUT).test(request)
                        && request.encodedPath().endsWith(AwsPermissions.PROBE)
                        && request.firstMatchingHeader("x-amz-checksum-sha256").isEmpty());
        try (AwsClients first = AwsServers.library(AwsServers.settings());
                AwsClients clients = network.clients(first.settings())) {
            assertEquals(Outcome.FINE, tried(clients).get(Ability.STORE_BYTES));
            assertEquals("", new BucketSetup(clients).blockPublicAccess());
            assertEquals(0, network.chosen());
        }
    }

    /// Who may put rows may change them; telling others of it needs a right of its own.
    @Test
    void whoCannotTellOthersWhatChangedHearsOfIt() throws Exception {
        var cloud = new ReadersCloud();
        cloud.deny("UpdateItem"::equals);
        try (AwsClients clients = AwsClients.open(cloud.settings(), Optional.of(AwsServers.KEYS))) {
            Map<Ability, Outcome> tried = tried(clients);
            assertEquals(Outcome.FINE, tried.get(Ability.WRITE_ROWS));
            assertEquals(Outcome.LESS, tried.get(Ability.USE_TRASH));
        }
    }

    /// Else the test of a connection without a bucket shows a green tick among the crosses.
    @Test
    void whereThereIsNoBucketNothingIsSaidToComeBackFromAnArchive() {
        try (AwsClients clients = AwsClients.open(AwsServers.settings(), Optional.of(AwsServers.KEYS))) {
            Map<Ability, Permission> tried = new AwsPermissions(clients)
                    .check(_ -> {}).stream().collect(Collectors.toMap(Permission::ability, Function.identity()));
            Permission bringBack = tried.get(Ability.BRING_BACK);
            assertEquals(Outcome.LESS, bringBack.outcome());
            assertEquals(tried.get(Ability.REACH_BUCKET).reason(), bringBack.reason());
        }
    }
}
