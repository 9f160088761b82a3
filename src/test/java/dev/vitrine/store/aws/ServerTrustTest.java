package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.cloud.MadeCertificate;
import dev.vitrine.cloud.MadeCertificate.Algorithm;
import dev.vitrine.cloud.MadeCertificate.Wish;
import dev.vitrine.image.ImageException;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.ServerCertificate;
import dev.vitrine.store.ServerCertificate.Doubt;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whom a connection believes, whom it asks about, and whom it refuses; and that nothing is said before.
class ServerTrustTest {
    private static final MadeCertificate KNOWN =
            MadeCertificate.selfSigned(Wish.of("Known Authority").asAuthority());
    private static final MadeCertificate UNKNOWN =
            MadeCertificate.selfSigned(Wish.of("Some Authority").asAuthority());
    private static final MadeCertificate BETWEEN =
            KNOWN.sign(Wish.of("Known Department").asAuthority());
    private static final MadeCertificate KNOWN_RSA = MadeCertificate.selfSigned(
            Wish.of("Known Old Authority").asAuthority().by(Algorithm.RSA));
    private static final Wish SERVER = Wish.of("nas", "localhost", "127.0.0.1");
    private static final Instant NOW = Instant.now();
    private static final Wish EXPIRED = SERVER.valid(NOW.minusSeconds(7200), NOW.minusSeconds(3600));
    private static final Wish COMING = SERVER.valid(NOW.plusSeconds(3600), NOW.plusSeconds(7200));
    private static final MadeCertificate OWN = MadeCertificate.selfSigned(SERVER);
    private static final String CLOUD = "s3.eu-central-1.amazonaws.com";

    @TempDir
    private static Path folder;

    private enum Authorities {
        NONE,
        BUNDLE,
        SYSTEM
    }

    private enum Pin {
        NONE,
        THIS,
        ANY_SERVER,
        ONE_OF_TWO,
        ANOTHER_SERVER,
        ANOTHER_CERTIFICATE
    }

    /// @param answer how the server begins when somebody connects; empty for TLS with the certificate
    private record Case(
            String name,
            MadeCertificate shown,
            String host,
            Authorities authorities,
            Pin pin,
            String protocol,
            Optional<byte[]> answer,
            String outcome) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Case tls(String name, MadeCertificate shown, Authorities authorities, Pin pin, String outcome) {
        return new Case(name, shown, "localhost", authorities, pin, "", Optional.empty(), outcome);
    }

    private static Case at(String host, Case tls) {
        return new Case(
                tls.name(),
                tls.shown(),
                host,
                tls.authorities(),
                tls.pin(),
                tls.protocol(),
                tls.answer(),
                tls.outcome());
    }

    private static Case by(String protocol, Case tls) {
        return new Case(
                tls.name(),
                tls.shown(),
                tls.host(),
                tls.authorities(),
                tls.pin(),
                protocol,
                tls.answer(),
                tls.outcome());
    }

    private static Case raw(String name, byte[] answer, String outcome) {
        return new Case(name, OWN, "localhost", Authorities.NONE, Pin.NONE, "", Optional.of(answer), outcome);
    }

    private static final String YES = "accepted";

    static Stream<Case> cases() {
        MadeCertificate known = KNOWN.sign(SERVER);
        return Stream.of(
                tls("an authority of the bundle", known, Authorities.BUNDLE, Pin.NONE, YES),
                at("127.0.0.1", tls("an address in place of a name", known, Authorities.BUNDLE, Pin.NONE, YES)),
                tls("an authority of the system", known, Authorities.SYSTEM, Pin.NONE, YES),
                tls("with what leads to the authority", BETWEEN.sign(SERVER), Authorities.BUNDLE, Pin.NONE, YES),
                tls("only a common name", KNOWN.sign(Wish.of("localhost")), Authorities.BUNDLE, Pin.NONE, YES),
                by("TLSv1.2", tls("TLS 1.2", known, Authorities.BUNDLE, Pin.NONE, YES)),
                by("TLSv1.3", tls("TLS 1.3", known, Authorities.BUNDLE, Pin.NONE, YES)),
                tls("for servers only", KNOWN.sign(SERVER.only("serverAuth")), Authorities.BUNDLE, Pin.NONE, YES),
                tls("self-signed", OWN, Authorities.NONE, Pin.NONE, "SELF_SIGNED"),
                tls("self-signed, beside a bundle", OWN, Authorities.BUNDLE, Pin.NONE, "SELF_SIGNED"),
                tls("self-signed and trusted", OWN, Authorities.NONE, Pin.THIS, YES),
                by("TLSv1.2", tls("the same by TLS 1.2", OWN, Authorities.NONE, Pin.THIS, YES)),
                tls("trusted wherever it is", OWN, Authorities.NONE, Pin.ANY_SERVER, YES),
                tls("one of two that are trusted", OWN, Authorities.NONE, Pin.ONE_OF_TWO, YES),
                tls("trusted at another port", OWN, Authorities.NONE, Pin.ANOTHER_SERVER, "SELF_SIGNED"),
                tls("changed", OWN, Authorities.NONE, Pin.ANOTHER_CERTIFICATE, "CHANGED SELF_SIGNED"),
                tls("changed to one that is vouched for", known, Authorities.BUNDLE, Pin.ANOTHER_CERTIFICATE, YES),
                tls("unknown authority", UNKNOWN.sign(SERVER), Authorities.BUNDLE, Pin.NONE, "UNKNOWN_ISSUER"),
                tls("unknown authority, trusted", UNKNOWN.sign(SERVER), Authorities.NONE, Pin.THIS, YES),
                tls(
                        "without what leads to the authority",
                        BETWEEN.sign(SERVER).alone(),
                        Authorities.BUNDLE,
                        Pin.NONE,
                        "UNKNOWN_ISSUER"),
                tls("expired", KNOWN.sign(EXPIRED), Authorities.BUNDLE, Pin.NONE, "EXPIRED"),
                tls(
                        "expired and self-signed",
                        MadeCertificate.selfSigned(EXPIRED),
                        Authorities.NONE,
                        Pin.NONE,
                        "SELF_SIGNED EXPIRED"),
                tls("expired and trusted", MadeCertificate.selfSigned(EXPIRED), Authorities.NONE, Pin.THIS, YES),
                tls("not valid yet", KNOWN.sign(COMING), Authorities.BUNDLE, Pin.NONE, "NOT_YET_VALID"),
                tls(
                        "not valid yet and self-signed",
                        MadeCertificate.selfSigned(COMING),
                        Authorities.NONE,
                        Pin.NONE,
                        "SELF_SIGNED NOT_YET_VALID"),
                tls(
                        "another name",
                        KNOWN.sign(Wish.of("other", "other.example.org")),
                        Authorities.BUNDLE,
                        Pin.NONE,
                        "OTHER_NAME"),
                tls(
                        "another name and self-signed",
                        MadeCertificate.selfSigned(Wish.of("other", "other.example.org")),
                        Authorities.NONE,
                        Pin.NONE,
                        "SELF_SIGNED OTHER_NAME"),
                tls(
                        "another name, trusted",
                        MadeCertificate.selfSigned(Wish.of("other", "other.example.org")),
                        Authorities.NONE,
                        Pin.THIS,
                        YES),
                at(
                        "127.0.0.1",
                        tls(
                                "a name where an address was asked for",
                                KNOWN.sign(Wish.of("nas", "localhost")),
                                Authorities.BUNDLE,
                                Pin.NONE,
                                "OTHER_NAME")),
                tls(
                        "signed by MD5",
                        KNOWN_RSA.sign(SERVER.by(Algorithm.MD5)),
                        Authorities.BUNDLE,
                        Pin.NONE,
                        "NOT_ACCEPTED"),
                tls(
                        "for clients only",
                        KNOWN.sign(SERVER.only("clientAuth")),
                        Authorities.BUNDLE,
                        Pin.NONE,
                        "NOT_ACCEPTED"),
                tls(
                        "signed by one that may not sign",
                        KNOWN.sign(Wish.of("No Authority")).sign(SERVER),
                        Authorities.BUNDLE,
                        Pin.NONE,
                        "NOT_ACCEPTED"),
                at(
                        CLOUD,
                        tls(
                                "something between here and AWS",
                                MadeCertificate.selfSigned(Wish.of("proxy", CLOUD)),
                                Authorities.NONE,
                                Pin.NONE,
                                "refused: Something sits in between")),
                at(
                        CLOUD,
                        tls(
                                "a proxy that is vouched for",
                                KNOWN.sign(Wish.of("proxy", CLOUD)),
                                Authorities.BUNDLE,
                                Pin.NONE,
                                YES)),
                raw("says that TLS 1.2 is too new", hex("15030100020246"), "refused: before TLS 1.2"),
                raw(
                        "answers by TLS 1.0",
                        hex("160301002a020000260301" + "00".repeat(32) + "00c02f00"),
                        "refused: before TLS 1.2"),
                raw(
                        "answers by TLS 1.1",
                        hex("160302002a020000260302" + "00".repeat(32) + "00c02f00"),
                        "refused: before TLS 1.2"),
                raw("no way in common", hex("15030300020228"), "refused: no way to encrypt in common"),
                raw(
                        "speaks HTTP",
                        ascii("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"),
                        "refused: does not encrypt"),
                raw("speaks something else", ascii("220 mail.example.org ESMTP\r\n"), "refused: does not encrypt"),
                raw("hangs up", new byte[0], "refused: "));
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whoeverIsNotBelievedHearsNothing(Case each) throws Exception {
        var heard = new AtomicInteger();
        try (ServerSocket server = each.answer().isPresent() ? plain(each, heard) : encrypting(each, heard);
                ServerSocket proxy = tunnel(server.getLocalPort())) {
            int port = each.host().equals(CLOUD) ? 443 : server.getLocalPort();
            String address = "https://" + each.host() + ":" + port;
            assertEquals(each.outcome(), outcome(each, address, proxy.getLocalPort(), heard), () -> "heard " + heard);
        }
    }

    private static String outcome(Case each, String address, int proxy, AtomicInteger heard) throws Exception {
        AwsSettings settings = AwsServers.settings(URI.create(address), URI.create(address));
        Network network = Network.of(environment(each, proxy), pins(each, settings), system(each));
        var http = new LargeBodies(Duration.ofSeconds(20), Duration.ofSeconds(20), network);
        try (AwsClients clients =
                AwsClients.open(settings, Optional.of(AwsServers.KEYS), http, new RetryPolicy(1, Duration.ZERO))) {
            AwsFailures.ofBucket(settings)
                    .run("asking", () -> clients.s3().headBucket(head -> head.bucket("pictures")));
            assertTrue(heard.get() > 0);
            assertEquals(Optional.empty(), network.doubtful(URI.create(address), Duration.ofSeconds(20)));
            return YES;
        } catch (ImageException.Unreachable e) {
            assertEquals(0, heard.get(), "nothing may be said");
            Optional<ServerCertificate> shown = ServerCertificate.in(e);
            if (shown.filter(ServerCertificate::mayBeTrusted).isEmpty()) {
                String requested = each.outcome().replaceFirst("^refused: ", "");
                return e.getMessage().contains(requested) ? each.outcome() : "refused: " + e.getMessage();
            }
            assertEquals(each.shown().fingerprint(), shown.get().fingerprint());
            assertTrue(e.getMessage().contains(each.shown().fingerprint()), e.getMessage());
            assertTrue(e.getMessage().contains("--trust-certificate"), e.getMessage());
            assertEquals(shown, network.doubtful(URI.create(address), Duration.ofSeconds(20)));
            return String.join(
                    " ", shown.get().doubts().stream().map(Doubt::name).toList());
        }
    }

    private static Map<String, String> environment(Case each, int proxy) throws Exception {
        var environment = new HashMap<String, String>();
        if (each.authorities() == Authorities.BUNDLE) {
            environment.put("AWS_CA_BUNDLE", authorities());
        }
        if (each.host().equals(CLOUD)) {
            environment.put("HTTPS_PROXY", "http://127.0.0.1:" + proxy);
        }
        return environment;
    }

    private static TrustedAuthorities.SystemFiles system(Case each) throws Exception {
        return new TrustedAuthorities.SystemFiles(
                each.authorities() == Authorities.SYSTEM ? List.of("/nowhere", authorities()) : List.of());
    }

    private static String authorities() throws Exception {
        Path file = folder.resolve("authorities.pem");
        Files.writeString(file, KNOWN.pem() + KNOWN_RSA.pem());
        return file.toString();
    }

    private static Map<String, String> pins(Case each, AwsSettings settings) {
        String server = settings.s3Endpoint().orElseThrow().getAuthority();
        String own = each.shown().fingerprint();
        return switch (each.pin()) {
            case NONE -> Map.of();
            case THIS -> Map.of(server, own);
            case ANY_SERVER -> Map.of(AwsSettings.ANY_SERVER, own);
            case ONE_OF_TWO ->
                settings.trusting(AwsSettings.ANY_SERVER, UNKNOWN.fingerprint())
                        .trusting(AwsSettings.ANY_SERVER, own)
                        .trustedCertificates();
            case ANOTHER_SERVER -> Map.of("localhost:1", own);
            case ANOTHER_CERTIFICATE -> Map.of(server, UNKNOWN.fingerprint());
        };
    }

    private static ServerSocket encrypting(Case each, AtomicInteger heard) throws IOException {
        var server = (SSLServerSocket) each.shown()
                .server()
                .getServerSocketFactory()
                .createServerSocket(0, 20, InetAddress.getLoopbackAddress());
        if (!each.protocol().isEmpty()) {
            server.setEnabledProtocols(new String[] {each.protocol()});
        }
        return serving(server, socket -> {
            ((SSLSocket) socket).startHandshake();
            var buffer = new byte[4096];
            int read = socket.getInputStream().read(buffer);
            heard.addAndGet(Math.max(0, read));
            if (read > 0) {
                socket.getOutputStream()
                        .write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
            }
        });
    }

    private static ServerSocket plain(Case each, AtomicInteger heard) throws IOException {
        return serving(new ServerSocket(0, 20, InetAddress.getLoopbackAddress()), socket -> {
            InputStream in = socket.getInputStream();
            var buffer = new byte[4096];
            int read = in.read(buffer); // the greeting of a client has no secret in it
            boolean isGreeting = read > 0 && buffer[0] == 0x16;
            heard.addAndGet(isGreeting ? 0 : Math.max(0, read));
            socket.getOutputStream().write(each.answer().orElseThrow());
            socket.shutdownOutput();
            in.readAllBytes();
        });
    }

    private static ServerSocket tunnel(int to) throws IOException {
        return serving(new ServerSocket(0, 20, InetAddress.getLoopbackAddress()), socket -> {
            InputStream in = socket.getInputStream();
            String head = "";
            while (!head.endsWith("\r\n\r\n")) {
                head += (char) in.read();
            }
            socket.getOutputStream().write(ascii("HTTP/1.1 200 OK\r\n\r\n"));
            try (Socket other = new Socket(InetAddress.getLoopbackAddress(), to)) {
                Thread.ofVirtual().start(() -> copy(other, socket));
                in.transferTo(other.getOutputStream());
            }
        });
    }

    private static void copy(Socket from, Socket into) {
        try {
            from.getInputStream().transferTo(into.getOutputStream());
        } catch (IOException _) {
            // One of the two has hung up.
        }
    }

    private interface Service {
        void serve(Socket socket) throws IOException;
    }

    private static ServerSocket serving(ServerSocket server, Service service) {
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    Thread.ofVirtual().start(() -> {
                        try (socket) {
                            service.serve(socket);
                        } catch (IOException _) {
                            // The client hung up, as it should.
                        }
                    });
                } catch (IOException _) {
                    return;
                }
            }
        });
        return server;
    }
}
