package dev.vitrine.picture.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageType;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.picture.Samples;
import dev.vitrine.picture.external.ImageProgram;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.input.UnsupportedException;
import dev.vitrine.picture.pixels.Picture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What the boxes say that the program which decodes is told, or that stands in for it.
final class HeifFormatTest {
    @Test
    void ofSeveralPicturesTheMainOneAloneIsNotHidden() throws Exception {
        byte[] file = Samples.resource("second-of-two.heic");
        assertEquals(List.of(0, 0), hidden(file), "as telephones write bursts");
        assertEquals(List.of(1, 0), hidden(HeifBoxes.open(SourceBytes.of(file)).mainAlone()));
        assertEquals(List.of(0, 0), hidden(file), "the original is left alone");
    }

    @Test
    void theMainPictureIsTheOneShown() {
        Assumptions.assumeTrue(
                ImageProgram.forHeif(System.getenv("PATH")).isThere(), "no program for HEIC on the PATH");
        byte[] file = Samples.resource("second-of-two.heic");
        Picture picture = new PictureReader().read(Samples.source("a.heic", file), 512);
        assertEquals("160 × 128", picture.width() + " × " + picture.height());
    }

    @Test
    void transparencyIsKnownByTheNameThatItsCodecGivesIt() throws Exception {
        assertTrue(HeifBoxes.open(SourceBytes.of(Samples.resource("transparent.heic")))
                .hasAlpha());
        assertTrue(
                HeifBoxes.open(SourceBytes.of(Samples.resource("alpha.avif"))).hasAlpha());
        assertFalse(HeifBoxes.open(SourceBytes.of(Samples.resource("quadrants.heic")))
                .hasAlpha());
    }

    /// The camera's small picture lies as the sensor does, whatever turns the large one.
    @Test
    void whatStandsInForThePictureIsTurnedAsItIs() throws Exception {
        SourceBytes file = SourceBytes.of(Samples.resource("sideways-with-thumbnail.heic"));
        var format = new HeifFormat(ImageType.HEIC, ImageProgram.forHeif(""));
        Header header = format.header(file);
        assertFalse(format.isDecodedHere());
        var result = assertInstanceOf(
                DecodeResult.OtherFile.class, format.decode(file, header, 512, new Deadline(Duration.ofSeconds(30))));
        assertEquals(Optional.of(header.orientation()), result.orientation());
    }

    @Test
    void withoutProgramAndSmallPictureItSaysWhatToInstall() throws Exception {
        SourceBytes file = SourceBytes.of(Samples.resource("quadrants.heic"));
        var format = new HeifFormat(ImageType.HEIC, ImageProgram.forHeif(""));
        Header header = format.header(file);
        var refused = assertThrows(
                UnsupportedException.class,
                () -> format.decode(file, header, 512, new Deadline(Duration.ofSeconds(30))));
        assertTrue(refused.getMessage().contains("heif-convert"), refused.getMessage());
    }

    /// An older one knows fewer kinds: the file may be as it should be.
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aProgramThatCannotDecodeSaysNothingOfTheFile(@TempDir Path folder) throws Exception {
        Path program = Files.writeString(folder.resolve("heif-convert"), "#!/bin/sh\nexit 1\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        SourceBytes file = SourceBytes.of(Samples.resource("quadrants.heic"));
        var format = new HeifFormat(ImageType.HEIC, ImageProgram.forHeif(folder.toString()));
        Header header = format.header(file);
        assertThrows(
                UnsupportedException.class,
                () -> format.decode(file, header, 512, new Deadline(Duration.ofSeconds(30))));
    }

    /// The lowest flag of each item's entry, in the order of the file.
    private static List<Integer> hidden(byte[] file) {
        var flags = new ArrayList<Integer>();
        String text = new String(file, StandardCharsets.ISO_8859_1);
        for (int at = text.indexOf("infe"); at >= 0; at = text.indexOf("infe", at + 4)) {
            flags.add(file[at + 7] & 1);
        }
        return flags;
    }
}
