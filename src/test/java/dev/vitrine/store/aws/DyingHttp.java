package dev.vitrine.store.aws;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/// The network of a machine that stops at a request, and sends nothing any more: the request was done, or was not.
final class DyingHttp implements SdkHttpClient {
    private final SdkHttpClient real;
    private final int last;
    private final boolean before;
    private final AtomicInteger requests = new AtomicInteger();

    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /// @param before whether it stops before the last request is sent
    DyingHttp(SdkHttpClient real, int last, boolean before) {
        this.real = real;
        this.last = last;
        this.before = before;
    }

    int requests() {
        return requests.get();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = real.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                int now = requests.incrementAndGet();
                if (now > last || before && now == last) {
                    throw new Killed();
                }
                HttpExecuteResponse answer = prepared.call();
                if (now == last) {
                    throw new Killed();
                }
                return answer;
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    @Override
    public void close() {
        // The real one is somebody else's.
    }
}
