package dev.vitrine.cloud;

import dev.vitrine.store.aws.BrokenStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntUnaryOperator;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/// What a service answers instead of what was asked for.
public final class FaultyAnswers {
    private FaultyAnswers() {}

    /// An error, in the way of the service that was asked.
    ///
    /// @param status as S3 gives it; DynamoDB says 400 to all but its own faults
    public static HttpExecuteResponse error(SdkHttpRequest request, int status, String ofS3, String ofDynamo) {
        boolean isDynamo = request.firstMatchingHeader("X-Amz-Target").isPresent();
        return answer(
                isDynamo && status != 500 ? 400 : status,
                isDynamo
                        ? "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + ofDynamo + "\",\"message\":\"no\"}"
                        : "<Error><Code>" + ofS3 + "</Code><Message>no</Message></Error>");
    }

    /// A transaction that is not done, because of its first item.
    ///
    /// @param reason such as `TransactionConflict`
    public static HttpExecuteResponse canceled(String reason) {
        return answer(400, """
                {"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException",\
                "Message":"Transaction cancelled, please refer cancellation reasons for specific reasons [%1$s]",\
                "CancellationReasons":[{"Code":"%1$s","Message":"no"}]}""".formatted(reason));
    }

    /// None of the rows that are asked for in one go is read.
    public static HttpExecuteResponse leftOut(HttpExecuteRequest asked) throws IOException {
        try (InputStream in = asked.contentStreamProvider().orElseThrow().newStream()) {
            String keys = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceFirst("^\\{\"RequestItems\":(.*)}$", "$1");
            return answer(200, "{\"Responses\":{},\"UnprocessedKeys\":" + keys + "}");
        }
    }

    private static HttpExecuteResponse answer(int status, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return HttpExecuteResponse.builder()
                .response(SdkHttpFullResponse.builder()
                        .statusCode(status)
                        .putHeader("Content-Length", Integer.toString(body.length))
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                .build();
    }

    /// The answer, whose connection breaks in its body, if it has one.
    ///
    /// @param kept how many bytes of so many arrive
    public static HttpExecuteResponse cut(HttpExecuteResponse answer, IntUnaryOperator kept) throws IOException {
        if (answer.responseBody().isEmpty()) {
            return answer;
        }
        byte[] body = answer.responseBody().get().readAllBytes();
        return HttpExecuteResponse.builder()
                .response(answer.httpResponse())
                .responseBody(AbortableInputStream.create(
                        body.length == 0
                                ? new ByteArrayInputStream(body)
                                : new BrokenStream(body, kept.applyAsInt(body.length))))
                .build();
    }
}
