package dev.vitrine.ui.gallery;

import com.sun.management.ThreadMXBean;
import dev.vitrine.catalog.CatalogFeed;
import dev.vitrine.catalog.CatalogIndex;
import dev.vitrine.catalog.ImageResult;
import dev.vitrine.catalog.LibraryGenerator;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.picture.PreviewJpeg;
import dev.vitrine.picture.pixels.Picture;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.LiveCatalog;
import dev.vitrine.service.thumbnail.Thumbnails;
import dev.vitrine.store.ForwardingObjectStore;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.local.FolderObjectStore;
import dev.vitrine.ui.actions.ImageAction;
import dev.vitrine.ui.actions.ImageAction.Surface;
import dev.vitrine.ui.actions.ImageCommands;
import dev.vitrine.ui.actions.ImageTargets;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
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
/// Each library twice, as squares and as whole pictures. Half the frames scroll on steadily, half jump anywhere.
/// Thumbnails come as small JPEGs, as they do from a disk. What one layout of everything takes, in time and in memory,
/// is measured by itself.
public final class GalleryHarness {
    private static final int WARM_UP = 200;

    private GalleryHarness() {}

    /// @param frameMillis times between pulses, sorted
    private record Outcome(
            int rows,
            boolean whole,
            List<Double> frameMillis,
            double cpuMillisPerFrame,
            int rebinds,
            int worstSecond,
            long heapMegabytes,
            Layout layout) {
        double frame(double quantile) {
            return frameMillis.get((int) (quantile * (frameMillis.size() - 1)));
        }
    }

    /// @param millis the median of several
    private record Layout(double millis, double megabytes) {}

    public static void main(String[] args) throws Exception {
        int frames = Integer.parseInt(args[0]);
        int[] sizes = IntStream.range(1, args.length)
                .map(i -> Integer.parseInt(args[i]))
                .toArray();
        Platform.startup(() -> {});
        Platform.setImplicitExit(false);
        var outcomes = new ArrayList<Outcome>();
        for (int rows : sizes) {
            outcomes.addAll(run(rows, frames));
        }
        System.out.printf(
                "%10s %7s %8s %8s %8s %12s %9s %10s %8s %10s %10s%n",
                "rows",
                "tiles",
                "p50 ms",
                "p95 ms",
                "p99 ms",
                "cpu ms/frame",
                "re-binds",
                "worst fps",
                "heap MB",
                "layout ms",
                "layout MB");
        for (Outcome outcome : outcomes) {
            System.out.printf(
                    "%10d %7s %8.1f %8.1f %8.1f %12.2f %9d %10d %8d %10.2f %10.2f%n",
                    outcome.rows(),
                    outcome.whole() ? "whole" : "square",
                    outcome.frame(.5),
                    outcome.frame(.95),
                    outcome.frame(.99),
                    outcome.cpuMillisPerFrame(),
                    outcome.rebinds(),
                    outcome.worstSecond(),
                    outcome.heapMegabytes(),
                    outcome.layout().millis(),
                    outcome.layout().megabytes());
        }
        Outcome first = outcomes.getFirst();
        compare("most rows / fewest", outcomes.get(outcomes.size() - 2), first);
        compare("whole / square of most rows", outcomes.getLast(), outcomes.get(outcomes.size() - 2));
        Platform.exit();
    }

    private static void compare(String what, Outcome one, Outcome other) {
        System.out.printf(
                "%s: frame p50 %.2f, cpu per frame %.2f%n",
                what, one.frame(.5) / other.frame(.5), one.cpuMillisPerFrame() / other.cpuMillisPerFrame());
    }

    private static List<Outcome> run(int rows, int frames) throws Exception {
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
                        catalog, new SamplePreviews(), new LiveCatalog(catalog, index, feed), new PictureReader());
                return List.of(
                        scroll(images, thumbnails, folder.resolve("square"), rows, frames, false),
                        scroll(images, thumbnails, folder.resolve("whole"), rows, frames, true));
            }
        }
    }

    private static Outcome scroll(
            ImageService images, Thumbnails thumbnails, Path folder, int rows, int frames, boolean whole)
            throws Exception {
        var scrolled = new CompletableFuture<Outcome>();
        Platform.runLater(() -> {
            Background background = Background.onScreen(_ -> {});
            var viewModel = new GalleryViewModel(images, background, new Settings(folder.resolve("settings.json")));
            viewModel.wholePicturesProperty().set(whole);
            var view = new GalleryView(
                    viewModel, new TileImages(thumbnails, background, 1, 48L << 20), new NoCommands(), (_, _, _) -> {});
            var stage = new Stage();
            stage.setScene(new Scene(view, 960, 720));
            stage.show();
            new Scroller(view, viewModel, frames, outcome -> {
                        stage.close();
                        viewModel.close();
                        scrolled.complete(new Outcome(
                                rows,
                                whole,
                                outcome.frameMillis(),
                                outcome.cpuMillisPerFrame(),
                                outcome.rebinds(),
                                outcome.worstSecond(),
                                outcome.heapMegabytes(),
                                layout(viewModel.resultProperty().get(), whole)));
                    })
                    .start();
        });
        return scrolled.get();
    }

    private static Layout layout(ImageResult result, boolean whole) {
        var millis = new ArrayList<Double>();
        var kept = new ArrayList<GalleryLayout>();
        for (int i = 0; i < 30; i++) {
            long start = System.nanoTime();
            kept.add(
                    whole
                            ? GalleryLayout.wholePictures(result.sections(), result.aspects(), 960 + i, 184, false)
                            : GalleryLayout.squares(result.sections(), 960 + i, 184, false));
            millis.add((System.nanoTime() - start) / 1e6);
        }
        long with = heap();
        int count = kept.size();
        millis.sort(null);
        kept.clear();
        return new Layout(millis.get(millis.size() / 2), (double) (with - heap()) / count / (1 << 20));
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
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
            return new Outcome(0, false, times, cpu, rebinds, worst, heap() >> 20, new Layout(0, 0));
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
    private record SamplePreviews(ObjectStore store, List<byte[]> previews) implements ForwardingObjectStore {
        SamplePreviews() throws IOException {
            this(
                    new FolderObjectStore(Files.createTempDirectory("no-originals")),
                    IntStream.range(0, 16).mapToObj(SamplePreviews::preview).toList());
        }

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
    }
}
