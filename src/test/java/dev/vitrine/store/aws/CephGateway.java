package dev.vitrine.store.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;

/// An S3 with the peculiarities of Ceph's radosgw 16, seen there: it checks the hash that is signed, but knows no
/// `x-amz-checksum-*`; it completes an upload in parts whatever `If-None-Match` says; and it takes no object while the
/// bucket blocks public ACLs ([ceph 49135](https://tracker.ceph.com/issues/49135)).
final class CephGateway implements AutoCloseable {
    final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final Map<String, Map<Integer, byte[]>> uploads = new ConcurrentHashMap<>();
    private final HttpServer server;
    private volatile boolean hasBucket;
    private volatile boolean refusesEverything;
    private volatile boolean refusesDeleting;
    private volatile boolean refusesUnblocking;
    /// What was put as the configuration, or nothing.
    volatile Optional<String> publicAccessBlock = Optional.empty();

    CephGateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// As if it minded another setting as well.
    void refuseWithAnyBlock() {
        refusesEverything = true;
    }

    void refuseDeleting() {
        refusesDeleting = true;
    }

    void refuseUnblocking() {
        refusesUnblocking = true;
    }

    void makeBucket() {
        hasBucket = true;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().substring(1).split("/", 2);
            String key = path.length > 1 ? path[1] : "";
            byte[] body = exchange.getRequestBody().readAllBytes();
            String query =
                    Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
            String signed = exchange.getRequestHeaders().getFirst("x-amz-content-sha256");
            if (signed != null && signed.matches("[0-9a-f]{64}") && !signed.equals(hash("SHA-256", body))) {
                error(exchange, 400, "XAmzContentSHA256Mismatch");
            } else if (key.isEmpty()) {
                bucket(exchange, query, body);
            } else {
                object(exchange, key, query, body);
            }
        }
    }

    private void bucket(HttpExchange exchange, String query, byte[] body) throws IOException {
        String asked = exchange.getRequestMethod() + " " + query.replaceFirst("[=&].*", "");
        switch (asked) {
            case "GET publicAccessBlock" -> {
                if (publicAccessBlock.isPresent()) {
                    send(exchange, 200, publicAccessBlock.get());
                } else {
                    error(exchange, 404, "NoSuchPublicAccessBlockConfiguration");
                }
            }
            case "PUT publicAccessBlock" -> {
                publicAccessBlock = Optional.of(new String(body, StandardCharsets.UTF_8));
                send(exchange, 200, "");
            }
            case "DELETE publicAccessBlock" -> {
                if (refusesUnblocking) {
                    error(exchange, 403, "AccessDenied");
                } else {
                    publicAccessBlock = Optional.empty();
                    send(exchange, 204, "");
                }
            }
            case "GET lifecycle" -> error(exchange, 404, "NoSuchLifecycleConfiguration");
            case "GET versioning" -> send(exchange, 200, "<VersioningConfiguration/>");
            case "PUT " -> {
                hasBucket = true;
                send(exchange, 200, "");
            }
            default -> send(exchange, hasBucket ? 200 : 404, "");
        }
    }

    private void object(HttpExchange exchange, String key, String query, byte[] body) throws IOException {
        String uploadId = value(query, "uploadId");
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                boolean isBlocked = publicAccessBlock
                        .filter(block -> block.contains("<BlockPublicAcls>true")
                                || (refusesEverything && block.contains("<RestrictPublicBuckets>true")))
                        .isPresent();
                if (isBlocked) {
                    error(exchange, 403, "AccessDenied");
                } else if (!uploadId.isEmpty()) {
                    uploads.get(uploadId).put(Integer.parseInt(value(query, "partNumber")), body);
                    tagged(exchange, body);
                } else if (exchange.getRequestHeaders().containsKey("If-None-Match") && objects.containsKey(key)) {
                    error(exchange, 412, "PreconditionFailed");
                } else {
                    objects.put(key, body);
                    tagged(exchange, body);
                }
            }
            case "POST" -> {
                if (uploadId.isEmpty()) {
                    String id = "upload-" + uploads.size();
                    uploads.put(id, new TreeMap<>());
                    send(
                            exchange,
                            200,
                            "<InitiateMultipartUploadResult><UploadId>" + id
                                    + "</UploadId></InitiateMultipartUploadResult>");
                } else {
                    var whole = new ByteArrayOutputStream();
                    uploads.remove(uploadId).values().forEach(whole::writeBytes);
                    objects.put(key, whole.toByteArray());
                    send(
                            exchange,
                            200,
                            "<CompleteMultipartUploadResult><ETag>\"0\"</ETag></CompleteMultipartUploadResult>");
                }
            }
            case "HEAD" -> {
                byte[] there = objects.get(key);
                if (there != null) {
                    exchange.getResponseHeaders().set("Content-Length", Integer.toString(there.length));
                }
                exchange.sendResponseHeaders(there == null ? 404 : 200, -1);
            }
            case "GET" -> {
                if (uploads.containsKey(uploadId)) {
                    send(exchange, 200, "<ListPartsResult><IsTruncated>false</IsTruncated></ListPartsResult>");
                } else if (objects.containsKey(key)) {
                    byte[] there = objects.get(key);
                    exchange.sendResponseHeaders(200, there.length);
                    exchange.getResponseBody().write(there);
                } else {
                    error(exchange, 404, uploadId.isEmpty() ? "NoSuchKey" : "NoSuchUpload");
                }
            }
            case "DELETE" -> {
                if (refusesDeleting) {
                    error(exchange, 403, "AccessDenied");
                    return;
                }
                if (uploadId.isEmpty()) {
                    objects.remove(key);
                } else {
                    uploads.remove(uploadId);
                }
                send(exchange, 204, "");
            }
            default -> error(exchange, 501, "NotImplemented");
        }
    }

    boolean hasOpenUploads() {
        return !uploads.isEmpty();
    }

    private static void tagged(HttpExchange exchange, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("ETag", "\"" + hash("MD5", body) + "\"");
        send(exchange, 200, "");
    }

    private static void error(HttpExchange exchange, int status, String code) throws IOException {
        send(exchange, status, "<Error><Code>" + code + "</Code><Message>said so</Message></Error>");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String value(String query, String name) {
        for (String pair : query.split("&")) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return "";
    }

    private static String hash(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
