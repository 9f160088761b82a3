package dev.vitrine.connection;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.files.OwnerOnly;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.LiveCatalog;
import dev.vitrine.service.Resources;
import dev.vitrine.service.mirror.FormerMirrorState;
import dev.vitrine.service.mirror.MirrorFolders;
import dev.vitrine.service.mirror.MirrorSync;
import dev.vitrine.service.mirror.PollingPace;
import dev.vitrine.service.mirror.RowsPublisher;
import dev.vitrine.service.published.PublishedRows;
import dev.vitrine.store.AnnouncedRows;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.CachedPreviews;
import dev.vitrine.store.GuardedObjects;
import dev.vitrine.store.GuardedRows;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.OriginalCache;
import dev.vitrine.store.Permission.Ability;
import dev.vitrine.store.Rights;
import dev.vitrine.store.StorageClassRecorder;
import dev.vitrine.store.aws.AwsClients;
import dev.vitrine.store.aws.AwsPermissions;
import dev.vitrine.store.aws.DynamoMetadataStore;
import dev.vitrine.store.aws.DynamoRows;
import dev.vitrine.store.aws.S3Links;
import dev.vitrine.store.aws.S3ObjectStore;
import dev.vitrine.store.aws.S3SourceBucket;
import dev.vitrine.store.local.FolderObjectStore;
import dev.vitrine.world.World;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Wires a cloud library. A class of its own, so that a local library loads nothing of AWS.
final class CloudStores {
    private static final System.Logger LOG = System.getLogger(CloudStores.class.getName());

    private CloudStores() {}

    /// Asks nothing of the service yet: a library opens offline too, and shows what is mirrored.
    static LibraryStores open(AwsSettings settings, CloudFiles files, OpenOptions options, Resources resources) {
        Path folder = mirrorFolder(files.mirror(), resources);
        var folders = new MirrorFolders(folder);
        MirrorFolders.Opened opened = resources.add(folders.open(options.scope()));
        Path mirrored = opened.rows();
        LiveCatalog catalog = openMirror(mirrored, resources);
        AwsClients clients = resources.add(AwsClients.open(settings, options.keys()));
        var source = new DynamoRows(clients);
        MetadataStore tables = new AnnouncedRows(new DynamoMetadataStore(clients), resources.add(source.beacon()));
        FormerMirrorState.takeOver(mirrored.resolve("mirror.properties"), catalog.rows());
        MirrorSync.keepOnly(opened.scope(), catalog.rows());
        MirrorSync.follow(settings.trashTable(), files.isNamedBy(settings), catalog.rows());
        FolderObjectStore nearby = resources.add(new FolderObjectStore(folder.resolve("previews")));
        var rights = new Rights();
        var objects = new StorageClassRecorder(
                new GuardedObjects(new S3ObjectStore(clients, folder.resolve("open-uploads")), rights),
                catalog.storageNotes());
        var published =
                new PublishedRows(objects, settings.table(), source::identity, nearby.incoming(), World.clock());
        MirrorSync mirror = resources.add(
                options.follows()
                        ? MirrorSync.startFrom(
                                published, source, catalog.rows(), PollingPace.USUAL, World.clock(), catalog::written)
                        : MirrorSync.idle(source, catalog.rows(), PollingPace.USUAL, World.clock(), catalog::written));
        var publisher = resources.add(new RowsPublisher(mirror, published, settings.bucket(), rights, World.clock()));
        if (options.follows()) {
            publisher.start();
            resources.add(new RightsMemory(RightsMemory.file(folder), rights, () -> lookAgain(clients, rights)));
        }
        var moves = MoveFolders.of(files, settings);
        OriginalCache kept = kept(folder);
        return new LibraryStores(
                kept.before(new CachedPreviews(objects, nearby)),
                new GuardedRows(options.follows() ? mirror.rows(tables) : mirror.directRows(tables), rights),
                tables,
                catalog,
                rights,
                Optional.of(nearby.previews()),
                Optional.of(new CloudFeatures(
                        mirror,
                        published,
                        publisher,
                        new S3Links(clients, World.clock()),
                        clients.signIn(),
                        () -> lookAgain(clients, rights),
                        bucket -> S3SourceBucket.open(clients, options.keys(), bucket),
                        clients.use(),
                        kept,
                        folders::choose)),
                nearby.incoming(),
                moves.own(),
                files.own().silent(),
                Optional.of(moves));
    }

    static OriginalCache kept(Path mirror) {
        return new OriginalCache(mirror.resolve("originals"));
    }

    /// All that lies there can be made again: where it may not be written, it is made for this run alone.
    private static Path mirrorFolder(Path usual, Resources resources) {
        try {
            OwnerOnly.createFolders(usual);
            if (Files.isWritable(usual)) {
                return usual;
            }
            throw new AccessDeniedException(usual.toString());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The copy of the library is kept for this run only: " + usual, e);
            return resources.add(ScratchFolder.in(usual)).folder();
        }
    }

    private static void lookAgain(AwsClients clients, Rights rights) {
        Set<Ability> doubted = rights.doubted();
        if (!doubted.isEmpty()) {
            rights.learn(new AwsPermissions(clients).check(doubted, _ -> {}));
        }
    }

    private static LiveCatalog openMirror(Path folder, Resources resources) {
        Path snapshot = folder.resolve("index.snapshot");
        try {
            return LiveCatalog.open(SqliteCatalog.openMirror(folder), snapshot, resources);
        } catch (ImageException.Failed _) {
            // Damage that shows only when the rows are read is noted by now, so this begins a new one.
            return LiveCatalog.open(SqliteCatalog.openMirror(folder), snapshot, resources);
        }
    }
}
