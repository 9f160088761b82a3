package dev.vitrine.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageSource;
import dev.vitrine.image.PerceptualHash;
import dev.vitrine.picture.pixels.DctHash;
import dev.vitrine.picture.pixels.Picture;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DctHashTest {
    private static final Picture SCENE = scene(1, 300, 200);

    /// Where a pixel of a changed picture comes from.
    private interface From {
        int pixel(int x, int y);
    }

    @Test
    void aChangedCopyHasNearlyTheSameHash() {
        assertAlike(made(150, 100, (x, y) -> at(2 * x, 2 * y)));
        assertAlike(made(300, 200, (x, y) -> 0xFF000000 | (at(x, y) >> 8 & 0xFF) * 0x010101));
        assertAlike(of(PreviewJpeg.of(SCENE).bytes()));
    }

    @Test
    void aTurnedOrMirroredCopyIsAlike() {
        assertAlike(made(200, 300, (x, y) -> at(y, 199 - x)));
        assertAlike(made(200, 300, (x, y) -> at(299 - y, x)));
        assertAlike(made(300, 200, (x, y) -> at(299 - x, 199 - y)));
        assertAlike(made(300, 200, (x, y) -> at(299 - x, y)));
        assertAlike(made(200, 300, (x, y) -> at(y, x)));
    }

    @Test
    void aBorderOrBarsChangeNothing() {
        for (int tone : new int[] {0xFFFFFFFF, 0xFF000000, 0xFF802020}) {
            assertAlike(made(340, 260, (x, y) -> x < 20 || x >= 320 || y < 30 || y >= 230 ? tone : at(x - 20, y - 30)));
            assertAlike(made(300, 260, (x, y) -> y < 30 || y >= 230 ? tone : at(x, y - 30)));
            assertAlike(made(
                    400,
                    300,
                    (x, y) -> x < 20 || x >= 380 || y < 20 || y >= 280
                            ? tone
                            : x < 50 || x >= 350 || y < 50 || y >= 250 ? 0xFF101010 : at(x - 50, y - 50)));
        }
    }

    @Test
    void anotherPictureIsNotAlike() {
        PerceptualHash hash = hash(SCENE);
        for (int seed = 2; seed < 60; seed++) {
            int distance = hash.distance(hash(scene(seed, 300, 200)));
            assertTrue(distance > PerceptualHash.MAX_DISTANCE, seed + ": " + distance);
        }
    }

    @Test
    void aBlankPageHasNone() {
        assertEquals(Optional.empty(), DctHash.of(made(64, 64, (_, _) -> 0xFFFFFFFF)));
        assertEquals(Optional.empty(), DctHash.of(made(1, 1, (_, _) -> 0)));
        assertEquals("", DctHash.text(made(64, 64, (x, _) -> 0xFFFEFEFE + (x & 1))));
        assertEquals("", DctHash.text(made(256, 256, (x, y) -> 0xFF000000 | (x + y) / 2 * 0x010101)), "it fades");
    }

    @Test
    void whatCanBeSeenThroughIsTakenAsItsPreviewShowsIt() {
        Picture picture = made(300, 200, (x, y) -> x + y < 200 ? 0 : at(x, y));
        assertTrue(hash(picture).distance(hash(of(PreviewJpeg.of(picture).bytes()))) <= 1);
    }

    private static void assertAlike(Picture copy) {
        int distance = hash(SCENE).distance(hash(copy));
        assertTrue(distance <= 3, "" + distance);
    }

    private static PerceptualHash hash(Picture picture) {
        return DctHash.of(picture).orElseThrow();
    }

    private static Picture of(byte[] jpeg) {
        return new PictureReader().read(ImageSource.ofBytes("preview.jpg", jpeg), 512);
    }

    private static int at(int x, int y) {
        return SCENE.argb()[y * SCENE.width() + x];
    }

    private static Picture made(int width, int height, From from) {
        int[] argb = new int[width * height];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = from.pixel(i % width, i / width);
        }
        return new Picture(width, height, argb);
    }

    /// Waves in all directions, the long ones strong.
    private static Picture scene(int seed, int width, int height) {
        var random = new SplittableRandom(seed);
        double[][] waves = new double[24][];
        for (int i = 0; i < waves.length; i++) {
            double across = random.nextDouble(-7, 7);
            double down = random.nextDouble(-7, 7);
            double strength = 60 / (1 + Math.hypot(across, down));
            waves[i] = new double[] {across, down, random.nextDouble(6.3), strength};
        }
        return made(width, height, (x, y) -> {
            double sum = 128;
            for (double[] wave : waves) {
                sum += wave[3] * Math.sin(3.1 * (wave[0] * x / width + wave[1] * y / height) + wave[2]);
            }
            return 0xFF000000 | (int) Math.clamp(sum, 0, 255) * 0x010101;
        });
    }
}
