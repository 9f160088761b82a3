package dev.vitrine.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.picture.pixels.Picture;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnimatedPictureTest {
    private static final int RED = 0xFFFF0000;
    private static final int BLUE = 0xFF0000FF;

    @Test
    void framesOfAnAnimatedPngComeInOrderAndRoundAgain() {
        byte[] png = apng(frame(0, 0, 2, 2, 500, 0, 0, RED), frame(1, 0, 1, 2, 0, 1, 0, BLUE));
        assertEquals(
                List.of(
                        "PT0.5S [ffff0000, ffff0000, ffff0000, ffff0000]",
                        "PT0.1S [ffff0000, ff0000ff, ffff0000, ff0000ff]",
                        "PT0.5S [ffff0000, ffff0000, ffff0000, ffff0000]"),
                play("a.png", png, 3));
    }

    @Test
    void aScreenSmallerThanTheFirstFrameCutsNothingOff() {
        byte[] gif = Samples.resource("animated/gif-play-once.gif");
        var facts = new PictureReader().inspect(Samples.source("a.gif", gif)).facts();
        ByteBuffer.wrap(gif)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(6, (short) 8)
                .putShort(8, (short) 5);
        var small = new PictureReader().inspect(Samples.source("a.gif", gif)).facts();
        assertEquals(List.of(facts.width(), facts.height()), List.of(small.width(), small.height()));
        assertEquals(
                facts.width(),
                new PictureReader().read(Samples.source("a.gif", gif), 512).width());
    }

    @Test
    void itIsToldHowOftenItPlays() {
        byte[] png = apng(frame(0, 0, 2, 2, 500, 0, 0, RED), frame(1, 0, 1, 2, 0, 1, 0, BLUE));
        assertEquals(0, plays("a.png", png));
        int control = new String(png, StandardCharsets.ISO_8859_1).indexOf("acTL");
        ByteBuffer.wrap(png).putInt(control + 8, 3);
        assertEquals(3, plays("a.png", png));
        assertEquals(1, plays("a.gif", Samples.resource("animated/gif-play-once.gif")));
        byte[] gif = Samples.resource("animated/gif-loop-forever.gif");
        assertEquals(0, plays("a.gif", gif));
        int block = new String(gif, StandardCharsets.ISO_8859_1).indexOf("NETSCAPE2.0");
        gif[block + 13] = 4; // repeated four times after the first
        assertEquals(5, plays("a.gif", gif));
        assertEquals(1, plays("a.webp", Samples.resource("animated/webp-anim-part-once.webp")));
    }

    @Test
    void theNumberOfRoundsGoesByTwoNamesAndMayStandBehindAnother() {
        byte[] gif = Samples.resource("animated/gif-loop-forever.gif");
        int block = new String(gif, StandardCharsets.ISO_8859_1).indexOf("NETSCAPE2.0");
        byte[] renamed = gif.clone();
        System.arraycopy("ANIMEXTS1.0".getBytes(StandardCharsets.ISO_8859_1), 0, renamed, block, 11);
        assertEquals(0, plays("a.gif", renamed));
        byte[] buffered = Samples.joined(
                Arrays.copyOf(gif, block + 11),
                new byte[] {5, 2, 0, 0, 1, 0, 3, 1, 2, 0},
                Arrays.copyOfRange(gif, block + 15, gif.length));
        assertEquals(3, plays("a.gif", buffered));
    }

    private static int plays(String name, byte[] file) {
        try (AnimatedPicture animated =
                AnimatedPicture.open(Samples.source(name, file), 512).orElseThrow()) {
            return animated.plays();
        }
    }

    @Test
    void aFrameThatClearsItsPlaceLeavesItTransparent() {
        byte[] png = apng(frame(0, 0, 2, 2, 500, 1, 0, RED), frame(1, 1, 1, 1, 200, 0, 0, BLUE));
        assertEquals("PT0.2S [0, 0, 0, ff0000ff]", play("a.png", png, 2).get(1));
    }

    @Test
    void onlyThePlaceOfAFrameIsCleared() {
        byte[] png = apng(
                frame(0, 0, 2, 2, 500, 0, 0, RED),
                frame(1, 1, 1, 1, 200, 1, 0, BLUE),
                frame(0, 0, 1, 1, 200, 0, 0, BLUE));
        assertEquals(
                "PT0.2S [ff0000ff, ffff0000, ffff0000, 0]",
                play("a.png", png, 3).get(2));
    }

    @Test
    void aFrameThatUndoesItselfGivesBackWhatWasThere() {
        byte[] png = apng(
                frame(0, 0, 2, 2, 500, 0, 0, RED),
                frame(0, 0, 2, 2, 200, 2, 0, BLUE),
                frame(0, 0, 1, 1, 200, 0, 0, BLUE));
        assertEquals(
                "PT0.2S [ff0000ff, ffff0000, ffff0000, ffff0000]",
                play("a.png", png, 3).get(2));
    }

    /// Some writers count from one, and say 4.
    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void aFrameOfAGifThatUndoesItselfGivesBackWhatWasThere(int disposal) {
        byte[] gif = Samples.joined(
                bytes("474946383961 0200 0200 00 00 00"),
                gifFrame(0, 2, RED, "04 08 14"),
                gifFrame(disposal, 2, BLUE, "04 08 14"),
                gifFrame(0, 1, BLUE, "44 01"),
                bytes("3B"));
        assertEquals(
                "PT0.2S [ff0000ff, ffff0000, ffff0000, ffff0000]",
                play("a.gif", gif, 3).get(2));
    }

    /// @param packed as many pixels of the first color
    private static byte[] gifFrame(int disposal, int side, int color, String packed) {
        byte[] pixels = bytes(packed);
        return bytes("21F904 %02X 1400 00 00 2C 0000 0000 %02X00 %02X00 81 %06X 000000 000000 000000 02 %02X %s 00"
                .formatted(disposal << 2, side, side, color & 0xFFFFFF, pixels.length, packed));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    @Test
    void animatedWebpPlays() {
        byte[] still = Samples.resource("lossless.webp");
        byte[] file = webp(still, still);
        try (AnimatedPicture animated =
                AnimatedPicture.open(Samples.source("a.webp", file), 512).orElseThrow()) {
            assertEquals(2, animated.frameCount());
            AnimatedPicture.Frame second =
                    List.of(animated.next(), animated.next()).get(1);
            assertEquals(Duration.ofMillis(250), second.delay());
            assertEquals(
                    0, Samples.difference(0xFF000000 | Samples.QUARTERS[2], Samples.quarters(second.picture())[2]));
        }
        assertTrue(new PictureReader()
                .inspect(Samples.source("a.webp", file))
                .facts()
                .animated());
    }

    /// Some writers forget to say so.
    @Test
    void aWebpOfFramesIsAnimatedWhateverItsFlagsSay() {
        byte[] still = Samples.resource("lossless.webp");
        byte[] file = webp(still, still);
        file[20] = 0;
        try (AnimatedPicture animated =
                AnimatedPicture.open(Samples.source("a.webp", file), 512).orElseThrow()) {
            assertEquals(2, animated.frameCount());
        }
        Picture shown = new PictureReader().read(Samples.source("a.webp", file), 512);
        assertEquals(0, Samples.difference(0xFF000000 | Samples.QUARTERS[2], Samples.quarters(shown)[2]));
    }

    @Test
    void ofAWebpThatBreaksOffWithinItsFirstFrameAPartIsSeen() {
        byte[] still = Samples.resource("lossy.webp");
        byte[] file = Arrays.copyOf(webp(still, still), 230);
        Picture shown = new PictureReader().read(Samples.source("a.webp", file), 512);
        assertTrue(Samples.difference(0xFF000000 | Samples.QUARTERS[0], Samples.quarters(shown)[0]) <= 12);
        double sound = PictureReader.soundPart(Samples.source("a.webp", file));
        assertTrue(sound > 0 && sound < 1, "sound " + sound);
    }

    @Test
    void animatedGifPlays() {
        byte[] still = Samples.encoded(Samples.quarters(40, 30, java.awt.image.BufferedImage.TYPE_BYTE_INDEXED), "gif");
        int image = firstBlock(still);
        byte[] twice =
                Samples.joined(Arrays.copyOf(still, still.length - 1), Arrays.copyOfRange(still, image, still.length));
        try (AnimatedPicture animated =
                AnimatedPicture.open(Samples.source("a.gif", twice), 20).orElseThrow()) {
            assertEquals(2, animated.frameCount());
            assertEquals(
                    "20 × 15",
                    animated.next().picture().width() + " × "
                            + animated.next().picture().height());
        }
    }

    @Test
    void aStillPictureIsNoAnimation() {
        assertEquals(Optional.empty(), AnimatedPicture.open(Samples.source("a.jpg", Samples.jpeg(8, 8)), 512));
        assertEquals(
                Optional.empty(),
                AnimatedPicture.open(Samples.source("a.webp", Samples.resource("lossless.webp")), 512));
    }

    private static List<String> play(String name, byte[] bytes, int count) {
        var shown = new ArrayList<String>();
        try (AnimatedPicture animated =
                AnimatedPicture.open(Samples.source(name, bytes), 512).orElseThrow()) {
            for (int i = 0; i < count; i++) {
                AnimatedPicture.Frame frame = animated.next();
                shown.add(frame.delay() + " "
                        + Arrays.toString(Arrays.stream(frame.picture().argb())
                                .mapToObj(Integer::toHexString)
                                .toArray()));
            }
        }
        return shown;
    }

    /// Where the blocks begin, behind the screen and its colors.
    private static int firstBlock(byte[] gif) {
        return 13 + ((gif[10] & 0x80) == 0 ? 0 : 3 << (gif[10] & 7) + 1);
    }

    private record Frame(byte[] control, byte[] pixels) {}

    private static Frame frame(
            int left, int top, int width, int height, int millis, int disposal, int blend, int color) {
        byte[] control = ByteBuffer.allocate(26)
                .putInt(0)
                .putInt(width)
                .putInt(height)
                .putInt(left)
                .putInt(top)
                .putShort((short) millis)
                .putShort((short) 1000)
                .put((byte) disposal)
                .put((byte) blend)
                .array();
        var packed = new ByteArrayOutputStream();
        try (var deflate = new DeflaterOutputStream(packed)) {
            for (int y = 0; y < height; y++) {
                deflate.write(0);
                for (int x = 0; x < width; x++) {
                    deflate.write(
                            new byte[] {(byte) (color >> 16), (byte) (color >> 8), (byte) color, (byte) (color >> 24)});
                }
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return new Frame(control, packed.toByteArray());
    }

    private static byte[] apng(Frame... frames) {
        byte[] file = Samples.joined(
                new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'},
                Samples.pngChunk(
                        "IHDR",
                        ByteBuffer.allocate(13)
                                .putInt(2)
                                .putInt(2)
                                .put(new byte[] {8, 6, 0, 0, 0})
                                .array()),
                Samples.pngChunk(
                        "acTL",
                        ByteBuffer.allocate(8).putInt(frames.length).putInt(0).array()));
        for (int i = 0; i < frames.length; i++) {
            byte[] data = i == 0
                    ? Samples.pngChunk("IDAT", frames[i].pixels)
                    : Samples.pngChunk("fdAT", Samples.joined(new byte[4], frames[i].pixels));
            file = Samples.joined(file, Samples.pngChunk("fcTL", frames[i].control), data);
        }
        return Samples.joined(file, Samples.pngChunk("IEND", new byte[0]));
    }

    private static byte[] webp(byte[]... stills) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(Samples.webpChunk("VP8X", new byte[] {2, 0, 0, 0, 39, 0, 0, 29, 0, 0}));
        body.writeBytes(Samples.webpChunk("ANIM", new byte[6]));
        for (byte[] still : stills) {
            byte[] place = {0, 0, 0, 0, 0, 0, 39, 0, 0, 29, 0, 0, (byte) 250, 0, 0, 0};
            body.writeBytes(
                    Samples.webpChunk("ANMF", Samples.joined(place, Arrays.copyOfRange(still, 12, still.length))));
        }
        return Samples.webp(body.toByteArray());
    }
}
