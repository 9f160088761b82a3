package dev.vitrine.store.aws;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.files.FileFailures;
import dev.vitrine.image.Causes;
import dev.vitrine.image.ImageException;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.text.DisplayText;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// The one place where what the AWS SDK says becomes a sentence with a next step.
final class AwsFailures {
    /// What our own provider of credentials says in place of keys that were typed in an earlier run.
    static final String KEYS_WANTED = "keys must be typed again";

    /// Something else happened to the key meanwhile, and S3 cannot tell whether it is taken: the same upload is to
    /// be tried again, a multipart one from its beginning
    /// (docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html).
    static final String RACED = "ConditionalRequestConflict";

    private static final Pattern SIGN_IN_ENDED = Pattern.compile(
            "(?i)sso session associated with this profile has expired|token (is|has) expired|expired.*(sso|login)|aws (sso )?login");
    private static final Pattern RIGHT_REGION =
            Pattern.compile("<Region>([a-z0-9-]+)</Region>|expecting '([a-z0-9-]+)'");
    /// What the JDK says of a proxy that does not lead on.
    private static final Pattern TUNNEL = Pattern.compile("Unable to tunnel through proxy.*?returns \"(.*?)\"");

    /// What is said of a table with another key; the last by moto, which is used for trying.
    private static final Pattern OTHER_KEY = Pattern.compile(
            "key element does not match the schema|Missing the key |Type mismatch for key |^Validation Exception( \\(|$)");

    private static final Set<String> UNSUPPORTED =
            Set.of("NotImplemented", "MethodNotAllowed", "UnknownOperationException");
    private static final Set<String> NO_TROUBLE = Set.of("None", "ConditionalCheckFailed");

    private final AwsSettings settings;
    private final String place;
    private final boolean isOfSource;

    private AwsFailures(AwsSettings settings, String place) {
        this(settings, place, false);
    }

    private AwsFailures(AwsSettings settings, String place, boolean isOfSource) {
        this.settings = settings;
        this.place = place;
        this.isOfSource = isOfSource;
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
        if (Thread.currentThread().isInterrupted()) {
            throw new ImageException.Cancelled("Stopped.");
        }
        try {
            return call.get();
        } catch (SdkException e) {
            throw translate(doing, e);
        } catch (UncheckedIOException e) {
            // So the SDK says that the connection broke within an answer in XML.
            throw translate(doing, SdkClientException.create(String.valueOf(e.getMessage()), e));
        }
    }

    void run(String doing, Runnable call) {
        guard(doing, () -> {
            call.run();
            return "";
        });
    }

    ImageException translate(String doing, SdkException e) {
        if (isInterrupt(e)) {
            return new ImageException.Cancelled("Stopped.", e);
        }
        return e instanceof AwsServiceException service ? answered(doing, service) : unanswered(doing, e);
    }

    /// The service's own name for what went wrong; `""` where the answer had no body.
    static String codeOf(AwsServiceException e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                ? ""
                : e.awsErrorDetails().errorCode();
    }

    /// DynamoDB's word for a right that is missing.
    static boolean isDenied(AwsServiceException e) {
        return codeOf(e).equals("AccessDeniedException");
    }

    /// The server has no such thing at all, for nobody.
    static boolean isUnsupported(AwsServiceException e) {
        return e.statusCode() == 501 || UNSUPPORTED.contains(codeOf(e));
    }

    /// Nothing was said, or that it is not the time to ask: no refusal.
    static boolean isTrouble(SdkException e) {
        return !(e instanceof AwsServiceException answer)
                || answer.statusCode() >= 500
                || answer.statusCode() == 429
                || answer.isThrottlingException();
    }

    /// A row would become larger than the 400 KB that the service keeps.
    static boolean isTooLarge(AwsServiceException e) {
        return e instanceof TransactionCanceledException cancelled
                ? cancelled.cancellationReasons().stream()
                        .anyMatch(reason -> reason.message() != null && isTooLarge(reason.message()))
                : isTooLarge(exact(e));
    }

    private static boolean isTooLarge(String said) {
        return said.contains("Item size") && said.contains("exceeded");
    }

    private ImageException answered(String doing, AwsServiceException e) {
        return e instanceof TransactionCanceledException cancelled
                ? cancelled(doing, cancelled)
                : byCode(doing, codeOf(e), exact(e), e);
    }

    /// A transaction has a reason for each of its items. That a condition failed is no trouble, but an answer.
    private ImageException cancelled(String doing, TransactionCanceledException e) {
        return e.cancellationReasons().stream()
                .filter(reason -> reason.code() != null && !NO_TROUBLE.contains(reason.code()))
                .findFirst()
                .map(reason ->
                        byCode(doing, reason.code(), reason.message() == null ? reason.code() : reason.message(), e))
                .orElseGet(() -> byCode(doing, codeOf(e), exact(e), e));
    }

    /// The table of what the services say, as errors and as reasons why a transaction was canceled.
    ///
    /// @param said the words that go with the code
    private ImageException byCode(String doing, String code, String said, AwsServiceException e) {
        return switch (code) {
            case "RequestTimeTooSkewed", "RequestInTheFuture" -> clock(e);
            case "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired", "RequestExpired" -> expired(e);
            case "InvalidAccessKeyId",
                    "InvalidClientTokenId",
                    "UnrecognizedClientException",
                    "SignatureDoesNotMatch",
                    "InvalidToken",
                    "MissingAuthenticationTokenException" -> notAccepted(e);
            case "InvalidSignatureException" ->
                words(e).contains("expired") || words(e).contains("not yet current") ? clock(e) : notAccepted(e);
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
                    "LimitExceededException" -> throttled(e, attempts(e));
            case RACED,
                    "OperationAborted",
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
            case "AccessDenied", "AccessDeniedException", "AllAccessDisabled", "UnauthorizedOperation" ->
                denied(doing, e);
            default -> byStatus(doing, said, e);
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
        if (isTooLarge(said)) {
            return new ImageException.Failed(
                    "The row of this image is too large for " + doing + ": DynamoDB keeps 400 KB at most. "
                            + "Shorten its description or its tags, or delete it permanently. Nothing was changed. "
                            + place + " says: " + said,
                    e);
        }
        if (e instanceof DynamoDbException && OTHER_KEY.matcher(said).find()) {
            return otherKey(quoted(settings.table()) + " (or its trash)", e);
        }
        if (e.isThrottlingException() || e.statusCode() == 429 || (e.statusCode() == 503 && isSlowDown(codeOf(e)))) {
            return throttled(e, attempts(e));
        }
        if (e.isClockSkewException()) {
            return clock(e);
        }
        if (isUnsupported(e)) {
            return new ImageException.Failed(place + " cannot do what was asked of it while " + doing + ": " + said, e);
        }
        if (e instanceof DynamoDbException && e.statusCode() == 400 && codeOf(e).isEmpty()) { // it names every refusal
            return damaged(doing, e);
        }
        if (e.statusCode() >= 500) {
            return unreachable(
                    place + " has trouble of its own (" + e.statusCode() + " " + codeOf(e) + ") while " + doing
                            + ". Try again in a moment.",
                    e);
        }
        boolean isElsewhere = e.statusCode() == 400
                && bucketRegion(e)
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
        String words = words(e);
        if (words.contains(KEYS_WANTED)) {
            return ImageException.Denied.untilSignedIn(
                    "The keys of this connection were typed and are never stored. Type them again to go on.", e);
        }
        Optional<ImageException> wanted = wanted(e);
        if (wanted.isPresent()) {
            return wanted.get();
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
                    .filter(AwsFailures::isTrouble)
                    .map(answer -> ofSignIn.answered(doing, answer))
                    .orElseGet(() -> isOfNetwork(e) ? ofSignIn.unreached(doing, e) : noCredentials(e));
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
        if (e.retryable()) { // such as an answer that does not match its checksum
            return damaged(doing, e);
        }
        return new ImageException.Failed("Something failed while " + doing + ": " + exact(e), e);
    }

    private ImageException damaged(String doing, SdkException e) {
        return unreachable("The answer of " + place + " arrived damaged while " + doing + ". Try again.", e);
    }

    private static ImageException unreachable(String sentence, SdkException e) {
        return new ImageException.Unreachable(sentence, e, attempts(e));
    }

    /// @param cause `null` when the service said so in another way than by an error
    ImageException throttled(@Nullable AwsServiceException cause, int attempts) {
        return new ImageException.Throttled(
                place + " asks to slow down. It goes on more slowly; if this stays, "
                        + "raise the limits of the table or wait a few minutes.",
                cause,
                attempts);
    }

    private static int attempts(SdkException e) {
        return e.numAttempts() == null ? 1 : Math.max(1, e.numAttempts());
    }

    private ImageException clock(AwsServiceException e) {
        return new ImageException.Denied(
                "The clock of this computer is wrong by more than the service allows. "
                        + "Set date and time (best automatically) and try again.",
                e);
    }

    /// What a person has to do for keys.
    private static Optional<ImageException> wanted(SdkException e) {
        return SignInWanted.device(exact(e))
                .map(device -> codeWanted(device, e))
                .or(() -> SignInWanted.command(exact(e)).map(command -> expired(" (" + command + ").", e)));
    }

    private static ImageException codeWanted(String device, SdkException e) {
        return ImageException.Denied.untilSignedIn(
                "A code of " + quoted(device)
                        + " is wanted: type it in the window or on a terminal. Nothing is lost meanwhile.",
                e);
    }

    private ImageException expired(SdkException e) {
        if (settings.awsProfile().isBlank()) {
            return expired(" (aws sso login, or new keys).", e);
        }
        AwsProfile profile = AccountFiles.usual().profile(settings);
        return profile.device().map(device -> codeWanted(device, e)).orElseGet(() -> {
            String command = profile.command().orElse("aws sso login --profile " + profile.name());
            return expired(" (" + command + ").", e);
        });
    }

    private static ImageException expired(String command, SdkException e) {
        return ImageException.Denied.untilSignedIn(
                "The AWS sign-in has expired. Sign in again" + command + " Nothing is lost meanwhile.", e);
    }

    /// A service that gives out keys may be out of reach itself.
    private ImageException noCredentials(SdkException e) {
        String reason = exact(e).replaceFirst("^" + ProfileCredentials.NONE, "");
        if (SIGN_IN_ENDED.matcher(reason).find()) {
            return expired(e);
        }
        if (settings.awsProfile().isBlank()) {
            return ImageException.Denied.untilSignedIn(
                    "No AWS credentials were found. Run “aws configure” or “aws sso login”, "
                            + "choose an AWS profile, or type keys into the connection.",
                    e);
        }
        return ImageException.Denied.untilSignedIn(
                "The AWS profile " + quoted(settings.awsProfile())
                        + " gives no credentials. Check it (aws configure list --profile "
                        + settings.awsProfile() + "), choose another, or type keys into the connection. The reason: "
                        + DisplayText.clipped(reason),
                e);
    }

    private ImageException notAccepted(SdkException e) {
        return new ImageException.Denied(
                place + " does not accept the access key" + inProfile()
                        + ". Check that it is complete, active and meant for this service.",
                e);
    }

    /// Of a source it is no right of the library that is missing.
    private ImageException denied(String doing, AwsServiceException e) {
        if (isOfSource) {
            return new ImageException.Denied(
                    "The permission is missing for " + doing + " in the bucket " + quoted(settings.bucket())
                            + ". Ask whoever owns it to allow it. " + place + " says: " + exact(e),
                    e);
        }
        return ImageException.Denied.ofRight(
                "The permission is missing for " + doing + ". Ask whoever runs the account to allow it. " + place
                        + " says: " + exact(e),
                e);
    }

    private ImageException region(AwsServiceException e) {
        Optional<String> actual = regionOf(e);
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

    /// In which a bucket is that was asked for in another one, where the service says so.
    static Optional<String> regionOf(AwsServiceException e) {
        return bucketRegion(e).or(() -> saidRegion(e));
    }

    private static Optional<String> bucketRegion(AwsServiceException e) {
        return Optional.ofNullable(e.awsErrorDetails())
                .flatMap(details -> Optional.ofNullable(details.sdkHttpResponse()))
                .flatMap(response -> response.firstMatchingHeader("x-amz-bucket-region"));
    }

    /// Where only the body tells.
    private static Optional<String> saidRegion(AwsServiceException e) {
        String body = e.awsErrorDetails() == null || e.awsErrorDetails().rawResponse() == null
                ? ""
                : e.awsErrorDetails().rawResponse().asUtf8String();
        Matcher said = RIGHT_REGION.matcher(body + exact(e));
        return said.find() ? Optional.of(said.group(1) == null ? said.group(2) : said.group(1)) : Optional.empty();
    }

    private String inProfile() {
        return settings.awsProfile().isBlank() ? "" : " in the AWS profile " + quoted(settings.awsProfile());
    }

    private static boolean isSlowDown(String code) {
        return code.isEmpty() || code.equals("SlowDown") || code.equals("ServiceUnavailable");
    }

    private static boolean isInterrupt(SdkException e) {
        return e instanceof AbortedException
                || Thread.currentThread().isInterrupted()
                || Causes.first(e, InterruptedException.class).isPresent()
                || Causes.first(e, IOException.class)
                        .filter(FileFailures::isInterrupt)
                        .isPresent();
    }

    private static String exact(SdkException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static String words(SdkException e) {
        return exact(e).toLowerCase(java.util.Locale.ROOT);
    }
}
