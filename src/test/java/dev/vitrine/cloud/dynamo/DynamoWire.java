package dev.vitrine.cloud.dynamo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.vitrine.cloud.WireAnswer;
import dev.vitrine.cloud.WireRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.function.BiFunction;

/// Speaks to a DynamoDB as its protocol is written down, with nothing in between. JSON is written with `'` for `"`.
final class DynamoWire {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String SIGNED =
            "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0";

    private final BiFunction<String, String, Answered> transport;

    private DynamoWire(BiFunction<String, String, Answered> transport) {
        this.transport = transport;
    }

    static DynamoWire to(URI server) {
        return new DynamoWire((target, body) -> send(HttpRequest.newBuilder(server)
                .header("X-Amz-Target", target)
                .header("Authorization", SIGNED)
                .header("X-Amz-Date", "20260101T000000Z")
                .header("Content-Type", "application/x-amz-json-1.0")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build()));
    }

    static DynamoWire in(DynamoModel model) {
        return new DynamoWire((target, body) -> {
            WireAnswer answer = model.answer(request(target, body));
            return Answered.of(answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
        });
    }

    static WireRequest request(String target, String body) {
        return new WireRequest(
                "POST",
                "/",
                "",
                Map.of("X-Amz-Target", target, "Authorization", SIGNED),
                body.getBytes(StandardCharsets.UTF_8));
    }

    record Answered(int status, JsonNode body) {
        private static Answered of(int status, String body) {
            try {
                return new Answered(status, sorted(JSON.readTree(body)));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(body, e);
            }
        }

        /// Without the name of the service that it comes from.
        String error() {
            return status == 200 ? "" : body.path("__type").asText().replaceFirst(".*#", "");
        }

        String message() {
            return body.path(body.has("message") ? "message" : "Message").asText();
        }
    }

    static JsonNode json(String text) {
        try {
            return sorted(JSON.readTree(text.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /// Sets have no order.
    private static JsonNode sorted(JsonNode node) {
        node.properties().forEach(entry -> {
            if (entry.getKey().matches("[SNB]S") && entry.getValue() instanceof ArrayNode set) {
                var elements = set.valueStream()
                        .sorted(Comparator.comparing(JsonNode::asText))
                        .toList();
                set.removeAll();
                set.addAll(elements);
            }
        });
        node.forEach(DynamoWire::sorted);
        return node;
    }

    /// @param target `Query`, or one of the streams' operations
    Answered ask(String target, String body) {
        String service = target.contains("Stream") || target.contains("Shard") || target.equals("GetRecords")
                ? "DynamoDBStreams_20120810."
                : "DynamoDB_20120810.";
        return transport.apply(service + target, body.replace('\'', '"'));
    }

    static Answered send(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return Answered.of(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    JsonNode call(String target, String body) {
        Answered answered = ask(target, body);
        assertEquals(200, answered.status(), () -> body + " → " + answered.body());
        return answered.body();
    }

    /// @param words are in its message
    void refused(String target, String body, String error, String words) {
        Answered answered = ask(target, body);
        assertEquals(error, answered.error(), () -> body + " → " + answered.body());
        assertTrue(answered.message().contains(words), () -> body + " → " + answered.body());
    }
}
