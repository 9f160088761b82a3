package dev.vitrine.connection;

import dev.vitrine.catalog.CatalogBackups;
import dev.vitrine.catalog.CatalogFeed;
import dev.vitrine.catalog.CatalogIndex;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.files.FileFailures;
import dev.vitrine.files.FolderMove;
import dev.vitrine.files.OwnerOnly;
import dev.vitrine.files.WholeFile;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFields;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.LiveCatalog;
import dev.vitrine.service.Resources;
import dev.vitrine.service.download.Downloads;
import dev.vitrine.service.repair.Doctor;
import dev.vitrine.service.share.Links;
import dev.vitrine.service.thumbnail.Thumbnails;
import dev.vitrine.service.upload.UploadQueue;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.PreviewCache;
import dev.vitrine.store.local.FolderObjectStore;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// An open library: everything that a front door needs, wired. Several processes may have one library open at once.
///
/// Opening blocks while files are opened and the index is read, so it does not belong on the FX thread. Closing waits
/// for what is under way.
public final class Library implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Library.class.getName());
    private static final int UPLOADS_AT_ONCE = 4;

    private final ConnectionProfile profile;
    private final Resources resources;
    private final PictureReader pictures;
    private final ImageService images;
    private final Lazy<Thumbnails> thumbnails;
    private final Downloads downloads;
    private final Lazy<UploadQueue> uploads;
    private final Doctor doctor;
    private final Optional<PreviewCache> previews;
    private final Optional<CloudFeatures> cloud;
    private final Optional<Links> sharing;
    private final Path incoming;

    private Library(ConnectionProfile profile, Resources resources, LibraryStores stores, Path journal, Path scratch) {
        this.profile = profile;
        this.resources = resources;
        this.previews = stores.previews();
        this.cloud = stores.cloud();
        this.incoming = stores.incoming();
        pictures = new PictureReader();
        images = new ImageService(
                stores.rows(),
                stores.objects(),
                stores.catalog(),
                pictures,
                Clock.systemUTC(),
                () -> UUID.randomUUID().toString());
        thumbnails = new Lazy<>(() -> resources.add(new Thumbnails(stores.objects(), pictures)));
        downloads = new Downloads(stores.objects());
        sharing = stores.cloud()
                .map(place -> new Links(
                        place.links(),
                        stores.objects(),
                        downloads,
                        scratch,
                        Clock.systemUTC(),
                        () -> UUID.randomUUID().toString().replace("-", "")));
        doctor = new Doctor(stores.truth(), stores.objects(), images, Clock.systemUTC());
        uploads = new Lazy<>(() -> queue(journal));
    }

    private UploadQueue queue(Path journal) {
        UploadQueue queue = resources.add(new UploadQueue(images, journal, UPLOADS_AT_ONCE));
        if (profile instanceof ConnectionProfile.Local(Path folder)) {
            queue.watches().keepOut(folder);
        }
        return queue;
    }

    /// @throws ImageException when the library cannot be opened, with what to do; nothing stays open then
    public static Library open(OpenOptions options) {
        var resources = new Resources();
        SqliteCatalog.keepDriverIn(options.folders().cache().resolve("driver"));
        try {
            return switch (options.profile()) {
                case ConnectionProfile.Local local -> openLocal(local, options, resources);
                case ConnectionProfile.Cloud(AwsSettings settings) -> openCloud(settings, options, resources);
                case ConnectionProfile.Unusable unusable -> throw new ImageException.Invalid(unusable.reason());
            };
        } catch (RuntimeException e) {
            try (resources) {
                throw e;
            }
        }
    }

    public ConnectionProfile profile() {
        return profile;
    }

    /// What to call this library: the name of its folder or bucket.
    public String name() {
        return profile.name();
    }

    /// The image as REST, command line and files show it. A folder is the bucket of a local library.
    public Map<String, Object> fields(ImageRecord image) {
        return ImageFields.of(image, name());
    }

    public ImageService images() {
        return images;
    }

    /// Begins to work with the first call: from then on this process goes on with what is open in the journal.
    public UploadQueue uploads() {
        return uploads.get();
    }

    public Thumbnails thumbnails() {
        return thumbnails.get();
    }

    /// On this machine, for bytes that are to go into the library; what is left behind there is removed at a start.
    public Path incoming() {
        return incoming;
    }

    public Downloads downloads() {
        return downloads;
    }

    public PictureReader pictures() {
        return pictures;
    }

    /// Compares rows with bytes. For one thread at a time.
    public Doctor doctor() {
        return doctor;
    }

    /// The previews on this machine: a local library's own, or copies of those that a cloud library shares.
    public Optional<PreviewCache> previews() {
        return previews;
    }

    /// How far a cloud library is mirrored, and links to its images; empty for a local library.
    public Optional<CloudFeatures> cloud() {
        return cloud;
    }

    /// Links to share; empty for a local library, which nothing outside of this machine can reach.
    public Optional<Links> sharing() {
        return sharing;
    }

    @Override
    public void close() {
        resources.close();
    }

    /// Made when it is first asked for.
    private static final class Lazy<T> {
        private final Supplier<T> maker;
        private Optional<T> made = Optional.empty();

        Lazy(Supplier<T> maker) {
            this.maker = maker;
        }

        synchronized T get() {
            if (made.isEmpty()) {
                made = Optional.of(maker.get());
            }
            return made.get();
        }
    }

    private static Library openLocal(ConnectionProfile.Local local, OpenOptions options, Resources resources) {
        AppFolders folders = options.folders();
        Path folder = realFolder(local.folder());
        String name = fileNameFor(folder.toString());
        Path file = folder.resolve("catalog.sqlite");
        if (isReadOnly(folder, file)) {
            return openReadOnly(local, file, options, resources);
        }
        FolderObjectStore objects = resources.add(new FolderObjectStore(folder.resolve("objects")));
        LiveCatalog catalog = openCatalog(
                SqliteCatalog.open(file), folders.cache().resolve("index").resolve(name + ".snapshot"), resources);
        resources.add(CatalogBackups.inBackground(catalog.rows(), Clock.systemUTC(), !options.follows()));
        return new Library(
                local,
                resources,
                new LibraryStores(
                        objects,
                        catalog.rows(),
                        catalog.rows(),
                        catalog,
                        Optional.of(objects.previews()),
                        Optional.empty(),
                        objects.incoming()),
                journal(folders, name),
                scratch(folders));
    }

    /// A backup on a stick, a share, a disk that the system mounted again read-only: the moment to look at it.
    private static boolean isReadOnly(Path folder, Path catalog) {
        return Files.isReadable(catalog)
                && Stream.of(catalog, folder, folder.resolve("objects"))
                        .anyMatch(each -> Files.exists(each) && !Files.isWritable(each));
    }

    /// SQLite keeps files beside the one that it reads, so it reads a copy.
    static Library openReadOnly(ConnectionProfile.Local local, Path file, OpenOptions options, Resources resources) {
        AppFolders folders = options.folders();
        Path folder = WholeFile.folderOf(file);
        String name = fileNameFor(folder.toString());
        FolderObjectStore objects = resources.add(FolderObjectStore.readOnly(folder.resolve("objects")));
        ScratchFolder scratch = resources.add(ScratchFolder.in(folders.cache().resolve("read-only")));
        LiveCatalog catalog = openCatalog(
                SqliteCatalog.openCopy(file, scratch.folder()),
                folders.cache().resolve("index").resolve(name + ".snapshot"),
                resources);
        var rows = new ReadOnlyRows(catalog.rows(), folder);
        return new Library(
                local,
                resources,
                new LibraryStores(objects, rows, rows, catalog, Optional.empty(), Optional.empty(), scratch.folder()),
                journal(folders, name),
                scratch(folders));
    }

    private static Library openCloud(AwsSettings settings, OpenOptions options, Resources resources) {
        AppFolders folders = options.folders();
        String name = fileNameFor(String.join(
                "\n",
                settings.place(),
                settings.tablePlace(),
                settings.region(),
                settings.awsProfile(),
                settings.bucket(),
                settings.table(),
                settings.trashTable()));
        // Once it had only these in it, and two libraries could share a name.
        String formerName = fileNameFor(String.join("\n", settings.place(), settings.bucket(), settings.table()));
        Path mirrors = folders.cache().resolve("mirror");
        Path mirror = mirrors.resolve(name);
        takeOver(mirrors.resolve(formerName), mirror);
        LiveCatalog catalog = openMirror(mirror, resources);
        return new Library(
                options.profile(),
                resources,
                CloudStores.open(settings, options, catalog, mirror, resources),
                UploadQueue.takenOver(journal(folders, formerName), journal(folders, name)),
                scratch(folders));
    }

    private static void takeOver(Path former, Path mirror) {
        if (Files.isDirectory(former) && !Files.exists(mirror)) {
            try {
                FolderMove.run(former, mirror);
            } catch (IOException e) {
                LOG.log(Level.INFO, "The copy of the library in " + former + " is left: another one is filled", e);
            }
        }
    }

    private static LiveCatalog openMirror(Path folder, Resources resources) {
        Path snapshot = folder.resolve("index.snapshot");
        try {
            return openCatalog(SqliteCatalog.openMirror(folder), snapshot, resources);
        } catch (ImageException.Failed _) {
            // Damage that shows only when the rows are read is noted by now, so this begins a new one.
            return openCatalog(SqliteCatalog.openMirror(folder), snapshot, resources);
        }
    }

    private static LiveCatalog openCatalog(SqliteCatalog rows, Path snapshot, Resources resources) {
        CatalogIndex index;
        try {
            index = CatalogIndex.open(resources.add(rows), snapshot);
        } catch (RuntimeException e) {
            try (rows) {
                throw e;
            }
        }
        return new LiveCatalog(rows, resources.add(index), resources.add(new CatalogFeed(index)));
    }

    private static Path journal(AppFolders folders, String name) {
        return folders.data().resolve("uploads").resolve(name + ".sqlite");
    }

    private static Path scratch(AppFolders folders) {
        return folders.cache().resolve("share");
    }

    private static Path realFolder(Path folder) {
        try {
            return OwnerOnly.createFolders(folder).toRealPath();
        } catch (IOException e) {
            throw FileFailures.writing(folder, e);
        }
    }

    /// The same library has the same name at each start, and two libraries never share one.
    private static String fileNameFor(String place) {
        return UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
