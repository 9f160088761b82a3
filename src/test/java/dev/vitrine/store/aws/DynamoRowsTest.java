package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.cloud.DirectHttp;
import dev.vitrine.cloud.dynamo.DynamoModel;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

class DynamoRowsTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final ImageRecord IMAGE =
            new ImageRecord("image", "alice", new Caption("Title", "", List.of()), ImageFacts.UNKNOWN, NOW);

    /// It is shown in an empty catalog, where nothing says that it is behind.
    @Test
    void aGlanceShowsRowsAsTheyAreNow() {
        var model = new DynamoModel(Clock.systemUTC(), () -> Duration.ofHours(1));
        try (AwsClients clients = DirectClients.over(DirectClients.onAws(), new DirectHttp(model))) {
            AwsServers.makeTable(clients, "created_at", ProjectionType.ALL);
            new DynamoMetadataStore(clients).put(IMAGE);

            assertEquals(List.of(IMAGE), new DynamoRows(clients).glance(10));
        }
    }
}
