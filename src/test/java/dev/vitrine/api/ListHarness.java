package dev.vitrine.api;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Connection;
import dev.vitrine.connection.ConnectionProfile;
import dev.vitrine.connection.Library;
import dev.vitrine.connection.OpenOptions;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageFields;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.aws.AwsServers;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Measures, on demand: `GET /images?user_id=` under many connections, on a local library, on a table with the index,
/// and on one that must be scanned.
///
/// Arguments: number of rows, seconds for each, connections. Each connection asks at least once, however long a Scan
/// takes. Every user has a hundred rows, which are one page. The request log goes to standard error.
public final class ListHarness {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int ROWS_OF_A_USER = 100;

    private final int rows;
    private final int seconds;
    private final int connections;

    private ListHarness(int rows, int seconds, int connections) {
        this.rows = rows;
        this.seconds = seconds;
        this.connections = connections;
    }

    public static void main(String[] args) throws Exception {
        var harness = new ListHarness(argument(args, 0, 100_000), argument(args, 1, 15), argument(args, 2, 32));
        System.out.printf("%,d rows, %d connections, %d s each%n", harness.rows, harness.connections, harness.seconds);
        harness.measureLocal();
        harness.measureCloud(true);
        harness.measureCloud(false);
        System.exit(0);
    }

    private static int argument(String[] args, int at, int otherwise) {
        return args.length > at ? Integer.parseInt(args[at]) : otherwise;
    }

    private void measureLocal() throws Exception {
        Path home = Files.createTempDirectory("vitrine-list");
        try (SqliteCatalog catalog = SqliteCatalog.open(home.resolve("library").resolve("catalog.sqlite"))) {
            for (int from = 0; from < rows; from += 10_000) {
                catalog.putAll(IntStream.range(from, Math.min(rows, from + 10_000))
                        .mapToObj(this::image)
                        .toList());
            }
        }
        measure(
                "local library",
                Library.open(OpenOptions.of(
                                new Connection(
                                        "", new ConnectionProfile.Local(home.resolve("library")), Optional.empty()),
                                AppFolders.inOne(home))
                        .direct()),
                home);
    }

    private void measureCloud(boolean withIndex) throws Exception {
        AwsSettings settings = AwsServers.settings();
        Path home = Files.createTempDirectory("vitrine-list");
        try (DynamoDbClient dynamo = client(settings)) {
            if (withIndex) {
                AwsServers.library(settings).close();
            } else {
                makeAsTheServiceDoes(dynamo, settings);
            }
            write(dynamo, settings);
        }
        measure(
                withIndex ? "DynamoDB, Query of the index" : "DynamoDB, Scan",
                Library.open(OpenOptions.of(
                                new Connection("", new ConnectionProfile.Cloud(settings), Optional.of(AwsServers.KEYS)),
                                AppFolders.inOne(home))
                        .direct()),
                home);
    }

    private static DynamoDbClient client(AwsSettings settings) {
        return DynamoDbClient.builder()
                .endpointOverride(settings.dynamoEndpoint().orElseThrow())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(AwsServers.KEYS.accessKeyId(), AwsServers.KEYS.secretAccessKey())))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /// A table with nothing but its key.
    private static void makeAsTheServiceDoes(DynamoDbClient dynamo, AwsSettings settings) {
        dynamo.createTable(table -> table.tableName(settings.table())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("image_id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("image_id")
                        .keyType(KeyType.HASH)
                        .build()));
    }

    private void write(DynamoDbClient dynamo, AwsSettings settings) throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            threads.invokeAll(IntStream.range(0, (rows + 24) / 25)
                    .mapToObj(batch -> (Callable<String>) () -> {
                        List<WriteRequest> puts = IntStream.range(batch * 25, Math.min(rows, batch * 25 + 25))
                                .mapToObj(i -> WriteRequest.builder()
                                        .putRequest(PutRequest.builder()
                                                .item(item(image(i), settings.bucket()))
                                                .build())
                                        .build())
                                .toList();
                        Map<String, List<WriteRequest>> left = Map.of(settings.table(), puts);
                        while (!left.isEmpty()) {
                            Map<String, List<WriteRequest>> asked = left;
                            left = dynamo.batchWriteItem(write -> write.requestItems(asked))
                                    .unprocessedItems();
                        }
                        return "";
                    })
                    .toList());
        }
    }

    private static Map<String, AttributeValue> item(ImageRecord image, String bucket) {
        var item = new HashMap<String, AttributeValue>();
        ImageFields.of(image, bucket)
                .forEach((name, value) -> item.put(
                        name,
                        value instanceof String text
                                ? AttributeValue.fromS(text)
                                : AttributeValue.fromL(image.tags().stream()
                                        .map(AttributeValue::fromS)
                                        .toList())));
        return item;
    }

    private ImageRecord image(int i) {
        int users = Math.max(1, rows / ROWS_OF_A_USER);
        return new ImageRecord(
                "image-%07d".formatted(i),
                "user-" + i % users,
                new Caption("Picture " + i, "Somewhere on the way", List.of("trip", "tag-" + i % 100)),
                ImageFacts.UNKNOWN
                        .with(Attribute.CONTENT_TYPE, "image/jpeg")
                        .with(Attribute.SIZE_BYTES, 3_000_000 + i)
                        .with(Attribute.WIDTH, 4000)
                        .with(Attribute.HEIGHT, 3000)
                        .with(Attribute.ORIGINAL_NAME, "DSC_%05d.JPG".formatted(i))
                        .with(Attribute.CONTENT_SHA256, "ab".repeat(32))
                        .with(Attribute.AVERAGE_COLOR, "#405060"),
                START.plusSeconds(i));
    }

    private void measure(String what, Library library, Path home) throws Exception {
        var settings = new ServerSettings(
                "127.0.0.1",
                0,
                Optional.empty(),
                false,
                Optional.empty(),
                Duration.ofHours(1),
                0,
                1_000_000,
                home.resolve("link.key"));
        try (library;
                RestServer server = RestServer.start(library, settings);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int port = URI.create(server.address()).getPort();
            ask(
                    port,
                    System.nanoTime() + Duration.ofSeconds(Math.min(5, seconds)).toNanos());
            long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
            long start = System.nanoTime();
            long cpu = cpuNanos();
            var times = new ArrayList<Long>();
            for (var client :
                    threads.invokeAll(Collections.nCopies(connections, (Callable<List<Long>>) () -> ask(port, end)))) {
                times.addAll(client.get());
            }
            double took = (System.nanoTime() - start) / 1e9;
            double cpuMillis = (cpuNanos() - cpu) / 1e6 / times.size();
            times.sort(null);
            System.out.printf(
                    "%-30s %,10.1f requests/s   p50 %,9.1f ms   p99 %,9.1f ms   CPU %,8.2f ms a request, client and servers   %,d requests%n",
                    what,
                    times.size() / took,
                    times.get(times.size() / 2) / 1e6,
                    times.get((int) (times.size() * 0.99)) / 1e6,
                    cpuMillis,
                    times.size());
        }
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /// Asks on one connection until the time is over; always at least once.
    private List<Long> ask(int port, long end) throws IOException {
        var times = new ArrayList<Long>();
        try (var socket = new Socket("127.0.0.1", port);
                InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16)) {
            socket.setTcpNoDelay(true);
            do {
                int user = ThreadLocalRandom.current().nextInt(Math.max(1, rows / ROWS_OF_A_USER));
                long start = System.nanoTime();
                socket.getOutputStream()
                        .write(("GET /images?user_id=user-" + user + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                readAnswer(in);
                times.add(System.nanoTime() - start);
            } while (System.nanoTime() < end);
        }
        return times;
    }

    private static void readAnswer(InputStream in) throws IOException {
        int length = -1;
        String first = line(in);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        if (!first.contains(" 200 ") || !body.contains("\"count\":" + ROWS_OF_A_USER + ",")) {
            throw new IOException(first + " " + body);
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
