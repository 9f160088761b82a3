package dev.vitrine.picture.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.image.FileEnd;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.Samples;
import dev.vitrine.picture.external.ImageProgram;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.input.UnsupportedException;
import dev.vitrine.picture.metadata.Metadata;
import dev.vitrine.picture.pixels.Integrity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is read of JPEG XL without a decoder. The files are written by `cjxl`.
final class JxlFormatTest {
    private final JxlFormat format = new JxlFormat(ImageProgram.forJxl(""));

    /// A size in eighths, one by its ratio, two of their own lengths, one turned by the codestream, one that moves.
    @ParameterizedTest
    @CsvSource({
        "codestream.jxl, 40, 30, 1, false",
        "quadrants.jxl, 40, 30, 1, false",
        "eighths.jxl, 64, 32, 1, false",
        "ratio.jxl, 480, 400, 1, false",
        "wide.jxl, 9001, 3, 1, false",
        "turned.jxl, 40, 30, 6, false",
        "moving.jxl, 16, 16, 1, true"
    })
    void sizeTurningAndMotionAreInItsFirstBits(String name, int width, int height, int turning, boolean moves)
            throws Exception {
        Header header = format.header(file(name));
        assertEquals(List.of(width, height), List.of(header.width(), header.height()));
        assertEquals(Orientation.ofExif(turning), header.orientation());
        assertEquals(moves, header.animated());
    }

    /// As they are, and packed as `cjxl` has it.
    @ParameterizedTest
    @ValueSource(strings = {"turned.jxl", "transcoded.jxl"})
    void itsBoxesTellWhenItWasTaken(String name) throws Exception {
        var metadata = new Metadata(format.header(file(name)).metadata());
        assertEquals(Optional.of(LocalDateTime.of(2021, 3, 4, 5, 6, 7)), metadata.takenAt());
    }

    @Test
    void aCodestreamAloneDoesNotTellWhereItEnds() throws Exception {
        assertEquals(FileEnd.UNCERTAIN, format.end(file("codestream.jxl")));
    }

    @Test
    void withoutItsProgramItSaysWhatToInstall() throws Exception {
        SourceBytes file = file("quadrants.jxl");
        Header header = format.header(file);
        assertFalse(format.isDecodedHere());
        String reported = assertThrows(
                        UnsupportedException.class,
                        () -> format.decode(file, header, 512, new Deadline(Duration.ofSeconds(30))))
                .getMessage();
        assertEquals(
                "is JPEG XL, which needs the program djxl of libjxl to be shown. "
                        + "Install libjxl-tools (Debian, Ubuntu), libjxl-utils (Fedora) or jpeg-xl (Homebrew).",
                reported);
    }

    /// The first bytes that `cjxl` wrote for pictures of 50 by 40: RGB as it is and in loss, of 16 bits, of
    /// floating point, gray; with alpha RGB, RGB in loss, gray.
    @ParameterizedTest
    @CsvSource({
        "ff0a8941407121080201009d589b0e, 3",
        "ff0a89414271210012880200790e9b, 3",
        "ff0a89f19350b9b78a200012880200, 3",
        "ff0a89c9251417020012880200790e, 3",
        "ff0a8941505c0808020100dd124b38, 3",
        "ff0a89c182e24208081000917a9b0e, 4",
        "ff0a89c186e2420048802800a126b3, 4",
        "ff0a89c1a2b81008081000f1344b38, 4"
    })
    void whetherItHasAlphaIsBehindItsSize(String beginning, int channels) throws Exception {
        Header header = format.header(SourceBytes.of(HexFormat.of().parseHex(beginning)));
        assertEquals(
                List.of(50, 40, channels), List.of(header.width(), header.height(), header.bytesPerPixel()), beginning);
    }

    @Test
    void whatBreaksOffInItsPictureStillTellsItsSize() throws Exception {
        byte[] whole = Samples.resource("quadrants.jxl");
        Header header = format.header(SourceBytes.of(Arrays.copyOf(whole, whole.length - 1)));
        assertEquals(List.of(40, 30), List.of(header.width(), header.height()));
    }

    /// To pack rows takes that program ten times as long as to decode them.
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void rowsAreTakenAsTheProgramHasThem(@TempDir Path folder) throws Exception {
        DecodeResult.Pixels read = decoded(folder, """
                case "$out" in *.png) exit 1;; esac
                case "$*" in *partial*) exit 1;; esac
                printf 'P6 2 1 255\\n\\001\\002\\003\\004\\005\\006' > "$out"
                """);
        assertArrayEquals(new int[] {0xFF010203, 0xFF040506}, read.pixels().pixels());
        assertEquals(List.of(Integrity.SOUND, 1d), List.of(read.integrity(), read.sound()));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void ofOneThatIsCutOffIsShownWhatThereIs(@TempDir Path folder) throws Exception {
        DecodeResult.Pixels read = decoded(folder, """
                case "$*" in *partial*) printf 'P5 2 1 255\\n\\001\\002' > "$out";; *) exit 1;; esac
                """);
        assertArrayEquals(new int[] {0xFF010101, 0xFF020202}, read.pixels().pixels());
        assertEquals(List.of(Integrity.DAMAGED, 0d), List.of(read.integrity(), read.sound()));
    }

    private static DecodeResult.Pixels decoded(Path folder, String script) throws Exception {
        Path program = Files.writeString(
                folder.resolve("djxl"), "#!/bin/sh\nfor out; do :; done\n" + script, StandardCharsets.US_ASCII);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        var format = new JxlFormat(ImageProgram.forJxl(folder.toString()));
        SourceBytes file = file("quadrants.jxl");
        return assertInstanceOf(
                DecodeResult.Pixels.class,
                format.decode(file, format.header(file), 512, new Deadline(Duration.ofSeconds(30))));
    }

    private static SourceBytes file(String name) {
        return SourceBytes.of(Samples.resource(name));
    }
}
