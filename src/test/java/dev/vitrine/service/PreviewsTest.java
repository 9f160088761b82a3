package dev.vitrine.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.picture.DecodeRequest;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.picture.Samples;
import dev.vitrine.picture.external.ImageProgram;
import dev.vitrine.store.HookedReads;
import dev.vitrine.store.local.FolderObjectStore;
import java.awt.Color;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewsTest {
    @TempDir
    private Path folder;

    /// It decodes, gray where bytes are missing, and would be shown for ever.
    @Test
    void aCutPreviewIsNoneAndIsMadeAgain() {
        var objects = new FolderObjectStore(folder);
        var previews = new Previews(objects, new PictureReader());
        byte[] jpeg = SampleImages.jpeg(512, 384, Color.ORANGE);
        for (int edge : new int[] {Previews.TILE, Previews.SCREEN}) {
            ObjectKey key = ObjectKey.preview("image", edge);
            for (int length : new int[] {700, jpeg.length / 2, jpeg.length - 1}) {
                objects.put(key, ImageSource.ofBytes("x", Arrays.copyOf(jpeg, length)), "image/jpeg", "", _ -> {});
                assertEquals(
                        Optional.empty(), previews.stored("image", edge, DecodeRequest.VIEWED), edge + " " + length);
            }
            objects.put(key, ImageSource.ofBytes("x", jpeg), "image/jpeg", "", _ -> {});
            assertTrue(previews.stored("image", edge, DecodeRequest.VIEWED).isPresent());
        }
        objects.close();
    }

    /// Whoever may read but not list a bucket is refused what is not there, and can make it from the original.
    @Test
    void aPreviewThatMayNotBeReadIsNone() {
        var objects = new FolderObjectStore(folder);
        var refusing = new HookedReads(objects, _ -> {
            throw new ImageException.Denied("403", null);
        });
        var previews = new Previews(refusing, new PictureReader());
        assertEquals(Optional.empty(), previews.stored("image", Previews.TILE, DecodeRequest.VIEWED));
        objects.close();
    }

    /// Another system makes the real one of it.
    @Test
    void whatStandsInForAPictureIsShownAndNotKept() {
        Assumptions.assumeFalse(ImageProgram.forHeif(System.getenv("PATH")).isThere(), "this system decodes HEIC");
        var objects = new FolderObjectStore(folder);
        var previews = new Previews(objects, new PictureReader());
        var original = ImageSource.ofBytes("a.heic", Samples.resource("sideways-with-thumbnail.heic"));
        assertEquals(
                64,
                previews.make("image", original, Previews.TILE, DecodeRequest.VIEWED)
                        .picture()
                        .width());
        assertEquals(Optional.empty(), objects.find(ObjectKey.preview("image", Previews.TILE)));
        objects.close();
    }
}
