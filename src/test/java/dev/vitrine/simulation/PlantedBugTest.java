package dev.vitrine.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PlantedBugTest {
    /// Or it would be planted nowhere, and counted as one that is not noticed.
    @Test
    void eachHasItsPlaceInTheCode() throws IOException {
        var lost = new ArrayList<String>();
        for (PlantedBug bug : PlantedBug.ALL) {
            String code = Files.readString(Path.of("src/main/java/dev/vitrine", bug.file()));
            if (code.split(Pattern.quote(bug.from()), -1).length != 2) {
                lost.add(bug.name());
            }
        }
        assertEquals(List.of(), lost);
    }
}
