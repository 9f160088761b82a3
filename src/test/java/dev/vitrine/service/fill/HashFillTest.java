package dev.vitrine.service.fill;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.picture.DecodeRequest;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.picture.Samples;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.Previews;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.TestCatalog;
import dev.vitrine.store.ForwardingObjectStore;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.Rights;
import dev.vitrine.store.local.FolderObjectStore;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashFillTest {
    private record PreviewsOnly(ObjectStore store, AtomicInteger reads) implements ForwardingObjectStore {
        @Override
        public InputStream open(ObjectKey key) {
            if (!key.path().startsWith(".vitrine/")) {
                throw new AssertionError("the original " + key + " is read");
            }
            reads.incrementAndGet();
            return ForwardingObjectStore.super.open(key);
        }
    }

    @TempDir
    private Path folder;

    private final AtomicInteger reads = new AtomicInteger();

    @AutoClose
    private TestCatalog catalog;

    private ObjectStore objects;
    private ImageService images;
    private HashReading reading;
    private FactsFill fill;

    @BeforeEach
    void open() {
        catalog = new TestCatalog(folder);
        objects = new FolderObjectStore(folder.resolve("objects"));
        var guarded = new PreviewsOnly(objects, reads);
        images = catalog.images(guarded);
        reading = new HashReading(new Previews(guarded, new PictureReader()));
        fill = new FactsFill(images, catalog.rows(), new Rights(), reading, folder.resolve("notes/look_hash"));
    }

    @Test
    void previewsGiveTheHashAndNothingElseChanges() {
        ImageRecord before = put("one", Samples.jpeg(640, 480), true);
        assertEquals(new FillPlan(1, 0, reading.effort()), fill.plan());
        assertEquals(new FillOutcome(1, 0, 0, Map.of(), true), fill.run((_, _) -> true));
        ImageRecord after = images.find("one").orElseThrow();
        assertEquals(16, after.facts().text(Attribute.LOOK_HASH).length());
        assertEquals(before, after.withFacts(before.facts()), "nobody changed it");
        catalog.index().refresh();
        assertEquals(0, fill.plan().images());
    }

    @Test
    void whatHasNoPreviewIsTriedAgainAndABlankPageIsNot() {
        put("none", Samples.jpeg(640, 480), false);
        put("blank", Samples.jpeg(64, 48, new int[] {0xFFFFFF, 0xFFFFFF, 0xFFFFFF, 0xFFFFFF}), true);
        assertEquals(new FillOutcome(0, 1, 1, Map.of(), true), fill.run((_, _) -> true));
        assertEquals(1, fill.plan().images());
        reads.set(0);
        assertEquals(new FillOutcome(0, 0, 1, Map.of(), true), fill.run((_, _) -> true));
        assertEquals(1, reads.get());
    }

    private ImageRecord put(String id, byte[] original, boolean hasPreview) {
        ImageRecord row = SampleImages.row(id, id, ImageFacts.UNKNOWN);
        var source = ImageSource.ofBytes(id, original);
        objects.put(row.key(), source, "image/jpeg", "", _ -> {});
        if (hasPreview) {
            new Previews(objects, new PictureReader()).make(id, source, Previews.TILE, DecodeRequest.BACKGROUND);
        }
        catalog.put(List.of(row));
        return row;
    }
}
