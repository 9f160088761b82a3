package dev.vitrine.simulation;

import dev.vitrine.Unchecked;
import dev.vitrine.cloud.DirectHttp;
import dev.vitrine.cloud.FaultyAnswers;
import dev.vitrine.cloud.WireModel;
import dev.vitrine.cloud.dynamo.DynamoModel;
import dev.vitrine.cloud.s3.S3Model;
import dev.vitrine.store.aws.DirectClients;
import dev.vitrine.world.World;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/// S3 and DynamoDB, and the way there: some requests are slow, refused, lost before they are done or after, and some
/// answers are cut. How often is drawn once per run, so that there are calm ones and bad ones.
final class SimulatedNetwork {
    private static final Pattern WRITING = Pattern.compile("\\.(Put|Update|Delete|BatchWrite|TransactWrite)Items?$");
    private static final String BUCKET = "/" + DirectClients.SETTINGS.bucket() + "/";

    private final Simulation simulation;
    private final Simulation.Process wire;
    private final S3Model s3;
    private final DynamoModel dynamo;
    private final WireModel model;
    private InstantSource signing = LibraryRequests.RECORDED::signed;
    private final Map<String, Ban> bans = new HashMap<>();
    private final Map<World, Integer> troubled = new HashMap<>();
    private final int mostLag;
    private final Weather weather;

    private final Set<Part> happened = EnumSet.noneOf(Part.class);
    private final Map<String, ComingBan> comingBans = new HashMap<>();
    private final ArrivedBefore arrived = new ArrivedBefore();
    private final Consumer<String> onBroken;
    private boolean isCalm;
    private boolean overtaken;
    private final Set<String> deletedLate = new HashSet<>();
    private long requests;
    private long writes;
    private long applied;
    private String lastWriter = "";

    /// What somebody may not do for a while.
    enum Ban {
        WRITING,
        EVERYTHING,
        /// The keys are over.
        SIGNED_IN,
        /// There is no network at all.
        ONLINE
    }

    /// @param at how many writes there are before it begins
    private record ComingBan(Ban ban, long at) {}

    /// @param onBroken is told of requests that may never be sent
    SimulatedNetwork(Simulation simulation, Focus focus, Consumer<String> onBroken) {
        this.onBroken = onBroken;
        this.simulation = simulation;
        wire = simulation.process("wire");
        s3 = LibraryRequests.s3(simulation::now, () -> signing.instant());
        dynamo = new DynamoModel(simulation::now, this::lag);
        model = LibraryRequests.models(s3, dynamo);
        Random random = simulation.random();
        weather = new Weather(simulation, focus);
        mostLag = focus.happens(Part.LAG, 3, random) ? 5_000 : 0;
    }

    private Duration lag() {
        return Duration.ofMillis(
                mostLag == 0 || isCalm ? 0 : simulation.random().nextInt(mostLag));
    }

    /// An empty library.
    ///
    /// @param hasOther and another one
    void setUp(boolean hasOther) {
        LibraryRequests.RECORDED.requests().forEach(model::answer);
        if (hasOther) {
            LibraryRequests.RECORDED_OTHER.requests().forEach(model::answer);
        }
        signing = InstantSource.system();
    }

    /// Everything that is stored, by key.
    Map<String, byte[]> objects() {
        return s3.objects(DirectClients.SETTINGS.bucket());
    }

    /// The same of the other library.
    Map<String, byte[]> otherObjects() {
        return s3.objects(DirectClients.OTHER_SETTINGS.bucket());
    }

    /// From now on nothing goes wrong.
    void calmDown() {
        isCalm = true;
        bans.clear();
        comingBans.clear();
    }

    void ban(String who, Ban what) {
        happened.add(Part.BAN);
        bans.put(who, what);
    }

    /// At the very moment when somebody's next write but so many is done, and nobody there knows it yet.
    void banBehindWrite(String who, Ban what, int after) {
        comingBans.put(who, new ComingBan(what, after));
    }

    boolean isBanned(String who) {
        return bans.containsKey(who);
    }

    boolean isAnybodyBanned() {
        return !bans.isEmpty();
    }

    void allowAgain(String who) {
        bans.remove(who);
        comingBans.remove(who);
    }

    /// What there was of what can go wrong.
    Set<Part> happened() {
        return happened;
    }

    /// Whether everything that was asked for was done and answered so far.
    boolean isUndisturbed() {
        return Collections.disjoint(happened, Part.DISTURBING);
    }

    /// A program starts again that was killed.
    ///
    /// @param ids of images that are live
    void startsAgain(World program, Set<String> ids) {
        arrived.starts(program, objects().keySet(), ids);
    }

    void isLost(String key) {
        arrived.isGone(key);
    }

    void splitShards() {
        dynamo.splitShards(DirectClients.SETTINGS.table());
    }

    /// Something may have been written once more after it was deleted.
    boolean wasOvertaken() {
        return overtaken;
    }

    /// Whether bytes that were put there since may have been deleted.
    boolean wasDeletedLate(String key) {
        return deletedLate.contains("/" + DirectClients.SETTINGS.bucket() + "/" + key);
    }

    long requests() {
        return requests;
    }

    /// Those of them that change something.
    long writes() {
        return writes;
    }

    /// Those that were done, whoever knows it.
    long applied() {
        return applied;
    }

    /// Whose write was done last.
    String lastWriter() {
        return lastWriter;
    }

    /// Without any trouble, and without taking turns.
    SdkHttpClient sound() {
        return new DirectHttp(model);
    }

    /// Without any trouble, taking turns.
    SdkHttpClient steady() {
        return slowed((request, sent) -> {
            pause(simulation.random().nextInt(40));
            return after(sent.call());
        });
    }

    SdkHttpClient http(String who) {
        return slowed((request, sent) -> counted(who, request, sent));
    }

    private interface Way {
        HttpExecuteResponse send(HttpExecuteRequest request, ExecutableHttpRequest sent) throws IOException;
    }

    private SdkHttpClient slowed(Way way) {
        var direct = new DirectHttp(model);
        return new SdkHttpClient() {
            private boolean isClosed;

            @Override
            public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
                ExecutableHttpRequest sent = direct.prepareRequest(request);
                return new ExecutableHttpRequest() {
                    @Override
                    public HttpExecuteResponse call() throws IOException {
                        if (isClosed) {
                            onBroken.accept("asks after its library was closed: " + words(request.httpRequest()));
                        }
                        return way.send(request, sent);
                    }

                    @Override
                    public void abort() {
                        sent.abort();
                    }
                };
            }

            @Override
            public void close() {
                isClosed = true;
                direct.close();
            }
        };
    }

    /// Whether something that was asked before it became calm has no answer yet.
    boolean isAwaited(World process) {
        return troubled.getOrDefault(process, 0) > 0;
    }

    private HttpExecuteResponse counted(String who, HttpExecuteRequest asked, ExecutableHttpRequest sent)
            throws IOException {
        if (isCalm) {
            return answered(who, asked, sent);
        }
        World asks = World.here();
        troubled.merge(asks, 1, Integer::sum);
        try {
            return answered(who, asked, sent);
        } finally {
            troubled.merge(asks, -1, Integer::sum);
        }
    }

    private HttpExecuteResponse answered(String who, HttpExecuteRequest asked, ExecutableHttpRequest sent)
            throws IOException {
        SdkHttpRequest request = asked.httpRequest();
        requests++;
        writes += writes(request) ? 1 : 0;
        simulation.note((request.method() + request.encodedPath()).hashCode());
        pause(simulation.random().nextInt(40));
        Ban ban = bans.get(who);
        if (ban == Ban.ONLINE) {
            throw new ConnectException("Network is unreachable");
        }
        if (ban != null && (ban != Ban.WRITING || writes(request))) {
            simulation.report(() -> "forbidden " + words(request));
            return whole(
                    ban == Ban.SIGNED_IN
                            ? FaultyAnswers.error(request, 400, "ExpiredToken", "ExpiredTokenException")
                            : FaultyAnswers.error(request, 403, "AccessDenied", "AccessDeniedException"));
        }
        WireRules.broken(asked).ifPresent(onBroken);
        arrived.broken(World.here(), request, key(request)).ifPresent(onBroken);
        Part fault = isCalm ? null : weather.fault(who, request);
        if (fault != null) {
            happened.add(fault);
        }
        simulation.report(() -> (fault == null ? "" : fault + " ") + words(request));
        return switch (fault) {
            case null -> after(done(who, request, sent));
            case REFUSED -> throw new IOException("Connection reset");
            case BROKEN -> whole(FaultyAnswers.error(request, 500, "InternalError", "InternalServerError"));
            case THROTTLED ->
                whole(FaultyAnswers.error(request, 503, "SlowDown", "ProvisionedThroughputExceededException"));
            case LOST -> {
                done(who, request, sent);
                pause(simulation.random().nextInt(2) * 30_000);
                throw new SocketTimeoutException("Read timed out");
            }
            case CUT -> FaultyAnswers.cut(done(who, request, sent), this::kept);
            case SLOW -> {
                pause(simulation.random().nextInt(20_000));
                yield after(done(who, request, sent));
            }
            case LATE -> {
                HttpExecuteResponse answer = done(who, request, sent);
                pause(simulation.random().nextInt(10_000));
                yield answer;
            }
            case OVERTAKEN -> {
                HttpExecuteRequest late = kept(asked);
                overtaken |= writes(request);
                if (request.method() == SdkHttpMethod.DELETE) {
                    deletedLate.add(request.encodedPath());
                }
                wire.start("late", () -> arrive(late));
                throw new IOException("Connection reset");
            }
            case LEFT_OUT -> FaultyAnswers.leftOut(asked);
            case CANCELED ->
                FaultyAnswers.canceled(simulation.random().nextBoolean() ? "TransactionConflict" : "ThrottlingError");
            case FORGOTTEN -> FaultyAnswers.error(request, 400, "", "TrimmedDataAccessException");
            default -> throw new IllegalStateException(fault.name());
        };
    }

    private HttpExecuteResponse done(String who, SdkHttpRequest request, ExecutableHttpRequest sent)
            throws IOException {
        HttpExecuteResponse answer = sent.call();
        noteRemoval(request);
        if (writes(request) && answer.httpResponse().isSuccessful()) {
            applied++;
            lastWriter = who;
            ComingBan coming = comingBans.get(who);
            if (coming != null && coming.at == 0) {
                comingBans.remove(who);
                ban(who, coming.ban);
                simulation.report(() -> who + " is banned from " + coming.ban + " behind " + words(request));
                if (coming.ban == Ban.ONLINE) {
                    throw new SocketException("Network is unreachable"); // nor does the answer come
                }
            } else if (coming != null) {
                comingBans.put(who, new ComingBan(coming.ban, coming.at - 1));
            }
        }
        return answer;
    }

    private void noteRemoval(SdkHttpRequest request) {
        if (request.method() == SdkHttpMethod.DELETE) {
            arrived.isGone(key(request));
        }
    }

    static String key(SdkHttpRequest request) {
        String path = request.encodedPath();
        return path.startsWith(BUCKET) ? path.substring(BUCKET.length()) : path;
    }

    /// Of an answer that is cut: often nothing.
    private int kept(int length) {
        return simulation.random().nextInt(4) == 0 ? 0 : simulation.random().nextInt(length);
    }

    /// Most often.
    private HttpExecuteResponse whole(HttpExecuteResponse error) throws IOException {
        return simulation.random().nextInt(4) == 0 ? FaultyAnswers.cut(error, this::kept) : error;
    }

    /// With its body, which the one who asks reads again for the next try.
    private static HttpExecuteRequest kept(HttpExecuteRequest asked) throws IOException {
        var kept = HttpExecuteRequest.builder().request(asked.httpRequest());
        if (asked.contentStreamProvider().isPresent()) {
            try (InputStream in = asked.contentStreamProvider().get().newStream()) {
                byte[] body = in.readAllBytes();
                kept.contentStreamProvider(() -> new ByteArrayInputStream(body));
            }
        }
        return kept.build();
    }

    private void arrive(HttpExecuteRequest late) {
        Simulation.rest(simulation.random().nextInt(1_000));
        simulation.report(() -> "arrives late: " + words(late.httpRequest()));
        noteRemoval(late.httpRequest());
        Unchecked.run(() -> new DirectHttp(model).prepareRequest(late).call());
    }

    private static boolean writes(SdkHttpRequest request) {
        return request.firstMatchingHeader("X-Amz-Target")
                .map(target -> WRITING.matcher(target).find())
                .orElse(request.method() != SdkHttpMethod.GET && request.method() != SdkHttpMethod.HEAD);
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

    private static void pause(int millis) throws IOException {
        try {
            World.here().sleep(Duration.ofMillis(millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
