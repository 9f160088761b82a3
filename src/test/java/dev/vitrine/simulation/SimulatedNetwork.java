package dev.vitrine.simulation;

import dev.vitrine.cloud.DirectHttp;
import dev.vitrine.cloud.FaultyAnswers;
import dev.vitrine.cloud.WireModel;
import dev.vitrine.cloud.dynamo.DynamoModel;
import dev.vitrine.cloud.s3.S3Model;
import dev.vitrine.store.aws.AwsServers;
import dev.vitrine.world.World;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;

/// S3 and DynamoDB, and the way there: some requests are slow, refused, lost before they are done or after, and some
/// answers are cut. How often is drawn once per run, so that there are calm ones and bad ones.
final class SimulatedNetwork {
    private final Simulation simulation;
    private final WireModel model;
    private final int[] perThousand = new int[Fault.values().length];
    private boolean isCalm;
    private long requests;

    private enum Fault {
        /// No connection.
        REFUSED,
        /// An error of the service, nothing done.
        BROKEN,
        THROTTLED,
        /// Done, but nobody says so.
        LOST,
        /// Done, and the body of the answer ends too early.
        CUT,
        SLOW,
    }

    SimulatedNetwork(Simulation simulation) {
        this.simulation = simulation;
        var s3 = new S3Model(
                simulation::now, Instant::now, AwsServers.KEYS.accessKeyId(), AwsServers.KEYS.secretAccessKey());
        var dynamo = new DynamoModel(simulation::now);
        model = request -> request.header("x-amz-target").isPresent() ? dynamo.answer(request) : s3.answer(request);
        Random random = simulation.random();
        int weather = random.nextInt(4); // none, a few, some, many
        for (int fault = 0; fault < perThousand.length; fault++) {
            perThousand[fault] = weather == 0 || random.nextInt(3) == 0 ? 0 : random.nextInt(12 << 2 * weather);
        }
    }

    /// From now on nothing goes wrong.
    void calmDown() {
        isCalm = true;
    }

    long requests() {
        return requests;
    }

    /// Without any trouble, and without taking turns.
    SdkHttpClient sound() {
        return new DirectHttp(model);
    }

    SdkHttpClient http() {
        var direct = new DirectHttp(model);
        return new SdkHttpClient() {
            @Override
            public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
                ExecutableHttpRequest sent = direct.prepareRequest(request);
                return new ExecutableHttpRequest() {
                    @Override
                    public HttpExecuteResponse call() throws IOException {
                        return answered(request.httpRequest(), sent);
                    }

                    @Override
                    public void abort() {
                        sent.abort();
                    }
                };
            }

            @Override
            public void close() {
                direct.close();
            }
        };
    }

    private HttpExecuteResponse answered(SdkHttpRequest request, ExecutableHttpRequest sent) throws IOException {
        requests++;
        simulation.note((request.method() + request.encodedPath()).hashCode());
        pause(simulation.random().nextInt(40));
        Fault fault = chosen();
        simulation.tell(() -> (fault == null ? "" : fault + " ") + words(request));
        return switch (fault) {
            case null -> after(sent.call());
            case REFUSED -> throw new IOException("Connection reset");
            case BROKEN -> FaultyAnswers.error(request, 500, "InternalError", "InternalServerError");
            case THROTTLED -> FaultyAnswers.error(request, 503, "SlowDown", "ProvisionedThroughputExceededException");
            case LOST -> {
                sent.call();
                pause(simulation.random().nextInt(2) * 30_000);
                throw new SocketTimeoutException("Read timed out");
            }
            case CUT -> FaultyAnswers.cut(sent.call(), simulation.random()::nextInt);
            case SLOW -> {
                pause(simulation.random().nextInt(20_000));
                yield after(sent.call());
            }
        };
    }

    private HttpExecuteResponse after(HttpExecuteResponse answer) throws IOException {
        pause(simulation.random().nextInt(40));
        return answer;
    }

    private static String words(SdkHttpRequest request) {
        return request.method() + " " + request.encodedPath() + " "
                + request.firstMatchingHeader("X-Amz-Target").orElse("") + " "
                + request.encodedQueryParameters().orElse("");
    }

    private Fault chosen() {
        for (Fault fault : isCalm ? new Fault[0] : Fault.values()) {
            if (simulation.random().nextInt(1000) < perThousand[fault.ordinal()]) {
                return fault;
            }
        }
        return null;
    }

    private static void pause(int millis) throws IOException {
        try {
            World.here().sleep(Duration.ofMillis(millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
