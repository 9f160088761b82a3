import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/// As much of S3 and DynamoDB as it takes to put a few pictures into a cloud library and to look at them, on this machine and for the time of a training.
final class TrainingCloud implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TABLE = "image-metadata";

    private final HttpServer server;
    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> rows = new ConcurrentHashMap<>();

    TrainingCloud() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /// What makes it the library of a process.
    Map<String, String> variables() {
        return Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:" + server.getAddress().getPort(), "AWS_ACCESS_KEY_ID", "training",
                "AWS_SECRET_ACCESS_KEY", "training", "AWS_DEFAULT_REGION", "us-east-1", "DYNAMODB_TABLE_NAME", TABLE);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (target == null) {
            answerObject(exchange, exchange.getRequestURI().getRawPath(), body);
        } else {
            answerRow(exchange, target.substring(target.indexOf('.') + 1), (ObjectNode) JSON.readTree(body));
        }
    }

    private void answerObject(HttpExchange exchange, String key, byte[] body) throws IOException {
        boolean isBucket = key.indexOf('/', 1) < 0;
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                objects.put(key, body);
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("x-amz-checksum-sha256"))
                        .ifPresent(sum -> exchange.getResponseHeaders().set("x-amz-checksum-sha256", sum));
                exchange.getResponseHeaders().set("ETag", "\"" + key.hashCode() + "\"");
                send(exchange, 200, new byte[0]);
            }
            case "DELETE" -> {
                objects.remove(key);
                send(exchange, 204, new byte[0]);
            }
            default -> {
                byte[] found = isBucket ? "<ListBucketResult/>".getBytes() : objects.get(key);
                exchange.getResponseHeaders().set("ETag", "\"" + key.hashCode() + "\"");
                send(exchange, found == null ? 404 : 200, found == null ? "<Error><Code>NoSuchKey</Code></Error>".getBytes() : found);
            }
        }
    }

    private void answerRow(HttpExchange exchange, String act, ObjectNode request) throws IOException {
        String table = request.path("TableName").asText(TABLE);
        if (!table.equals(TABLE)) {
            send(exchange, 400, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException\"}".getBytes());
            return;
        }
        ObjectNode answer = JSON.createObjectNode();
        switch (act) {
            case "PutItem" -> put(request.path("Item"));
            case "TransactWriteItems" -> request.path("TransactItems").forEach(item -> put(item.path("Put").path("Item")));
            case "Scan", "Query" -> {
                ArrayNode items = answer.putArray("Items");
                rows.values().forEach(items::add);
                answer.put("Count", items.size()).put("ScannedCount", items.size());
            }
            case "GetItem" ->
                Optional.ofNullable(rows.get(request.path("Key").path("image_id").path("S").asText())).ifPresent(row -> answer.set("Item", row));
            case "BatchGetItem" -> answer.putObject("Responses");
            case "DescribeTable" -> answer.putObject("Table").put("TableName", TABLE).put("TableStatus", "ACTIVE");
            default -> {
                send(exchange, 400, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#UnknownOperationException\"}".getBytes());
                return;
            }
        }
        send(exchange, 200, JSON.writeValueAsBytes(answer));
    }

    private void put(JsonNode row) {
        if (row.isObject()) {
            rows.put(row.path("image_id").path("S").asText(), row);
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        if (isHead) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
        }
        exchange.sendResponseHeaders(status, isHead || body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(isHead ? new byte[0] : body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
