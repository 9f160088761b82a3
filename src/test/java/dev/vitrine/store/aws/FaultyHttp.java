package dev.vitrine.store.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/// A network that fails as told, one fault a request in the order given; then it works.
final class FaultyHttp implements SdkHttpClient {
    private interface Fault {
        HttpExecuteResponse happen(ExecutableHttpRequest real) throws IOException;
    }

    private final SdkHttpClient real = UrlConnectionHttpClient.create();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private int requests;

    /// Clients over this network that try twice, at once.
    AwsClients clients(AwsSettings settings) {
        return AwsClients.open(settings, Optional.of(AwsServers.KEYS), this, config -> config.retryStrategy(
                AwsRetryStrategy.forRetryMode(RetryMode.STANDARD).toBuilder().maxAttempts(2)
                        .backoffStrategy(BackoffStrategy.retryImmediately())
                        .throttlingBackoffStrategy(BackoffStrategy.retryImmediately()).build()));
    }

    FaultyHttp answerS3(int times, int status, String code, String message) {
        return answer(times, status, Map.of("Content-Type", "application/xml"),
                "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>");
    }

    FaultyHttp answerDynamo(int times, int status, String code, String message) {
        return answer(times, status, Map.of("Content-Type", "application/x-amz-json-1.0"),
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\",\"message\":\"" + message + "\"}");
    }

    FaultyHttp answer(int times, int status, Map<String, String> headers, String body) {
        return add(times, _ -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            var response = SdkHttpFullResponse.builder().statusCode(status).putHeader("Content-Length", Integer.toString(bytes.length));
            headers.forEach(response::putHeader);
            return HttpExecuteResponse.builder().response(response.build())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes))).build();
        });
    }

    FaultyHttp work(int times) {
        return add(times, ExecutableHttpRequest::call);
    }

    FaultyHttp fail(int times, IOException failure) {
        return add(times, _ -> {
            throw failure;
        });
    }

    /// The service does what it is asked to; only its answer never arrives.
    FaultyHttp loseAnswer() {
        return add(1, request -> {
            HttpExecuteResponse answer = request.call();
            if (answer.httpResponse().statusCode() >= 400) {
                throw new IllegalStateException("the request was to succeed: " + answer.httpResponse());
            }
            throw new IOException("Connection reset");
        });
    }

    int requests() {
        return requests;
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
        requests++;
        Fault fault = faults.poll();
        return fault == null ? prepared : new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return fault.happen(prepared);
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    @Override
    public void close() {
        real.close();
    }
}
