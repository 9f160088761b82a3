package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.cloud.DirectHttp;
import dev.vitrine.cloud.dynamo.DynamoModel;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.RowSource.RowPart;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

class CompressedAnswersTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    private final DynamoModel model = new DynamoModel(Clock.systemUTC());
    private final List<String> encodings = new ArrayList<>();

    @Test
    void awsIsAskedToCompressAndIsUnderstood() {
        assertEquals("gzip", encodingOf(DirectClients.onAws()));
    }

    /// What is in front of it may compress, and leave the checksum as it was.
    @Test
    void anotherServerIsNot() {
        assertEquals("", encodingOf(DirectClients.SETTINGS));
    }

    /// Of a page that is read whole all the same.
    private String encodingOf(AwsSettings settings) {
        try (AwsClients clients = DirectClients.over(settings, new DirectHttp(request -> {
            var answer = model.answer(request);
            encodings.add(answer.headers().getOrDefault("Content-Encoding", ""));
            return answer;
        }))) {
            AwsServers.makeTable(clients, "created_at", ProjectionType.ALL);
            var rows = new DynamoMetadataStore(clients);
            for (int i = 0; i < 50; i++) {
                rows.put(new ImageRecord(
                        "image-" + i, "alice", new Caption("Title " + i, "", List.of("sea")), ImageFacts.UNKNOWN, NOW));
            }
            assertEquals(
                    50,
                    new DynamoRows(clients)
                            .read(new RowPart(false, 0, 1), Optional.empty(), true)
                            .images()
                            .size());
            return encodings.getLast();
        }
    }
}
