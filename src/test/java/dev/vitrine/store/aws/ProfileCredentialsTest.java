package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.RetryPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;

/// Keys of an AWS profile, and what is said when it gives none.
class ProfileCredentialsTest {
    private static final List<String> FILES = List.of("aws.configFile", "aws.sharedCredentialsFile");

    @TempDir
    private Path folder;

    @BeforeEach
    void configure() throws IOException {
        Path keys = Files.writeString(
                folder.resolve("keys.json"),
                "{\"Version\":1,\"AccessKeyId\":\"ASIA\",\"SecretAccessKey\":\"s\",\"SessionToken\":\"t\"}");
        Path config = Files.writeString(folder.resolve("config"), """
                [default]
                region = us-west-2
                aws_access_key_id = DEFAULT
                aws_secret_access_key = secret
                [profile team]
                region = eu-central-1
                endpoint_url = http://127.0.0.1:9/nas
                aws_access_key_id = TEAM
                aws_secret_access_key = secret
                [profile vault]
                region = us-east-1
                credential_process = /bin/sh -c "echo vault is sealed >&2; exit 1"
                [profile endless]
                region = us-east-1
                credential_process = /bin/cat %s
                [profile orphan]
                role_arn = arn:aws:iam::123456789012:role/r
                source_profile = gone
                """.formatted(keys));
        System.setProperty(FILES.getFirst(), config.toString());
        System.setProperty(FILES.getLast(), folder.resolve("none").toString());
    }

    @AfterEach
    void forget() {
        FILES.forEach(System::clearProperty);
    }

    @Test
    void aProfileGivesItsOwnKeysRegionAndEndpoint() {
        try (AwsClients clients = AwsClients.open(AwsSettings.ofAws("team", ""), Optional.empty())) {
            assertEquals("TEAM", clients.credentials().accessKeyId());
            assertEquals(
                    "eu-central-1",
                    clients.s3().serviceClientConfiguration().region().id());
            assertEquals(
                    "eu-central-1",
                    clients.dynamo().serviceClientConfiguration().region().id());
            var signed = clients.presigner()
                    .presignGetObject(sign -> sign.signatureDuration(Duration.ofMinutes(1))
                            .getObjectRequest(get -> get.bucket("bucket").key("key")));
            assertTrue(
                    signed.url().toString().contains("eu-central-1"),
                    signed.url().toString());
            assertTrue(
                    signed.url().toString().startsWith("http://127.0.0.1:9/nas/"),
                    signed.url().toString());
        }
    }

    /// A session token ends, also where the process that gives it names no end.
    @Test
    void aLinkSignedWithTheTokenOfAProcessPromisesNoWeek() {
        try (AwsClients clients = AwsClients.open(AwsSettings.ofAws("endless", ""), Optional.empty())) {
            Instant now = Instant.now();
            var link = new S3Links(clients, Clock.fixed(now, ZoneOffset.UTC))
                    .view(ObjectKey.original("alice", "id"), "image/png", Duration.ofDays(7));
            String query = link.address().getQuery();
            assertTrue(query.contains("X-Amz-Expires=43200"), query);
        }
    }

    @Test
    void whatIsSaidFitsTheCause() {
        assertSaid("nosuch", "nosuch");
        assertSaid("vault", "vault is sealed");
        assertSaid("orphan", "gone");
    }

    private static void assertSaid(String profile, String cause) {
        var settings = AwsSettings.ofAws(profile, "us-east-1");
        SdkClientException none;
        try (var credentials = new ProfileCredentials(
                settings, AwsClients.http(settings), RetryPolicy.REQUEST, AccountFiles.usual())) {
            none = assertThrows(SdkClientException.class, credentials::resolveCredentials);
        }
        ImageException said = AwsFailures.ofBucket(settings).translate("listing", none);
        assertTrue(said instanceof ImageException.Denied, said.toString());
        assertTrue(said.getMessage().contains(cause), said.getMessage());
        assertFalse(said.getMessage().contains("expired"), said.getMessage());
        assertFalse(RetryPolicy.isWorthAnotherTry(said));
    }

    @Test
    void onlyAnEndedSignInIsCalledOne() {
        var settings = AwsSettings.ofAws("p", "us-east-1");
        var ended = SdkClientException.create(
                ProfileCredentials.NONE
                        + "The SSO session associated with this profile has expired or is otherwise invalid. To refresh this SSO session run aws sso login with the corresponding profile.");
        String said = AwsFailures.ofBucket(settings).translate("listing", ended).getMessage();
        assertTrue(said.contains("aws sso login --profile p"), said);
        var none = SdkClientException.create(
                ProfileCredentials.NONE
                        + "Unable to load credentials from any of the providers in the chain [SystemPropertyCredentialsProvider, SsoProfile(token)]");
        said = AwsFailures.ofBucket(AwsSettings.ofAws("", "us-east-1"))
                .translate("listing", none)
                .getMessage();
        assertTrue(said.contains("No AWS credentials were found"), said);
    }
}
