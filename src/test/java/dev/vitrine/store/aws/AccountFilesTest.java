package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.cloud.AccountModel;
import dev.vitrine.cloud.DirectHttp;
import dev.vitrine.cloud.WireModel;
import dev.vitrine.cloud.WireRequest;
import dev.vitrine.image.ImageException;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.RetryPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the profiles and the environment of this machine say of a connection.
class AccountFilesTest {
    private static final String CONFIG = """
            [default]
            region = us-west-2
            aws_access_key_id = DEFAULT
            aws_secret_access_key = s
            [profile team]
            region = eu-central-1
            role_arn = arn:aws:iam::123456789012:role/r
            source_profile = default
            [profile silent]
            role_arn = arn:aws:iam::123456789012:role/r
            source_profile = default
            [profile round]
            role_arn = arn:aws:iam::123456789012:role/r
            source_profile = about
            [profile about]
            role_arn = arn:aws:iam::123456789012:role/s
            source_profile = round
            [profile own]
            role_arn = arn:aws:iam::123456789012:role/own
            source_profile = own
            aws_access_key_id = OWN
            aws_secret_access_key = s
            """;

    @TempDir
    private Path folder;

    private final List<WireRequest> sent = new CopyOnWriteArrayList<>();

    private static Map<String, String> environment(String text) {
        return Arrays.stream(text.split(" "))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private AwsClients clients(String profile, String region, String environment) {
        WireModel account = new AccountModel(_ -> {
            throw new IllegalStateException("no library here");
        });
        return AwsClients.open(
                AwsSettings.ofAws(profile, region),
                Optional.empty(),
                new DirectHttp(request -> {
                    sent.add(request);
                    return account.answer(request);
                }),
                new RetryPolicy(1, Duration.ZERO),
                SignedInCloud.files(CONFIG, folder, environment(environment)));
    }

    /// The nearest to the connection counts.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "team | ''        | ''                                              | eu-central-1",
                "team | ''        | AWS_DEFAULT_REGION=sa-east-1                    | eu-central-1",
                "team | ''        | AWS_REGION=sa-east-1                            | eu-central-1",
                "team | eu-west-1 | AWS_REGION=sa-east-1                            | eu-west-1",
                "''   | ''        | ''                                              | us-west-2",
                "''   | ''        | AWS_DEFAULT_REGION=sa-east-1                    | sa-east-1",
                "''   | ''        | AWS_REGION=sa-east-1 AWS_DEFAULT_REGION=eu-west-1 | sa-east-1",
                "silent | ''      | AWS_DEFAULT_REGION=sa-east-1                    | sa-east-1"
            })
    void theRegionIsThatOfTheConnectionThenOfItsProfileThenOfTheEnvironment(
            String profile, String region, String environment, String expected) {
        try (AwsClients clients = clients(profile, region, environment)) {
            assertEquals(
                    expected, clients.s3().serviceClientConfiguration().region().id());
            assertEquals(
                    expected,
                    clients.dynamo().serviceClientConfiguration().region().id());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "team   | ''                           | eu-central-1",
                "silent | AWS_DEFAULT_REGION=sa-east-1 | sa-east-1",
                "silent | ''                           | us-east-1"
            })
    void theRegionReachesTheServiceThatGivesOutRoles(String profile, String environment, String expected) {
        try (AwsClients clients = clients(profile, "", environment + " AWS_REGION_IS_NOT=x")) {
            assertEquals("test", clients.credentials().accessKeyId());
        } catch (ImageException e) {
            // without any region there are no clients of the library
            assertTrue(e.getMessage().startsWith("No AWS region is known."), e.getMessage());
            return;
        }
        assertEquals(1, sent.size());
        String signature = sent.getFirst().header("authorization").orElse("");
        assertTrue(signature.contains("/" + expected + "/sts/"), signature);
        assertTrue(sent.getFirst().header("host").orElse("").contains(expected), sent.toString());
    }

    @Test
    void aProfileMayTakeItsOwnKeysForItsRole() {
        try (AwsClients clients = clients("own", "us-east-1", "")) {
            assertEquals("test", clients.credentials().accessKeyId());
            assertTrue(sent.getFirst().header("authorization").orElse("").contains("Credential=OWN/"));
        }
    }

    @Test
    void profilesThatLeadInACircleSaySo() {
        try (AwsClients clients = clients("round", "us-east-1", "")) {
            var said = assertThrows(
                    ImageException.Denied.class,
                    () -> AwsFailures.ofBucket(clients.settings()).run("looking", clients::credentials));
            assertTrue(said.getMessage().contains("take their keys from one another"), said.getMessage());
            assertEquals(Optional.empty(), clients.signIn());
        }
    }
}
