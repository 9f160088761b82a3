package dev.vitrine.picture.external;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ImageProgramTest {
    /// The folder for temporary files is named after a user, say.
    @Test
    void whatStandsForAFileIsNotLookedForInTheNamesOfOthers() {
        var program = new ImageProgram.Program("djxl", "--icc_out=PROFILE", "IN", "OUT[Q=95]");
        Path folder = Path.of("MARTIN", "SCOUT", "PROFILES");
        assertEquals(
                List.of(
                        "djxl",
                        "--icc_out=" + folder.resolve("p"),
                        folder.resolve("i").toString(),
                        folder.resolve("o") + "[Q=95]"),
                program.commandLine(Path.of("djxl"), folder.resolve("i"), folder.resolve("o"), folder.resolve("p")));
    }
}
