package dev.vitrine.picture.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.image.Decimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CameraSettingsTest {
    private static final int TEXT = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int FRACTION = 5;
    private static final int SIGNED_FRACTION = 10;

    /// One entry of a directory: `value` is for numbers, with what it is divided by.
    private record Entry(int tag, int type, String text, int value, int divisor) {}

    private final List<Entry> main = new ArrayList<>();
    private final List<Entry> camera = new ArrayList<>();
    private String xmp = "";

    @Test
    void whatNothingSaysIsUnknown() {
        assertEquals("  0   ", said());
    }

    @Test
    void whatTheCameraWroteIsRead() {
        main.add(text(271, "NIKON CORPORATION\0\0"));
        main.add(text(272, "NIKON D850  "));
        camera.add(text(42036, "NIKKOR 85mm f/1.8  "));
        camera.add(number(34855, SHORT, 1600));
        camera.add(fraction(37386, 850, 10));
        camera.add(fraction(33437, 18, 10));
        camera.add(fraction(33434, 10, 2500));
        assertEquals("Nikon D850 NIKKOR 85mm f/1.8 1600 85 1.8 0.004", said());
    }

    @Test
    void whereANumberIsMissingItsPowerOfTwoIsTaken() {
        camera.add(fraction(33437, 0, 10));
        camera.add(fraction(37378, 3, 1));
        camera.add(fraction(33434, 0, 0));
        camera.add(new Entry(37377, SIGNED_FRACTION, "", -1, 1));
        assertEquals("  0  2.828 2", said());
    }

    @ParameterizedTest
    @CsvSource({"0,1", "0,0", "5,0", "-1,1"})
    void whatIsZeroOrEndlessIsUnknown(int value, int divisor) {
        for (int tag : new int[] {33434, 33437, 37386}) {
            camera.add(new Entry(tag, SIGNED_FRACTION, "", value, divisor));
        }
        camera.add(new Entry(34855, SIGNED_FRACTION, "", value, divisor));
        assertEquals("  0   ", said());
    }

    @ParameterizedTest
    @ValueSource(strings = {"----", "0.0 mm f/0.0", "0mm f/0", "   ", "--- ", "0", "unknown"})
    void aLensThatSaysNothingIsUnknown(String lens) {
        camera.add(text(42036, lens));
        assertEquals("  0   ", said());
    }

    @Test
    void aSensitivityTooHighForTwoBytesIsTakenFromWhereThereIsRoom() {
        camera.add(number(34855, SHORT, 65535));
        assertEquals("  65535   ", said(), "nothing else says it");
        camera.add(number(34865, LONG, 80000));
        assertEquals("  80000   ", said());
        camera.add(number(34866, LONG, 102400));
        assertEquals("  102400   ", said());
    }

    @Test
    void whatExifDoesNotSayIsReadFromXmp() {
        xmp = """
                <x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>
                <rdf:Description rdf:about='' xmlns:tiff='http://ns.adobe.com/tiff/1.0/'
                  xmlns:exif='http://ns.adobe.com/exif/1.0/' xmlns:aux='http://ns.adobe.com/exif/1.0/aux/'
                  tiff:Make='SONY' tiff:Model='ILCE-7M3' aux:Lens='FE 85mm F1.8' exif:FocalLength='85/1'
                  exif:ApertureValue='2/1' exif:ExposureTime='1/60'>
                <exif:ISOSpeedRatings><rdf:Seq><rdf:li>400</rdf:li></rdf:Seq></exif:ISOSpeedRatings>
                </rdf:Description></rdf:RDF></x:xmpmeta>""";
        assertEquals("Sony ILCE-7M3 FE 85mm F1.8 400 85 2 0.01667", said());
        camera.add(number(34855, SHORT, 800));
        camera.add(fraction(33434, 1, 30));
        assertEquals("Sony ILCE-7M3 FE 85mm F1.8 800 85 2 0.03333", said(), "the camera knows best");
    }

    private String said() {
        var settings = new CameraSettings(
                new Metadata(MetadataBlocks.NONE.withExif(block()).withXmp(xmp.getBytes(StandardCharsets.UTF_8))));
        return String.join(
                " ",
                settings.camera(),
                settings.lens(),
                String.valueOf(settings.iso()),
                number(settings.focalLength()),
                number(settings.aperture()),
                number(settings.exposureTime()));
    }

    private static String number(Optional<Decimal> number) {
        return number.map(Decimal::toString).orElse("");
    }

    private static Entry text(int tag, String text) {
        return new Entry(tag, TEXT, text + "\0", 0, 0);
    }

    private static Entry number(int tag, int type, int value) {
        return new Entry(tag, type, "", value, 1);
    }

    private static Entry fraction(int tag, int value, int divisor) {
        return new Entry(tag, FRACTION, "", value, divisor);
    }

    /// Big-endian; values that do not fit into the tables stand at the end, 100 bytes each.
    private byte[] block() {
        var all = new ArrayList<>(main);
        all.add(number(34665, LONG, 400));
        ByteBuffer block =
                ByteBuffer.allocate(4000).put(new byte[] {'M', 'M', 0, 42}).putInt(8);
        int values = directory(block, 8, all, 1000);
        directory(block, 400, camera, values);
        return block.array();
    }

    private static int directory(ByteBuffer block, int at, List<Entry> entries, int firstValue) {
        int values = firstValue;
        block.position(at).putShort((short) entries.size());
        for (Entry entry : entries) {
            byte[] text = entry.text.getBytes(StandardCharsets.ISO_8859_1);
            block.putShort((short) entry.tag).putShort((short) entry.type).putInt(Math.max(1, text.length));
            if (entry.type == TEXT && text.length > 4 || entry.type == FRACTION || entry.type == SIGNED_FRACTION) {
                block.put(values, text).putInt(values);
                if (entry.type != TEXT) {
                    block.putInt(values, entry.value).putInt(values + 4, entry.divisor);
                }
                values += 100;
            } else if (entry.type == TEXT) {
                block.put(text).position(block.position() + 4 - text.length);
            } else {
                block.putInt(entry.type == SHORT ? entry.value << 16 : entry.value);
            }
        }
        block.putInt(0);
        return values;
    }
}
