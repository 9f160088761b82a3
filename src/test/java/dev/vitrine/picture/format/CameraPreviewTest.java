package dev.vitrine.picture.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.picture.DecodeRequest;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.picture.Samples;
import dev.vitrine.picture.pixels.Integrity;
import dev.vitrine.picture.pixels.Picture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Pictures have four colors, and smaller ones are gray in their lower half, so that one sees which of them was
/// decoded.
final class CameraPreviewTest {
    private static final int FOR_SCREEN = 0x010001;
    private static final String DATE = "2024:02:29 23:59:58";
    private static final byte[] MAIN = main(exif(1, DATE, 400, 300));

    @ParameterizedTest
    @CsvSource({"100, true", "101, false", "400, false"})
    void aSmallerOneIsShownWhereItIsTwiceAsLargeAsNeeded(int edge, boolean smaller) {
        assertEquals(smaller, showsSmaller(file(MAIN, half(200, 150), FOR_SCREEN, true), edge));
    }

    @Test
    void theSmallerOneSaysNothingAboutTheMainOne() {
        assertEquals(Integrity.UNKNOWN, integrity(file(MAIN, half(200, 150), FOR_SCREEN, true)));
        assertEquals(Integrity.SOUND, integrity(MAIN));
    }

    private static Integrity integrity(byte[] file) {
        return new PictureReader()
                .preview(Samples.source("a.jpg", file), 50, DecodeRequest.VIEWED)
                .integrity();
    }

    @ParameterizedTest
    @CsvSource({
        "200, 150, true",
        "200, 149, true",
        "200, 147, false",
        "200, 112, false",
        "150, 200, false",
        "400, 300, false"
    })
    void aSmallerOneHasTheSameShape(int width, int height, boolean same) {
        assertEquals(same, showsSmaller(file(MAIN, half(width, height), FOR_SCREEN, false), 50));
    }

    @ParameterizedTest
    @CsvSource({"65537, true", "65538, true", "0, false", "131073, false", "196608, false"})
    void onlyThoseForAScreenShowTheSame(int kind, boolean same) {
        assertEquals(same, showsSmaller(file(MAIN, half(200, 150), kind, true), 50));
    }

    @Test
    void itIsTurnedAsTheMainOne() {
        byte[] turned = main(exif(6, DATE, 400, 300));
        Picture picture = read(file(turned, half(200, 150), FOR_SCREEN, true), 80);
        assertEquals("60 × 80", picture.width() + " × " + picture.height());
        int[] colors = Samples.quarters(picture);
        assertTrue(isGray(colors[0]) && isGray(colors[2]), "what was below is at the left");
        assertEquals(0, Samples.difference(0xFF000000 | Samples.QUARTERS[0], colors[1]) / 13);
    }

    @Test
    void oneThatLiesOtherwiseIsNotShown() {
        byte[] upsideDown = Samples.withExif(half(200, 150), Samples.orientation(3));
        assertFalse(showsSmaller(file(MAIN, upsideDown, FOR_SCREEN, true), 50));
    }

    @Test
    void itHasTheColorsOfTheMainOne() {
        double[][] exchanged = {{0.3851, 0.7169, 0.0971}, {0.4361, 0.2225, 0.0139}, {0.1431, 0.0606, 0.7141}};
        byte[] main = Samples.withProfile(MAIN, Samples.profile(exchanged, 2.2));
        int[] all = Samples.quarters(read(main, 80));
        int[] smaller = Samples.quarters(read(file(main, half(200, 150), FOR_SCREEN, true), 80));
        for (int i = 0; i < 2; i++) {
            assertEquals(0, Samples.difference(all[i], smaller[i]) / 13, "quarter " + i);
        }
        assertTrue(isGray(smaller[3]));
    }

    @Test
    void withoutAWholeSmallerOneTheMainOneIsShown() {
        byte[] smaller = half(200, 150);
        byte[] file = file(MAIN, smaller, FOR_SCREEN, true);
        assertFalse(showsSmaller(Arrays.copyOf(file, file.length - 20), 100), "cut off");
        byte[] changed = file.clone();
        Arrays.fill(changed, file.length - smaller.length + 2, file.length, (byte) 0);
        assertFalse(showsSmaller(changed, 100), "no longer one");
    }

    /// A file with a thousand lists of the same picture would be copied thousands of times.
    @Test
    void onlyTheFirstListCounts() {
        byte[] smaller = half(200, 150);
        byte[] second = file(MAIN, smaller, FOR_SCREEN, true);
        byte[] main = Arrays.copyOf(second, second.length - smaller.length);
        assertFalse(showsSmaller(file(main, smaller, 0, true), 50));
    }

    @Test
    void oneThatIsMostOfTheFileIsNotTheSmallerOne() {
        byte[] larger = Arrays.copyOf(half(200, 150), 2 * MAIN.length);
        assertFalse(showsSmaller(file(MAIN, larger, FOR_SCREEN, true), 50));
    }

    @Test
    void anotherPictureIsNotShown() {
        assertFalse(showsSmaller(file(MAIN, Samples.gray(200, 150), FOR_SCREEN, true), 50));
        int[] mirrored = {Samples.QUARTERS[1], Samples.QUARTERS[0], 0x808080, 0x808080};
        assertFalse(showsSmaller(file(MAIN, Samples.jpeg(200, 150, mirrored), FOR_SCREEN, true), 50));
    }

    @Test
    void afterAnEditTheMainOneIsShown() {
        byte[] smaller = half(200, 150);
        String later = "2024:03:01 10:00:00";
        assertFalse(showsSmaller(file(main(exif(1, later, 400, 300)), smaller, FOR_SCREEN, true), 50), "date");
        assertFalse(showsSmaller(file(main(exif(1, DATE, 800, 600)), smaller, FOR_SCREEN, true), 50), "size");
        assertFalse(showsSmaller(file(Samples.jpeg(400, 300), smaller, FOR_SCREEN, true), 50), "no camera");
        byte[] resources = segment(0xED, "Photoshop 3.0\0");
        assertFalse(showsSmaller(file(after(MAIN, resources), smaller, FOR_SCREEN, true), 50), "Photoshop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://ns.adobe.com/xap/1.0/mm/", "http://ns.adobe.com/camera-raw-settings/1.0/"})
    void whatAnEditorNotesIsAnEdit(String namespace) {
        byte[] packet = segment(0xE1, "http://ns.adobe.com/xap/1.0/\0<x xmlns:a=\"" + namespace + "\"/>");
        assertFalse(showsSmaller(file(after(MAIN, packet), half(200, 150), FOR_SCREEN, true), 50));
        byte[] stars = segment(0xE1, "http://ns.adobe.com/xap/1.0/\0<x xmlns:a=\"http://ns.adobe.com/xap/1.0/\"/>");
        assertTrue(showsSmaller(file(after(MAIN, stars), half(200, 150), FOR_SCREEN, true), 50), "of a camera");
    }

    /// Every program that keeps the metadata keeps it too, whatever it did to the picture.
    @ParameterizedTest
    @ValueSource(strings = {"second directory", "own directory"})
    void oneWithinTheMetadataIsNotShown(String place) {
        byte[] smaller = half(200, 150);
        int behind = naming(place, smaller.length, 0).length;
        byte[] main = main(Samples.joined(naming(place, smaller.length, behind), smaller));
        assertFalse(showsSmaller(Samples.joined(main, new byte[smaller.length]), 50));
    }

    @Test
    void whereNobodyWaitsThePreviewIsMadeOfTheMainOne() {
        byte[] file = file(MAIN, half(200, 150), FOR_SCREEN, true);
        var kept = new PictureReader().preview(Samples.source("a.jpg", file), 50, DecodeRequest.BACKGROUND);
        assertFalse(isGray(Samples.quarters(kept.picture())[3]));
        assertEquals(Integrity.SOUND, kept.integrity());
    }

    @Test
    void aMakerNoteNamesSmallerOnes() {
        byte[] smaller = half(200, 150);
        byte[] picture = Samples.jpeg(400, 300);
        int behind = picture.length + 10 + exif(1, DATE, 400, 300).length;
        byte[] main = main(naming("maker note", smaller.length, behind - 12)); // counted from the start of the block
        assertEquals(behind, main.length);
        assertTrue(showsSmaller(Samples.joined(main, smaller), 50));
        assertFalse(showsSmaller(Samples.joined(main, Samples.gray(200, 150), new byte[smaller.length]), 50));
    }

    private static boolean showsSmaller(byte[] file, int edge) {
        int[] colors = Samples.quarters(read(file, edge));
        return isGray(colors[2]) && isGray(colors[3]);
    }

    private static boolean isGray(int color) {
        return Samples.difference(color, 0xFF808080) < 8;
    }

    private static Picture read(byte[] file, int edge) {
        return new PictureReader().read(Samples.source("a.jpg", file), edge);
    }

    private static byte[] half(int width, int height) {
        return Samples.jpeg(width, height, new int[] {Samples.QUARTERS[0], Samples.QUARTERS[1], 0x808080, 0x808080});
    }

    private static byte[] main(byte[] exif) {
        return Samples.withExif(Samples.jpeg(400, 300), exif);
    }

    private static byte[] after(byte[] jpeg, byte[] segment) {
        return Samples.joined(Arrays.copyOf(jpeg, 2), segment, Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    private static byte[] segment(int marker, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        return Samples.joined(new byte[] {-1, (byte) marker, 0, (byte) (2 + bytes.length)}, bytes);
    }

    private static byte[] exif(int orientation, String written, int width, int height) {
        return exif(orientation, written, width, height, "", 0, 0);
    }

    private static byte[] naming(String place, int length, int at) {
        return exif(1, DATE, 400, 300, place, length, at);
    }

    /// A camera's block of 400 bytes, with a smaller picture somewhere else.
    private static byte[] exif(
            int orientation, String written, int width, int height, String place, int length, int at) {
        ByteBuffer block =
                ByteBuffer.allocate(400).put(new byte[] {'M', 'M', 0, 42}).putInt(8);
        block.putShort((short) 4);
        entry(block, 274, 3, 1, orientation << 16);
        entry(block, 306, 2, 20, 250);
        entry(block, 330, 4, 1, place.equals("own directory") ? 200 : 0);
        entry(block, 34665, 4, 1, 100);
        block.putInt(place.equals("second directory") ? 200 : 0).position(100);
        block.putShort((short) 4);
        entry(block, 36867, 2, 20, 280);
        entry(block, 37500, 7, place.equals("maker note") ? 60 : 0, 310);
        entry(block, 40962, 4, 1, width);
        entry(block, 40963, 4, 1, height);
        block.position(200).putShort((short) 2);
        entry(block, 513, 4, 1, at);
        entry(block, 514, 4, 1, length);
        block.position(250).put(written.getBytes(StandardCharsets.US_ASCII));
        block.position(280).put(DATE.getBytes(StandardCharsets.US_ASCII));
        block.position(310).put("SONY DSC \0\0\0".getBytes(StandardCharsets.US_ASCII));
        block.putShort((short) 1);
        entry(block, 0x2001, 7, length, at);
        return block.array();
    }

    private static void entry(ByteBuffer block, int tag, int type, int count, int value) {
        block.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    /// The main picture with a list of both, and the other one behind it.
    private static byte[] file(byte[] main, byte[] smaller, int kind, boolean bigEndian) {
        ByteBuffer list = ByteBuffer.allocate(4 + 8 + 2 + 12 + 4 + 32)
                .order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        list.put(("MPF\0" + (bigEndian ? "MM" : "II")).getBytes(StandardCharsets.US_ASCII));
        list.putShort((short) 42).putInt(8).putShort((short) 1);
        list.putShort((short) 0xB002).putShort((short) 7).putInt(32).putInt(26).putInt(0);
        list.putInt(0x030000).putInt(main.length + 66).putInt(0).putInt(0);
        // counted from behind the four letters, which two bytes of its start and four of the segment precede
        list.putInt(kind)
                .putInt(smaller.length)
                .putInt(main.length + 66 - 2 - 4 - 4)
                .putInt(0);
        ByteBuffer file = ByteBuffer.allocate(main.length + 66 + smaller.length);
        file.put(main, 0, 2).putShort((short) 0xFFE2).putShort((short) 64).put(list.array());
        return file.put(main, 2, main.length - 2).put(smaller).array();
    }
}
