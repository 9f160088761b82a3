package dev.vitrine.connection;

import dev.vitrine.service.LiveCatalog;
import dev.vitrine.service.mirror.MirrorPace;
import dev.vitrine.service.mirror.MirrorSync;
import dev.vitrine.store.aws.AwsClients;
import dev.vitrine.store.aws.AwsKeys;
import dev.vitrine.store.aws.AwsSettings;
import dev.vitrine.store.aws.DynamoMetadataStore;
import dev.vitrine.store.aws.DynamoRows;
import dev.vitrine.store.aws.S3Links;
import dev.vitrine.store.aws.S3ObjectStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/// Wires a cloud library. A class of its own, so that a local library loads nothing of AWS.
final class CloudStores {
    private CloudStores() {
    }

    /// Asks nothing of the service yet: a library opens offline too, and shows what is mirrored.
    static Library.Stores open(AwsSettings settings, Optional<AwsKeys> keys, LiveCatalog catalog, Path folder, Resources resources) {
        AwsClients clients = resources.add(AwsClients.open(settings, keys));
        MirrorSync mirror = resources.add(MirrorSync.start(new DynamoRows(clients), catalog.rows(), folder.resolve("mirror.properties"),
                MirrorPace.USUAL, Clock.systemUTC(), catalog::written));
        return new Library.Stores(
                new S3ObjectStore(clients, folder.resolve("open-uploads")),
                mirror.rows(new DynamoMetadataStore(clients)),
                catalog,
                Optional.empty(), // everyone who opens this library looks at the same previews
                Optional.of(new Library.Cloud(mirror, new S3Links(clients, Clock.systemUTC()))));
    }
}
