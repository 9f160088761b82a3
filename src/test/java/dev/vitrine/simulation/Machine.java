package dev.vitrine.simulation;

import dev.vitrine.Unchecked;
import dev.vitrine.catalog.CatalogFeed;
import dev.vitrine.catalog.CatalogIndex;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.LiveCatalog;
import dev.vitrine.service.Previews;
import dev.vitrine.service.Resources;
import dev.vitrine.service.WorkUnderWay;
import dev.vitrine.service.album.Albums;
import dev.vitrine.service.download.Downloads;
import dev.vitrine.service.fill.CameraReading;
import dev.vitrine.service.fill.FactsFill;
import dev.vitrine.service.fill.HashReading;
import dev.vitrine.service.mirror.MirrorSync;
import dev.vitrine.service.mirror.PollingPace;
import dev.vitrine.service.move.Moves;
import dev.vitrine.service.repair.Doctor;
import dev.vitrine.service.share.Links;
import dev.vitrine.service.upload.UploadQueue;
import dev.vitrine.store.AnnouncedRows;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.Rights;
import dev.vitrine.store.aws.AwsClients;
import dev.vitrine.store.aws.DirectClients;
import dev.vitrine.store.aws.DynamoMetadataStore;
import dev.vitrine.store.aws.DynamoRows;
import dev.vitrine.store.aws.S3Links;
import dev.vitrine.store.aws.S3ObjectStore;
import dev.vitrine.ui.actions.FlagKeys;
import dev.vitrine.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A computer on which Vitrine has a cloud library open. Its program can be killed; the next one finds the files as
/// they were at that moment.
final class Machine {
    /// The usual one, but for readings in two parts: rows are few.
    private static final PollingPace PACE = new PollingPace(
            2,
            PollingPace.USUAL.feedEvery(),
            PollingPace.USUAL.rereadLeast(),
            PollingPace.USUAL.requests(),
            PollingPace.USUAL.reconnect());

    private final Simulation simulation;
    private final SimulatedNetwork network;
    private final String name;
    private final Path disk;
    private int lives;
    private Simulation.Process process;
    private final List<Simulation.Process> others = new ArrayList<>();
    private Optional<Open> open = Optional.empty();
    private Consumer<List<ImageRecord>> watcher = _ -> {};

    /// What a running program has.
    record Open(
            Resources resources,
            SqliteCatalog catalog,
            MirrorSync mirror,
            ImageService images,
            UploadQueue queue,
            Moves moves,
            Doctor doctor,
            Links links,
            Albums albums,
            List<FactsFill> fills,
            WorkUnderWay underWay,
            FlagKeys keys) {
        List<ImageRecord> rows() {
            return Machine.rows(catalog);
        }
    }

    Machine(Simulation simulation, SimulatedNetwork network, String name, Path disk) {
        this.simulation = simulation;
        this.network = network;
        this.name = name;
        this.disk = disk;
        process = simulation.process(name);
    }

    String name() {
        return name;
    }

    Simulation.Process process() {
        return process;
    }

    /// On it, whatever becomes of the program.
    Path ownFolder(String what) {
        return disk.resolve(what + "-" + name);
    }

    /// Whether everything that anybody asked for was done and answered so far.
    boolean isUndisturbed() {
        return network.isUndisturbed();
    }

    int lives() {
        return lives;
    }

    void report(String what) {
        simulation.report(() -> what);
    }

    /// @param watcher is shown all rows whenever some were taken in
    void watch(Consumer<List<ImageRecord>> watcher) {
        this.watcher = watcher;
    }

    private static List<ImageRecord> rows(SqliteCatalog catalog) {
        return catalog.findAll(catalog.idsAfter("", 10_000));
    }

    /// By a thread of its process.
    Open open() {
        Open opened = open(DirectClients.SETTINGS, folder(), watcher);
        open = Optional.of(opened);
        return opened;
    }

    /// Goes to the other library, and comes back whatever happens there. By a thread of its process.
    void visit(Consumer<Open> work) {
        close();
        try {
            Open other = open(DirectClients.OTHER_SETTINGS, folder().resolve("other"), _ -> {});
            try (var _ = other.resources()) {
                work.accept(other);
            }
        } finally {
            open();
        }
    }

    /// @param shown is given all rows whenever some were taken in
    private Open open(AwsSettings settings, Path folder, Consumer<List<ImageRecord>> shown) {
        var resources = new Resources();
        AwsClients clients = resources.add(DirectClients.over(settings, network.http(name)));
        var source = new DynamoRows(clients);
        SqliteCatalog catalog = resources.add(SqliteCatalog.openMirror(folder.resolve("mirror")));
        CatalogIndex index = resources.add(CatalogIndex.open(catalog, folder.resolve("index.snapshot")));
        var feed = resources.add(new CatalogFeed(index));
        var live = new LiveCatalog(catalog, index, feed);
        MirrorSync mirror = resources.add(MirrorSync.start(source, catalog, PACE, World.clock(), () -> {
            live.written();
            shown.accept(rows(catalog));
        }));
        MetadataStore truth = new AnnouncedRows(new DynamoMetadataStore(clients), resources.add(source.beacon()));
        MetadataStore rows = mirror.rows(truth);
        var objects = new S3ObjectStore(clients, folder.resolve("open-uploads"));
        var images = new ImageService(rows, objects, live, new PictureReader());
        var queue = resources.add(new UploadQueue(images, folder.resolve("uploads.sqlite"), 3));
        Moves moves = resources.add(new Moves(images, rows, truth, objects, folder.resolve("moves"), List.of()));
        moves.start();
        var doctor = new Doctor(truth, objects, images, World.clock());
        var links = new Links(
                new S3Links(clients, World.clock()),
                objects,
                new Downloads(objects),
                folder.resolve("scratch"),
                World.clock(),
                () -> World.here().uuid().toString().replace("-", ""));
        var fills = List.of(
                new FactsFill(
                        images, rows, new Rights(), new CameraReading(images, objects), folder.resolve("no-camera")),
                new FactsFill(
                        images,
                        rows,
                        new Rights(),
                        new HashReading(new Previews(objects, new PictureReader())),
                        folder.resolve("no-hash")));
        var albums = new Albums(images, objects);
        WorkUnderWay underWay = resources.add(new WorkUnderWay());
        FlagKeys keys = resources.add(new FlagKeys(images, underWay));
        return new Open(resources, catalog, mirror, images, queue, moves, doctor, links, albums, fills, underWay, keys);
    }

    /// Empty while it is starting.
    Optional<Open> opened() {
        return open;
    }

    /// Begins another program on the journal of this machine's uploads, which ends when what it was asked to upload
    /// has ended.
    void second(Consumer<UploadQueue> work) {
        Simulation.Process other = simulation.process(name + "-second");
        Path folder = folder();
        others.add(other);
        other.start("main", () -> {
            try (var resources = new Resources()) {
                AwsClients clients = resources.add(DirectClients.over(network.http(name)));
                SqliteCatalog catalog = resources.add(SqliteCatalog.openMirror(folder.resolve(other + "-mirror")));
                CatalogIndex index = resources.add(CatalogIndex.open(catalog, folder.resolve(other + ".snapshot")));
                var live = new LiveCatalog(catalog, index, resources.add(new CatalogFeed(index)));
                MetadataStore rows = MirrorSync.idle(
                                new DynamoRows(clients), catalog, PollingPace.USUAL, World.clock(), live::written)
                        .directRows(new DynamoMetadataStore(clients));
                var images = new ImageService(
                        rows, new S3ObjectStore(clients, folder.resolve("open-uploads")), live, new PictureReader());
                var queue = resources.add(new UploadQueue(images, folder.resolve("uploads.sqlite"), 3));
                work.accept(queue);
                Simulation.rest(5_000);
            }
            others.remove(other);
        });
    }

    boolean isUploading() {
        return open.stream().anyMatch(each -> !each.queue().snapshot().running().isEmpty());
    }

    boolean isAlone() {
        return others.isEmpty();
    }

    /// By a thread of its process.
    void close() {
        Open closing = open.orElseThrow();
        open = Optional.empty();
        closing.resources().close();
    }

    void suspend(Duration howLong) {
        process.suspend(howLong);
        others.forEach(other -> other.suspend(howLong));
    }

    /// The process is gone at this very moment, and what it had written is found by the next.
    ///
    /// @param forgets what it has mirrored: somebody clears the cache
    void kill(boolean forgets) {
        process.kill();
        others.forEach(Simulation.Process::kill);
        others.clear();
        report(name + " is killed");
        open = Optional.empty();
        Path before = folder();
        lives++;
        Unchecked.run(() -> copy(before, folder(), forgets ? "(mirror|index).*" : ""));
        process = process.next(name + lives);
    }

    private Path folder() {
        return disk.resolve(name + "-" + lives);
    }

    private static void copy(Path from, Path to, String butFor) throws IOException {
        if (!Files.exists(from)) {
            return;
        }
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!file.toString().endsWith("-shm") // SQLite makes it anew after a crash
                        && !file.getFileName().toString().matches(butFor)) {
                    Files.copy(file, target);
                }
            }
        }
    }
}
