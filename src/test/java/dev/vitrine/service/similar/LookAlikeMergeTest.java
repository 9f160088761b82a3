package dev.vitrine.service.similar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.catalog.CatalogFeed;
import dev.vitrine.catalog.CatalogIndex;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.LiveCatalog;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.similar.LookAlikeMerge.MergeOutcome;
import dev.vitrine.store.local.FolderObjectStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookAlikeMergeTest {
    @TempDir
    private Path folder;

    private SqliteCatalog catalog;
    private CatalogIndex index;
    private CatalogFeed feed;
    private FolderObjectStore objects;
    private ImageService images;
    private LookAlikeMerge merge;

    @BeforeEach
    void open() {
        catalog = SqliteCatalog.open(folder.resolve("catalog.sqlite"));
        index = CatalogIndex.open(catalog, folder.resolve("index.snapshot"));
        feed = new CatalogFeed(index);
        objects = new FolderObjectStore(folder.resolve("objects"));
        images = new ImageService(
                catalog,
                objects,
                new LiveCatalog(catalog, index, feed),
                new PictureReader(),
                Clock.systemUTC(),
                () -> "unused");
        merge = new LookAlikeMerge(images);
    }

    @AfterEach
    void close() {
        feed.close();
        index.close();
        catalog.close();
    }

    @Test
    void theOneThatStaysGetsWhatWasWrittenAndAllIsTakenBack() {
        put("kept", new Caption("IMG_1", "", List.of("sea", "rating:2", "reject")));
        put("one", new Caption("The beach", "At dawn", List.of("sun", "rating:4", "pick")));
        put("two", new Caption("IMG_2", "At dawn", List.of("favourite")));
        MergeOutcome done = merge.merge(Map.of("kept", List.of("one", "two")), (_, _) -> true);
        assertEquals(
                new Caption("The beach", "At dawn", List.of("sea", "sun", "rating:4", "pick", "favourite")),
                caption("kept"));
        assertEquals(Optional.empty(), images.find("one"));
        assertEquals(List.of("one", "two"), done.trashed());
        MergeOutcome back = merge.takeBack(done, (_, _) -> true);
        assertEquals(Map.of(), back.failed());
        assertEquals(new Caption("IMG_1", "", List.of("sea", "rating:2", "reject")), caption("kept"));
        assertEquals(new Caption("The beach", "At dawn", List.of("sun", "rating:4", "pick")), caption("one"));
        merge.doAgain(done, (_, _) -> true);
        assertEquals("The beach", caption("kept").title());
        assertEquals(Optional.empty(), images.find("two"));
    }

    @Test
    void whereTheOneThatStaysIsGoneTheOthersStay() {
        put("one", new Caption("The beach", "", List.of()));
        MergeOutcome done = merge.merge(Map.of("gone", List.of("one")), (_, _) -> true);
        assertEquals(List.of(), done.trashed());
        assertEquals("The beach", caption("one").title());
        assertEquals(List.of("gone"), List.copyOf(done.failed().keySet()));
    }

    private Caption caption(String id) {
        return images.find(id).orElseThrow().caption();
    }

    private void put(String id, Caption caption) {
        String title = caption.title();
        String name = title.startsWith("IMG") ? title + ".jpg" : "x.jpg";
        ImageRecord row = SampleImages.row(id, id, ImageFacts.UNKNOWN.with(Attribute.ORIGINAL_NAME, name));
        objects.put(row.key(), ImageSource.ofBytes(id, new byte[] {1}), "image/jpeg", "", _ -> {});
        catalog.put(row.withCaption(caption, row.updatedAt()));
        index.refresh();
    }
}
