package dev.vitrine.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.Eventually;
import dev.vitrine.Unchecked;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.files.FolderContent;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.LiveCatalog;
import dev.vitrine.service.Resources;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.download.Downloads;
import dev.vitrine.service.offline.OfflineConditions;
import dev.vitrine.service.offline.OfflineOriginals;
import dev.vitrine.simulation.ImpatientWorld;
import dev.vitrine.store.HookedReads;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.OriginalCache;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.local.FolderObjectStore;
import dev.vitrine.world.World;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keeping originals offline, killed at each call of the file system and at each request: none is ever kept by half,
/// the next run keeps all of them, and what others have in the folder stays.
class CutOfflineTest {
    @TempDir
    private Path work;

    private final ImpatientWorld world = new ImpatientWorld();

    @AutoClose
    private final Resources resources = new Resources();

    private final List<ImageRecord> requested = new ArrayList<>();
    private KillSwitch killSwitch = KillSwitch.never();
    private ObjectStore far;
    private LiveCatalog catalog;

    @BeforeEach
    void open() {
        ObjectStore objects = resources.add(new FolderObjectStore(work.resolve("objects")));
        far = new HookedReads(objects, _ -> killSwitch.act());
        catalog = LiveCatalog.open(
                SqliteCatalog.open(work.resolve("catalog.sqlite")), work.resolve("index.snapshot"), resources);
        for (Color color : List.of(Color.RED, Color.GREEN, Color.BLUE)) {
            requested.add(images(far).upload(SampleImages.newImage("alice", color.getRGB() + ".jpg", color), _ -> {}));
        }
    }

    @Test
    void killedAnywhereNothingIsKeptByHalfAndTheNextRunKeepsAll() throws IOException {
        boolean isOver = false;
        int cuts = 0;
        while (!isOver) {
            cuts++;
            var run = new Run(cuts);
            isOver = !run.keptUntilKilled();
            run.check();
            run.goesOn();
        }
        assertTrue(cuts > 30, "only " + cuts);
    }

    @Test
    void killedAnywhereWhileAllIsForgottenTheNextTimeForgetsIt() throws IOException {
        boolean isOver = false;
        int cuts = 0;
        while (!isOver) {
            cuts++;
            var run = new Run(cuts);
            run.goesOn();
            isOver = !run.killed(() -> OfflineOriginals.forget(run.kept()));
            run.check();
            world.run(() -> OfflineOriginals.forget(run.kept()));
            assertEquals(Set.of(), run.kept().all().keySet());
            run.check();
        }
        assertTrue(cuts > 5, "only " + cuts);
    }

    private ImageService images(ObjectStore objects) {
        return new ImageService(catalog.rows(), objects, catalog, new PictureReader());
    }

    /// One folder, which has something of its own and an original that nothing asks for any more.
    private final class Run {
        private final int cut;
        private final SimulatedDisk disk;
        private final Path folder;

        Run(int cut) throws IOException {
            this.cut = cut;
            disk = new SimulatedDisk(Files.createDirectory(work.resolve(cut + "-" + System.nanoTime())));
            folder = Files.createDirectory(disk.folder().resolve("originals"));
            Files.writeString(folder.resolve("mine.txt"), "mine");
            Files.writeString(
                    Files.createDirectory(folder.resolve("b".repeat(64))).resolve("mine.txt"), "mine");
            byte[] former = "former".getBytes();
            Files.write(folder.resolve(Sha256.of(ImageSource.ofBytes("", former), _ -> {})), former);
        }

        OriginalCache kept() {
            return new OriginalCache(folder);
        }

        boolean keptUntilKilled() {
            return killed(this::keep);
        }

        boolean killed(Runnable act) {
            killSwitch = new KillSwitch(cut, cut % 2 == 0);
            disk.killBy(killSwitch);
            try {
                world.run(act);
            } catch (KillSwitch.Killed _) {
                // As meant.
            }
            boolean hasKilled = killSwitch.hasKilled();
            killSwitch = KillSwitch.never();
            disk.killBy(killSwitch);
            return hasKilled;
        }

        private void keep() {
            OriginalCache kept = kept();
            ObjectStore objects = kept.before(far);
            try (var offline = new OfflineOriginals(
                    images(objects),
                    new Downloads(objects, new RetryPolicy(1, Duration.ZERO)),
                    kept,
                    new OfflineConditions(() -> true, () -> false, _ -> Long.MAX_VALUE / 4))) {
                offline.keep(List.of(ImageQuery.ALL), Long.MAX_VALUE / 4);
                Eventually.await(
                        () -> killSwitch.hasKilled() || kept.all().keySet().equals(hashes()));
            }
        }

        void goesOn() throws IOException {
            world.run(this::keep);
            assertEquals(hashes(), kept().all().keySet(), () -> "cut " + cut);
            check();
            world.run(() -> {
                passDays();
                kept().folder(); // looks for what was left
            });
            assertEquals(List.of(".searches.json.lock"), hidden(), () -> "cut " + cut);
        }

        /// Each file has the bytes that its name says, and what is not ours is as it was.
        void check() throws IOException {
            for (String sha256 : kept().all().keySet()) {
                assertEquals(
                        sha256, Sha256.of(ImageSource.ofFile(folder.resolve(sha256)), _ -> {}), () -> "cut " + cut);
            }
            assertEquals("mine", Files.readString(folder.resolve("mine.txt")));
            assertEquals("mine", Files.readString(folder.resolve("b".repeat(64)).resolve("mine.txt")));
        }

        private List<String> hidden() throws IOException {
            return FolderContent.in(folder).stream()
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("."))
                    .toList();
        }
    }

    private Set<String> hashes() {
        return requested.stream()
                .map(image -> image.facts().contentSha256())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void passDays() {
        Unchecked.run(() -> World.here().sleep(Duration.ofDays(2)));
    }
}
