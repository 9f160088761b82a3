package dev.vitrine.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What was said to be stored is there after a power cut, and nothing else passes for it. [PowerLossHarness] looks at
/// as many disks as one likes.
class PowerLossTest {
    private static final int DISKS = 250;

    @TempDir
    private Path work;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatWasStoredIsThereAfterAPowerCut(long seed) throws Exception {
        var wrong = new ArrayList<String>();
        try (var run = new LocalRun(seed, work)) {
            run.act(40);
            for (int disk = 0; disk < DISKS; disk++) {
                wrong.addAll(run.powerLoss(seed * DISKS + disk, disk % 50 == 0));
            }
        }
        assertEquals(List.of(), wrong);
    }
}
