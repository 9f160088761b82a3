package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.image.StorageState;
import dev.vitrine.image.StorageState.Stage;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/// What the headers of an object say, as S3's documentation has them.
class S3StorageTest {
    private static StorageState of(String storageClass, String archiveStatus, String restore) {
        return S3Storage.of(HeadObjectResponse.builder()
                .storageClass(storageClass)
                .archiveStatus(archiveStatus)
                .restore(restore)
                .build());
    }

    @Test
    void theUsualClassIsNotNamed() {
        assertEquals(new StorageState("STANDARD", Stage.READY, Optional.empty()), of(null, null, null));
    }

    @Test
    void whatNobodyAskedForIsArchived() {
        assertEquals(
                new StorageState("DEEP_ARCHIVE", Stage.ARCHIVED, Optional.empty()), of("DEEP_ARCHIVE", null, null));
    }

    @Test
    void whatIsOnItsWaySaysSo() {
        assertEquals(
                new StorageState("GLACIER", Stage.COMING, Optional.empty()),
                of("GLACIER", null, "ongoing-request=\"true\""));
    }

    @Test
    void whatIsBackSaysUntilWhen() {
        assertEquals(
                new StorageState("GLACIER", Stage.BACK, Optional.of(Instant.parse("2012-12-21T00:00:00Z"))),
                of("GLACIER", null, "ongoing-request=\"false\", expiry-date=\"Fri, 21 Dec 2012 00:00:00 GMT\""));
        assertEquals(
                new StorageState("GLACIER", Stage.BACK, Optional.empty()),
                of("GLACIER", null, "ongoing-request=\"false\", expiry-date=\"some day\""));
    }

    @Test
    void whatS3MovesByItselfIsArchivedInATierOfItsOwn() {
        assertEquals(
                new StorageState("ARCHIVE_ACCESS", Stage.ARCHIVED, Optional.empty()),
                of("INTELLIGENT_TIERING", "ARCHIVE_ACCESS", null));
        assertEquals(
                new StorageState("INTELLIGENT_TIERING", Stage.READY, Optional.empty()),
                of("INTELLIGENT_TIERING", null, null));
    }

    @Test
    void aClassThatNobodyKnowsCanBeRead() {
        assertEquals(new StorageState("SNOWBALL_2031", Stage.READY, Optional.empty()), of("SNOWBALL_2031", null, null));
    }
}
