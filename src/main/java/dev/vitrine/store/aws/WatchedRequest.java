package dev.vitrine.store.aws;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;

/// A request with a body that is given up when the server takes none of it for too long: sockets know a limit for
/// reading only, and a server that accepts and stops reading would hold the request forever.
///
/// It is sent by a virtual thread, which an interrupt frees from a socket; whoever calls waits and watches. Time in
/// which the body itself is not there yet (a slow disk, a limited bandwidth) does not count.
final class WatchedRequest implements ExecutableHttpRequest {
    private final ExecutableHttpRequest request;
    private final Duration longest;
    private final Handover handover = new Handover();
    private volatile boolean interrupted;

    /// @param preparing makes the request that is to be watched of the given one, whose body tells how it is taken
    /// @param longest how long the server may take none of the body
    WatchedRequest(
            HttpExecuteRequest request,
            Function<HttpExecuteRequest, ExecutableHttpRequest> preparing,
            Duration longest) {
        this.longest = longest;
        this.request = preparing.apply(HttpExecuteRequest.builder()
                .request(request.httpRequest())
                .contentStreamProvider(request.contentStreamProvider()
                        .map(body -> (ContentStreamProvider) () -> handover.watched(body.newStream()))
                        .orElse(null))
                .metricCollector(request.metricCollector().orElse(null))
                .build());
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
        var sending = new FutureTask<>(() -> {
            try {
                return request.call();
            } finally {
                interrupted = Thread.currentThread().isInterrupted();
            }
        });
        Thread.ofVirtual().start(sending);
        while (true) {
            try {
                return sending.get(handover.left(longest).toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException _) {
                if (handover.left(longest).isZero()) {
                    sending.cancel(true);
                    throw new SocketTimeoutException(
                            "The server took nothing for " + longest.toSeconds() + " seconds.");
                }
            } catch (InterruptedException e) {
                sending.cancel(true);
                Thread.currentThread().interrupt();
                throw (IOException) new InterruptedIOException("stopped while sending").initCause(e);
            } catch (ExecutionException e) {
                throw failure(e);
            }
        }
    }

    /// Of the sending thread, as if it had been this one.
    private IOException failure(ExecutionException e) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        switch (e.getCause()) {
            case IOException cause -> {
                return cause;
            }
            case RuntimeException cause -> throw cause;
            case Error cause -> throw cause;
            case null, default -> throw new IllegalStateException(e);
        }
    }

    @Override
    public void abort() {
        request.abort();
    }

    /// When the last piece of the body was handed over, as long as no other one is asked for.
    private static final class Handover {
        private volatile Optional<Long> since = Optional.empty();

        /// @return zero when the server takes nothing for too long
        Duration left(Duration longest) {
            return since.map(start -> longest.minusNanos(System.nanoTime() - start))
                    .map(left -> left.isNegative() ? Duration.ZERO : left)
                    .orElse(longest);
        }

        InputStream watched(InputStream body) {
            return new FilterInputStream(body) {
                @Override
                public int read() throws IOException {
                    since = Optional.empty();
                    int read = super.read();
                    since = Optional.of(System.nanoTime());
                    return read;
                }

                @Override
                public int read(byte[] into, int offset, int length) throws IOException {
                    since = Optional.empty();
                    int read = super.read(into, offset, length);
                    since = Optional.of(System.nanoTime());
                    return read;
                }
            };
        }
    }
}
