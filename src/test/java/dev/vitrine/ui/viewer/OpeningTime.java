package dev.vitrine.ui.viewer;

import com.sun.management.OperatingSystemMXBean;
import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.ui.controls.Preview;
import dev.vitrine.ui.support.PictureLibrary;
import dev.vitrine.ui.support.Settings;
import dev.vitrine.ui.support.TestScreen;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;

/// How long the viewer takes to each step of a picture, and the most heap in use meanwhile: `OpeningTime FILE…`. Each
/// file is opened three times, the first time with its previews still in the library only.
public final class OpeningTime {
    private OpeningTime() {}

    public static void main(String[] files) throws Exception {
        Path folder = Files.createTempDirectory("opening");
        try (var library = new PictureLibrary(folder)) {
            for (String file : files) {
                ImageRecord image =
                        library.add(Path.of(file).getFileName().toString(), ImageSource.ofFile(Path.of(file)));
                for (int round = 0; round < 3; round++) {
                    open(library, image, folder);
                }
            }
        }
        try (var left = Files.walk(folder)) {
            left.sorted((a, b) -> b.compareTo(a)).forEach(path -> path.toFile().delete());
        }
    }

    private static void open(PictureLibrary library, ImageRecord image, Path folder) {
        var screen = new TestScreen();
        var viewer = new ViewerViewModel(
                library.library().images(),
                library.library().thumbnails(),
                library.library().pictures(),
                screen.background(),
                new Settings(folder.resolve("settings.json")));
        viewer.active().resize(1600, 1000, 1);
        ImageResult result = library.library().images().search(library.byTitle());
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        long begin = System.nanoTime();
        long cpuBegin = processCpu();
        var line = new StringBuilder("%-28s %3.0f MP"
                .formatted(
                        image.title(),
                        image.facts().width() / 1e6 * image.facts().height()));
        boolean[] done = new boolean[1];
        viewer.active().previewProperty().subscribe(preview -> {
            if (preview instanceof Preview.Ready ready) {
                line.append("  %d px after %d ms (%d ms CPU)"
                        .formatted(
                                ready.levels().edge(),
                                (System.nanoTime() - begin) / 1_000_000,
                                (processCpu() - cpuBegin) / 1_000_000));
            }
        });
        viewer.active().sharpeningProperty().subscribe((before, now) -> done[0] = before && !now);
        viewer.open(result, result.indexOf(image.imageId()).orElseThrow());
        screen.await(() -> done[0]);
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        System.out.println(line + "  heap ≤ " + (peak >> 20) + " MB "
                + viewer.active().problemProperty().get());
        viewer.close();
    }

    /// Of all threads of this process: comparable between runs even while the machine is busy.
    private static long processCpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
