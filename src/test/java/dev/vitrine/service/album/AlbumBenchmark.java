package dev.vitrine.service.album;

import dev.vitrine.catalog.CatalogFeed;
import dev.vitrine.catalog.CatalogIndex;
import dev.vitrine.catalog.ImageResult;
import dev.vitrine.catalog.LibraryGenerator;
import dev.vitrine.catalog.Samples;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.Album;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.LiveCatalog;
import dev.vitrine.store.local.FolderObjectStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/// How long albums take in a large library: every image is in one album of all, and in one of a thousand. Of the one
/// of all, 10,000 images were placed by hand.
///
/// Run by hand: `dev.vitrine.service.album.AlbumBenchmark FOLDER 1000000` with -Xmx2g; the library is kept in the
/// folder.
public final class AlbumBenchmark {
    private static final int ALBUMS = 1000;
    private static final int ROUNDS = 60;
    private static final int PAGE = 120;
    private static final Album ALL = new Album("All");

    private AlbumBenchmark() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        int size = Integer.parseInt(arguments[1]);
        Path file = folder.resolve(size + "-albums.db");
        fill(file, size);
        try (SqliteCatalog catalog = SqliteCatalog.open(file);
                FolderObjectStore objects = new FolderObjectStore(folder.resolve(size + "-objects"))) {
            CatalogIndex index = CatalogIndex.open(catalog, folder.resolve(size + "-albums.index"));
            CatalogFeed feed = new CatalogFeed(index);
            ImageService images =
                    new ImageService(catalog, objects, new LiveCatalog(catalog, index, feed), new PictureReader());
            measure(new Albums(images, objects), images, size);
            feed.close();
            index.close();
        }
    }

    private static void measure(Albums albums, ImageService images, int size) {
        ImageResult all = images.search(Albums.members(ALL));
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < AlbumFile.MOST_PLACED; i++) {
            int at = (int) ((long) i * all.size() / AlbumFile.MOST_PLACED);
            placed.addAll(all.ids(at, at + 1));
        }
        Album _ = albums.removeFile(ALL);
        AlbumFile file =
                albums.place(ALL, placed.reversed(), Optional.of(all.ids(1, 2).getFirst()));
        Album small = new Album("Album 7");
        System.out.printf("%,d images in %,d albums%n  %-50s %s%n", all.size(), ALBUMS + 1, "", Samples.HEADER);
        show("all albums with their counts", _ -> albums.list().size());
        show(
                "images of an album of " + size / ALBUMS,
                _ -> images.search(Albums.members(small)).size());
        show(
                "images of the album of all",
                _ -> images.search(Albums.members(ALL)).size());
        show("the same in the order of 10,000", _ -> albums.inOrder(file).size());
        ImageResult shown = albums.inOrder(file);
        show("a page of placed ones", round -> page(shown, round * PAGE % placed.size()));
        show("a page of the others", round -> page(shown, placed.size() + round * 7919 % (size / 2)));
        show(
                "where an image stands",
                round -> shown.indexOf(placed.get(round * 101 % placed.size())).orElseThrow());
        show(
                "to place one among 10,000",
                round -> albums.place(ALL, List.of(placed.get(round)), Optional.of(placed.get(round + 500)))
                        .order()
                        .size());
    }

    private static int page(ImageResult shown, int from) {
        return shown.images(from, from + PAGE).size();
    }

    private static void show(String name, IntFunction<Integer> work) {
        var samples = new Samples();
        var ignored = new Samples();
        for (int round = -20; round < ROUNDS; round++) {
            Samples counted = round < 0 ? ignored : samples;
            counted.start();
            int _ = work.apply(round + 20);
            counted.stop();
        }
        System.out.printf("  %-50s %s%n", name, samples);
    }

    private static void fill(Path file, int size) {
        if (Files.exists(file)) {
            return;
        }
        LibraryGenerator generator = LibraryGenerator.forSize(size);
        Map<Integer, String> tags = new HashMap<>();
        try (SqliteCatalog catalog = SqliteCatalog.open(file)) {
            for (int from = 0; from < size; from += 10_000) {
                var batch = new ArrayList<ImageRecord>();
                for (int i = from; i < Math.min(size, from + 10_000); i++) {
                    ImageRecord image = generator.image(i);
                    String album = tags.computeIfAbsent(i % ALBUMS, number -> new Album("Album " + number).tag());
                    batch.add(
                            image.withCaption(image.caption().withTag(ALL.tag()).withTag(album), image.updatedAt()));
                }
                catalog.putAll(batch);
            }
        }
    }
}
