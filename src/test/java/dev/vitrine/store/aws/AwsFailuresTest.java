package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.SeenImage;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.RetryPolicy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Everything that goes wrong between here and AWS becomes a sentence with a next step, and an answer that got lost
/// does no harm.
class AwsFailuresTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    private static AwsSettings settings;

    private final FaultyHttp network = new FaultyHttp();

    @AutoClose
    private final AwsClients clients = network.clients(settings);

    private final String id = UUID.randomUUID().toString();
    private final ObjectKey key = ObjectKey.original("alice", id);

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeLibrary() {
        settings = AwsServers.settings();
        AwsServers.library(settings).close();
    }

    @AfterAll
    static void forget() {
        settings = null;
    }

    @Test
    void throttlingThatStaysSaysThatItGoesOnMoreSlowly() {
        network.answerDynamo(2, 400, "ProvisionedThroughputExceededException", "slow down");
        assertFails(ImageException.Throttled.class, "slow down", this::readRow);
    }

    @Test
    void throttlingThatPassesIsNotNoticed() {
        network.answerDynamo(1, 400, "ThrottlingException", "slow down");
        assertEquals(Optional.empty(), rows().find(id));
        assertEquals(2, network.requests());
    }

    @Test
    void aSlowDownOfS3IsThrottling() {
        network.answerS3(2, 503, "SlowDown", "Please reduce your request rate.");
        assertFails(ImageException.Throttled.class, "slow down", this::readBytes);
    }

    @Test
    void troubleOfTheServiceIsUnreachable() {
        network.answerDynamo(2, 500, "InternalServerError", "oops");
        assertFails(ImageException.Unreachable.class, "trouble of its own", this::readRow);
    }

    @Test
    void aTimeoutSaysToCheckTheNetwork() {
        network.fail(2, new SocketTimeoutException("Read timed out"));
        assertFails(ImageException.Unreachable.class, "did not answer in time", this::readRow);
    }

    @Test
    void aRefusedConnectionAsksWhetherTheServerRuns() {
        network.fail(2, new ConnectException("Connection refused"));
        assertFails(ImageException.Unreachable.class, "Nothing answers at", this::readRow);
    }

    @Test
    void anUnknownNameSaysToCheckTheAddress() {
        network.fail(2, new UnknownHostException("s3.nowhere"));
        assertFails(ImageException.Unreachable.class, "cannot be resolved", this::readBytes);
    }

    @Test
    void aBadCertificateSaysSo() {
        network.fail(2, new SSLHandshakeException("PKIX path building failed"));
        assertFails(ImageException.Unreachable.class, "certificate", this::readBytes);
    }

    @Test
    void aWrongClockSaysToSetIt() {
        network.answerS3(2, 403, "RequestTimeTooSkewed", "The difference is too large.");
        assertFails(ImageException.Denied.class, "clock", this::readBytes);
        network.answerDynamo(
                2, 400, "InvalidSignatureException", "Signature expired: 20260304T050607Z is now earlier than …");
        assertFails(ImageException.Denied.class, "clock", this::readRow);
    }

    /// Its answer has no body, in which the reason would be.
    @ParameterizedTest
    @CsvSource({
        "400, ExpiredToken, The AWS sign-in has expired",
        "403, RequestTimeTooSkewed, The clock of this computer",
        "403, InvalidAccessKeyId, does not accept",
        "403, AccessDenied, The permission is missing"
    })
    void aRefusalOfALookSaysWhy(int status, String code, String words) {
        var objects = new S3ObjectStore(clients, folder);
        for (Executable look : List.<Executable>of(
                () -> objects.find(key), () -> clients.s3().headBucket(head -> head.bucket(settings.bucket())))) {
            network.answer(1, status, Map.of(), "").answerS3(3, status, code, "No.");
            RuntimeException refused = assertThrows(RuntimeException.class, look);
            network.recover();
            if (refused instanceof ImageException e) {
                assertTrue(e.getMessage().contains(words), e.getMessage());
            } else {
                assertEquals(code, AwsErrors.codeOf((S3Exception) refused));
            }
        }
    }

    /// It is wrong for all requests alike, and nothing has to be begun again when it is right.
    @Test
    void aWrongClockIsWaitedFor() {
        network.answerS3(2, 403, "RequestTimeTooSkewed", "The difference is too large.");
        assertTrue(assertThrows(ImageException.Denied.class, this::readBytes).passes());
    }

    @Test
    void anExpiredSignInSaysToSignInAgain() {
        network.answerS3(1, 400, "ExpiredToken", "The provided token has expired.");
        assertFails(ImageException.Denied.class, "Sign in again", this::readBytes);
        network.answerDynamo(1, 400, "ExpiredTokenException", "The security token included in the request is expired");
        assertFails(ImageException.Denied.class, "Sign in again", this::readRow);
    }

    @Test
    void aWrongKeyIsNotAccepted() {
        network.answerDynamo(
                1, 400, "UnrecognizedClientException", "The security token included in the request is invalid.");
        assertFails(ImageException.Denied.class, "does not accept the access key", this::readRow);
        network.answerS3(
                1, 403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.");
        assertFails(ImageException.Denied.class, "does not accept the access key", this::readBytes);
    }

    /// Each trouble of signing in names what is wrong: they are told apart by nothing but their codes.
    @ParameterizedTest
    @CsvSource({
        "RequestExpired, The clock of this computer",
        "SignatureDoesNotMatch, does not accept the secret key",
        "InvalidSignatureException, does not accept the secret key",
        "IncompleteSignature, does not accept the secret key",
        "IncompleteSignatureException, does not accept the secret key",
        "InvalidToken, does not accept the session token",
        "AuthFailure, does not accept the access key",
        "InvalidClientTokenId, does not accept the access key",
        "MissingAuthenticationToken, does not accept the access key",
        "MissingAuthenticationTokenException, does not accept the access key",
        "OptInRequired, The permission is missing",
        "NotSignedUp, The permission is missing",
        "AccountProblem, The permission is missing",
        "SubscriptionRequiredException, The permission is missing"
    })
    void whatIsWrongWithASignInIsNamed(String code, String words) {
        network.answerDynamo(3, 400, code, "No.");
        assertFails(ImageException.Denied.class, words, this::readRow);
        network.recover();
        network.answerS3(3, 400, code, "No.");
        assertFails(ImageException.Denied.class, words, this::readBytes);
    }

    @Test
    void aMissingPermissionNamesWhatTheServiceSays() {
        String theirs = "User: arn:aws:iam::1:user/eve is not authorized to perform: dynamodb:GetItem";
        network.answerDynamo(1, 400, "AccessDeniedException", theirs);
        assertFails(ImageException.Denied.class, theirs, this::readRow);
        network.answerS3(1, 403, "AccessDenied", "Access Denied");
        assertFails(ImageException.Denied.class, "The permission is missing for storing an image", this::writeBytes);
    }

    /// S3 tells it in one way or another.
    @ParameterizedTest
    @CsvSource({
        "AuthorizationHeaderMalformed, <Message>the region 'us-east-1' is wrong; expecting 'eu-west-1'</Message>",
        "PermanentRedirect, <Endpoint>b.s3.eu-west-1.amazonaws.com</Endpoint>",
        "PermanentRedirect, <Endpoint>b.s3-eu-west-1.amazonaws.com</Endpoint>",
        "PermanentRedirect, <Bucket>s3-old-photos-1</Bucket><Endpoint>s3-old-photos-1.s3.eu-west-1.amazonaws.com</Endpoint>",
        "IllegalLocationConstraintException, <Message>The eu-west-1 location constraint is incompatible</Message>"
    })
    void anotherRegionIsReadOutOfWhatIsSaid(String code, String said) {
        String body = "<Error><Code>" + code + "</Code>" + said + "</Error>";
        network.answer(1, 400, Map.of("Content-Type", "application/xml"), body);
        assertFails(ImageException.Failed.class, "in the region eu-west-1, not in us-east-1", this::readBytes);
    }

    @Test
    void anotherRegionIsNamed() {
        network.answer(
                1,
                301,
                Map.of("x-amz-bucket-region", "eu-west-1", "Content-Type", "application/xml"),
                "<Error><Code>PermanentRedirect</Code><Message>moved</Message></Error>");
        assertFails(ImageException.Failed.class, "in the region eu-west-1, not in us-east-1", this::readBytes);
    }

    @Test
    void aMissingBucketAndAMissingTableLeadToSetUp() {
        try (AwsClients nowhere = new FaultyHttp().clients(AwsServers.settings())) {
            assertFails(
                    ImageException.Failed.class,
                    "There is no bucket",
                    () -> new S3ObjectStore(nowhere, folder).open(key));
            assertFails(
                    ImageException.Failed.class, "There is no table", () -> new DynamoMetadataStore(nowhere).find(id));
        }
    }

    @Test
    void missingCredentialsSayHowToGetSome() {
        var failure = SdkClientException.create("Unable to load credentials from any of the providers in the chain …");
        assertTrue(AwsFailures.ofBucket(settings)
                .translate("x", failure)
                .getMessage()
                .contains("aws configure"));
    }

    @Test
    void anAnswerThatArrivesDamagedIsWorthAnotherTry() {
        ImageException failure = AwsFailures.ofBucket(settings)
                .translate(
                        "reading a row",
                        RetryableException.create("Expected 1 as the Crc32 checksum but the actual was 2"));
        assertInstanceOf(ImageException.Unreachable.class, failure);
        assertTrue(RetryPolicy.isWorthAnotherTry(failure));
    }

    /// DynamoDB names every refusal: where there is no name, the answer did not arrive whole.
    @ParameterizedTest
    @ValueSource(strings = {"", "{\"__type\":\"com.amazonaws.dynam", "<html>Bad Request</html>"})
    void aRefusalWithoutANameIsWorthAnotherTry(String body) {
        network.answer(1, 400, Map.of(), body);
        assertEquals(Optional.empty(), rows().find(id));
        network.answer(2, 400, Map.of(), body);
        assertFails(ImageException.Unreachable.class, "arrived damaged", this::readRow);
    }

    /// Of a cut refusal nobody knows what was refused, nor of a cut success what was said.
    @ParameterizedTest
    @ValueSource(ints = {200, 301, 400, 403, 404, 409, 412, 503})
    void anAnswerThatBreaksOffIsNone(int status) {
        for (String body : List.of("", "<?xml version=\"1.0\"?><Error><Code>Exp")) {
            for (Executable request : List.<Executable>of(this::writeBytes, this::list, this::readRow)) {
                int before = network.requests();
                network.answer(1, status, Map.of("Content-Length", "300"), body);
                assertDoesNotThrow(request);
                assertTrue(network.requests() >= before + 2, status + body);
                network.answer(2, status, Map.of("Content-Length", "300"), body);
                assertFails(ImageException.Unreachable.class, "broke while", request);
            }
        }
    }

    @Test
    void anEndpointWithoutEncryptionIsRefusedExceptOnThisMachine() {
        assertThrows(ImageException.Invalid.class, () -> AwsSettings.ofEndpoint(URI.create("http://s3.example.org")));
        AwsSettings.ofEndpoint(URI.create("http://localhost:4566"));
        AwsSettings.ofEndpoint(URI.create("http://127.0.0.1:9000"));
        AwsSettings.ofEndpoint(URI.create("https://s3.example.org"));
    }

    @Test
    void anImageWhoseAnswerGotLostIsStoredOnce() throws IOException {
        network.loseAnswer();
        writeBytes();
        assertArrayEquals(
                new byte[] {1, 2, 3},
                new S3ObjectStore(clients, folder).open(key).readAllBytes());
        assertThrows(ImageException.Conflict.class, this::writeBytes);
    }

    @Test
    void aRowWhoseAnswerGotLostIsStoredOnce() {
        DynamoMetadataStore rows = rows();
        rows.keepsTrash();
        network.loseAnswer();
        rows.put(row());
        assertEquals(Optional.of(row()), rows.find(id));
        assertThrows(ImageException.Conflict.class, () -> rows.put(row().withCaption(Caption.EMPTY, NOW)));
    }

    @Test
    void anEditWhoseAnswerGotLostIsMadeOnce() {
        DynamoMetadataStore rows = rows();
        rows.put(row());
        var edit = new ImageEdit(row(), row().caption().withTag("new"));
        network.work(1).loseAnswer();
        ImageRecord edited = rows.update(edit, NOW.plusSeconds(1));
        assertEquals(List.of("new"), edited.tags());
        assertEquals(Optional.of(edited), rows.find(id));
    }

    @Test
    void aRowThatWentToTheTrashThoughTheAnswerGotLostIsThere() {
        DynamoMetadataStore rows = rows();
        rows.put(row());
        network.work(1).loseAnswer();
        rows.trash(id, NOW);
        assertEquals(Optional.of(row().withDeletedAt(Optional.of(NOW))), rows.findTrashed(id));
        assertEquals(Optional.empty(), rows.find(id));
    }

    /// With a trash every row is written by a transaction: throttling comes as the reason why it was cancelled.
    @ParameterizedTest
    @ValueSource(strings = {"ThrottlingError", "ProvisionedThroughputExceeded"})
    void aTransactionThatIsThrottledIsTriedAgain(String reason) {
        DynamoMetadataStore rows = rows();
        rows.keepsTrash();
        cancelTransaction(1, reason, "slow down");
        rows.put(row());
        assertEquals(Optional.of(row()), rows.find(id));
    }

    @Test
    void aTransactionThatStaysThrottledSaysThatItGoesOnMoreSlowly() {
        DynamoMetadataStore rows = rows();
        rows.keepsTrash();
        cancelTransaction(2, "ThrottlingError", "slow down");
        assertFails(ImageException.Throttled.class, "slow down", () -> rows.put(row()));
        rows.put(row());
        network.work(1);
        cancelTransaction(2, "ProvisionedThroughputExceeded", "slow down");
        assertFails(ImageException.Throttled.class, "slow down", () -> rows.trash(id, NOW));
    }

    @Test
    void aRowThatMeetsSomebodysTransactionIsPutAgain() {
        DynamoMetadataStore rows = rows();
        rows.keepsTrash();
        cancelTransaction(1, "TransactionConflict", "Transaction is ongoing for the item");
        rows.put(row());
        assertEquals(Optional.of(row()), rows.find(id));
    }

    @Test
    void aRowThatMeetsTransactionsForLongIsNoConflictOfImages() {
        DynamoMetadataStore rows = rows();
        rows.keepsTrash();
        cancelTransaction(2, "TransactionConflict", "Transaction is ongoing for the item");
        assertFails(ImageException.Unreachable.class, "Try again in a moment", () -> rows.put(row()));
    }

    @Test
    void aTransactionThatIsNotValidSaysWhy() {
        DynamoMetadataStore rows = rows();
        rows.keepsTrash();
        cancelTransaction(1, "ValidationError", "Item size has exceeded the maximum allowed size");
        assertFails(ImageException.Invalid.class, "Item size has exceeded the maximum", () -> rows.put(row()));
    }

    @Test
    void anEditThatMeetsSomebodysTransactionIsMadeAgain() {
        DynamoMetadataStore rows = rows();
        rows.put(row());
        network.work(1).answerDynamo(3, 400, "TransactionConflictException", "Transaction is ongoing for the item");
        ImageRecord edited = rows.update(new ImageEdit(row(), row().caption().withTag("new")), NOW.plusSeconds(1));
        assertEquals(List.of("new"), edited.tags());
    }

    @Test
    void aDeletionThatMeetsSomebodysTransactionIsMadeAgain() {
        DynamoMetadataStore rows = rows();
        rows.put(row());
        rows.beginPurge(SeenImage.of(rows.find(id).orElseThrow()));
        network.answerDynamo(1, 400, "TransactionConflictException", "Transaction is ongoing for the item");
        rows.endPurge(id);
        assertFalse(rows.knows(id));
    }

    @Test
    void aServerThatGaveUpWaitingIsUnreachable() {
        network.answerS3(2, 400, "RequestTimeout", "Your socket connection to the server was not read from.");
        assertFails(ImageException.Unreachable.class, "gave up waiting", this::writeBytes);
    }

    @Test
    void archivedBytesAreToBeBroughtBackFirst() {
        network.answerS3(1, 403, "InvalidObjectState", "The operation is not valid for the object's storage class");
        assertFails(ImageException.Failed.class, "archived", this::readBytes);
        network.answerS3(1, 403, "InvalidObjectState", "The operation is not valid for the object's storage class");
        assertTrue(assertThrows(ImageException.Failed.class, this::readBytes).isArchived());
    }

    @Test
    void aBusyKeyServiceIsThrottling() {
        network.answerS3(2, 400, "KMS.ThrottlingException", "Rate exceeded");
        assertFails(ImageException.Throttled.class, "slow down", this::readBytes);
        network.answerS3(1, 400, "KMS.ThrottlingException", "Rate exceeded");
        writeBytes();
    }

    /// An upload that met it failed for good, with nothing to ask anybody for.
    @ParameterizedTest
    @ValueSource(strings = {"KMS.DisabledException", "KMS.NotFoundException", "KMS.KMSInvalidStateException"})
    void anEncryptionKeyThatCannotBeUsedIsARightThatIsMissing(String code) {
        network.answerS3(1, 400, code, "arn:aws:kms:eu-central-1:1:key/2 is disabled.");
        assertTrue(assertThrows(ImageException.Denied.class, this::writeBytes).isMissingRight());
        network.answerS3(1, 400, code, "arn:aws:kms:eu-central-1:1:key/2 is disabled.");
        assertFails(ImageException.Denied.class, "encryption key", this::readBytes);
        network.answerDynamo(1, 400, "InaccessibleEncryptionCredentialsException", "The key is disabled.");
        assertFails(ImageException.Denied.class, "encryption key", this::readRow);
        network.answerS3(2, 503, "KMS.DependencyTimeoutException", "The key service did not answer.");
        assertFails(ImageException.Unreachable.class, "trouble of its own", this::readBytes);
    }

    @Test
    void anOperationThatAnotherOneHeldUpIsTriedAgain() {
        network.answerS3(1, 409, "OperationAborted", "A conflicting conditional operation is in progress");
        writeBytes();
        network.answerS3(2, 409, "OperationAborted", "A conflicting conditional operation is in progress");
        assertFails(ImageException.Unreachable.class, "Try again in a moment", this::readBytes);
    }

    /// An upload that met it failed for good.
    @Test
    void aTableThatIsBeingRestoredIsWaitedFor() {
        network.answerDynamo(1, 400, "ResourceInUseException", "Table is being restored");
        readRow();
        network.answerDynamo(2, 400, "ResourceInUseException", "Table is being restored");
        assertFails(ImageException.Unreachable.class, "Try again in a moment", this::readRow);
    }

    @Test
    void eachServiceIsNamedByItsOwnAddress() {
        String s3 = settings.s3Endpoint().orElseThrow().toString();
        String dynamo = settings.dynamoEndpoint().orElseThrow().toString();
        network.fail(2, new ConnectException("Connection refused"));
        assertFails(ImageException.Unreachable.class, "Nothing answers at " + dynamo, this::readRow);
        network.fail(2, new ConnectException("Connection refused"));
        assertFails(ImageException.Unreachable.class, "Nothing answers at " + s3, this::readBytes);
        network.answerDynamo(1, 400, "UnknownOperationException", "");
        assertFails(ImageException.Failed.class, dynamo + " cannot do what was asked", this::readRow);
        network.fail(2, new ConnectException("Connection refused"));
        assertFails(
                ImageException.Unreachable.class,
                "Nothing answers at " + dynamo,
                () -> new DynamoRows(clients).roughCount());
        network.failOnly(FaultyHttp.asks("DescribeTable"));
        network.fail(2, new ConnectException("Connection refused"));
        assertFails(
                ImageException.Unreachable.class, "Nothing answers at " + dynamo, () -> new AwsSetup(clients).found());
        network.failOnly(FaultyHttp.asksBucket(SdkHttpMethod.HEAD));
        network.fail(2, new ConnectException("Connection refused"));
        assertFails(ImageException.Unreachable.class, "Nothing answers at " + s3, () -> new AwsSetup(clients).found());
    }

    @Test
    void rowsAreWaitedForOnlyWhereSomeWereLeftOut() {
        var pauses = new AtomicInteger();
        RetryPolicy counted = new RetryPolicy(2, Duration.ZERO).withSleeper(_ -> pauses.incrementAndGet());
        try (AwsClients patient = network.clients(settings, counted)) {
            var source = new DynamoRows(patient);
            source.readAll(List.of(id, "other"));
            assertEquals(0, pauses.get());
            network.leaveOutAllButOne(1);
            source.readAll(List.of(id, "other"));
            assertEquals(1, pauses.get());
        }
    }

    @Test
    void aConnectionThatIsClosedHoldsNoOtherOpen() {
        clients.close();
        assertTrue(network.isClosed());
    }

    private void cancelTransaction(int times, String reason, String message) {
        network.answer(
                times,
                400,
                Map.of("Content-Type", "application/x-amz-json-1.0"),
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\","
                        + "\"Message\":\"Transaction cancelled\",\"CancellationReasons\":["
                        + "{\"Code\":\"" + reason + "\",\"Message\":\"" + message + "\"},{\"Code\":\"None\"}]}");
    }

    private DynamoMetadataStore rows() {
        return new DynamoMetadataStore(clients);
    }

    private void readRow() {
        rows().find(id);
    }

    private void readBytes() {
        new S3ObjectStore(clients, folder).open(key);
    }

    private void writeBytes() {
        new S3ObjectStore(clients, folder)
                .put(key, ImageSource.ofBytes("a.jpg", new byte[] {1, 2, 3}), "image/jpeg", "", _ -> {});
    }

    private void list() {
        new S3Listing(clients, 1000).list("", _ -> {});
    }

    private ImageRecord row() {
        return new ImageRecord(id, "alice", new Caption("Row", "", List.of()), ImageFacts.UNKNOWN, NOW);
    }

    private static void assertFails(Class<? extends ImageException> kind, String words, Executable call) {
        ImageException e = assertThrows(ImageException.class, call);
        assertEquals(kind, e.getClass(), e.getMessage());
        assertTrue(e.getMessage().contains(words), e.getMessage());
        assertTrue(e.getCause() != null, "without its cause");
    }
}
