package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.cloud.DirectHttp;
import dev.vitrine.cloud.WireAnswer;
import dev.vitrine.cloud.WireModel;
import dev.vitrine.cloud.dynamo.DynamoModel;
import dev.vitrine.cloud.s3.S3Model;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.StorageClass;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.CloudUsage;
import dev.vitrine.store.CloudUsage.Kind;
import dev.vitrine.store.CloudUsage.Usage;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.RowSource.RowPart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSupplier;
import software.amazon.awssdk.services.s3.model.S3Exception;

class UsageCounterTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final ImageRecord IMAGE =
            new ImageRecord("image", "alice", new Caption("Title", "", List.of("sea")), ImageFacts.UNKNOWN, NOW);

    private final DynamoModel dynamo = new DynamoModel(Clock.systemUTC());
    private final S3Model s3 =
            new S3Model(Clock.systemUTC(), AwsServers.KEYS.accessKeyId(), AwsServers.KEYS.secretAccessKey());
    private final List<String> asked = new ArrayList<>();
    private long came;
    private final WireModel cloud = request -> {
        asked.add(new String(request.body(), StandardCharsets.UTF_8));
        WireAnswer answer = request.header("x-amz-target").isPresent() ? dynamo.answer(request) : s3.answer(request);
        came += answer.body().length;
        return answer;
    };

    @AutoClose
    private final AwsClients setup = DirectClients.over(new DirectHttp(cloud));

    @Test
    void whatAwsSaysWasUsedIsCountedByKind() {
        try (AwsClients clients = opened(DirectClients.onAws())) {
            CloudUsage use = clients.use();
            assertEquals(Optional.of("us-east-1"), use.region());
            var rows = new DynamoMetadataStore(clients);
            rows.put(IMAGE);
            Usage written = use.of(Kind.ROWS_WRITTEN);
            assertEquals(1, written.requests());
            assertTrue(written.units() >= 2, () -> "the row and its line in the index: " + written);
            assertTrue(written.sent() > 100, written::toString);

            Usage before = use.of(Kind.ROWS_READ);
            new DynamoRows(clients).read(new RowPart(false, 0, 1), Optional.empty(), false);
            new DynamoRows(clients).readAll(List.of("image"));
            Usage read = use.of(Kind.ROWS_READ);
            // Half a unit for a page, two to learn that there is a trash, a whole one for a
            // row as it is now.
            assertEquals(before.units() + 3.5, read.units(), 1e-9);
            assertTrue(read.received() - before.received() > 200, read::toString);
        }
    }

    /// As they come: compressed.
    @Test
    void theBytesOfRowsAreThoseOfTheAnswers() {
        try (AwsClients clients = opened(DirectClients.onAws())) {
            var rows = new DynamoMetadataStore(clients);
            for (int i = 0; i < 50; i++) {
                rows.put(new ImageRecord("image-" + i, "alice", IMAGE.caption(), ImageFacts.UNKNOWN, NOW));
            }
            long before = clients.use().of(Kind.ROWS_READ).received();
            came = 0;
            new DynamoRows(clients).read(new RowPart(false, 0, 1), Optional.empty(), false);
            assertEquals(came, clients.use().of(Kind.ROWS_READ).received() - before);
            assertTrue(came < 5_000, () -> came + " bytes");
        }
    }

    @Test
    void itKnowsTheClassThatOriginalsAreStoredIn() {
        try (AwsClients clients = opened(DirectClients.onAws().storingIn(StorageClass.DEEP_ARCHIVE))) {
            assertEquals(StorageClass.DEEP_ARCHIVE, clients.use().uploadClass());
        }
    }

    @Test
    void transactionsTellOfBothTables() {
        try (AwsClients clients = opened(DirectClients.onAws())) {
            var rows = new DynamoMetadataStore(clients);
            rows.put(IMAGE);
            double before = clients.use().of(Kind.ROWS_WRITTEN).units();
            rows.trash("image", NOW);
            assertTrue(clients.use().of(Kind.ROWS_WRITTEN).units() - before >= 4);
        }
    }

    @Test
    void bytesAndRequestsOfOriginalsAreCounted() {
        try (AwsClients clients = opened(DirectClients.onAws())) {
            String bucket = clients.settings().bucket();
            clients.s3().putObject(put -> put.bucket(bucket).key("a"), RequestBody.fromString("x".repeat(1000)));
            assertEquals(1, clients.use().of(Kind.UPLOADS).requests());
            assertTrue(clients.use().of(Kind.UPLOADS).sent() >= 1000);
            clients.s3().getObjectAsBytes(get -> get.bucket(bucket).key("a"));
            assertEquals(new Usage(1, 0, 1000, 0), clients.use().of(Kind.DOWNLOADS));
            clients.s3().headObject(head -> head.bucket(bucket).key("a"));
            assertEquals(new Usage(2, 0, 1000, 0), clients.use().of(Kind.DOWNLOADS), "no body comes for HEAD");
            clients.s3().listObjectsV2(list -> list.bucket(bucket));
            assertEquals(1, clients.use().of(Kind.LISTING).requests());
            clients.s3().deleteObject(delete -> delete.bucket(bucket).key("a"));
            assertEquals(1, clients.use().of(Kind.OTHER).requests());
            assertThrows(
                    S3Exception.class,
                    () -> clients.s3()
                            .restoreObject(restore ->
                                    restore.bucket(bucket).key("a").restoreRequest(request -> request.days(1))));
            assertEquals(1, clients.use().of(Kind.BRINGING_BACK).requests());
            assertEquals(1, clients.use().of(Kind.OTHER).requests());
        }
    }

    /// Somebody stopped the download: the rest does not come.
    @Test
    void ofAnAnswerWhatCameIsCounted() throws IOException {
        opened(DirectClients.onAws()).close();
        var aborted = new AtomicInteger();
        try (AwsClients clients =
                DirectClients.over(DirectClients.onAws(), new AbortedBodies(new DirectHttp(cloud), aborted))) {
            String bucket = clients.settings().bucket();
            clients.s3().putObject(put -> put.bucket(bucket).key("a"), RequestBody.fromString("x".repeat(100_000)));
            try (var body = clients.s3().getObject(get -> get.bucket(bucket).key("a"))) {
                assertEquals(1000, body.readNBytes(1000).length);
                body.abort();
            }
            assertEquals(1000, clients.use().of(Kind.DOWNLOADS).received());
            assertEquals(1, aborted.get());
        }
    }

    private record AbortedBodies(DirectHttp http, AtomicInteger aborted) implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            ExecutableHttpRequest prepared = http.prepareRequest(request);
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    HttpExecuteResponse answer = prepared.call();
                    var executed = HttpExecuteResponse.builder().response(answer.httpResponse());
                    answer.responseBody()
                            .ifPresent(body ->
                                    executed.responseBody(AbortableInputStream.create(body, aborted::incrementAndGet)));
                    return executed.build();
                }

                @Override
                public void abort() {
                    prepared.abort();
                }
            };
        }

        @Override
        public void close() {
            http.close();
        }
    }

    /// It may not know the question, and nobody knows what it costs.
    @Test
    void anotherServerIsNotAskedForUnits() {
        try (AwsClients clients = opened(DirectClients.SETTINGS)) {
            var rows = new DynamoMetadataStore(clients);
            rows.put(IMAGE);
            rows.update(new ImageEdit(IMAGE, IMAGE.caption().withTitle("Other")), NOW.plusSeconds(1));
            assertEquals(Optional.empty(), clients.use().region());
            assertEquals(2, clients.use().of(Kind.ROWS_WRITTEN).requests());
            assertEquals(0, clients.use().of(Kind.ROWS_WRITTEN).units());
            assertTrue(asked.stream().noneMatch(body -> body.contains("ReturnConsumedCapacity")));
        }
    }

    @Test
    void aServerThatTheProfileNamesIsAnotherOne() {
        for (String line : List.of("endpoint_url = http://127.0.0.1:9", "services = here")) {
            var profiles = ProfileFile.builder()
                    .content("[default]\nregion = eu-west-1\n" + line)
                    .type(ProfileFile.Type.CONFIGURATION)
                    .build();
            var files = new AccountFiles(
                    ProfileFileSupplier.fixedProfileFile(profiles), Path.of("sso"), Path.of("login"), Map.of());
            AwsSettings settings = AwsSettings.ofAws("", "");
            try (AwsClients clients = AwsClients.open(
                    settings, Optional.of(AwsServers.KEYS), new DirectHttp(cloud), RetryPolicy.REQUEST, files)) {
                assertEquals(Optional.empty(), clients.use().region(), line);
            }
        }
    }

    private AwsClients opened(AwsSettings settings) {
        var plan = new AwsSetup(setup);
        plan.apply(plan.plan().steps(), _ -> {});
        asked.clear();
        return DirectClients.over(settings, new DirectHttp(cloud));
    }
}
