package dev.vitrine.cloud;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/// A model behind a port of loopback, for as long as the JVM lives.
public final class LoopbackServer {
    static {
        // Read once by the JDK's server. Without it, the second packet of an answer waits
        // for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private LoopbackServer() {}

    /// @return its address
    public static URI start(WireModel model) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve(server, model);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// The same, encrypted.
    public static URI start(WireModel model, SSLContext context) throws IOException {
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        serve(server, model);
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void serve(HttpServer server, WireModel model) {
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer(model, exchange));
        server.start();
    }

    private static void answer(WireModel model, HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(",", values)));
            URI uri = exchange.getRequestURI();
            WireAnswer answer = model.answer(new WireRequest(
                    exchange.getRequestMethod(),
                    uri.getRawPath(),
                    Objects.requireNonNullElse(uri.getRawQuery(), ""),
                    headers,
                    exchange.getRequestBody().readAllBytes()));
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            int length = answer.promised();
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", Integer.toString(length));
                exchange.sendResponseHeaders(answer.status(), -1);
            } else {
                exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
                exchange.getResponseBody().write(answer.body());
            }
        }
    }
}
