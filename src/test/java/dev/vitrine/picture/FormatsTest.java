package dev.vitrine.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.FileEnd;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.picture.format.Formats;
import dev.vitrine.picture.format.Header;
import dev.vitrine.picture.format.ImageFormat;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.pixels.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every format alike. A new one needs its line in [#samples()], and no more.
final class FormatsTest {
    private static final Set<ImageType> CLEANED = EnumSet.of(ImageType.JPEG, ImageType.PNG, ImageType.WEBP);
    private static final Set<ImageType> BY_A_PROGRAM = EnumSet.of(ImageType.AVIF, ImageType.HEIC, ImageType.JXL);

    private final PictureReader reader = new PictureReader();

    /// A picture of 40 × 30 in four quarters.
    ///
    /// @param tolerance how far its colors may be off
    record Sample(String name, ImageType type, byte[] bytes, int tolerance) {
        ImageSource source() {
            return Samples.source(name, bytes);
        }

        /// Not every system has the program that decodes it.
        boolean isShownEverywhere() {
            return !BY_A_PROGRAM.contains(type);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Sample> samples() {
        BufferedImage rgb = Samples.quarters(40, 30, BufferedImage.TYPE_INT_RGB);
        BufferedImage palette = Samples.quarters(40, 30, BufferedImage.TYPE_BYTE_INDEXED);
        Stream<Sample> raw = Arrays.stream(ImageType.values())
                .filter(ImageType::isRaw)
                .map(type -> new Sample("preview." + type.extension(), type, RawSamples.of(type), 12));
        return Stream.concat(
                raw,
                Stream.of(
                        new Sample("baseline.jpg", ImageType.JPEG, Samples.jpeg(40, 30), 12),
                        new Sample("rgb.png", ImageType.PNG, Samples.encoded(rgb, "png"), 0),
                        new Sample("palette.png", ImageType.PNG, Samples.encoded(palette, "png"), 30),
                        new Sample("plain.gif", ImageType.GIF, Samples.encoded(palette, "gif"), 30),
                        new Sample("rgb.bmp", ImageType.BMP, Samples.encoded(rgb, "bmp"), 0),
                        new Sample("rgb.tif", ImageType.TIFF, Samples.encoded(rgb, "tiff"), 0),
                        new Sample("lzw.tif", ImageType.TIFF, Samples.resource("lzw.tif"), 0),
                        new Sample("jpeg.tif", ImageType.TIFF, Samples.resource("jpeg.tif"), 12),
                        new Sample("lossy.webp", ImageType.WEBP, Samples.resource("lossy.webp"), 12),
                        new Sample("lossless.webp", ImageType.WEBP, Samples.resource("lossless.webp"), 0),
                        new Sample("quadrants.heic", ImageType.HEIC, Samples.resource("quadrants.heic"), 16),
                        new Sample("quadrants.avif", ImageType.AVIF, Samples.resource("quadrants.avif"), 16),
                        new Sample("quadrants.jxl", ImageType.JXL, Samples.resource("quadrants.jxl"), 0),
                        new Sample("quadrants.psd", ImageType.PSD, Samples.resource("quadrants.psd"), 1)));
    }

    @Test
    void everyTypeHasASample() {
        assertEquals(
                EnumSet.allOf(ImageType.class),
                samples().map(Sample::type).collect(Collectors.toCollection(() -> EnumSet.noneOf(ImageType.class))));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void itsFirstBytesTellItsType(Sample sample) throws IOException {
        var stream = new ByteArrayInputStream(sample.bytes);
        assertEquals(Optional.of(sample.type), PictureReader.typeOf(stream));
        assertTrue(sample.bytes.length - stream.available() <= 4096);
        assertEquals(
                Optional.empty(),
                PictureReader.typeOf(
                        new ByteArrayInputStream(Arrays.copyOfRange(sample.bytes, 1, sample.bytes.length))),
                "not from its second byte on");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void itTellsItsTypeAndSizeWithoutDecoding(Sample sample) {
        ImageFacts facts = reader.inspect(sample.source()).facts();
        assertEquals(
                ImageFacts.UNKNOWN
                        .with(Attribute.CONTENT_TYPE, sample.type.contentType())
                        .with(Attribute.SIZE_BYTES, sample.bytes.length)
                        .with(Attribute.WIDTH, 40)
                        .with(Attribute.HEIGHT, 30)
                        .with(Attribute.ORIGINAL_NAME, sample.name),
                facts.with(Attribute.CAMERA, "")); // the raw ones have to say which
    }

    @ParameterizedTest
    @MethodSource("samples")
    void itShowsItsColorsTheRightWayUp(Sample sample) {
        Assumptions.assumeTrue(
                sample.isShownEverywhere() || Formats.of(sample.type).isDecodedHere(), "no program for it on the PATH");
        Picture picture = reader.read(sample.source(), 512);
        assertEquals("40 × 30", picture.width() + " × " + picture.height());
        int[] colors = Samples.quarters(picture);
        for (int i = 0; i < 4; i++) {
            int expected = 0xFF000000 | Samples.QUARTERS[i];
            assertTrue(
                    Samples.difference(expected, colors[i]) <= sample.tolerance,
                    "quarter " + i + ": expected " + Integer.toHexString(expected) + ", got "
                            + Integer.toHexString(colors[i]));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void itsMetadataGoWithoutLossOrItIsRefused(Sample sample) {
        if (!CLEANED.contains(sample.type)) {
            String refusal = assertThrows(ImageException.Invalid.class, () -> MetadataRemover.strip(sample.source()))
                    .getMessage();
            assertEquals(
                    "Metadata cannot be taken out of “" + sample.name
                            + "” without loss: that works for JPEG, PNG and WebP.",
                    refusal);
            return;
        }
        ImageSource cleaned = MetadataRemover.strip(sample.source());
        assertArrayEquals(
                reader.read(sample.source(), 512).argb(),
                reader.read(cleaned, 512).argb());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void itEndsWhereItSaysThatItEnds(Sample sample) {
        assertEquals(FileEnd.WHOLE, PictureReader.end(sample.source()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void cutAtSixtyHundredthsItIsNotWhole(Sample sample) {
        byte[] cut = Arrays.copyOf(sample.bytes, sample.bytes.length * 6 / 10);
        assertEquals(FileEnd.CUT_OFF, PictureReader.end(Samples.source(sample.name, cut)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void withoutItsLastByteItIsNotWhole(Sample sample) {
        byte[] cut = Arrays.copyOf(sample.bytes, sample.bytes.length - 1);
        FileEnd expected = sample.name.endsWith(".gif") ? FileEnd.UNCERTAIN : FileEnd.CUT_OFF; // its trailer
        assertEquals(expected, PictureReader.end(Samples.source(sample.name, cut)));
    }

    /// As some devices write them: all pixels, and no marker of the end.
    @Test
    void aPictureWithoutTheMarkerOfItsEndIsNotCutOff() {
        byte[] jpeg = Samples.jpeg(40, 30);
        byte[] pixels = Arrays.copyOf(jpeg, jpeg.length - 2);
        assertEquals(FileEnd.UNCERTAIN, PictureReader.end(Samples.source("a.jpg", pixels)));
        byte[] cut = Arrays.copyOf(jpeg, jpeg.length - 40);
        assertEquals(FileEnd.CUT_OFF, PictureReader.end(Samples.source("a.jpg", cut)));
    }

    /// The pictures of an MPO, a telephone's film, or further frames would be missing.
    @Test
    void oneThatAnnouncesMoreIs() {
        byte[] jpeg = Samples.jpeg(40, 30);
        byte[] pixels = Arrays.copyOf(jpeg, jpeg.length - 2);
        byte[] list = Samples.withSegment(pixels, 0xE2, "MPF\0".getBytes(StandardCharsets.US_ASCII));
        assertEquals(FileEnd.CUT_OFF, PictureReader.end(Samples.source("a.mpo", list)));
        byte[] xmp = "http://ns.adobe.com/xap/1.0/\0<GCamera:MicroVideo>".getBytes(StandardCharsets.US_ASCII);
        assertEquals(
                FileEnd.CUT_OFF, PictureReader.end(Samples.source("a.jpg", Samples.withSegment(pixels, 0xE1, xmp))));
        byte[] gif = Samples.resource("animated/gif-loop-forever.gif");
        assertEquals(FileEnd.CUT_OFF, PictureReader.end(Samples.source("a.gif", Arrays.copyOf(gif, gif.length - 1))));
    }

    /// A picture of which most is missing would be taken in for a whole one.
    @ParameterizedTest
    @MethodSource("boxed")
    void aFileOfBoxesIsCutOffAtEveryByte(String name, byte[] file) {
        List<Integer> missed = IntStream.range(12, file.length)
                .filter(end -> PictureReader.end(Samples.source(name, Arrays.copyOf(file, end))) != FileEnd.CUT_OFF)
                .boxed()
                .toList();
        assertEquals(List.of(), missed);
    }

    @ParameterizedTest
    @MethodSource("boxed")
    void whateverFollowsTheBoxesCutsNothingOff(String name, byte[] file) {
        for (String rest : List.of("\n", "seven b", "\0\0\0\1longtext", "appended by somebody", "\0".repeat(100))) {
            byte[] longer = Samples.joined(file, rest.getBytes(StandardCharsets.US_ASCII));
            assertEquals(FileEnd.UNCERTAIN, PictureReader.end(Samples.source(name, longer)), rest);
        }
    }

    static Stream<Arguments> boxed() {
        Stream<String> files = Stream.of(
                "alpha.avif",
                "colors/heic-nclx-p3.heic",
                "metadata/xmp.avif",
                "metadata/xmp.heic",
                "quadrants.avif",
                "quadrants.heic",
                "quadrants.jxl",
                "second-of-two.heic",
                "sideways-with-thumbnail.heic",
                "transcoded.jxl",
                "transparent.heic",
                "turned.jxl");
        return Stream.concat(
                files.map(name -> Arguments.of(name, Samples.resource(name))),
                Stream.of(Arguments.of("a.cr3", RawSamples.of(ImageType.CR3))));
    }

    /// Of a transfer, of a program, or a line that somebody added.
    @ParameterizedTest
    @MethodSource("samples")
    void whatFollowsItsEndCutsNothingOff(Sample sample) {
        for (String rest : List.of("\n", "\0".repeat(100), "appended by somebody")) {
            byte[] file = Samples.joined(sample.bytes, rest.getBytes(StandardCharsets.US_ASCII));
            assertNotEquals(FileEnd.CUT_OFF, PictureReader.end(Samples.source(sample.name, file)), rest);
        }
    }

    @Test
    void aPhotoWithAFilmAfterItMayBeWhole() {
        byte[] photo = Samples.joined(Samples.jpeg(40, 30), "film".getBytes(StandardCharsets.US_ASCII));
        assertEquals(FileEnd.UNCERTAIN, PictureReader.end(Samples.source("motion.jpg", photo)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aStillOneHasNoFramesToPlay(Sample sample) {
        assertEquals(Optional.empty(), AnimatedPicture.open(sample.source(), 512));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void nothingComesOnceItIsStopped(Sample sample) throws IOException {
        Assumptions.assumeFalse(sample.type.isRaw(), "what is in it is only found, and decoded as a JPEG");
        ImageFormat format = Formats.of(sample.type());
        SourceBytes bytes = SourceBytes.of(sample.bytes());
        Header header = format.header(bytes);
        var deadline = new Deadline(Duration.ofMinutes(1));
        deadline.stop();
        assertThrows(Exception.class, () -> format.decode(bytes, header, 20, deadline));
    }
}
