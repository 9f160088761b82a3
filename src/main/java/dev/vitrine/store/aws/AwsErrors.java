package dev.vitrine.store.aws;

import dev.vitrine.files.FileFailures;
import dev.vitrine.image.Causes;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// What can be read in the exceptions of the AWS SDK, without knowing what was asked for.
final class AwsErrors {
    /// Something else happened to the key meanwhile, and S3 cannot tell whether it is taken: the same upload is to
    /// be tried again, a multipart one from its beginning
    /// (docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html).
    static final String RACED = "ConditionalRequestConflict";

    private static final Set<String> UNSUPPORTED =
            Set.of("NotImplemented", "MethodNotAllowed", "UnknownOperationException");
    /// As an element, in a sentence, or within the address that is to be asked.
    private static final Pattern RIGHT_REGION = Pattern.compile(
            "(?:<Region>|expecting ')([a-z0-9-]+)|(?:\\bs3[.-](?:dualstack\\.)?|The )([a-z]+(?:-[a-z]+)+-\\d)(?=\\.amazonaws|\\.api| location)");

    private AwsErrors() {}

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

    /// The key that the service encrypts with is disabled, about to be deleted or gone: no trouble of KMS itself.
    static boolean isOfEncryption(AwsServiceException e) {
        String code = codeOf(e);
        return (code.startsWith("KMS") || code.startsWith("InaccessibleEncryptionCredentials")) && !isTrouble(e);
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

    static boolean isTooLarge(String said) {
        return said.contains("Item size") && said.contains("exceeded");
    }

    /// In which a bucket is that was asked for in another one, where the service says so.
    static Optional<String> regionOf(AwsServiceException e) {
        return bucketRegion(e).or(() -> saidRegion(e));
    }

    static Optional<String> bucketRegion(AwsServiceException e) {
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

    static int attempts(SdkException e) {
        return e.numAttempts() == null ? 1 : Math.max(1, e.numAttempts());
    }

    static boolean isInterrupt(SdkException e) {
        return e instanceof AbortedException
                || Thread.currentThread().isInterrupted()
                || Causes.first(e, InterruptedException.class).isPresent()
                || Causes.first(e, IOException.class)
                        .filter(FileFailures::isInterrupt)
                        .isPresent();
    }

    static String exact(SdkException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    static String words(SdkException e) {
        return exact(e).toLowerCase(Locale.ROOT);
    }
}
