package dev.vitrine.store.aws;

import dev.vitrine.image.ImageException;
import dev.vitrine.store.RetryPolicy;
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
        return DefaultRetryStrategy.standardStrategyBuilder()
                .useClientDefaults(false)
                .circuitBreakerEnabled(false)
                .maxAttempts(policy.maxAttempts())
                .backoffStrategy(next -> policy.pauseAfter(next - 1, false))
                .throttlingBackoffStrategy(next -> policy.pauseAfter(next - 1, true))
                .treatAsThrottling(failure -> failure instanceof SdkException e
                        && failures.translate("", e) instanceof ImageException.Throttled)
                .retryOnException(failure -> failure instanceof SdkException e
                        && (RetryUtils.isClockSkewException(e)
                                || RetryPolicy.isWorthAnotherTry(failures.translate("", e))))
                .build();
    }
}
