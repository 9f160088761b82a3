package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/// How large bodies are signed and sent.
class LargeBodiesTest {
    private static final byte[] BODY = new byte[700_001];

    static {
        new Random(1).nextBytes(BODY);
    }

    private final List<byte[]> received = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private LargeBodies http;
    private final List<List<String>> accepts = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        http = new LargeBodies(Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    private void answer(HttpExchange exchange) throws IOException {
        accepts.add(exchange.getRequestHeaders().get("Accept"));
        ports.add(exchange.getRemoteAddress().getPort());
        received.add(exchange.getRequestBody().readAllBytes());
        exchange.getResponseHeaders().set("ETag", exchange.getRequestHeaders().getFirst("x-amz-meta-word"));
        int status = exchange.getRequestURI().getPath().equals("/refused") ? 403 : 200;
        exchange.sendResponseHeaders(status, 4);
        exchange.getResponseBody().write("said".getBytes());
        exchange.close();
    }

    @AfterEach
    void stop() {
        http.close();
        server.stop(0);
    }

    private SdkHttpFullRequest.Builder put(URI address, String path) {
        return SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.PUT)
                .uri(address)
                .encodedPath(path)
                .putHeader("Content-Length", Integer.toString(BODY.length))
                .putHeader("x-amz-meta-word", "hello");
    }

    private HttpExecuteResponse send(URI address, String path) throws IOException {
        return http.prepareRequest(HttpExecuteRequest.builder()
                        .request(put(address, path).build())
                        .contentStreamProvider(() -> new ByteArrayInputStream(BODY))
                        .build())
                .call();
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Test
    void aLargeBodyArrivesWholeAndItsAnswerComesBack() throws IOException {
        HttpExecuteResponse answer = send(address(), "/image");

        assertArrayEquals(BODY, received.getFirst());
        assertEquals(200, answer.httpResponse().statusCode());
        assertEquals("hello", answer.httpResponse().firstMatchingHeader("etag").orElseThrow());
        assertEquals("said", new String(answer.responseBody().orElseThrow().readAllBytes()));
    }

    @Test
    void whatTheRequestAcceptsIsAskedForAsItIs() throws IOException {
        for (String accepted : List.of("application/xml", "*/*")) {
            SdkHttpFullRequest.Builder request = put(address(), "/image");
            if (!accepted.equals("*/*")) {
                request.putHeader("Accept", accepted);
            }
            http.prepareRequest(HttpExecuteRequest.builder()
                            .request(request.build())
                            .contentStreamProvider(() -> new ByteArrayInputStream(BODY))
                            .build())
                    .call();
            assertEquals(List.of(accepted), accepts.getLast());
        }
    }

    @Test
    void aConnectionIsUsedAgain() throws IOException {
        for (int i = 0; i < 3; i++) {
            send(address(), "/image").responseBody().orElseThrow().readAllBytes();
        }
        assertEquals(List.of(ports.getFirst(), ports.getFirst(), ports.getFirst()), ports);
    }

    @Test
    void aServerThatKnowsNoExpectationIsSentTheSameWithoutOne() throws IOException {
        var asked = new CopyOnWriteArrayList<Boolean>();
        try (var plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                while (!plain.isClosed()) {
                    try (var connection = plain.accept()) {
                        String head = head(connection.getInputStream());
                        boolean isAsked = head.toLowerCase(Locale.ROOT).contains("expect:");
                        asked.add(isAsked);
                        if (!isAsked) {
                            int length = Integer.parseInt(head.replaceAll("(?is).*content-length: (\\d+).*", "$1"));
                            received.add(connection.getInputStream().readNBytes(length));
                        }
                        String status = isAsked ? "417 Expectation Failed" : "200 OK";
                        connection
                                .getOutputStream()
                                .write(("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                                        .getBytes(StandardCharsets.US_ASCII));
                    } catch (IOException _) {
                        // The test is over.
                    }
                }
            });
            var address = URI.create("http://127.0.0.1:" + plain.getLocalPort());
            for (int length : List.of(BODY.length, BODY.length, 100)) {
                byte[] body = Arrays.copyOf(BODY, length);
                SdkHttpFullRequest request = put(address, "/image")
                        .putHeader("Content-Length", Integer.toString(length))
                        .putHeader("Expect", "100-continue")
                        .build();
                HttpExecuteResponse answer = http.prepareRequest(HttpExecuteRequest.builder()
                                .request(request)
                                .contentStreamProvider(() -> new ByteArrayInputStream(body))
                                .build())
                        .call();
                assertEquals(200, answer.httpResponse().statusCode());
                assertArrayEquals(body, received.getLast());
            }
        }
        assertEquals(List.of(true, false, false, false), asked);
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Test
    void aRefusalIsAnAnswerWithItsWords() throws IOException {
        HttpExecuteResponse answer = send(address(), "/refused");

        assertEquals(403, answer.httpResponse().statusCode());
        assertEquals("said", new String(answer.responseBody().orElseThrow().readAllBytes()));
    }

    @Test
    void aServerThatNeverAnswersIsNotWaitedForLongerThanTold() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var hasty = new LargeBodies(Duration.ofSeconds(5), Duration.ofMillis(200))) {
            var address = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            Thread.ofVirtual().start(() -> {
                try (var connection = silent.accept()) {
                    connection.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
                } catch (IOException _) {
                    // The client gave up, as it should.
                }
            });
            assertThrows(
                    SocketTimeoutException.class,
                    () -> hasty.prepareRequest(HttpExecuteRequest.builder()
                                    .request(put(address, "/image").build())
                                    .contentStreamProvider(() -> new ByteArrayInputStream(BODY))
                                    .build())
                            .call());
        }
    }

    @Test
    void aServerThatStopsReadingIsNotWaitedForLongerThanTold() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var hasty = new LargeBodies(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMillis(300))) {
            var address = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            var body = new byte[32 << 20]; // more than the systems on both sides hold
            SdkHttpFullRequest request = put(address, "/image")
                    .putHeader("Content-Length", Integer.toString(body.length))
                    .build();
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> assertThrows(
                            SocketTimeoutException.class,
                            () -> hasty.prepareRequest(HttpExecuteRequest.builder()
                                            .request(request)
                                            .contentStreamProvider(() -> new ByteArrayInputStream(body))
                                            .build())
                                    .call()));
        }
    }

    @Test
    void anyRequestThatStandsStillIsGivenUp() throws InterruptedException {
        var freed = new CountDownLatch(1);
        var request = new WatchedRequest(
                request(() -> new ByteArrayInputStream(new byte[100])),
                asked -> new Inner(() -> {
                    asked.contentStreamProvider().orElseThrow().newStream().readNBytes(10);
                    await(new CountDownLatch(1), freed);
                }),
                Duration.ofMillis(50));
        assertThrows(SocketTimeoutException.class, request::call);
        assertTrue(freed.await(10, TimeUnit.SECONDS), "the sending thread still waits");
    }

    @Test
    void aBodyThatComesSlowlyIsNoStandstill() throws IOException {
        var slow = new InputStream() {
            private int left = 3;

            @Override
            public int read() {
                LockSupport.parkNanos(Duration.ofMillis(120).toNanos());
                return left-- > 0 ? 1 : -1;
            }
        };
        var request = new WatchedRequest(
                request(() -> slow),
                asked -> new Inner(() -> {
                    InputStream body =
                            asked.contentStreamProvider().orElseThrow().newStream();
                    while (body.read() >= 0) {
                        // Taken at once.
                    }
                }),
                Duration.ofMillis(60));
        assertEquals(200, request.call().httpResponse().statusCode());
    }

    @Test
    void whoeverIsStoppedWhileSendingFreesTheSendingThread() throws InterruptedException {
        var freed = new CountDownLatch(1);
        var waiting = new CountDownLatch(1);
        var request = new WatchedRequest(
                request(() -> new ByteArrayInputStream(new byte[100])),
                _ -> new Inner(() -> {
                    waiting.countDown();
                    await(new CountDownLatch(1), freed);
                }),
                Duration.ofMinutes(1));
        var outcome = new AtomicReference<Throwable>();
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                request.call();
            } catch (IOException e) {
                outcome.set(Thread.currentThread().isInterrupted() ? e : new AssertionError("not interrupted"));
            }
        });
        waiting.await();
        caller.interrupt();
        caller.join(10_000);
        assertTrue(freed.await(10, TimeUnit.SECONDS));
        assertEquals(InterruptedIOException.class, outcome.get().getClass());
    }

    private static HttpExecuteRequest request(ContentStreamProvider body) {
        return HttpExecuteRequest.builder()
                .request(SdkHttpFullRequest.builder()
                        .method(SdkHttpMethod.PUT)
                        .uri(URI.create("http://127.0.0.1:1"))
                        .build())
                .contentStreamProvider(body)
                .build();
    }

    private static void await(CountDownLatch never, CountDownLatch freed) throws IOException {
        try {
            never.await();
        } catch (InterruptedException e) {
            freed.countDown();
            throw new IOException(e);
        }
    }

    private interface Sending {
        void run() throws IOException;
    }

    private record Inner(Sending sending) implements ExecutableHttpRequest {
        @Override
        public HttpExecuteResponse call() throws IOException {
            sending.run();
            return HttpExecuteResponse.builder()
                    .response(SdkHttpResponse.builder().statusCode(200).build())
                    .build();
        }

        @Override
        public void abort() {}
    }

    @Test
    void theChecksumIsSignedInsteadOfReadingTheBody() {
        var read = new AtomicBoolean();
        SignedRequest signed = signed(put(address(), "/image").putHeader("x-amz-checksum-sha256", "q83v"), read);

        assertFalse(read.get(), "the body was read for the signature");
        assertEquals(
                "abcdef",
                signed.request().firstMatchingHeader("x-amz-content-sha256").orElseThrow());
        String authorization =
                signed.request().firstMatchingHeader("Authorization").orElseThrow();
        assertTrue(authorization.matches(".*SignedHeaders=[^,]*x-amz-checksum-sha256.*"), authorization);
        assertTrue(signed.payload().isPresent());
    }

    @Test
    void aBodyWithoutAChecksumIsSignedItself() {
        var read = new AtomicBoolean();
        SignedRequest signed = signed(put(address(), "/image"), read);

        assertTrue(read.get());
        assertTrue(signed.request()
                .firstMatchingHeader("x-amz-content-sha256")
                .orElseThrow()
                .matches("[0-9a-f]{64}"));
    }

    private static SignedRequest signed(SdkHttpFullRequest.Builder request, AtomicBoolean read) {
        return ChecksumSigner.scheme()
                .signer()
                .sign(sign -> sign.identity(AwsBasicCredentials.create("test", "test"))
                        .request(request.build())
                        .payload(() -> {
                            read.set(true);
                            return InputStream.nullInputStream();
                        })
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3"));
    }
}
