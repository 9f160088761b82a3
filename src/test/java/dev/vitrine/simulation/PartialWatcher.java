package dev.vitrine.simulation;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.mirror.MirrorFolders;
import dev.vitrine.service.mirror.MirrorScope;
import dev.vitrine.service.mirror.MirrorStatus.SyncState;
import dev.vitrine.service.mirror.MirrorSync;
import dev.vitrine.service.mirror.PollingPace;
import dev.vitrine.store.RowSource;
import dev.vitrine.store.RowSource.Page;
import dev.vitrine.store.RowSource.RowPart;
import dev.vitrine.store.aws.AwsClients;
import dev.vitrine.store.aws.DirectClients;
import dev.vitrine.store.aws.DynamoRows;
import dev.vitrine.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/// Somebody who mirrors the images of some users only, changes nothing, and chooses others now and then, in the middle
/// of a reading as well.
final class PartialWatcher {
    private static final List<MirrorScope> CHOICES = List.of(
            MirrorScope.of(List.of("alice"), Optional.empty()),
            MirrorScope.of(List.of("bob"), Optional.empty()),
            MirrorScope.of(List.of("alice", "bob"), Optional.empty()));

    private final SimulatedNetwork network;
    private final Path folder;
    private final Random random;
    private final Simulation.Process process;
    private MirrorScope scope = CHOICES.getFirst();
    private Optional<MirrorSync> mirror = Optional.empty();
    private Map<String, ImageRecord> rows = Map.of();
    private boolean isToEnd;

    PartialWatcher(Simulation simulation, SimulatedNetwork network, Path folder) {
        this.network = network;
        this.folder = folder;
        random = simulation.random();
        process = simulation.process("partial");
    }

    Simulation.Process process() {
        return process;
    }

    /// By its process.
    void work() {
        Simulation.rest(random.nextInt(2) * random.nextInt(4_000));
        int choices = 1 + random.nextInt(4);
        for (int i = 0; i < choices && !isToEnd; i++) {
            watch(Duration.ofMillis(random.nextInt(40_000)));
            scope = CHOICES.get(random.nextInt(CHOICES.size()));
        }
        watch(Duration.ofDays(365));
    }

    private void watch(Duration longest) {
        try (AwsClients clients = DirectClients.over(network.http("partial"));
                MirrorFolders.Opened opened = new MirrorFolders(folder).open(Optional.of(scope));
                SqliteCatalog catalog = SqliteCatalog.openMirror(opened.rows())) {
            MirrorSync.keepOnly(scope, catalog);
            try (MirrorSync sync =
                    MirrorSync.start(new DynamoRows(clients), catalog, PollingPace.USUAL, World.clock(), () -> {})) {
                mirror = Optional.of(sync);
                long end = World.here().nanoTime() + longest.toNanos();
                while (!isToEnd && World.here().nanoTime() < end) {
                    sleep(Duration.ofMillis(500));
                }
                if (isToEnd) {
                    catchUp(sync, catalog);
                }
            }
        }
    }

    private void catchUp(MirrorSync sync, SqliteCatalog catalog) {
        while (!isUpToDate(sync)) {
            sleep(Duration.ofMillis(500));
        }
        var found = new TreeMap<String, ImageRecord>();
        catalog.findAll(catalog.idsAfter("", 10_000)).forEach(row -> found.put(row.imageId(), row));
        rows = found;
        mirror = Optional.empty();
    }

    /// Not at once where it was offline until now: it tries again less and less often.
    private static boolean isUpToDate(MirrorSync sync) {
        try {
            sync.await(World.here().now(), _ -> {});
            return true;
        } catch (ImageException.Unreachable _) {
            return false;
        }
    }

    private static void sleep(Duration time) {
        try {
            World.here().sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// From now on nothing changes any more.
    void end() {
        isToEnd = true;
    }

    boolean hasEnded() {
        return isToEnd && mirror.isEmpty();
    }

    /// What of the chosen images is not as the tables have it, and what else is here and is not.
    List<String> wrong(RowSource source) {
        var tables = new TreeMap<String, ImageRecord>();
        for (boolean isTrash : source.hasTrash() ? List.of(false, true) : List.of(false)) {
            var part = new RowPart(isTrash, 0, 1);
            Optional<String> after = Optional.empty();
            do {
                Page page = source.read(part, after, true);
                page.images().forEach(row -> tables.put(row.imageId(), row));
                after = page.next();
            } while (after.isPresent());
        }
        var wrong = new ArrayList<String>();
        tables.forEach((id, row) -> {
            if (scope.users().contains(row.userId()) && !row.equals(rows.get(id))) {
                wrong.add("of " + scope.users() + " the table has " + row + ", the part " + rows.get(id));
            }
        });
        rows.forEach((id, row) -> {
            if (!row.equals(tables.get(id))) {
                wrong.add("the part of " + scope.users() + " has " + row + ", the table " + tables.get(id));
            }
        });
        return wrong;
    }

    boolean isFollowing() {
        return mirror.isPresent() && state() == SyncState.LIVE;
    }

    SyncState state() {
        return mirror.map(sync -> sync.status().state()).orElse(SyncState.LIVE);
    }
}
