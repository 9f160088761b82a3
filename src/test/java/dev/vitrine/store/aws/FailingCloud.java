package dev.vitrine.store.aws;

import dev.vitrine.cloud.DirectHttp;
import dev.vitrine.cloud.FaultyAnswers;
import dev.vitrine.cloud.WireModel;
import dev.vitrine.cloud.dynamo.DynamoModel;
import dev.vitrine.cloud.s3.S3Model;
import dev.vitrine.simulation.FailingAct;
import dev.vitrine.world.World;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Instant;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;

/// S3 and DynamoDB that fail at any request. Safe for any thread.
final class FailingCloud implements SdkHttpClient {
    enum Failure {
        /// No connection.
        UNREACHABLE,
        /// Done, but nobody says so.
        ANSWER_LOST,
        /// Done, and the body of the answer ends in its middle.
        ANSWER_CUT,
        BROKEN,
        BUSY,
        DENIED,
        KEYS_EXPIRED
    }

    private final WireModel model;
    private final DirectHttp direct;
    private Failure failure = Failure.UNREACHABLE;
    private int failAt = Integer.MAX_VALUE;
    private int last;
    private int requests;

    FailingCloud() {
        var s3 = new S3Model(
                World.clock()::instant, Instant::now, AwsServers.KEYS.accessKeyId(), AwsServers.KEYS.secretAccessKey());
        var dynamo = new DynamoModel(World.clock()::instant);
        model = request -> request.header("x-amz-target").isPresent() ? dynamo.answer(request) : s3.answer(request);
        direct = new DirectHttp(model);
    }

    /// Without any trouble.
    SdkHttpClient sound() {
        return new DirectHttp(model);
    }

    /// Fails in this way at the request that it is told, and so many times.
    ///
    /// @param afterwards is run when everything works again
    FailingAct.Below failing(Failure how, int times, Runnable afterwards) {
        return new FailingAct.Below() {
            @Override
            public void fail(int request) {
                begin(how, request, (int) Math.min(Integer.MAX_VALUE, request + times - 1L));
            }

            @Override
            public int calls() {
                return requests();
            }

            @Override
            public void recover() {
                begin(how, Integer.MAX_VALUE, Integer.MAX_VALUE);
                afterwards.run();
            }
        };
    }

    private synchronized void begin(Failure how, int first, int end) {
        failure = how;
        failAt = first;
        last = end;
        requests = 0;
    }

    private synchronized int requests() {
        return requests;
    }

    private synchronized boolean isTurn() {
        requests++;
        return requests >= failAt && requests <= last;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest sent = direct.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return isTurn() ? failed(request.httpRequest(), sent) : sent.call();
            }

            @Override
            public void abort() {
                sent.abort();
            }
        };
    }

    private HttpExecuteResponse failed(SdkHttpRequest request, ExecutableHttpRequest sent) throws IOException {
        return switch (failure) {
            case UNREACHABLE -> throw new IOException("Connection reset");
            case ANSWER_LOST -> {
                sent.call();
                throw new SocketTimeoutException("Read timed out");
            }
            case ANSWER_CUT -> FaultyAnswers.cut(sent.call(), length -> length / 2);
            case BROKEN -> FaultyAnswers.error(request, 500, "InternalError", "InternalServerError");
            case BUSY -> FaultyAnswers.error(request, 503, "SlowDown", "ProvisionedThroughputExceededException");
            case DENIED -> FaultyAnswers.error(request, 403, "AccessDenied", "AccessDeniedException");
            case KEYS_EXPIRED -> FaultyAnswers.error(request, 400, "ExpiredToken", "ExpiredTokenException");
        };
    }

    @Override
    public void close() {
        direct.close();
    }
}
