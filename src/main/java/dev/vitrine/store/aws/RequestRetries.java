package dev.vitrine.store.aws;

import dev.vitrine.image.ImageException;
import dev.vitrine.store.RetryPolicy;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryUtils;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/// Our retry policy for the SDK, which signs and sends a single request again: how often, after which pause and for
/// which failures is ours to say.
///
/// None of the SDK's own rules remain, except for a wrong clock: it learns the service's time from the refusal and
/// signs with that.
final class RequestRetries {
    private RequestRetries() {}

    static RetryStrategy by(RetryPolicy policy, AwsFailures failures) {
        return by(policy, failures, _ -> true);
    }

    /// For a request that must not be done twice: it is sent again only when the service has said that it was
    /// not done.
    static SdkPlugin onlyAfterRefusals(RetryPolicy policy, AwsFailures failures) {
        RetryStrategy strategy = by(policy, failures, RequestRetries::isRefused);
        return client -> client.overrideConfiguration(client.overrideConfiguration().toBuilder()
                .retryStrategy(strategy)
                .build());
    }

    /// False when it may have been done: there was no answer, or one that does not tell.
    static boolean isRefused(SdkException failure) {
        return failure instanceof AwsServiceException answer
                && (answer.statusCode() < 500 || answer.isThrottlingException());
    }

    private static RetryStrategy by(RetryPolicy policy, AwsFailures failures, Predicate<SdkException> isRepeatable) {
        return DefaultRetryStrategy.standardStrategyBuilder()
                .useClientDefaults(false)
                .circuitBreakerEnabled(false)
                .maxAttempts(policy.maxAttempts())
                .backoffStrategy(next -> policy.pauseAfter(next - 1, false))
                .throttlingBackoffStrategy(next -> policy.pauseAfter(next - 1, true))
                .treatAsThrottling(failure -> failure instanceof SdkException e
                        && failures.translate("", e) instanceof ImageException.Throttled)
                .retryOnException(failure -> failure instanceof SdkException e
                        && isRepeatable.test(e)
                        && (RetryUtils.isClockSkewException(e)
                                || RetryPolicy.isWorthAnotherTry(failures.translate("", e))))
                .build();
    }
}
