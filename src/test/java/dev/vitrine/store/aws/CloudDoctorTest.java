package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.repair.DoctorContract;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.ObjectStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The doctor in a bucket and a table.
class CloudDoctorTest extends DoctorContract {
    @TempDir
    private Path folder;

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

    @AfterEach
    void closeClients() {
        clients.close();
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
