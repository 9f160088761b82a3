package dev.vitrine.picture.format;

import static dev.vitrine.picture.format.Boxes.box;
import static dev.vitrine.picture.format.Boxes.joined;
import static dev.vitrine.picture.format.Boxes.text;
import static dev.vitrine.picture.format.Boxes.u16;
import static dev.vitrine.picture.format.Boxes.u32;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageType;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.Samples;
import dev.vitrine.picture.input.SourceBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the boxes say of the main picture, in files that have no pixels.
final class HeifBoxesTest {
    private static final byte[] VERSION_0 = new byte[4];
    private static final String PACKET = "<rdf:RDF/>";

    /// The main item is of 160 × 128; `cut` leaves 100 × 90 of what it is then, or a half pixel more of each.
    @ParameterizedTest
    @CsvSource({
        "cut turn, 90, 100, TURN_LEFT",
        "turn cut, 100, 90, TURN_LEFT",
        "turn turn, 160, 128, UPSIDE_DOWN",
        "turn half, 101, 91, TURN_LEFT",
        "half, 101, 91, UPRIGHT",
        "mirror turn cut, 100, 90, TRANSPOSED",
        "turn mirror, 128, 160, TRANSVERSED",
        "nothing, 160, 128, UPRIGHT"
    })
    void whatIsDoneToThePictureIsDoneInItsOrder(String acts, int width, int height, String lies) throws IOException {
        Header header =
                header(file(Stream.of(acts.split(" ")).map(HeifBoxesTest::act).toList(), new byte[0]));
        assertEquals(List.of(width, height), List.of(header.shownWidth(), header.shownHeight()));
        assertEquals(Orientation.valueOf(lies), header.orientation());
    }

    private static byte[] act(String name) {
        return switch (name) {
            case "turn" -> box("irot", new byte[] {1});
            case "mirror" -> box("imir", new byte[] {1});
            case "cut" -> box("clap", joined(u32(100), u32(1), u32(90), u32(1), new byte[16]));
            case "half" -> box("clap", joined(u32(201), u32(2), u32(181), u32(2), new byte[16]));
            default -> box("clap", new byte[32]);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "deflate", "alone", "gzip"})
    void aPacketIsReadHoweverItIsPacked(String coding) throws IOException {
        byte[] file =
                file(List.of(), packed(coding), "mime", "application/rdf+xml", coding.replace("alone", "deflate"));
        assertEquals(PACKET, new String(header(file).metadata().xmp().getFirst(), StandardCharsets.US_ASCII));
    }

    @Test
    void aPackedPacketIsNotReplacedByAPlainOne() throws IOException {
        byte[] file = file(List.of(), packed("gzip"), "mime", "application/rdf+xml", "gzip");
        assertEquals(Optional.empty(), HeifXmp.edits(SourceBytes.of(file), old -> old));
    }

    private static byte[] packed(String coding) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream packing = switch (coding) {
            case "deflate" -> new DeflaterOutputStream(bytes);
            case "alone" -> new DeflaterOutputStream(bytes, new Deflater(9, true));
            case "gzip" -> new GZIPOutputStream(bytes);
            default -> bytes;
        }) {
            packing.write(PACKET.getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 4})
    void anExifBlockIsReadWithTheDistanceToItOrWithout(int distance) throws IOException {
        byte[] block = Samples.orientation(6);
        byte[] item = distance < 0 ? block : joined(u32(distance), new byte[distance], block);
        assertTrue(header(file(List.of(), item, "Exif"))
                .metadata()
                .exif()
                .getFirst()
                .orientation()
                .swapsSides());
    }

    @Test
    void theProgramThatDecodesGetsAStillPictureWithoutMetadata() throws IOException {
        byte[] file = file(List.of(), new byte[9], "Exif");
        System.arraycopy(text("msf1"), 0, file, 8, 4);
        byte[] alone = HeifBoxes.open(SourceBytes.of(file)).mainAlone();
        assertEquals("heic", SourceBytes.of(alone).tag(8));
        assertFalse(new String(alone, StandardCharsets.ISO_8859_1).contains("Exif"));
        assertArrayEquals(new byte[] {'m', 's', 'f', '1'}, Arrays.copyOfRange(file, 8, 12));
    }

    private static Header header(byte[] file) throws IOException {
        return HeifBoxes.open(SourceBytes.of(file)).header(ImageType.HEIC);
    }

    /// @param acts properties of the main item, behind its size
    /// @param item content of the second item
    /// @param reported its kind, and what follows its name, each ended by a zero
    private static byte[] file(List<byte[]> acts, byte[] item, String... reported) {
        byte[] size = box("ispe", joined(VERSION_0, u32(160), u32(128)));
        byte[] properties = box("ipco", joined(size, joined(acts.toArray(byte[][]::new))));
        var numbers = new byte[acts.size() + 1];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (byte) (i + 1);
        }
        byte[] map = box("ipma", joined(VERSION_0, u32(1), u16(1), new byte[] {(byte) numbers.length}, numbers));
        String kind = reported.length == 0 ? "none" : reported[0];
        var rest = new StringBuilder("\0");
        for (int i = 1; i < reported.length; i++) {
            rest.append(reported[i]).append('\0');
        }
        byte[] infos = box("iinf", joined(VERSION_0, u16(2), info(1, "hvc1", "\0"), info(2, kind, rest.toString())));
        byte[] places = box(
                "iloc",
                joined(
                        new byte[] {1, 0, 0, 0, 0x44, 0},
                        u16(1),
                        joined(u16(2), u16(1), u16(0), u16(1), u32(0), u32(item.length))));
        byte[] meta = box(
                "meta",
                joined(
                        VERSION_0,
                        box("pitm", joined(VERSION_0, u16(1))),
                        infos,
                        places,
                        box("iprp", joined(properties, map)),
                        box("idat", item)));
        return joined(box("ftyp", text("heic\0\0\0\0mif1heic")), meta);
    }

    private static byte[] info(int id, String kind, String rest) {
        return box("infe", joined(new byte[] {2, 0, 0, 0}, u16(id), u16(0), text(kind + rest)));
    }
}
