package dev.vitrine.connection;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.files.FileFailures;
import dev.vitrine.files.OwnerOnly;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFields;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.Previews;
import dev.vitrine.service.Resources;
import dev.vitrine.service.WorkUnderWay;
import dev.vitrine.service.album.Albums;
import dev.vitrine.service.download.Downloads;
import dev.vitrine.service.fill.CameraReading;
import dev.vitrine.service.fill.FactsFill;
import dev.vitrine.service.fill.HashReading;
import dev.vitrine.service.move.Moves;
import dev.vitrine.service.offline.OfflineConditions;
import dev.vitrine.service.offline.OfflineOriginals;
import dev.vitrine.service.repair.Doctor;
import dev.vitrine.service.repair.RowRestore;
import dev.vitrine.service.share.Links;
import dev.vitrine.service.similar.SimilarImages;
import dev.vitrine.service.thumbnail.Thumbnails;
import dev.vitrine.service.upload.UploadQueue;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.PreviewCache;
import dev.vitrine.store.Rights;
import dev.vitrine.world.World;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// An open library: everything that a front door needs, wired. Several processes may have one library open at once.
///
/// Opening blocks while files are opened and the index is read, so it does not belong on the FX thread. Closing waits
/// for what is under way.
public final class Library implements AutoCloseable {
    private static final int UPLOADS_AT_ONCE = 4;

    private final ConnectionProfile profile;
    private final Resources resources;
    private final PictureReader pictures;
    private final ImageService images;
    private final Albums albums;
    private final Lazy<Thumbnails> thumbnails;
    private final Downloads downloads;
    private final Lazy<UploadQueue> uploads;
    private final Doctor doctor;
    private final FactsFill cameraFill;
    private final FactsFill hashFill;
    private final SimilarImages similar;
    private final RowRestore rowRestore;
    private final Optional<PreviewCache> previews;
    private final Optional<CloudFeatures> cloud;
    private final Optional<Links> sharing;
    private final Optional<Lazy<OfflineOriginals>> offline;
    private final Path incoming;
    private final Rights rights;
    private final Moves moves;
    private final Optional<ImageException> cutElsewhere;
    private final WorkUnderWay underWay = new WorkUnderWay();

    /// @param journal asked for once, before the first upload
    private Library(
            ConnectionProfile profile,
            Resources resources,
            LibraryStores stores,
            Supplier<Path> journal,
            Path scratch) {
        this.profile = profile;
        this.resources = resources;
        this.previews = stores.previews();
        this.cloud = stores.cloud();
        this.incoming = stores.incoming();
        this.rights = stores.rights();
        pictures = new PictureReader();
        images = new ImageService(stores.rows(), stores.objects(), stores.catalog(), pictures);
        albums = new Albums(images, stores.objects());
        moves = resources.add(new Moves(
                images,
                stores.rows(),
                stores.truth(),
                stores.objects(),
                stores.moves(),
                stores.cloudMoves().map(MoveFolders::alike).orElse(List.of())));
        cutElsewhere = stores.cloudMoves().flatMap(MoveFolders::cutElsewhere);
        thumbnails = new Lazy<>(() -> resources.add(new Thumbnails(stores.objects(), pictures)));
        downloads = new Downloads(stores.objects());
        sharing = stores.cloud()
                .map(place -> new Links(
                        place.links(),
                        stores.objects(),
                        downloads,
                        scratch,
                        World.clock(),
                        () -> World.here().uuid().toString().replace("-", "")));
        offline = stores.cloud()
                .map(place -> new Lazy<>(() -> resources.add(new OfflineOriginals(
                        images,
                        downloads,
                        place.kept(),
                        new OfflineConditions(place.mirror()::isProven, this::isUploading)))));
        doctor = new Doctor(stores.truth(), stores.objects(), images, stores.objects()::now);
        cameraFill = new FactsFill(
                images, stores.rows(), rights, new CameraReading(images, stores.objects()), stores.silent());
        hashFill = new FactsFill(
                images,
                stores.rows(),
                rights,
                new HashReading(new Previews(stores.objects(), pictures)),
                stores.silent().resolveSibling(stores.silent().getFileName() + ".look_hash"));
        similar = new SimilarImages(images, pictures);
        rowRestore = new RowRestore(
                stores.truth(),
                stores.rows(),
                stores.objects(),
                table -> stores.cloud().stream()
                        .allMatch(place -> place.published().isOf(table)));
        uploads = new Lazy<>(() -> queue(journal.get()));
    }

    private boolean isUploading() {
        return uploads.ifMade()
                .map(queue -> !queue.snapshot().running().isEmpty())
                .orElse(false);
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
        SqliteCatalog.keepDriverIn(options.folders().cache().resolve("driver"));
        PictureReader.keepCopiesIn(options.folders().cache().resolve("pictures"));
        return switch (options.profile()) {
            case ConnectionProfile.Local local ->
                LocalStores.open(
                        local.folder(), access -> whole(resources -> openLocal(local, access, options, resources)));
            case ConnectionProfile.Cloud(AwsSettings settings) ->
                whole(resources -> openCloud(settings, options, resources));
            case ConnectionProfile.Unusable unusable -> throw new ImageException.Invalid(unusable.reason());
        };
    }

    /// What was opened is closed where not all can be.
    private static Library whole(Function<Resources, Library> opening) {
        var resources = new Resources();
        try {
            return opening.apply(resources);
        } catch (RuntimeException e) {
            try (resources) {
                throw e;
            }
        }
    }

    static Library openLocal(
            ConnectionProfile.Local local, LocalStores.Access access, OpenOptions options, Resources resources) {
        Path folder = realFolder(local.folder());
        LibraryStores stores = LocalStores.open(folder, access, options, resources);
        SqliteCatalog catalog = stores.catalog().rows();
        var library = new Library(
                local,
                resources,
                stores,
                UploadNotes.in(options.folders())
                        .journal(
                                () -> new LocalJournal(options.folders(), catalog.identity(), folder).find(),
                                stores.rights(),
                                resources),
                LibraryFiles.of(options.folders(), folder.toString()).share());
        if (options.follows() && access == LocalStores.Access.WRITE) {
            library.moves.start();
        }
        return library;
    }

    private static Path realFolder(Path folder) {
        return FileFailures.whileWriting(
                folder, () -> OwnerOnly.createFolders(folder).toRealPath());
    }

    private static Library openCloud(AwsSettings settings, OpenOptions options, Resources resources) {
        CloudFiles files = CloudFiles.of(options.folders(), settings);
        LibraryStores stores = CloudStores.open(settings, files, options, resources);
        var library = new Library(
                options.profile(),
                resources,
                stores,
                UploadNotes.in(options.folders()).journal(files::journal, stores.rights(), resources),
                files.own().share());
        if (options.follows()) {
            library.moves.start();
        }
        return library;
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

    public Albums albums() {
        return albums;
    }

    /// What people asked for here, which ends before the library closes.
    public WorkUnderWay underWay() {
        return underWay;
    }

    /// To change anything in it, as far as anybody knows.
    public Rights rights() {
        return rights;
    }

    /// Begins to work with the first call: from then on this process goes on with what is open in the journal.
    public UploadQueue uploads() {
        return uploads.get();
    }

    /// From one user to another. A library that is opened to be followed finishes those that were cut short.
    public Moves moves() {
        return moves;
    }

    /// What to do about moves of the same bytes that this library cannot finish.
    public Optional<ImageException> cutElsewhere() {
        return cutElsewhere;
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

    /// Reads camera, lens and exposure of images whose rows do not say them.
    public FactsFill cameraFill() {
        return cameraFill;
    }

    /// Makes the perceptual hashes of images that have none, of their previews.
    public FactsFill hashFill() {
        return hashFill;
    }

    public SimilarImages similar() {
        return similar;
    }

    /// Compares rows with bytes. For one thread at a time.
    public Doctor doctor() {
        return doctor;
    }

    /// Brings back rows out of a copy of them. For one thread at a time.
    public RowRestore rowRestore() {
        return rowRestore;
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

    /// Originals on this machine, where the library is elsewhere. Begins to work with the first call.
    public Optional<OfflineOriginals> offline() {
        return offline.map(Lazy::get);
    }

    @Override
    public void close() {
        try (resources) {
            underWay.close();
        }
    }

    /// Made when it is first asked for.
    private static final class Lazy<T> {
        private final Supplier<T> maker;
        private Optional<T> made = Optional.empty();

        Lazy(Supplier<T> maker) {
            this.maker = maker;
        }

        synchronized Optional<T> ifMade() {
            return made;
        }

        synchronized T get() {
            if (made.isEmpty()) {
                made = Optional.of(maker.get());
            }
            return made.get();
        }
    }
}
