package dev.vitrine.cloud.dynamo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Executors;

/// The model behind a port of loopback, for as long as the JVM lives.
public final class DynamoServer {
    static {
        // Read once by the JDK's server. Without it, the second packet of an answer waits
        // for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final DynamoModel model;
    private final HttpServer server;

    private DynamoServer(DynamoModel model, HttpServer server) {
        this.model = model;
        this.server = server;
    }

    public static DynamoServer start(DynamoModel model) throws IOException {
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var server = new DynamoServer(model, http);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", server::answer);
        http.start();
        return server;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            DynamoModel.Answer answer = model.answer(
                    header(exchange, "X-Amz-Target"),
                    header(exchange, "Authorization"),
                    exchange.getRequestBody().readAllBytes());
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }
}
