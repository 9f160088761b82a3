package dev.vitrine.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/// A headless Chromium, told what to do by its DevTools protocol. It reaches no machine but this one.
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS = 60;

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();

    /// What pages asked for, whatever came of it.
    final List<String> requested = new CopyOnWriteArrayList<>();
    final List<String> dialogs = new CopyOnWriteArrayList<>();

    Browser(Path chromium, Path profile) throws IOException {
        process = new ProcessBuilder(
                        chromium.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--hide-scrollbars",
                        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Path port = profile.resolve("DevToolsActivePort");
        await(() -> Files.exists(port) && port.toFile().length() > 0);
        String at = "http://127.0.0.1:" + Files.readAllLines(port).getFirst() + "/json/list";
        var target = CompletableFuture.supplyAsync(() -> target(at)).join();
        socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(target), new Listener())
                .join();
        call("Network.enable", Map.of());
        call("Page.enable", Map.of());
        call("Network.setCacheDisabled", Map.of("cacheDisabled", true));
    }

    private String target(String at) {
        try {
            for (JsonNode each : JSON.readTree(
                    http.send(HttpRequest.newBuilder(URI.create(at)).build(), BodyHandlers.ofString())
                            .body())) {
                if (each.path("type").asText().equals("page")) {
                    return each.path("webSocketDebuggerUrl").asText();
                }
            }
            throw new IllegalStateException("no page");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
            text.append(data);
            if (isLast) {
                try {
                    received(JSON.readTree(text.toString()));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                text.setLength(0);
            }
            return WebSocket.Listener.super.onText(from, data, isLast);
        }
    }

    private void received(JsonNode message) {
        if (message.has("id")) {
            waiting.remove(message.get("id").asInt()).complete(message);
            return;
        }
        switch (message.path("method").asText()) {
            case "Network.requestWillBeSent" ->
                requested.add(message.at("/params/request/url").asText());
            case "Page.javascriptDialogOpening" -> {
                dialogs.add(message.at("/params/message").asText());
                send("Page.handleJavaScriptDialog", Map.of("accept", true));
            }
            default -> {}
        }
    }

    private CompletableFuture<JsonNode> send(String method, Map<String, Object> parameters) {
        int id = ids.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        waiting.put(id, answer);
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        synchronized (this) {
            socket.sendText(message.toString(), true).join();
        }
        return answer;
    }

    JsonNode call(String method, Map<String, Object> parameters) {
        JsonNode answer =
                send(method, parameters).orTimeout(SECONDS, TimeUnit.SECONDS).join();
        if (answer.has("error")) {
            throw new IllegalStateException(method + ": " + answer.get("error"));
        }
        return answer.get("result");
    }

    void open(String address) {
        call("Page.navigate", Map.of("url", "about:blank"));
        call("Page.navigate", Map.of("url", address));
        await(() -> evaluate("location.protocol !== 'about:' && document.readyState")
                .asText()
                .equals("complete"));
    }

    JsonNode evaluate(String script) {
        JsonNode result =
                call("Runtime.evaluate", Map.of("expression", script, "returnByValue", true, "awaitPromise", true));
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(script + ": " + result.get("exceptionDetails"));
        }
        return result.at("/result/value");
    }

    void window(int width, int height, double scale, boolean dark) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", scale, "mobile", width < 600));
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    void shoot(Path file) throws IOException {
        Files.write(
                file,
                Base64.getDecoder()
                        .decode(call("Page.captureScreenshot", Map.of("format", "png"))
                                .get("data")
                                .asText()));
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited in vain");
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        socket.abort();
        http.close();
        process.destroy();
    }
}
