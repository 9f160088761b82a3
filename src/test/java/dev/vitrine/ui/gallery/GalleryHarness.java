package dev.vitrine.ui.gallery;

import com.sun.management.ThreadMXBean;
import dev.vitrine.catalog.CatalogFeed;
import dev.vitrine.catalog.CatalogIndex;
import dev.vitrine.catalog.LibraryGenerator;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.picture.PreviewJpeg;
import dev.vitrine.picture.pixels.Picture;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.LiveCatalog;
import dev.vitrine.service.thumbnail.Thumbnails;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.ui.actions.ImageAction;
import dev.vitrine.ui.actions.ImageAction.Surface;
import dev.vitrine.ui.actions.ImageCommands;
import dev.vitrine.ui.actions.ImageTargets;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Settings;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Stage;

/// Scrolls the real gallery over libraries of several sizes and prints what a frame costs: `GalleryHarness FRAMES
/// ROWS…`. Run on demand.
///
/// Half the frames scroll on steadily, half jump anywhere. Thumbnails come as small JPEGs, as they do from a disk.
public final class GalleryHarness {
    private static final int WARM_UP = 200;

    private GalleryHarness() {}

    /// @param frameMillis times between pulses, sorted
    private record Outcome(
            int rows,
            List<Double> frameMillis,
            double cpuMillisPerFrame,
            int rebinds,
            int worstSecond,
            long heapMegabytes) {
        double frame(double quantile) {
            return frameMillis.get((int) (quantile * (frameMillis.size() - 1)));
        }
    }

    public static void main(String[] args) throws Exception {
        int frames = Integer.parseInt(args[0]);
        int[] sizes = IntStream.range(1, args.length)
                .map(i -> Integer.parseInt(args[i]))
                .toArray();
        Platform.startup(() -> {});
        Platform.setImplicitExit(false);
        var outcomes = new ArrayList<Outcome>();
        for (int rows : sizes) {
            outcomes.add(run(rows, frames));
        }
        System.out.printf(
                "%10s %8s %8s %8s %12s %9s %10s %8s%n",
                "rows", "p50 ms", "p95 ms", "p99 ms", "cpu ms/frame", "re-binds", "worst fps", "heap MB");
        for (Outcome outcome : outcomes) {
            System.out.printf(
                    "%10d %8.1f %8.1f %8.1f %12.2f %9d %10d %8d%n",
                    outcome.rows(),
                    outcome.frame(.5),
                    outcome.frame(.95),
                    outcome.frame(.99),
                    outcome.cpuMillisPerFrame(),
                    outcome.rebinds(),
                    outcome.worstSecond(),
                    outcome.heapMegabytes());
        }
        Outcome first = outcomes.getFirst();
        Outcome last = outcomes.getLast();
        System.out.printf(
                "%d / %d rows: frame p50 %.2f, cpu per frame %.2f%n",
                last.rows(),
                first.rows(),
                last.frame(.5) / first.frame(.5),
                last.cpuMillisPerFrame() / first.cpuMillisPerFrame());
        Platform.exit();
    }

    private static Outcome run(int rows, int frames) throws Exception {
        Path folder = Files.createTempDirectory("gallery-harness");
        try (SqliteCatalog catalog = SqliteCatalog.open(folder.resolve("catalog.sqlite"))) {
            LibraryGenerator generator = LibraryGenerator.forSize(rows);
            for (int from = 0; from < rows; from += 20_000) {
                catalog.putAll(IntStream.range(from, Math.min(rows, from + 20_000))
                        .mapToObj(generator::image)
                        .toList());
            }
            try (CatalogIndex index = CatalogIndex.open(catalog, folder.resolve("snapshot"));
                    CatalogFeed feed = new CatalogFeed(index);
                    Thumbnails thumbnails = new Thumbnails(new SamplePreviews(), new PictureReader())) {
                var images = new ImageService(
                        catalog,
                        new SamplePreviews(),
                        new LiveCatalog(catalog, index, feed),
                        new PictureReader(),
                        Clock.systemUTC(),
                        () -> UUID.randomUUID().toString());
                return scroll(images, thumbnails, folder, rows, frames);
            }
        }
    }

    private static Outcome scroll(ImageService images, Thumbnails thumbnails, Path folder, int rows, int frames)
            throws Exception {
        var scrolled = new CompletableFuture<Outcome>();
        Platform.runLater(() -> {
            Background background = Background.onScreen(_ -> {});
            var viewModel = new GalleryViewModel(images, background, new Settings(folder.resolve("settings.json")));
            var view = new GalleryView(
                    viewModel, new TileImages(thumbnails, background, 1, 48L << 20), new NoCommands(), (_, _) -> {});
            var stage = new Stage();
            stage.setScene(new Scene(view, 960, 720));
            stage.show();
            new Scroller(view, viewModel, frames, outcome -> {
                        stage.close();
                        viewModel.close();
                        scrolled.complete(new Outcome(
                                rows,
                                outcome.frameMillis(),
                                outcome.cpuMillisPerFrame(),
                                outcome.rebinds(),
                                outcome.worstSecond(),
                                outcome.heapMegabytes()));
                    })
                    .start();
        });
        return scrolled.get();
    }

    private static final class Scroller extends AnimationTimer {
        private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private final GalleryView view;
        private final GalleryViewModel viewModel;
        private final int frames;
        private final Consumer<Outcome> done;
        private final Random random = new Random(1);
        private final List<Long> pulses = new ArrayList<>();
        private int seen;
        private long cpuAtStart;
        private int rebindsAtStart;

        Scroller(GalleryView view, GalleryViewModel viewModel, int frames, Consumer<Outcome> done) {
            this.view = view;
            this.viewModel = viewModel;
            this.frames = frames;
            this.done = done;
        }

        @Override
        public void handle(long now) {
            if (viewModel.stateProperty().get() != GalleryViewModel.GalleryState.SHOWN) {
                return;
            }
            seen++;
            if (seen == WARM_UP) {
                cpuAtStart = threads.getCurrentThreadCpuTime();
                rebindsAtStart = view.rebinds();
            }
            if (seen >= WARM_UP) {
                pulses.add(now);
            }
            if (seen % 2 == 0 || seen > WARM_UP + frames / 2) {
                view.viewport().scrollBy(seen > WARM_UP + frames / 2 ? 90 : random.nextDouble() * 2e7 - 1e7);
            }
            if (seen == WARM_UP + frames) {
                stop();
                done.accept(outcome());
            }
        }

        private Outcome outcome() {
            double cpu = (threads.getCurrentThreadCpuTime() - cpuAtStart) / 1e6 / frames;
            int rebinds = view.rebinds() - rebindsAtStart;
            var times = new ArrayList<Double>();
            int worst = Integer.MAX_VALUE;
            for (int i = 1; i < pulses.size(); i++) {
                times.add((pulses.get(i) - pulses.get(i - 1)) / 1e6);
                long second = pulses.get(i) - 1_000_000_000L;
                if (second > pulses.getFirst()) {
                    worst = Math.min(
                            worst, (int) pulses.stream().filter(p -> p > second).count() - (pulses.size() - 1 - i));
                }
            }
            times.sort(null);
            System.gc();
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
            return new Outcome(0, times, cpu, rebinds, worst, heap);
        }
    }

    private static final class NoCommands implements ImageCommands {
        @Override
        public boolean offers(ImageAction action) {
            return false;
        }

        @Override
        public void showMenu(Node owner, Point2D onScreen, ImageTargets targets, Surface place) {}

        @Override
        public void run(ImageAction action, ImageTargets targets) {}
    }

    /// Answers for every image with one of a few previews.
    private static final class SamplePreviews implements ObjectStore {
        private final List<byte[]> previews =
                IntStream.range(0, 16).mapToObj(SamplePreviews::preview).toList();

        private static byte[] preview(int seed) {
            var random = new Random(seed);
            int[] pixels = new int[512 * 384];
            int base = random.nextInt(0xffffff);
            for (int i = 0; i < pixels.length; i++) {
                int wave = (int) (40 * Math.sin(i % 512 / 30.0) + 40 * Math.cos(i / 512 / 25.0));
                pixels[i] = 0xff000000 | base ^ (wave & 0x3f) * 0x010101;
            }
            return PreviewJpeg.of(new Picture(512, 384, pixels)).bytes();
        }

        @Override
        public InputStream open(ObjectKey key) {
            return new ByteArrayInputStream(
                    previews.get(Math.floorMod(key.path().hashCode(), previews.size())));
        }

        @Override
        public InputStream open(ObjectKey key, long offset, long length) {
            return open(key);
        }

        @Override
        public void put(ObjectKey key, ImageSource source, String contentType, String sha256, LongConsumer progress) {
            throw new ImageException.Failed("read only");
        }

        @Override
        public Optional<StoredObject> find(ObjectKey key) {
            return Optional.empty();
        }

        @Override
        public void delete(ObjectKey key) {
            throw new ImageException.Failed("read only");
        }

        @Override
        public void move(ObjectKey from, ObjectKey to) {
            throw new ImageException.Failed("read only");
        }

        @Override
        public void list(Consumer<Listed> found) {
            throw new ImageException.Failed("nothing can be listed");
        }

        @Override
        public List<Unfinished> unfinished() {
            return List.of();
        }

        @Override
        public void discard(Unfinished unfinished) {
            throw new ImageException.Failed("read only");
        }

        @Override
        public void close() {}
    }
}
