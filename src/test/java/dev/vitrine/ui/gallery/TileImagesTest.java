package dev.vitrine.ui.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.Eventually;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.thumbnail.Thumbnails;
import dev.vitrine.store.HookedReads;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.local.FolderObjectStore;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.support.Background;
import java.awt.Color;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

class TileImagesTest {
    @TempDir
    private Path folder;

    private final WindowRobot robot = new WindowRobot();
    private final Set<String> read = new ConcurrentSkipListSet<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private ObjectStore store;
    private Thumbnails thumbnails;
    private TileImages images;
    private Tile tile;

    @BeforeEach
    void open() throws Exception {
        FxToolkit.registerPrimaryStage();
        store = new FolderObjectStore(folder);
        thumbnails = new Thumbnails(new HookedReads(store, this::opens), new PictureReader(), 1, 1 << 20);
        images = new TileImages(thumbnails, Background.onScreen(_ -> {}), 1, 1 << 20);
        robot.interact(() -> {
            tile = new Tile((_, _) -> {});
            tile.setSize(100, 100);
        });
    }

    @AfterEach
    void close() {
        gate.countDown();
        thumbnails.close();
    }

    /// Whoever scrolls by must not wait for all that was in sight on the way.
    @Test
    void aTileThatShowsAnotherImageNoLongerWaitsForTheOneBefore() {
        ImageRecord first = stored("first");
        ImageRecord passed = stored("passed");
        ImageRecord last = stored("last");
        for (ImageRecord each : new ImageRecord[] {first, passed, last}) {
            robot.interact(() -> show(each));
            Eventually.await(() -> !read.isEmpty()); // the first one holds up the only worker
        }
        gate.countDown();
        Eventually.await(() -> picture() != null);
        assertTrue(read.contains("last"));
        assertEquals(Set.of("first", "last"), read);
    }

    @Test
    void aTileThatBecameAPlaceHolderWaitsForNothing() {
        ImageRecord first = stored("first");
        ImageRecord passed = stored("passed");
        ImageRecord last = stored("last");
        robot.interact(() -> show(first));
        Eventually.await(() -> !read.isEmpty());
        robot.interact(() -> {
            show(passed);
            tile.showPlaceOf("another");
        });
        gate.countDown();
        var done = new CountDownLatch(1);
        thumbnails.load(last, 100, _ -> done.countDown());
        Eventually.await(() -> done.getCount() == 0);
        robot.interact(() -> assertNull(picture()));
        assertEquals(Set.of("first", "last"), read);
    }

    @Test
    void whatWasSeenAMinuteAgoIsThereInTheSameFrame() {
        gate.countDown();
        ImageRecord seen = stored("seen");
        robot.interact(() -> show(seen));
        Eventually.await(() -> picture() != null);
        thumbnails.close();
        robot.interact(() -> {
            tile.showPlaceOf("another");
            assertNull(picture());
            show(seen);
            assertNotNull(picture());
        });
    }

    private void show(ImageRecord image) {
        tile.showImage(image, false);
        images.showOn(tile, image, false);
    }

    private Image picture() {
        return ((ImageView) tile.lookup("ImageView")).getImage();
    }

    private ImageRecord stored(String imageId) {
        ImageRecord image = SampleImages.row(
                imageId,
                imageId,
                ImageFacts.UNKNOWN
                        .with(Attribute.CONTENT_TYPE, "image/jpeg")
                        .with(Attribute.WIDTH, 300)
                        .with(Attribute.HEIGHT, 200)
                        .with(Attribute.ORIGINAL_NAME, imageId + ".jpg"));
        store.put(
                image.key(),
                ImageSource.ofBytes(imageId, SampleImages.jpeg(300, 200, Color.GREEN)),
                "image/jpeg",
                "",
                _ -> {});
        return image;
    }

    private void opens(ObjectKey key) {
        if (key.isOriginal()) {
            read.add(key.imageId());
            try {
                gate.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
