package dev.vitrine.service.upload;

import dev.vitrine.service.ConcurrencyLimit;
import dev.vitrine.service.upload.source.Bandwidth;
import dev.vitrine.store.RetryPolicy;
import java.util.function.Supplier;

/// How fast it goes: how many uploads run at once, how many bytes a second all of them may send, and how patiently a
/// request is repeated.
record UploadPace(ConcurrencyLimit concurrencyLimit, Bandwidth bandwidth, RetryPolicy retryPolicy) {
    UploadPace(int atOnce, RetryPolicy retryPolicy) {
        this(new ConcurrencyLimit(atOnce), new Bandwidth(), retryPolicy);
    }

    /// One request, tried again while that is worth it.
    <T> T patiently(Supplier<T> request) {
        return retryPolicy.run(() -> concurrencyLimit.observe(request));
    }
}
