package dev.vitrine.store.aws;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// An S3 for measuring clients: reads every byte, throws it away, and answers as AWS would have. Checks nothing, so
/// that what is measured is the client.
///
/// As a program it serves on a free port of loopback, which it prints, until its standard input ends. `GET
/// /-/count/PREFIX` tells how many objects there are under a prefix and how many bytes were in them.
final class NullS3 {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME;
    private static final String SHA256 = "x-amz-checksum-sha256";

    private final Map<String, Stored> objects = new ConcurrentHashMap<>();
    private final Map<String, Map<Integer, Stored>> uploads = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();

    private record Stored(long size, String eTag, String modified, Map<String, String> headers) {}

    public static void main(String[] arguments) throws IOException {
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 64);
        var s3 = new NullS3();
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", s3::answer);
        server.start();
        System.out.println(server.getAddress().getPort());
        while (System.in.read() >= 0) {
            // Lives as long as whoever started it.
        }
        System.exit(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String query =
                    Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
            switch (exchange.getRequestMethod()) {
                case "PUT" -> put(exchange, path, query);
                case "POST" -> post(exchange, path, query);
                case "HEAD" -> head(exchange, path);
                case "GET" -> get(exchange, path, query);
                default -> {
                    objects.remove(path);
                    send(exchange, 204, "");
                }
            }
        }
    }

    private void put(HttpExchange exchange, String path, String query) throws IOException {
        long received = drained(exchange.getRequestBody());
        Headers asked = exchange.getRequestHeaders();
        String decoded = asked.getFirst("x-amz-decoded-content-length");
        var headers = new ConcurrentHashMap<String, String>();
        asked.forEach((name, values) -> {
            if (name.toLowerCase(java.util.Locale.ROOT).startsWith("x-amz-meta-")) {
                headers.put(name, values.getFirst());
            }
        });
        String md5 = asked.getFirst("Content-MD5");
        String eTag = md5 == null
                ? "%032x-0".formatted(lastId.incrementAndGet())
                : HexFormat.of().formatHex(Base64.getDecoder().decode(md5));
        var stored = new Stored(
                decoded == null ? received : Long.parseLong(decoded),
                eTag,
                HTTP_DATE.format(ZonedDateTime.now(ZoneOffset.UTC)),
                headers);
        if (query.contains("partNumber=")) {
            uploads.get(value(query, "uploadId")).put(Integer.parseInt(value(query, "partNumber")), stored);
        } else if (path.indexOf('/', 1) > 0) {
            objects.put(path, stored);
        }
        exchange.getResponseHeaders().set("ETag", '"' + eTag + '"');
        for (String name : List.of(SHA256, "x-amz-checksum-crc32", "x-amz-checksum-crc64nvme")) {
            Optional.ofNullable(asked.getFirst(name))
                    .ifPresent(value -> exchange.getResponseHeaders().set(name, value));
        }
        send(exchange, 200, "");
    }

    private void post(HttpExchange exchange, String path, String query) throws IOException {
        drained(exchange.getRequestBody());
        if (query.startsWith("uploads")) {
            String id = "upload-" + lastId.incrementAndGet();
            uploads.put(id, new ConcurrentHashMap<>());
            send(
                    exchange,
                    200,
                    "<InitiateMultipartUploadResult><Bucket>b</Bucket><Key>k</Key><UploadId>" + id
                            + "</UploadId></InitiateMultipartUploadResult>");
            return;
        }
        Map<Integer, Stored> parts = uploads.remove(value(query, "uploadId"));
        List<Integer> numbers = new ArrayList<>(parts.keySet());
        numbers.sort(null);
        String eTag = combined(numbers.stream().map(parts::get).toList());
        long size = parts.values().stream().mapToLong(Stored::size).sum();
        objects.put(path, new Stored(size, eTag, HTTP_DATE.format(ZonedDateTime.now(ZoneOffset.UTC)), Map.of()));
        send(
                exchange,
                200,
                "<CompleteMultipartUploadResult><Key>k</Key><ETag>\"" + eTag
                        + "\"</ETag></CompleteMultipartUploadResult>");
    }

    private void head(HttpExchange exchange, String path) throws IOException {
        Stored stored = objects.get(path);
        boolean isBucket = path.indexOf('/', 1) < 0;
        if (stored != null) {
            Headers headers = exchange.getResponseHeaders();
            stored.headers().forEach(headers::set);
            headers.set("Content-Length", Long.toString(stored.size()));
            headers.set("ETag", '"' + stored.eTag() + '"');
            headers.set("Last-Modified", stored.modified());
        }
        exchange.sendResponseHeaders(stored != null || isBucket ? 200 : 404, -1);
    }

    private void get(HttpExchange exchange, String path, String query) throws IOException {
        if (path.startsWith("/-/count/")) {
            List<Stored> under = objects.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(path.substring("/-/count".length())))
                    .map(Map.Entry::getValue)
                    .toList();
            send(
                    exchange,
                    200,
                    under.size() + " " + under.stream().mapToLong(Stored::size).sum());
        } else if (query.contains("uploadId=")) {
            send(exchange, 200, "<ListPartsResult><IsTruncated>false</IsTruncated></ListPartsResult>");
        } else {
            send(
                    exchange,
                    200,
                    "<ListBucketResult><Name>b</Name><IsTruncated>false</IsTruncated><MaxKeys>1000</MaxKeys><KeyCount>0</KeyCount></ListBucketResult>");
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("x-amz-request-id", "0");
        if (bytes.length > 0) {
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
        }
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static long drained(InputStream body) throws IOException {
        var buffer = new byte[1 << 17];
        long all = 0;
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            all += read;
        }
        return all;
    }

    private static String combined(List<Stored> parts) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            parts.forEach(part -> md5.update(HexFormat.of().parseHex(part.eTag().substring(0, 32))));
            return HexFormat.of().formatHex(md5.digest()) + "-" + parts.size();
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static String value(String query, String name) {
        for (String pair : query.split("&")) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return "";
    }
}
