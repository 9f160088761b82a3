package dev.vitrine.connection;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.NewImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/// Run by hand: how long a library takes to open, to take photos in, and how much heap it needs while someone scrolls
/// through it.
///
/// Arguments: a folder for the library, a folder of photos, the number of rows (for example 100000), the edge of a tile
/// (256 or 512).
final class BrowsingHarness {
    private static final int SCREEN = 40;

    private BrowsingHarness() {}

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        int rows = Integer.parseInt(arguments[2]);
        int edge = Integer.parseInt(arguments[3]);
        var folders = AppFolders.inOne(home);
        long begun = System.nanoTime();
        try (Library library =
                Library.open(OpenOptions.of(ConnectionProfile.standard(folders), folders, Optional.empty()))) {
            say(
                    "opened with %,d images in %d ms%n",
                    library.images().search(ImageQuery.ALL).size(), millisSince(begun));
            if (library.images().search(ImageQuery.ALL).size() == 0) {
                fill(library, home, Path.of(arguments[1]), rows);
                return;
            }
            scroll(library, edge);
            say("heap in use after a collection: %d MB%n", heapInUse() >> 20);
        }
    }

    /// Takes the photos in, then adds rows that share their previews by hard links.
    private static void fill(Library library, Path home, Path photos, int rows) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(photos)) {
            files = all.filter(file -> file.toString().toLowerCase().endsWith(".jpg"))
                    .sorted()
                    .toList();
        }
        long begun = System.nanoTime();
        long bytes = 0;
        List<ImageRecord> taken = new ArrayList<>();
        for (Path file : files) {
            taken.add(library.images()
                    .upload(new NewImage("alice", Caption.EMPTY, ImageSource.ofFile(file)), sent -> {}));
            bytes += Files.size(file);
        }
        say("took in %d photos, %d MB, one after the other in %d ms%n", files.size(), bytes >> 20, millisSince(begun));
        Path previews = home.resolve("library")
                .resolve("objects")
                .resolve(".vitrine")
                .resolve("thumb")
                .resolve("512");
        try (SqliteCatalog catalog = SqliteCatalog.open(home.resolve("library").resolve("catalog.sqlite"))) {
            List<ImageRecord> made = new ArrayList<>();
            for (int i = 0; i < rows; i++) {
                ImageRecord like = taken.get(i % taken.size());
                ImageFacts facts = like.facts();
                Instant time = Instant.EPOCH.plusSeconds(1_600_000_000L + 300L * i);
                made.add(new ImageRecord(
                        "made-" + i,
                        "user-" + i % 100,
                        new Caption("Picture " + i, "", List.of("tag-" + i % 50)),
                        facts,
                        time));
                if (i >= rows - 4000) {
                    Files.createLink(previews.resolve("made-" + i + ".jpg"), previews.resolve(like.imageId() + ".jpg"));
                }
            }
            catalog.putAll(made);
        }
    }

    /// A screenful at a time through four thousand images, as fast as the thumbnails come, keeping only what is on
    /// the screen.
    private static void scroll(Library library, int edge) throws InterruptedException {
        var result = library.images().search(ImageQuery.ALL);
        long begun = System.nanoTime();
        long worst = 0;
        int shown = Math.min(4000, result.size());
        for (int from = 0; from + SCREEN <= shown; from += SCREEN) {
            long page = System.nanoTime();
            var pending = new CountDownLatch(SCREEN);
            result.images(from, from + SCREEN)
                    .forEach(image -> library.thumbnails().load(image, edge, thumbnail -> pending.countDown()));
            pending.await();
            worst = Math.max(worst, System.nanoTime() - page);
        }
        say(
                "scrolled through %,d thumbnails of %d px: %.0f a second, slowest screenful of %d: %d ms%n",
                shown, edge, shown * 1e9 / (System.nanoTime() - begun), SCREEN, worst / 1_000_000);
    }

    private static long heapInUse() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static long millisSince(long begun) {
        return (System.nanoTime() - begun) / 1_000_000;
    }

    private static void say(String format, Object... values) {
        System.out.printf(format, values);
    }
}
