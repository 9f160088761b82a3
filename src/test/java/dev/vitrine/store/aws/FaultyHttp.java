package dev.vitrine.store.aws;

import dev.vitrine.cloud.FaultyAnswers;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.RetryPolicy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/// A network that fails as told, one fault a request in the order given; then it works. Safe for any thread.
public final class FaultyHttp implements SdkHttpClient {
    private interface Fault {
        HttpExecuteResponse happen(ExecutableHttpRequest real, HttpExecuteRequest request) throws IOException;
    }

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final SdkHttpClient real;
    private volatile Predicate<SdkHttpRequest> which;
    private volatile boolean isClosed;
    private final Deque<Fault> faults = new ConcurrentLinkedDeque<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger chosen = new AtomicInteger();

    public FaultyHttp() {
        this(_ -> true, ANSWER);
    }

    private FaultyHttp(Predicate<SdkHttpRequest> which, Duration answer) {
        this.which = which;
        this.real = new LargeBodies(CONNECT, answer);
    }

    /// Fails for some requests only; the others always work.
    public static FaultyHttp forOnly(Predicate<SdkHttpRequest> which) {
        return new FaultyHttp(which, ANSWER);
    }

    /// Waits no longer than this for an answer.
    public static FaultyHttp forOnly(Predicate<SdkHttpRequest> which, Duration answer) {
        return new FaultyHttp(which, answer);
    }

    /// Bytes of an image, all of them or a part.
    public static boolean sendsOriginal(SdkHttpRequest request) {
        return request.method() == SdkHttpMethod.PUT
                && !request.encodedPath().contains(".vitrine")
                && request.firstMatchingHeader("X-Amz-Target").isEmpty();
    }

    /// A request of this name to DynamoDB or its streams.
    public static Predicate<SdkHttpRequest> asks(String operation) {
        return request -> request.firstMatchingHeader("X-Amz-Target")
                .filter(target -> target.endsWith("." + operation))
                .isPresent();
    }

    /// A request of this method to S3.
    public static Predicate<SdkHttpRequest> asksBucket(SdkHttpMethod method) {
        return request -> request.method() == method
                && request.firstMatchingHeader("X-Amz-Target").isEmpty();
    }

    /// A row of the table.
    public static boolean writesRow(SdkHttpRequest request) {
        return request.firstMatchingHeader("X-Amz-Target")
                .filter(target -> target.contains("TransactWrite") || target.contains("PutItem"))
                .isPresent();
    }

    /// Clients over this network that try twice, at once.
    AwsClients clients(AwsSettings settings) {
        return clients(settings, new RetryPolicy(2, Duration.ZERO));
    }

    AwsClients clients(AwsSettings settings, RetryPolicy retryPolicy) {
        return AwsClients.open(settings, Optional.of(AwsServers.KEYS), this, retryPolicy);
    }

    public FaultyHttp answerS3(int times, int status, String code, String message) {
        return answer(
                times,
                status,
                Map.of("Content-Type", "application/xml"),
                "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>");
    }

    public FaultyHttp answerDynamo(int times, int status, String code, String message) {
        return answer(
                times,
                status,
                Map.of("Content-Type", "application/x-amz-json-1.0"),
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\",\"message\":\"" + message + "\"}");
    }

    public FaultyHttp answer(int times, int status, Map<String, String> headers, String body) {
        return add(times, (_, _) -> answered(status, headers, body));
    }

    private static HttpExecuteResponse answered(int status, Map<String, String> headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        var response = SdkHttpFullResponse.builder()
                .statusCode(status)
                .putHeader("Content-Length", Integer.toString(bytes.length));
        headers.forEach(response::putHeader);
        return HttpExecuteResponse.builder()
                .response(response.build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
                .build();
    }

    private static String bodyOf(HttpExecuteRequest request) throws IOException {
        try (InputStream in = request.contentStreamProvider().orElseThrow().newStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// A table that is too busy to tell any of the rows asked for.
    public FaultyHttp leaveOutEverything(int times) {
        return add(times, (_, request) -> FaultyAnswers.leftOut(request));
    }

    /// A table that is too busy to tell more than one of the rows asked for; there is no such row.
    public FaultyHttp leaveOutAllButOne(int times) {
        return add(times, (_, request) -> {
            String asked = bodyOf(request).replaceFirst("^\\{\"RequestItems\":(.*)}$", "$1");
            String left = asked.replaceFirst("\"Keys\":\\[\\{[^}]*}},", "\"Keys\":[");
            return answered(
                    200,
                    Map.of("Content-Type", "application/x-amz-json-1.0"),
                    "{\"Responses\":{},\"UnprocessedKeys\":" + (left.equals(asked) ? "{}" : left) + "}");
        });
    }

    public FaultyHttp work(int times) {
        return add(times, (request, _) -> request.call());
    }

    /// Works, and tells what it is asked: the operation and the body.
    FaultyHttp report(int times, BiConsumer<String, String> reported) {
        return add(times, (request, asked) -> {
            String operation = asked.httpRequest()
                    .firstMatchingHeader("X-Amz-Target")
                    .orElse(asked.httpRequest().method().name());
            reported.accept(operation.substring(operation.lastIndexOf('.') + 1), bodyOf(asked));
            return request.call();
        });
    }

    /// Takes what it is told, whatever that is.
    FaultyHttp take(int times, Consumer<String> body) {
        return add(times, (_, request) -> {
            body.accept(bodyOf(request));
            return answered(200, Map.of(), "");
        });
    }

    /// Somebody else is quicker.
    public FaultyHttp letOthers(Runnable others) {
        return add(1, (request, _) -> {
            others.run();
            return request.call();
        });
    }

    public FaultyHttp fail(int times, IOException failure) {
        return add(times, (_, _) -> {
            throw failure;
        });
    }

    /// The service does what it is asked to; only its answer never arrives.
    public FaultyHttp loseAnswer() {
        return loseAnswer(() -> {});
    }

    /// The same, and others are at work until that is noticed.
    public FaultyHttp loseAnswer(Runnable others) {
        return add(1, (request, _) -> {
            HttpExecuteResponse answer = request.call();
            if (answer.httpResponse().statusCode() >= 400) {
                throw new IllegalStateException("the request was to succeed: " + answer.httpResponse());
            }
            others.run();
            throw new IOException("Connection reset");
        });
    }

    /// The connection breaks when the headers of the answer are there.
    public FaultyHttp cutAnswer(int times) {
        return add(times, (request, _) -> {
            HttpExecuteResponse answer = request.call();
            byte[] body = answer.responseBody().orElseThrow().readAllBytes();
            return HttpExecuteResponse.builder()
                    .response(answer.httpResponse())
                    .responseBody(AbortableInputStream.create(new BrokenStream(body, 0)))
                    .build();
        });
    }

    /// One bit of the body is another one when it arrives.
    public FaultyHttp damageAnswer(int times) {
        return add(times, (request, _) -> {
            HttpExecuteResponse answer = request.call();
            byte[] body = answer.responseBody().orElseThrow().readAllBytes();
            body[body.length / 2] ^= 1;
            return HttpExecuteResponse.builder()
                    .response(answer.httpResponse())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                    .build();
        });
    }

    /// The connection breaks when half of the body is sent.
    public FaultyHttp breakHalfWay(int times) {
        return add(times, (_, request) -> {
            long length = request.httpRequest()
                    .firstMatchingHeader("Content-Length")
                    .map(Long::parseLong)
                    .orElse(0L);
            try (InputStream body =
                    request.contentStreamProvider().orElseThrow().newStream()) {
                body.readNBytes((int) (length / 2));
            }
            throw new SocketException("Connection reset");
        });
    }

    /// One bit of the body changes on its way.
    public FaultyHttp garble(int times) {
        return add(times, (_, request) -> {
            byte[] body;
            try (InputStream in = request.contentStreamProvider().orElseThrow().newStream()) {
                body = in.readAllBytes();
            }
            body[body.length / 2] ^= 1;
            return real.prepareRequest(HttpExecuteRequest.builder()
                            .request(request.httpRequest())
                            .contentStreamProvider(() -> new ByteArrayInputStream(body))
                            .build())
                    .call();
        });
    }

    /// The request goes to a server that takes it and never answers.
    public FaultyHttp divert(int times, URI server) {
        return add(times, (_, request) -> {
            SdkHttpRequest diverted =
                    request.httpRequest().toBuilder().uri(server).build();
            return real.prepareRequest(HttpExecuteRequest.builder()
                            .request(diverted)
                            .contentStreamProvider(
                                    request.contentStreamProvider().orElse(null))
                            .build())
                    .call();
        });
    }

    /// Fails for these requests from now on.
    public void failOnly(Predicate<SdkHttpRequest> changed) {
        which = changed;
    }

    /// From now on everything works.
    public void recover() {
        faults.clear();
    }

    int requests() {
        return requests.get();
    }

    /// How many of those came that this network fails for.
    public int chosen() {
        return chosen.get();
    }

    private FaultyHttp add(int times, Fault fault) {
        for (int i = 0; i < times; i++) {
            faults.add(fault);
        }
        return this;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = real.prepareRequest(request);
        requests.incrementAndGet();
        boolean isChosen = which.test(request.httpRequest());
        chosen.addAndGet(isChosen ? 1 : 0);
        Fault fault = isChosen ? faults.poll() : null;
        return fault == null
                ? prepared
                : new ExecutableHttpRequest() {
                    @Override
                    public HttpExecuteResponse call() throws IOException {
                        return fault.happen(prepared, request);
                    }

                    @Override
                    public void abort() {
                        prepared.abort();
                    }
                };
    }

    @Override
    public void close() {
        isClosed = true;
        real.close();
    }

    boolean isClosed() {
        return isClosed;
    }
}
