package dev.vitrine.simulation;

import dev.vitrine.catalog.CatalogFeed;
import dev.vitrine.catalog.CatalogIndex;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.LiveCatalog;
import dev.vitrine.service.Resources;
import dev.vitrine.service.mirror.MirrorPace;
import dev.vitrine.service.mirror.MirrorSync;
import dev.vitrine.service.move.Moves;
import dev.vitrine.service.repair.Doctor;
import dev.vitrine.service.upload.UploadQueue;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.aws.AwsClients;
import dev.vitrine.store.aws.DirectClients;
import dev.vitrine.store.aws.DynamoMetadataStore;
import dev.vitrine.store.aws.DynamoRows;
import dev.vitrine.store.aws.S3ObjectStore;
import dev.vitrine.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A computer on which Vitrine has a cloud library open. Its program can be killed; the next one finds the files as
/// they were at that moment.
final class Machine {
    private final Simulation simulation;
    private final SimulatedNetwork network;
    private final String name;
    private final Path disk;
    private int lives;
    private Simulation.Process process;
    private Optional<Open> open = Optional.empty();

    /// What a running program has.
    record Open(
            Resources resources,
            SqliteCatalog catalog,
            MirrorSync mirror,
            ImageService images,
            UploadQueue queue,
            Moves moves,
            Doctor doctor) {
        List<ImageRecord> rows() {
            return catalog.findAll(catalog.idsAfter("", 10_000));
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

    int lives() {
        return lives;
    }

    void tell(String what) {
        simulation.tell(() -> what);
    }

    /// By a thread of its process.
    Open open() {
        Path folder = folder();
        var resources = new Resources();
        AwsClients clients = resources.add(DirectClients.over(network.http(name)));
        var source = new DynamoRows(clients);
        SqliteCatalog catalog = resources.add(SqliteCatalog.openMirror(folder.resolve("mirror")));
        CatalogIndex index = resources.add(CatalogIndex.open(catalog, folder.resolve("index.snapshot")));
        var feed = resources.add(new CatalogFeed(index));
        var live = new LiveCatalog(catalog, index, feed);
        MirrorSync mirror =
                resources.add(MirrorSync.start(source, catalog, MirrorPace.USUAL, World.clock(), live::written));
        var truth = new DynamoMetadataStore(clients);
        MetadataStore rows = mirror.rows(truth);
        var objects = new S3ObjectStore(clients, folder.resolve("open-uploads"));
        var images = new ImageService(
                rows,
                objects,
                live,
                new PictureReader(),
                World.clock(),
                () -> World.here().uuid().toString());
        var queue = resources.add(new UploadQueue(images, folder.resolve("uploads.sqlite"), 3));
        Moves moves = resources.add(new Moves(images, rows, truth, objects, folder.resolve("moves")));
        moves.start();
        var doctor = new Doctor(truth, objects, images, World.clock());
        var opened = new Open(resources, catalog, mirror, images, queue, moves, doctor);
        open = Optional.of(opened);
        return opened;
    }

    /// Empty while it is starting.
    Optional<Open> opened() {
        return open;
    }

    /// By a thread of its process.
    void close() {
        Open closing = open.orElseThrow();
        open = Optional.empty();
        closing.resources().close();
    }

    /// The process is gone at this very moment, and what it had written is found by the next.
    void kill() {
        process.kill();
        tell(name + " is killed");
        open = Optional.empty();
        Path before = folder();
        lives++;
        try {
            copy(before, folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = process.next(name + lives);
    }

    private Path folder() {
        return disk.resolve(name + "-" + lives);
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.exists(from)) {
            return;
        }
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!file.toString().endsWith("-shm")) { // SQLite makes it anew after a crash
                    Files.copy(file, target);
                }
            }
        }
    }
}
