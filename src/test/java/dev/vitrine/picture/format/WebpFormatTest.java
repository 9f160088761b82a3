package dev.vitrine.picture.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Orientation;
import dev.vitrine.picture.Samples;
import dev.vitrine.picture.external.WebpProcess;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.input.UnsupportedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The two ways to a WebP's pixels must agree.
final class WebpFormatTest {
    private static final double[][] DISPLAY_P3 = {
        {0.51512, 0.24120, -0.00105}, {0.29198, 0.69225, 0.04189}, {0.15710, 0.06657, 0.78407}
    };
    private final WebpFormat format = new WebpFormat();
    private final Deadline deadline = new Deadline(Duration.ofSeconds(30));

    @BeforeEach
    void aRuntimeWithJavaIsThere() {
        Assumptions.assumeTrue(WebpProcess.isThere(), "this runtime has no java to start a child with");
    }

    @Test
    void theChildDecodesWhatJavaDecodes() throws IOException {
        byte[] file = Samples.resource("lossless.webp");
        assertArrayEquals(shown(file, true), shown(file, false));
        assertArrayEquals(shown(file, true), shown(file, false), "the child answers more than once");
    }

    @Test
    void aProfileThatIsOfNoUseCostsNeitherThePicture() throws IOException {
        byte[] plain = Samples.resource("lossless.webp");
        byte[] file = withProfile(plain, new byte[200]);
        assertArrayEquals(shown(plain, false), shown(file, false));
        assertArrayEquals(shown(plain, true), shown(file, true));
    }

    @Test
    void aProfileIsAppliedOnceByBoth() throws IOException {
        byte[] file = withProfile(Samples.resource("lossless.webp"), Samples.profile(DISPLAY_P3, 2.2));
        int[] plain = shown(Samples.resource("lossless.webp"), false);
        int[] java = shown(file, true);
        int[] libwebp = shown(file, false);
        for (int i = 0; i < java.length; i++) {
            assertTrue(
                    Samples.difference(java[i], libwebp[i]) <= 2,
                    i + ": " + Integer.toHexString(java[i]) + " " + Integer.toHexString(libwebp[i]));
        }
        assertTrue(Samples.difference(plain[0], java[0]) > 8, "the profile changes the red quarter");
    }

    @Test
    void whatTheChildHasNoRoomForIsSaidAndNoFaultOfTheImage() throws IOException {
        var failure = assertThrows(
                UnsupportedException.class, () -> WebpProcess.encode(16_000, 12_000, _ -> 0, 0.5f, deadline));
        assertEquals("needs more memory than there is.", failure.getMessage());
        assertEquals('R', WebpProcess.encode(20, 10, _ -> 0, 0.5f, deadline)[0], "the child goes on");
    }

    @Test
    void whatCannotBeWrittenIsNotCalledDamaged() {
        var failure =
                assertThrows(UnsupportedException.class, () -> WebpProcess.encode(16_384, 1, _ -> 0, 0.5f, deadline));
        assertEquals("could not be made a WebP: libwebp refuses it.", failure.getMessage());
    }

    @Test
    void asMuchAsIsShownCanBeWritten() throws IOException {
        assertEquals('R', WebpProcess.encode(6000, 5592, _ -> 0xFF000000, 0.5f, deadline)[0]);
    }

    @Test
    void whatLibwebpRefusesIsDamagedAndTheChildGoesOn() throws IOException {
        byte[] file = Samples.resource("lossless.webp");
        byte[] broken = file.clone();
        Arrays.fill(broken, 26, 60, (byte) 0xFF);
        assertThrows(MalformedException.class, () -> WebpProcess.decode(broken, 40, 30, deadline));
        assertArrayEquals(shown(file, true), shown(file, false));
    }

    private int[] shown(byte[] file, boolean java) throws IOException {
        SourceBytes bytes = SourceBytes.of(file);
        Header header = format.header(bytes);
        DecodeResult.Pixels reduced =
                java ? format.byJava(bytes, header, 512, deadline) : format.byLibwebp(bytes, header, 512, deadline);
        return reduced.pixels().upright(Orientation.UPRIGHT).argb();
    }

    private static byte[] withProfile(byte[] still, byte[] profile) {
        byte[] extended = Samples.webpChunk("VP8X", new byte[] {0x20, 0, 0, 0, 39, 0, 0, 29, 0, 0});
        return Samples.webp(extended, Samples.webpChunk("ICCP", profile), Arrays.copyOfRange(still, 12, still.length));
    }
}
