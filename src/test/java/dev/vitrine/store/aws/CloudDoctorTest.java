package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.SeenImage;
import dev.vitrine.service.repair.DoctorContract;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.MetadataStore.TrashAccess;
import dev.vitrine.store.ObjectStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The doctor in a bucket and a table.
class CloudDoctorTest extends DoctorContract {
    @TempDir
    private Path folder;

    @AutoClose
    private AwsClients clients;

    @Override
    protected MetadataStore openRows() {
        clients = AwsServers.library(AwsServers.settings());
        return new DynamoMetadataStore(clients);
    }

    @Override
    protected ObjectStore openObjects() {
        return new S3ObjectStore(clients, folder);
    }

    @Override
    protected void putForeign(String path) {
        clients.s3()
                .putObject(
                        put -> put.bucket(clients.settings().bucket()).key(path), RequestBody.fromString("not ours"));
    }

    @Override
    protected void beginUpload() {
        beginUpload("alice/" + UUID.randomUUID());
    }

    private String beginUpload(String path) {
        return clients.s3()
                .createMultipartUpload(
                        create -> create.bucket(clients.settings().bucket()).key(path))
                .uploadId();
    }

    /// The same library through a connection that names no trash, and through a role that may not read it.
    @Test
    void aTrashThatIsNotNamedOrNotAllowedIsNotTakenForNone() {
        assertEquals(TrashAccess.THERE, new DynamoMetadataStore(clients).trashAccess());
        AwsSettings unnamed = withoutTrash(clients.settings());
        try (AwsClients others = AwsClients.open(unnamed, Optional.of(AwsServers.KEYS))) {
            assertEquals(TrashAccess.FORBIDDEN, new DynamoMetadataStore(others).trashAccess());
        }
        for (AwsSettings settings : List.of(clients.settings(), unnamed)) {
            FaultyHttp network = FaultyHttp.forOnly(FaultyHttp.asks("GetItem").or(FaultyHttp.asks("TransactGetItems")));
            try (AwsClients others = network.clients(settings)) {
                network.answerDynamo(1, 400, "AccessDeniedException", "no");
                assertEquals(TrashAccess.FORBIDDEN, new DynamoMetadataStore(others).trashAccess());
            }
        }
        AwsSettings untouched = withoutTrash(AwsServers.settings());
        try (AwsClients others = AwsServers.library(untouched)) {
            var rows = new DynamoMetadataStore(others);
            assertEquals(TrashAccess.ABSENT, rows.trashAccess());
            assertFalse(rows.keepsTrash());
        }
    }

    /// Nor is what may lie in it said to be gone.
    @Test
    void whatATrashThatIsNotAllowedHoldsIsNotSaidToBeGone() {
        var rows = new DynamoMetadataStore(clients);
        ImageRecord image = upload();
        rows.trash(image.imageId(), Instant.now());
        FaultyHttp network = FaultyHttp.forOnly(FaultyHttp.asks("TransactGetItems"));
        try (AwsClients others = network.clients(clients.settings())) {
            network.answerDynamo(1, 400, "AccessDeniedException", "no");
            var blind = new DynamoMetadataStore(others);
            assertThrows(ImageException.Denied.class, () -> blind.trash(image.imageId(), Instant.now()));
            assertThrows(ImageException.Denied.class, () -> blind.restore(image.imageId()));
            assertThrows(ImageException.Denied.class, () -> blind.listTrashed(ImagePage.Request.first(9)));
            assertThrows(ImageException.Denied.class, () -> blind.beginPurge(SeenImage.of(image)));
        }
    }

    private static AwsSettings withoutTrash(AwsSettings settings) {
        return settings.withNames(settings.bucket(), settings.table(), "");
    }

    @Test
    void unfinishedUploadsOfOtherProgramsAreLeftAlone() {
        beginUpload("backups/database/2026-11-28/full.tar");
        beginUpload("backups/full.tar");
        assertEquals(List.of(), examine().findings());
    }

    /// A large upload over a slow line may take days; this machine remembers it and goes on.
    @Test
    void uploadsThatThisMachineWillGoOnWithAreNotUnfinished() {
        ObjectKey key = ObjectKey.original("alice", UUID.randomUUID().toString());
        new OpenUploads(folder)
                .begin(key, new OpenUploads.Open(key.path(), "0".repeat(64), 9, 9, beginUpload(key.path())));
        assertEquals(List.of(), examine().findings());
        new OpenUploads(folder).forget(key);
        assertEquals(1, examine().findings().size());
    }

    /// A row that Vitrine cannot read is somebody's all the same, and so are its bytes.
    @Test
    void bytesOfARowThatCannotBeReadAreNoOrphans() {
        ObjectKey key = putOrphan();
        clients.dynamo()
                .putItem(put -> put.tableName(clients.settings().table())
                        .item(Map.of(
                                "image_id",
                                AttributeValue.fromS(key.imageId()),
                                "user_id",
                                AttributeValue.fromS("ali/ce"))));
        assertEquals(List.of(), examine().findings());
    }
}
