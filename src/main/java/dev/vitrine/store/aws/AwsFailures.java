package dev.vitrine.store.aws;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.Causes;
import dev.vitrine.image.ImageException;
import dev.vitrine.store.AwsSettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// The one place where what the AWS SDK says becomes a sentence with a next step.
final class AwsFailures {
    /// What the JDK says of a proxy that does not lead on.
    private static final Pattern TUNNEL = Pattern.compile("Unable to tunnel through proxy.*?returns \"(.*?)\"");

    /// What is said of a table with another key; the last by moto, which is used for trying.
    private static final Pattern OTHER_KEY = Pattern.compile(
            "key element does not match the schema|Missing the key |Type mismatch for key |^Validation Exception( \\(|$)");

    private static final Set<String> NO_TROUBLE = Set.of("None", "ConditionalCheckFailed");

    private final AwsSettings settings;
    private final String place;
    private final boolean isOfSource;
    private final KeyFailures keys;

    private AwsFailures(AwsSettings settings, String place) {
        this(settings, place, false);
    }

    private AwsFailures(AwsSettings settings, String place, boolean isOfSource) {
        this.settings = settings;
        this.place = place;
        this.isOfSource = isOfSource;
        this.keys = new KeyFailures(settings, place);
    }

    /// Of requests to S3.
    static AwsFailures ofBucket(AwsSettings settings) {
        return new AwsFailures(settings, settings.place());
    }

    /// Of requests to a bucket of somebody's pictures, which no connection is about.
    static AwsFailures ofSource(AwsSettings settings) {
        return new AwsFailures(settings, settings.place(), true);
    }

    /// Of requests to DynamoDB, which may be another server.
    static AwsFailures ofTables(AwsSettings settings) {
        return new AwsFailures(settings, settings.tablePlace());
    }

    /// Of requests to where people sign in.
    static AwsFailures ofSignIn(AwsSettings settings, String region) {
        return new AwsFailures(settings, "the sign-in of AWS " + region);
    }

    /// @param doing what was being done, as the end of "… failed while"
    <T> T guard(String doing, Supplier<T> call) {
        ImageException.Cancelled.throwIfInterrupted();
        try {
            return call.get();
        } catch (SdkException e) {
            throw translate(doing, e);
        }
    }

    void run(String doing, Runnable call) {
        guard(doing, () -> {
            call.run();
            return "";
        });
    }

    ImageException translate(String doing, SdkException e) {
        if (AwsErrors.isInterrupt(e)) {
            return new ImageException.Cancelled("Stopped.", e);
        }
        return e instanceof AwsServiceException service ? answered(doing, service) : unanswered(doing, e);
    }

    private ImageException answered(String doing, AwsServiceException e) {
        return e instanceof TransactionCanceledException cancelled
                ? cancelled(doing, cancelled)
                : byCode(doing, AwsErrors.codeOf(e), AwsErrors.exact(e), e);
    }

    /// A transaction has a reason for each of its items. That a condition failed is no trouble, but an answer.
    private ImageException cancelled(String doing, TransactionCanceledException e) {
        return e.cancellationReasons().stream()
                .filter(reason -> reason.code() != null && !NO_TROUBLE.contains(reason.code()))
                .findFirst()
                .map(reason ->
                        byCode(doing, reason.code(), reason.message() == null ? reason.code() : reason.message(), e))
                .orElseGet(() -> byCode(doing, AwsErrors.codeOf(e), AwsErrors.exact(e), e));
    }

    /// The table of what the services say, as errors and as reasons why a transaction was canceled.
    ///
    /// @param said the words that go with the code
    private ImageException byCode(String doing, String code, String said, AwsServiceException e) {
        return switch (code) {
            case "NoSuchBucket" -> noBucket(e);
            case "ResourceNotFoundException" ->
                new ImageException.Failed(
                        "There is no table " + quoted(settings.table()) + " (or its trash) at " + place
                                + ". Check the name and the region, or let “Set up” of the connection make it.",
                        e);
            case "RequestTimeout", "RequestTimeoutException" ->
                unreachable(place + " gave up waiting while " + doing + ". Check the network and try again.", e);
            case "ThrottlingError",
                    "ProvisionedThroughputExceeded",
                    "KMS.ThrottlingException",
                    "KMSThrottlingException",
                    "LimitExceededException" -> throttled(e, AwsErrors.attempts(e));
            case AwsErrors.RACED,
                    "OperationAborted",
                    "ResourceInUseException", // the table is being made, changed or restored
                    "TransactionConflict",
                    "TransactionConflictException",
                    "TransactionInProgressException" ->
                unreachable(
                        "Something else is being done with the same thing at " + place + " while " + doing
                                + ". Try again in a moment.",
                        e);
            case "InvalidObjectState" ->
                ImageException.Failed.archived(
                        "The original of this image is archived, by a rule of the bucket or by hand. "
                                + "Bring it back first (“Bring back…”, or “vitrine bring-back”), and try again when it is there.",
                        e);
            case "PermanentRedirect",
                    "AuthorizationHeaderMalformed",
                    "IllegalLocationConstraintException",
                    "TemporaryRedirect" -> region(e);
            case "BadDigest", "XAmzContentChecksumMismatch", "XAmzContentSHA256Mismatch" ->
                new ImageException.Failed(
                        "The bytes changed on their way or while they were read: the checksum does not match. Nothing was stored; try again.",
                        e);
            case "AccessDenied",
                    "AccessDeniedException",
                    "AccountProblem",
                    "AllAccessDisabled",
                    "NotSignedUp",
                    "OptInRequired",
                    "SubscriptionRequiredException",
                    "UnauthorizedOperation" -> denied(doing, e);
            default -> keys.refused(code, e).orElseGet(() -> byStatus(doing, said, e));
        };
    }

    private ImageException noBucket(AwsServiceException e) {
        return isOfSource
                ? new ImageException.Failed(
                        "There is no bucket " + quoted(settings.bucket()) + " at " + place
                                + ". Check its name: what is adopted lies on the same server as the library.",
                        e)
                : new ImageException.Failed(
                        "There is no bucket " + quoted(settings.bucket()) + " at " + place
                                + ". Check its name, or let “Set up” of the connection make it.",
                        e);
    }

    private ImageException byStatus(String doing, String said, AwsServiceException e) {
        if (e.statusCode() == 407) {
            return proxyWantsPassword(e);
        }
        if (AwsErrors.isTooLarge(said)) {
            return new ImageException.Invalid(
                    "The row of this image is too large for " + doing + ": DynamoDB keeps 400 KB at most. "
                            + "Shorten its description or its tags, or delete it permanently. Nothing was changed. "
                            + place + " says: " + said,
                    e);
        }
        if (e instanceof DynamoDbException && OTHER_KEY.matcher(said).find()) {
            return otherKey(quoted(settings.table()) + " (or its trash)", e);
        }
        if (AwsErrors.isOfEncryption(e)) {
            return encryption(doing, said, e);
        }
        if (e.isThrottlingException()
                || e.statusCode() == 429
                || (e.statusCode() == 503 && isSlowDown(AwsErrors.codeOf(e)))) {
            return throttled(e, AwsErrors.attempts(e));
        }
        if (e.isClockSkewException()) {
            return KeyFailures.clock(e);
        }
        if (AwsErrors.isUnsupported(e)) {
            return new ImageException.Failed(place + " cannot do what was asked of it while " + doing + ": " + said, e);
        }
        if (e instanceof DynamoDbException
                && e.statusCode() == 400
                && AwsErrors.codeOf(e).isEmpty()) { // it names every refusal
            return damaged(doing, e);
        }
        if (e.statusCode() >= 500) {
            return unreachable(
                    place + " has trouble of its own (" + e.statusCode() + " " + AwsErrors.codeOf(e) + ") while "
                            + doing + ". Try again in a moment.",
                    e);
        }
        boolean isElsewhere = e.statusCode() == 400
                && AwsErrors.bucketRegion(e)
                        .filter(region -> !region.equals(settings.region()))
                        .isPresent();
        if (e.statusCode() == 301 || e.statusCode() == 307 || isElsewhere) {
            return region(e);
        }
        if (e.statusCode() == 403) {
            return denied(doing, e);
        }
        return new ImageException.Failed("Something failed while " + doing + ". " + place + " says: " + said, e);
    }

    /// Rows of ours would be refused there, or taken and never be found again.
    static ImageException otherKey(String table, @Nullable SdkException e) {
        return new ImageException.Failed(
                "The table " + table
                        + " is not one of images: its key must be image_id alone, a text. Choose another name.",
                e);
    }

    private ImageException unanswered(String doing, SdkException e) {
        String words = AwsErrors.words(e);
        Optional<ImageException> requested = KeyFailures.requested(e);
        if (requested.isPresent()) {
            return requested.get();
        }
        if (words.contains("unable to load region")) {
            return new ImageException.Failed(
                    "No AWS region is known. Choose one in the connection, or set AWS_DEFAULT_REGION.", e);
        }
        Matcher tunnel = TUNNEL.matcher(reasons(e));
        if (tunnel.find()) {
            return tunnel.group(1).contains("407")
                    ? proxyWantsPassword(e)
                    : unreachable(
                            "The proxy does not lead to " + place + ": it says " + quoted(tunnel.group(1)) + ".", e);
        }
        if (words.startsWith(ProfileCredentials.NONE) || words.contains("unable to load credentials")) {
            AwsFailures ofSignIn = ofSignIn(settings, settings.region());
            return Causes.first(e, AwsServiceException.class)
                    .filter(AwsErrors::isTrouble)
                    .map(answer -> ofSignIn.answered(doing, answer))
                    .orElseGet(() -> isOfNetwork(e) ? ofSignIn.unreached(doing, e) : keys.noCredentials(e));
        }
        return unreached(doing, e);
    }

    private static String reasons(SdkException e) {
        return Causes.first(e, IOException.class).map(String::valueOf).orElse("");
    }

    private static boolean isOfNetwork(SdkException e) {
        return Stream.of(
                        UnknownHostException.class,
                        SocketException.class,
                        SocketTimeoutException.class,
                        SSLException.class)
                .anyMatch(kind -> Causes.first(e, kind).isPresent());
    }

    /// Not the keys are wrong: whoever mends the proxy lets everything that waits go on.
    private static ImageException proxyWantsPassword(SdkException e) {
        return ImageException.Denied.untilSignedIn(
                "The proxy wants another user name and password. Write them into HTTPS_PROXY as in "
                        + "http://name:password@proxy.example.org:3128, with %40 for @ and so on.",
                e);
    }

    private ImageException unreached(String doing, SdkException e) {
        if (Causes.first(e, UnknownHostException.class).isPresent()) {
            return unreachable(
                    "The name of " + place + " cannot be resolved. Check the address, the region " + "and the network.",
                    e);
        }
        Optional<ImageException> insecure = TlsFailures.translated(place, e);
        if (insecure.isPresent()) {
            return insecure.get();
        }
        if (Causes.first(e, SocketTimeoutException.class).isPresent()
                || e instanceof ApiCallTimeoutException
                || e instanceof ApiCallAttemptTimeoutException) {
            return unreachable(
                    place + " did not answer in time while " + doing + ". Check the network and try again.", e);
        }
        if (Causes.first(e, ConnectException.class).isPresent()
                || Causes.first(e, NoRouteToHostException.class).isPresent()) {
            return unreachable("Nothing answers at " + place + ". Check the address, and that the server runs.", e);
        }
        if (Causes.first(e, ForeignPages.Answered.class).isPresent()) {
            return unreachable(
                    "A web page answered in place of " + place + " while " + doing
                            + ": of a proxy, or of a network to sign in at. Open it in a browser, and try again.",
                    e);
        }
        if (Causes.first(e, IOException.class).isPresent()) {
            return unreachable("The connection to " + place + " broke while " + doing + ". Try again.", e);
        }
        // Such as an answer that does not match its checksum, or is cut where nobody said how long it is.
        if (e.retryable() || Causes.first(e, XMLStreamException.class).isPresent()) {
            return damaged(doing, e);
        }
        return new ImageException.Failed("Something failed while " + doing + ": " + AwsErrors.exact(e), e);
    }

    private ImageException damaged(String doing, SdkException e) {
        return unreachable("The answer of " + place + " arrived damaged while " + doing + ". Try again.", e);
    }

    private static ImageException unreachable(String sentence, SdkException e) {
        return new ImageException.Unreachable(sentence, e, AwsErrors.attempts(e));
    }

    /// @param cause `null` when the service said so in another way than by an error
    ImageException throttled(@Nullable AwsServiceException cause, int attempts) {
        return new ImageException.Throttled(
                place + " asks to slow down. It goes on more slowly; if this stays, "
                        + "raise the limits of the table or wait a few minutes.",
                cause,
                attempts);
    }

    /// As when a right is missing: who may mend it is the same, and so is what has to wait for it.
    private ImageException encryption(String doing, String said, AwsServiceException e) {
        String sentence =
                "The encryption key that is needed for " + doing + " cannot be used. Ask whoever runs the account"
                        + " to enable it, or to choose another one. " + place + " says: " + said;
        return isOfSource ? new ImageException.Denied(sentence, e) : ImageException.Denied.ofRight(sentence, e);
    }

    /// Of a source it is no right of the library that is missing.
    private ImageException denied(String doing, AwsServiceException e) {
        if (isOfSource) {
            return new ImageException.Denied(
                    "The permission is missing for " + doing + " in the bucket " + quoted(settings.bucket())
                            + ". Ask whoever owns it to allow it. " + place + " says: " + AwsErrors.exact(e),
                    e);
        }
        return ImageException.Denied.ofRight(
                "The permission is missing for " + doing + ". Ask whoever runs the account to allow it. " + place
                        + " says: " + AwsErrors.exact(e),
                e);
    }

    private ImageException region(AwsServiceException e) {
        Optional<String> actual = AwsErrors.regionOf(e);
        if (isOfSource) {
            return new ImageException.Failed(
                    "The bucket " + quoted(settings.bucket()) + " is in "
                            + actual.map(name -> "the region " + name).orElse("another region") + ", not in "
                            + settings.region() + ", and cannot be read from here. Ask whoever owns it.",
                    e);
        }
        return new ImageException.Failed(
                "The bucket " + quoted(settings.bucket()) + " is in "
                        + actual.map(name -> "the region " + name).orElse("another region") + ", not in "
                        + settings.region() + ". Change the region of the connection.",
                e);
    }

    private static boolean isSlowDown(String code) {
        return code.isEmpty() || code.equals("SlowDown") || code.equals("ServiceUnavailable");
    }
}
