package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.Eventually;
import dev.vitrine.cloud.AccountModel.Fault;
import dev.vitrine.files.OwnerOnly;
import dev.vitrine.image.ImageException;
import dev.vitrine.store.SignIn;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.signin.internal.EcKeyLoader;

/// A sign-in by the page of the AWS console, at servers that answer as AWS does.
class LoginSignInTest {
    @TempDir
    private Path folder;

    private SignedInCloud cloud;

    @BeforeEach
    void start() throws Exception {
        cloud = new SignedInCloud("console", folder);
    }

    private static SignIn.ByBrowser way(AwsClients clients) {
        return (SignIn.ByBrowser) clients.signIn().orElseThrow();
    }

    private JsonNode kept() throws IOException {
        return new ObjectMapper().readTree(Files.readAllBytes(onlyFile()));
    }

    private Path onlyFile() throws IOException {
        try (var files = Files.list(folder.resolve("login"))) {
            return files.reduce((_, _) -> {
                        throw new AssertionError("several files");
                    })
                    .orElseThrow();
        }
    }

    @Test
    void aConfirmedSignInIsKeptAsTheCommandLineOfAwsKeepsIt() throws Exception {
        try (AwsClients clients = cloud.clients()) {
            SignIn.ByBrowser way = way(clients);
            assertTrue(way.isMissing());
            var requested = assertThrows(ImageException.Denied.class, () -> SignedInCloud.request(clients));
            assertEquals(
                    "The AWS sign-in has expired. Sign in again (aws login --profile console). Nothing is lost meanwhile.",
                    requested.getMessage());
            assertTrue(requested.passes());

            SignIn.Request begun = way.begin("Thanks, äöü.");
            assertEquals("", begun.code());
            assertTrue(begun.page().getQuery().contains("code_challenge_method=SHA-256"), begun.toString());
            assertEquals("Thanks, äöü.", SignedInCloud.browse(cloud.account().agree(begun.page())));
            way.await(begun);

            SignedInCloud.request(clients);
            assertFalse(way.isMissing());
            Duration left = Duration.between(Instant.now(), way.endsAt().orElseThrow());
            assertTrue(left.toMinutes() >= 718 && left.toHours() <= 12, left.toString());
        }
        JsonNode kept = kept();
        assertEquals("123456789012", kept.path("accessToken").path("accountId").asText());
        assertEquals("session-1", kept.path("accessToken").path("sessionToken").asText());
        assertTrue(kept.path("accessToken").path("expiresAt").asText().endsWith("Z"));
        assertEquals(
                "arn:aws:signin:::devtools/same-device", kept.path("clientId").asText());
        assertTrue(kept.path("tokenType").asText().endsWith("access_token_sigv4"));
        assertFalse(kept.path("refreshToken").asText().isEmpty());
        assertEquals(
                "EC",
                EcKeyLoader.loadSec1Pem(kept.path("dpopKey").asText()).left().getAlgorithm(),
                "the SDK reads the key, too");
        if (OwnerOnly.hasRights(onlyFile())) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(onlyFile())));
        }
    }

    @Test
    void aPageThatNobodyWaitsForLeadsNowhere() throws Exception {
        try (AwsClients clients = cloud.clients()) {
            SignIn.ByBrowser way = way(clients);
            SignIn.Request begun = way.begin("Thanks.");
            URI back = cloud.account().agree(begun.page());
            way.giveUp(begun);
            assertThrows(IOException.class, () -> SignedInCloud.browse(back));
        }
    }

    @Test
    void keysAreRenewedAndWhoSignedInStaysWritten() throws Exception {
        cloud.account().sessionsLive(Duration.ofSeconds(1)); // less than is left alone
        cloud.signIn();
        Instant end;
        try (AwsClients clients = cloud.clients()) {
            end = way(clients).endsAt().orElseThrow();
            SignedInCloud.request(clients);
            SignedInCloud.request(clients);
            assertEquals(end, way(clients).endsAt().orElseThrow());
        }
        assertEquals(
                2,
                cloud.account().asked().stream()
                        .filter(asked -> asked.contains("refresh_token"))
                        .count());
        assertEquals(
                "session-3", kept().path("accessToken").path("sessionToken").asText());
        assertFalse(kept().path("idToken").asText().isEmpty());
    }

    @Test
    void aSignInThatIsOverSaysHowToBeginAnother() throws Exception {
        cloud.account().sessionsLive(Duration.ofSeconds(1));
        cloud.signIn();
        cloud.account().deny(true);
        try (AwsClients clients = cloud.clients()) {
            var over = assertThrows(ImageException.Denied.class, () -> SignedInCloud.request(clients));
            assertTrue(over.getMessage().contains("(aws login --profile console)"), over.getMessage());
            assertTrue(way(clients).isMissing());
            int asked = cloud.account().asked().size();
            assertThrows(ImageException.Denied.class, () -> SignedInCloud.request(clients));
            assertEquals(asked, cloud.account().asked().size(), "a refusal is not asked for again");
            cloud.account().deny(false);
            cloud.account().sessionsLive(Duration.ofHours(1));
            cloud.signIn(way(clients));
            SignedInCloud.request(clients);
            assertFalse(way(clients).isMissing());
        }
    }

    @Test
    void keysThatAreGoodStillAreUsedWhileNoOthersAreGiven() throws Exception {
        cloud.account().sessionsLive(Duration.ofSeconds(50)); // less than is left alone
        cloud.signIn();
        try (AwsClients clients = cloud.clients()) {
            for (Fault fault : List.of(Fault.HANGS_UP, Fault.BREAKS_OFF, Fault.BUSY, Fault.SLOWS_DOWN)) {
                cloud.account().fail(fault, 2);
                SignedInCloud.request(clients);
                assertEquals(0, cloud.account().faultsLeft(), fault.toString());
            }
        }
    }

    @Test
    void aServiceThatHasTroubleIsNotTakenForASignInThatIsOver() throws Exception {
        cloud.account().sessionsLive(Duration.ZERO);
        cloud.signIn();
        try (AwsClients clients = cloud.clients()) {
            cloud.account().fail(Fault.BUSY, 4);
            var busy = assertThrows(ImageException.Unreachable.class, () -> SignedInCloud.request(clients));
            assertTrue(busy.getMessage().contains("has trouble of its own (503"), busy.getMessage());
            assertFalse(way(clients).isMissing());
            cloud.account().fail(Fault.SLOWS_DOWN, 4);
            assertThrows(ImageException.Throttled.class, () -> SignedInCloud.request(clients));
        }
    }

    /// A browser opens connections that it may want later, and others try what is there.
    @Test
    void whoeverStopsInTheMiddleOfAWordKeepsNobodyElseOut() throws Exception {
        try (AwsClients clients = cloud.clients();
                var silent = new Socket();
                var slow = new Socket()) {
            SignIn.ByBrowser way = way(clients);
            SignIn.Request begun = way.begin("Thanks.");
            URI back = cloud.account().agree(begun.page());
            silent.connect(new InetSocketAddress(back.getHost(), back.getPort()));
            slow.connect(new InetSocketAddress(back.getHost(), back.getPort()));
            slow.getOutputStream().write("GET /oauth".getBytes(StandardCharsets.US_ASCII));
            var browser = back.toURL().openConnection();
            browser.setReadTimeout(5_000);
            try (var in = browser.getInputStream()) {
                assertEquals("Thanks.", new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
            way.await(begun);
            SignedInCloud.request(clients);
        }
    }

    @Test
    void somebodyElsesSignInIsNotKept() throws Exception {
        cloud.account().signInAs("arn:aws:iam::123456789012:root");
        try (AwsClients clients = cloud.clients()) {
            var other = assertThrows(ImageException.Denied.class, () -> cloud.signIn(way(clients)));
            assertTrue(
                    other.getMessage().contains("You signed in as “arn:aws:iam::123456789012:root”"),
                    other.getMessage());
            assertTrue(way(clients).isMissing());
        }
        assertFalse(Files.exists(folder.resolve("login")));
    }

    @Test
    void aRefusalInTheBrowserIsToldAndNobodyElseCanAnswer() throws Exception {
        try (AwsClients clients = cloud.clients()) {
            SignIn.ByBrowser way = way(clients);
            SignIn.Request begun = way.begin("");
            URI back = cloud.account().agree(begun.page());
            String address = back.toString().replaceFirst("\\?.*", "");
            assertThrows(
                    IOException.class, () -> SignedInCloud.browse(URI.create(address + "?code=stolen&state=other")));
            String state = back.getQuery().replaceFirst(".*state=([^&]*).*", "$1");
            SignedInCloud.browse(URI.create(address + "?error=access_denied&state=" + state));
            var refused = assertThrows(ImageException.Denied.class, () -> way.await(begun));
            assertTrue(refused.getMessage().contains("refused in the browser"), refused.getMessage());
        }
        assertEquals(0, cloud.account().asked().size());
    }

    @Test
    void waitingCanBeStoppedAndFreesThePort() throws Exception {
        try (AwsClients clients = cloud.clients()) {
            SignIn.ByBrowser way = way(clients);
            SignIn.Request begun = way.begin("");
            URI back = cloud.account().agree(begun.page());
            var ended = new AtomicReference<Throwable>();
            var waits = new CountDownLatch(1);
            Thread waiting = Thread.ofVirtual().start(() -> {
                waits.countDown();
                try {
                    way.await(begun);
                } catch (ImageException e) {
                    ended.set(e);
                }
            });
            waits.await();
            waiting.interrupt();
            Eventually.await(() -> ended.get() != null);
            assertInstanceOf(ImageException.Cancelled.class, ended.get());
            assertThrows(IOException.class, () -> SignedInCloud.browse(back));
        }
    }

    @Test
    void theKeyIsReadAsItWasWritten() throws Exception {
        Dpop made = Dpop.made();
        Dpop read = Dpop.of(made.pem());
        assertEquals(made.pem(), read.pem());
        assertThrows(
                IOException.class,
                () -> Dpop.of("-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n"));
        assertThrows(IOException.class, () -> Dpop.of("no key"));
    }
}
