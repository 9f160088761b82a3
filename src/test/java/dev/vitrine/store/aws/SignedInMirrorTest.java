package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.Eventually;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.service.mirror.MirrorStatus.SyncState;
import dev.vitrine.service.mirror.MirrorSync;
import dev.vitrine.service.mirror.PollingPace;
import dev.vitrine.store.RetryPolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedInMirrorTest {
    @TempDir
    private Path folder;

    /// Without the feed, everything would be read again and again until the next complete reading.
    @Test
    void whoeverSignsInAfterTheStartFollowsTheFeedAllTheSame() throws Exception {
        var cloud = new SignedInCloud("role", folder.resolve("account"));
        var pace = new PollingPace(
                1,
                Duration.ofMillis(20),
                Duration.ofHours(1),
                new RetryPolicy(1, Duration.ZERO),
                RetryPolicy.forever(Duration.ofMillis(10), Duration.ofMillis(20)));
        try (AwsClients clients = cloud.clients();
                SqliteCatalog catalog = SqliteCatalog.openMirror(folder.resolve("mirror"));
                MirrorSync mirror =
                        MirrorSync.start(new DynamoRows(clients), catalog, pace, Clock.systemUTC(), () -> {})) {
            Eventually.await(() -> mirror.status().state() == SyncState.OFFLINE);
            cloud.signIn(clients.signIn().orElseThrow());
            mirror.wake();
            Eventually.await(() -> mirror.status().asOf().isPresent()
                    && (mirror.status().state() == SyncState.LIVE
                            || mirror.status().state() == SyncState.WAITING));
            assertTrue(
                    mirror.status().state() == SyncState.LIVE,
                    () -> "it follows: " + mirror.status().state());
        }
    }
}
