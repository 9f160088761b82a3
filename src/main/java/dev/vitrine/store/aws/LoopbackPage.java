package dev.vitrine.store.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vitrine.image.ImageException;
import dev.vitrine.world.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// Where a page of a sign-in leads back to: this machine alone, for as long as it is waited for (RFC 8252, 7.3).
final class LoopbackPage implements AutoCloseable {
    private static final String PATH = "/oauth/callback";

    private final HttpServer server;
    /// One for each caller: whoever stops in the middle of a word keeps nobody else out.
    private final ExecutorService answering =
            Executors.newThreadPerTaskExecutor(World.here().threads("sign-in-page"));
    private final String state;
    private final String thanks;
    private final Lock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private Optional<Map<String, String>> answer = Optional.empty();

    private LoopbackPage(HttpServer server, String state, String thanks) {
        this.server = server;
        this.state = state;
        this.thanks = thanks;
    }

    /// @param state by which the answer is known: whatever comes without is somebody else's
    static LoopbackPage open(String state, String thanks) throws IOException {
        var here = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
        var page = new LoopbackPage(HttpServer.create(here, 0), state, thanks);
        page.server.setExecutor(page.answering);
        page.server.createContext(PATH, page::receive);
        page.server.start();
        return page;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> fields =
                    fields(Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""));
            boolean isOurs = exchange.getRequestMethod().equals("GET") && state.equals(fields.get("state"));
            byte[] body = (isOurs ? thanks : "").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(isOurs ? 200 : 400, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            if (isOurs) {
                answered(fields);
            }
        }
    }

    private static Map<String, String> fields(String query) {
        var fields = new HashMap<String, String>();
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    private void answered(Map<String, String> fields) {
        lock.lock();
        try {
            answer = Optional.of(fields);
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for it.
    ///
    /// @throws ImageException.Denied when it was refused, or did not come in time
    String code(Instant until) {
        lock.lock();
        try {
            while (answer.isEmpty()) {
                Duration left = Duration.between(World.here().now(), until);
                if (!left.isPositive()) {
                    throw new ImageException.Denied("The sign-in was not confirmed in time. Begin it again.", null);
                }
                World.here().await(lock, arrived, left);
            }
            return answer.map(fields -> fields.getOrDefault("code", ""))
                    .filter(code -> !code.isEmpty())
                    .orElseThrow(() -> new ImageException.Denied(
                            "The sign-in was refused in the browser. Nothing was changed.", null));
        } catch (InterruptedException e) {
            throw ImageException.Cancelled.by(e);
        } finally {
            lock.unlock();
        }
    }

    /// What is being answered is answered first.
    @Override
    public void close() {
        server.stop(1);
        answering.shutdownNow();
    }
}
