package dev.vitrine.cloud;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A proxy of loopback that asks for a user and a password (Basic), and leads every name to one server.
public final class LoopbackProxy implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final URI target;
    private final String login;
    private final Map<String, Integer> passed = new ConcurrentHashMap<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();

    /// @param login as in `user:password`, or `""` for anybody
    public LoopbackProxy(URI target, String login) throws IOException {
        this.target = target;
        this.login = login;
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /// By host, how often it was led to.
    public Map<String, Integer> passed() {
        return passed;
    }

    /// The first line of each request without the right password.
    public List<String> refused() {
        return refused;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void serve(Socket client) {
        try (client) {
            while (true) {
                String head = head(client.getInputStream());
                if (head.isEmpty()) {
                    return;
                }
                String line = head.substring(0, head.indexOf('\r'));
                if (!isAllowed(head)) {
                    refused.add(line);
                    write(
                            client.getOutputStream(),
                            "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"house\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                    return;
                }
                lead(client, head, line);
                return;
            }
        } catch (IOException _) {
            // whoever asked has left
        }
    }

    private boolean isAllowed(String head) {
        String requested = "proxy-authorization: basic "
                + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        return login.isEmpty()
                || head.lines()
                        .anyMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("proxy-authorization:")
                                && line.substring(line.lastIndexOf(' '))
                                        .equals(requested.substring(requested.lastIndexOf(' '))));
    }

    private void lead(Socket client, String head, String line) throws IOException {
        String asked = line.split(" ")[1];
        boolean isTunnel = line.startsWith("CONNECT ");
        passed.merge(
                isTunnel ? asked.replaceFirst(":\\d+$", "") : URI.create(asked).getHost(), 1, Integer::sum);
        try (var there = new Socket(InetAddress.getLoopbackAddress(), target.getPort())) {
            if (isTunnel) {
                write(client.getOutputStream(), "HTTP/1.1 200 Connected\r\n\r\n");
            } else {
                write(there.getOutputStream(), head);
            }
            Thread back = Thread.ofVirtual().start(() -> pump(there, client));
            pump(client, there);
            back.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException _) {
            // one of both has left
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        for (int read = in.read(); read >= 0; read = in.read()) {
            head.write(read);
            if (read == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                break;
            }
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
