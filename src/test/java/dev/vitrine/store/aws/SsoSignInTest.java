package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.cloud.LoopbackServer;
import dev.vitrine.cloud.WireAnswer;
import dev.vitrine.files.OwnerOnly;
import dev.vitrine.image.ImageException;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.SignIn;
import dev.vitrine.world.World;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSupplier;

/// A sign-in by the browser at a server that answers as AWS does.
class SsoSignInTest {
    private static final String CONFIG = """
            [profile museum]
            sso_session = my-sso
            sso_account_id = 123456789012
            sso_role_name = Reader
            services = here
            [sso-session my-sso]
            sso_region = eu-central-1
            sso_start_url = https://museum.awsapps.com/start
            [profile former]
            sso_region = eu-central-1
            sso_start_url = https://museum.awsapps.com/start
            sso_account_id = 123456789012
            sso_role_name = Reader
            services = here
            [services here]
            sso_oidc =
              endpoint_url = SERVER
            [profile keys]
            aws_access_key_id = a
            aws_secret_access_key = b
            """;

    /// An answer of which half arrives.
    private static final String BREAKS_OFF = "{\"accessToken\":";

    @TempDir
    private Path cache;

    private final List<String> asked = new ArrayList<>();
    private final Deque<String> tokens = new ArrayDeque<>();
    private final SkippedTime time = new SkippedTime();
    private AwsClients clients;

    @AfterEach
    void close() {
        if (clients != null) {
            clients.close();
        }
    }

    private Optional<SignIn.ByBrowser> signIn(String profile) throws IOException {
        URI server = LoopbackServer.start(request -> {
            asked.add(request.path() + " " + new String(request.body(), StandardCharsets.UTF_8));
            return switch (request.path()) {
                case "/client/register" ->
                    answer(
                            200,
                            "",
                            "{\"clientId\":\"c\",\"clientSecret\":\"s\",\"clientSecretExpiresAt\":"
                                    + time.now().plusSeconds(7_776_000).getEpochSecond() + "}");
                case "/device_authorization" ->
                    answer(
                            200,
                            "",
                            "{\"deviceCode\":\"d\",\"userCode\":\"ABCD-EFGH\",\"verificationUri\":\"https://device.example.org/\",\"verificationUriComplete\":\"https://device.example.org/?user_code=ABCD-EFGH\",\"expiresIn\":600,\"interval\":1}");
                default ->
                    BREAKS_OFF.equals(tokens.peek())
                            ? broken(tokens.poll())
                            : tokens.isEmpty() || tokens.peek().startsWith("{")
                                    ? answer(200, "", tokens.isEmpty() ? "{}" : tokens.poll())
                                    : answer(
                                            tokens.peek().startsWith("Internal") ? 500 : 400,
                                            tokens.poll(),
                                            "{\"error\":\"see above\"}");
            };
        });
        var profiles = ProfileFile.builder()
                .content(CONFIG.replace("SERVER", server.toString()))
                .type(ProfileFile.Type.CONFIGURATION)
                .build();
        var files = new AccountFiles(ProfileFileSupplier.fixedProfileFile(profiles), cache, cache, Map.of());
        clients = AwsClients.open(
                AwsSettings.ofAws(profile, "eu-central-1"),
                Optional.empty(),
                AwsClients.http(AwsSettings.ofAws(profile, "eu-central-1")),
                RetryPolicy.REQUEST,
                files);
        return clients.signIn().map(SignIn.ByBrowser.class::cast);
    }

    private static WireAnswer broken(String beginning) {
        return new WireAnswer(
                200,
                Map.of("Content-Type", "application/json"),
                beginning.getBytes(StandardCharsets.UTF_8),
                2 * beginning.length());
    }

    private static WireAnswer answer(int status, String error, String body) {
        return new WireAnswer(
                status,
                error.isEmpty()
                        ? Map.of("Content-Type", "application/json")
                        : Map.of("Content-Type", "application/json", "x-amzn-ErrorType", error),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static String token(String more) {
        return "{\"accessToken\":\"t\",\"tokenType\":\"Bearer\",\"expiresIn\":28800" + more + "}";
    }

    /// @param name SHA-1 of the session, by which every program finds it
    private JsonNode kept(String name) throws IOException {
        try (var files = Files.list(cache)) {
            List<Path> all = files.toList();
            assertEquals(1, all.size(), all.toString());
            assertEquals(name + ".json", all.getFirst().getFileName().toString());
            if (OwnerOnly.hasRights(all.getFirst())) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(all.getFirst())));
            }
            return new ObjectMapper().readTree(Files.readAllBytes(all.getFirst()));
        }
    }

    @Test
    void aConfirmedSignInIsKeptAsTheCommandLineOfAwsKeepsIt() throws Exception {
        SignIn.ByBrowser signIn = signIn("museum").orElseThrow();
        assertEquals(Optional.empty(), signIn.endsAt());
        tokens.addAll(List.of("AuthorizationPendingException", token(",\"refreshToken\":\"r\"")));
        time.run(() -> {
            SignIn.Request request = signIn.begin("");
            assertEquals("ABCD-EFGH", request.code());
            assertEquals(URI.create("https://device.example.org/?user_code=ABCD-EFGH"), request.page());
            signIn.await(request);
            assertEquals(Optional.empty(), signIn.endsAt(), "it renews itself");
        });
        JsonNode kept = kept("0ad374308c5a4e22f723adf10145eafad7c4031c");
        assertEquals("https://museum.awsapps.com/start", kept.path("startUrl").asText());
        assertEquals("eu-central-1", kept.path("region").asText());
        assertEquals("t", kept.path("accessToken").asText());
        assertEquals("r", kept.path("refreshToken").asText());
        assertEquals("c", kept.path("clientId").asText());
        assertEquals("s", kept.path("clientSecret").asText());
        assertTrue(Instant.parse(kept.path("expiresAt").asText()).isAfter(time.now()));
        assertTrue(kept.path("registrationExpiresAt").asText().endsWith("Z"));
        assertTrue(asked.getFirst().contains("sso:account:access"), asked.getFirst());
    }

    @Test
    void whoeverIsSlowIsWaitedForAtTheServersPace() throws Exception {
        SignIn.ByBrowser signIn = signIn("museum").orElseThrow();
        tokens.addAll(List.of(
                "AuthorizationPendingException", "SlowDownException", "AuthorizationPendingException", token("")));
        time.run(() -> {
            Instant before = time.now();
            signIn.await(signIn.begin(""));
            long waited = Duration.between(before, time.now()).toSeconds();
            assertTrue(waited >= 1 + 6 + 6 && waited <= 2 * (1 + 6 + 6), "waited " + waited + " s");
            assertEquals(Optional.of(time.now().plusSeconds(28_800).truncatedTo(ChronoUnit.SECONDS)), signIn.endsAt());
        });
    }

    /// Whoever stands before the page of the browser need not begin again for a moment of trouble.
    @Test
    void troubleOnTheWayIsWaitedOutMoreAndMoreSlowly() throws Exception {
        SignIn.ByBrowser signIn = signIn("museum").orElseThrow();
        tokens.addAll(List.of(
                "AuthorizationPendingException",
                BREAKS_OFF,
                BREAKS_OFF,
                BREAKS_OFF,
                "InternalServerException",
                "InternalServerException",
                "InternalServerException",
                token("")));
        time.run(() -> {
            Instant before = time.now();
            signIn.await(signIn.begin(""));
            long waited = Duration.between(before, time.now()).toSeconds();
            assertTrue(waited >= 1 + 6 + 11, "waited " + waited + " s");
        });
        kept("0ad374308c5a4e22f723adf10145eafad7c4031c");
    }

    @Test
    void troubleThatStaysIsToldAtTheEnd() throws Exception {
        SignIn.ByBrowser signIn = signIn("museum").orElseThrow();
        for (int i = 0; i < 601; i++) {
            tokens.add(BREAKS_OFF);
        }
        time.run(() -> {
            Instant before = time.now();
            var broken = assertThrows(ImageException.Unreachable.class, () -> signIn.await(signIn.begin("")));
            assertTrue(broken.getMessage().contains("the sign-in of AWS eu-central-1"), broken.getMessage());
            assertTrue(Duration.between(before, time.now()).toSeconds() >= 600);
        });
    }

    @Test
    void aRefusalAndAnEndOfWaitingAreToldAndKeepNothing() throws Exception {
        SignIn.ByBrowser signIn = signIn("museum").orElseThrow();
        tokens.add("AccessDeniedException");
        time.run(() -> {
            var refused = assertThrows(ImageException.Denied.class, () -> signIn.await(signIn.begin("")));
            assertTrue(refused.getMessage().contains("refused in the browser"), refused.getMessage());
            tokens.add("ExpiredTokenException");
            var late = assertThrows(ImageException.Denied.class, () -> signIn.await(signIn.begin("")));
            assertTrue(late.getMessage().contains("not confirmed in time"), late.getMessage());
            for (int i = 0; i < 601; i++) {
                tokens.add("AuthorizationPendingException");
            }
            assertThrows(ImageException.Denied.class, () -> signIn.await(signIn.begin("")));
        });
        try (var files = Files.list(cache)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void aProfileOfTheFormerFormIsKeptByItsAddress() throws Exception {
        SignIn.ByBrowser signIn = signIn("former").orElseThrow();
        tokens.add(token(""));
        time.run(() -> signIn.await(signIn.begin("")));
        assertFalse(kept("c9aca35afff0b81fa05f00060840579a6259b1ee").has("refreshToken"));
        assertFalse(asked.getFirst().contains("sso:account:access"));
    }

    @Test
    void whoeverHasKeysSignsInNowhere() throws Exception {
        assertEquals(Optional.empty(), signIn("keys"));
        assertEquals(Optional.empty(), signIn("unknown"));
    }

    /// Sleeping takes no time, and makes it later.
    private static final class SkippedTime extends World {
        private Instant now = Instant.parse("2026-11-28T12:00:00Z");

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public long nanoTime() {
            return now.toEpochMilli() * 1_000_000;
        }

        @Override
        public void sleep(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public void await(Lock lock, Condition condition, Duration atMost) {
            now = now.plus(atMost);
        }

        @Override
        public RandomGenerator random() {
            return RandomGenerator.getDefault();
        }

        @Override
        public UUID uuid() {
            return UUID.randomUUID();
        }

        @Override
        public ThreadFactory threads(String name) {
            return Thread.ofVirtual().name(name).factory();
        }

        @Override
        public Executor computing() {
            return Runnable::run;
        }
    }
}
