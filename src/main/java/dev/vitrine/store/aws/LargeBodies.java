package dev.vitrine.store.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/// The SDK's client over `HttpURLConnection`, except that images are written to the network in large pieces.
///
/// The SDK copies every body in pieces of 4 KB, and `HttpURLConnection` makes a system call of each: for 1 GB that is a
/// quarter of a million, and most of what sending costs. Connections are the same ones, kept and reused by the JDK.
/// Both are opened by [Network]. No request may stand still: see [WatchedRequest].
final class LargeBodies implements SdkHttpClient {
    private static final long LARGE = 64L << 10;
    private static final int EXPECTATION_FAILED = 417;
    private static final int PIECE = 128 << 10;
    private static final Duration STANDSTILL = Duration.ofSeconds(60);

    private final SdkHttpClient usual;
    private final Duration connect;
    private final Duration answer;
    private final Duration standstill;
    private final Network network;
    private final Set<String> notAsked = ConcurrentHashMap.newKeySet();

    /// @param connect how long to wait for a connection
    /// @param answer how long to wait for the next bytes of an answer
    LargeBodies(Duration connect, Duration answer) {
        this(connect, answer, STANDSTILL);
    }

    LargeBodies(Duration connect, Duration answer, Network network) {
        this(connect, answer, STANDSTILL, network);
    }

    /// @param standstill how long the server may take nothing of a body; longer than `answer`, which is waited for
    ///   after the last byte of it
    LargeBodies(Duration connect, Duration answer, Duration standstill) {
        this(connect, answer, standstill, Network.of(System.getenv()));
    }

    LargeBodies(Duration connect, Duration answer, Duration standstill, Network network) {
        this.network = network;
        this.usual = UrlConnectionHttpClient.create(this::open);
        this.connect = connect;
        this.answer = answer;
        this.standstill = standstill;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return request.contentStreamProvider().isPresent()
                ? new WatchedRequest(request, this::prepared, standstill)
                : prepared(request);
    }

    private HttpURLConnection open(URI address) {
        try {
            HttpURLConnection made = network.open(address);
            made.setConnectTimeout((int) connect.toMillis());
            made.setReadTimeout((int) answer.toMillis());
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ExecutableHttpRequest prepared(HttpExecuteRequest request) {
        if (request.httpRequest().firstMatchingHeader("Expect").isEmpty()) {
            return direct(request);
        }
        return notAsked.contains(request.httpRequest().getUri().getAuthority())
                ? direct(unasking(request))
                : new Asking(request);
    }

    private static HttpExecuteRequest unasking(HttpExecuteRequest request) {
        return HttpExecuteRequest.builder()
                .request(
                        request.httpRequest().toBuilder().removeHeader("Expect").build())
                .contentStreamProvider(request.contentStreamProvider().orElse(null))
                .metricCollector(request.metricCollector().orElse(null))
                .build();
    }

    private ExecutableHttpRequest direct(HttpExecuteRequest request) {
        long length = request.httpRequest()
                .firstMatchingHeader("Content-Length")
                .map(Long::parseLong)
                .orElse(0L);
        boolean isLarge = length >= LARGE && request.contentStreamProvider().isPresent();
        return isLarge ? new Sending(request, length) : usual.prepareRequest(request);
    }

    @Override
    public void close() {
        usual.close();
    }

    /// Whether the server takes the body is asked first ("Expect: 100-continue"). One that does not know that, or a
    /// proxy before it, answers 417 and is sent the same without the question (RFC 9110, 10.1.1), from then on.
    private final class Asking implements ExecutableHttpRequest {
        private final HttpExecuteRequest request;
        private volatile ExecutableHttpRequest sent;

        Asking(HttpExecuteRequest request) {
            this.request = request;
            this.sent = direct(request);
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            HttpExecuteResponse answer = sent.call();
            if (answer.httpResponse().statusCode() != EXPECTATION_FAILED) {
                return answer;
            }
            answer.responseBody().ifPresent(AbortableInputStream::abort);
            notAsked.add(request.httpRequest().getUri().getAuthority());
            sent = direct(unasking(request));
            return sent.call();
        }

        @Override
        public void abort() {
            sent.abort();
        }
    }

    private final class Sending implements ExecutableHttpRequest {
        private final HttpExecuteRequest request;
        private final long length;
        private volatile @Nullable HttpURLConnection connection;

        Sending(HttpExecuteRequest request, long length) {
            this.request = request;
            this.length = length;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            HttpURLConnection open = opened();
            connection = open;
            send(open);
            int status = open.getResponseCode();
            Optional<InputStream> body =
                    Optional.ofNullable(status < 400 ? open.getInputStream() : open.getErrorStream());
            return HttpExecuteResponse.builder()
                    .response(SdkHttpResponse.builder()
                            .statusCode(status)
                            .statusText(open.getResponseMessage())
                            .headers(headers(open))
                            .build())
                    .responseBody(body.map(AbortableInputStream::create).orElse(null))
                    .build();
        }

        private HttpURLConnection opened() throws IOException {
            SdkHttpRequest http = request.httpRequest();
            HttpURLConnection made = open(http.getUri());
            made.setInstanceFollowRedirects(false);
            made.setRequestMethod(http.method().name());
            made.setDoOutput(true);
            made.setFixedLengthStreamingMode(length);
            http.forEachHeader((name, values) -> made.addRequestProperty(name, String.join(",", values)));
            return made;
        }

        private void send(HttpURLConnection open) throws IOException {
            try (InputStream bytes =
                            request.contentStreamProvider().orElseThrow().newStream();
                    OutputStream out = open.getOutputStream()) {
                var piece = new byte[(int) Math.min(PIECE, length)];
                for (int read = bytes.read(piece); read >= 0; read = bytes.read(piece)) {
                    out.write(piece, 0, read);
                }
            } catch (ProtocolException e) {
                // The server refused before anything was sent ("Expect: 100-continue"); its status can
                // still be asked for.
                if (e.getMessage() == null || !e.getMessage().startsWith("Server rejected operation")) {
                    throw e;
                }
            }
        }

        private static Map<String, List<String>> headers(HttpURLConnection open) {
            var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
            open.getHeaderFields().forEach((name, values) -> {
                if (name != null) {
                    headers.put(name, values);
                }
            });
            return headers;
        }

        @Override
        public void abort() {
            HttpURLConnection open = connection;
            if (open != null) {
                open.disconnect();
            }
        }
    }
}
