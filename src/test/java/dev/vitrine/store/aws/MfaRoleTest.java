package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.Eventually;
import dev.vitrine.cloud.AccountModel.Fault;
import dev.vitrine.image.ImageException;
import dev.vitrine.store.SignIn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A role that wants the code of a device.
class MfaRoleTest {
    private static final String DEVICE = "arn:aws:iam::123456789012:mfa/alice";

    @TempDir
    private Path folder;

    private SignedInCloud cloud;

    @BeforeEach
    void start() throws Exception {
        cloud = new SignedInCloud("role", folder);
    }

    private static SignIn.ByCode way(AwsClients clients) {
        return (SignIn.ByCode) clients.signIn().orElseThrow();
    }

    @Test
    void aCodeIsAskedForOnceWhoeverUsesTheProfileAndKeptNowhere() throws Exception {
        var asked = new ArrayList<String>();
        try (AwsClients clients = cloud.clients()) {
            assertTrue(way(clients).isMissing());
            assertEquals(DEVICE, way(clients).device());
            var requested = assertThrows(ImageException.Denied.class, () -> SignedInCloud.request(clients));
            assertTrue(requested.passes(), "what waits goes on later");
            assertEquals(
                    "A code of “" + DEVICE
                            + "” is wanted: type it in the window or on a terminal. Nothing is lost meanwhile.",
                    requested.getMessage());

            AwsClients.askForCode(
                    cloud.settings(),
                    way -> {
                        asked.add(way.device());
                        way.enter(cloud.account().code());
                    },
                    cloud.files());
            SignedInCloud.request(clients);
            assertFalse(way(clients).isMissing());
        }
        try (AwsClients others = cloud.clients()) {
            SignedInCloud.request(others);
            AwsClients.askForCode(cloud.settings(), way -> asked.add("again"), cloud.files());
        }
        assertEquals(List.of(DEVICE), asked);
        try (var files = Files.list(folder)) {
            assertEquals(0, files.count(), "nothing is written down");
        }
    }

    @Test
    void aWrongCodeSaysSoAndTheNextOneIsGood() throws Exception {
        try (AwsClients clients = cloud.clients()) {
            SignIn.ByCode way = way(clients);
            var wrong = assertThrows(ImageException.Denied.class, () -> way.enter("999999"));
            assertTrue(wrong.getMessage().contains("does not accept this code of “" + DEVICE), wrong.getMessage());
            assertTrue(way.isMissing());
            String code = cloud.account().code();
            way.enter(code.substring(0, 3) + " " + code.substring(3));
            assertFalse(way.isMissing());
            var used = assertThrows(ImageException.Denied.class, () -> way.enter(code));
            assertTrue(used.getMessage().contains("works once"), used.getMessage());
            assertFalse(way.isMissing(), "the session before goes on");
        }
    }

    @Test
    void whatIsNoCodeIsNotSent() {
        try (AwsClients clients = cloud.clients()) {
            for (String typed : List.of("", "12345", "abcdef", "1234567")) {
                assertThrows(ImageException.Invalid.class, () -> way(clients).enter(typed), typed);
            }
            assertEquals(List.of(), cloud.account().asked());
        }
    }

    @Test
    void aRoleThatIsRefusedIsNotTakenForAWrongCode() {
        cloud.account().deny(true);
        try (AwsClients clients = cloud.clients()) {
            var refused = assertThrows(
                    ImageException.Denied.class,
                    () -> way(clients).enter(cloud.account().code()));
            assertTrue(
                    refused.getMessage().contains("not authorized to perform: sts:AssumeRole"), refused.getMessage());
        }
    }

    @Test
    void itsEndIsKnownAndAfterItTheCodeIsWantedAgain() {
        cloud.account().sessionsLive(Duration.ofMinutes(20));
        try (AwsClients clients = cloud.clients()) {
            Instant before = Instant.now();
            way(clients).enter(cloud.account().code());
            Instant end = way(clients).endsAt().orElseThrow();
            assertTrue(end.isAfter(before.plus(Duration.ofMinutes(19))), end.toString());
            cloud.account().sessionsLive(Duration.ZERO);
            way(clients).enter(cloud.account().code());
            assertTrue(way(clients).isMissing());
            assertThrows(ImageException.Denied.class, () -> SignedInCloud.request(clients));
        }
    }

    @Test
    void whoeverIsSlowIsWaitedFor() throws Exception {
        var latch = new CountDownLatch(1);
        cloud.account().answerAfter(latch);
        try (AwsClients clients = cloud.clients()) {
            var entering = CompletableFuture.runAsync(
                    () -> way(clients).enter(cloud.account().code()));
            Eventually.await(() -> !cloud.account().asked().isEmpty());
            assertFalse(entering.isDone());
            latch.countDown();
            entering.get();
            SignedInCloud.request(clients);
        }
    }

    @Test
    void aServiceThatStaysSilentIsLeftAtOnce() throws Exception {
        cloud.account().fail(Fault.STAYS_SILENT, 1);
        try (AwsClients clients = cloud.clients()) {
            var ended = new CompletableFuture<ImageException>();
            Thread entering = Thread.ofVirtual()
                    .start(() -> ended.complete(assertThrows(
                            ImageException.class,
                            () -> way(clients).enter(cloud.account().code()))));
            Eventually.await(() -> !cloud.account().asked().isEmpty());
            entering.interrupt();
            assertInstanceOf(ImageException.Cancelled.class, ended.get(20, TimeUnit.SECONDS));
            way(clients).enter(cloud.account().code());
            SignedInCloud.request(clients);
        }
    }

    @Test
    void anAnswerThatBreaksOffIsNoRefusal() {
        cloud.account().fail(Fault.BREAKS_OFF, 2);
        try (AwsClients clients = cloud.clients()) {
            assertThrows(
                    ImageException.Unreachable.class,
                    () -> way(clients).enter(cloud.account().code()));
            way(clients).enter(cloud.account().code());
            SignedInCloud.request(clients);
        }
    }
}
