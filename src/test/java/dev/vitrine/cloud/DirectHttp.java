package dev.vitrine.cloud;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.TreeMap;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/// The way to a model without a network: in the thread that asks.
public record DirectHttp(WireModel model) implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return answered(request);
            }

            @Override
            public void abort() {
                // Answered before anybody could.
            }
        };
    }

    private HttpExecuteResponse answered(HttpExecuteRequest request) throws IOException {
        byte[] body = new byte[0];
        if (request.contentStreamProvider().isPresent()) {
            try (InputStream in = request.contentStreamProvider().get().newStream()) {
                body = in.readAllBytes();
            }
        }
        SdkHttpRequest http = request.httpRequest();
        var headers = new TreeMap<String, String>();
        http.forEachHeader((name, values) -> headers.put(name, String.join(",", values)));
        WireAnswer answer = model.answer(new WireRequest(
                http.method().name(),
                http.encodedPath(),
                http.encodedQueryParameters().orElse(""),
                headers,
                body));
        var response = SdkHttpFullResponse.builder()
                .statusCode(answer.status())
                .putHeader("Content-Length", Integer.toString(answer.body().length));
        answer.headers().forEach(response::putHeader);
        var executed = HttpExecuteResponse.builder().response(response.build());
        if (http.method() != SdkHttpMethod.HEAD && answer.status() != 204) {
            executed.responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer.body())));
        }
        return executed.build();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
