package dev.vitrine.api;

import dev.vitrine.Unchecked;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A client that sends whatever it is told to, well-formed or not.
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: (\\d+)\r\n");

    private final Socket socket;

    RawClient(RunningServer server) {
        URI address = server.uri("/");
        try {
            socket = new Socket(address.getHost(), address.getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The whole answer to one request, which must ask for the connection to be closed.
    static String answer(RunningServer server, String request) {
        try (var client = new RawClient(server)) {
            client.send(request);
            return client.rest();
        }
    }

    static String get(String path, String... headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + String.join("", headers)
                + "\r\n";
    }

    void send(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One answer, as long as it says that it is: the server may still be waiting for more of the request.
    String answer() {
        try {
            var answer = new StringBuilder();
            while (answer.indexOf("\r\n\r\n") < 0) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    return answer.toString();
                }
                answer.append((char) next);
            }
            Matcher length = LENGTH.matcher(answer);
            int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
            return answer + new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends nothing more.
    void end() {
        Unchecked.run(() -> socket.shutdownOutput());
    }

    /// Everything that still comes, until the server closes.
    String rest() {
        var all = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(all);
        } catch (SocketTimeoutException e) {
            throw new UncheckedIOException("the server kept the connection open", e);
        } catch (IOException _) {
            // A reset is a close, too.
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        Unchecked.run(() -> socket.close());
    }
}
