package dev.vitrine.picture.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.image.FileEnd;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.Samples;
import dev.vitrine.picture.external.ImageProgram;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.input.UnsupportedException;
import dev.vitrine.picture.metadata.Metadata;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
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

    private static SourceBytes file(String name) {
        return SourceBytes.of(Samples.resource(name));
    }
}
