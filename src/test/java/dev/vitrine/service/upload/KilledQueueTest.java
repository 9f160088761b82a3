package dev.vitrine.service.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.service.upload.KilledQueue.Point;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A handful of the deaths that {@link KillHarness} tries by the hundred.
class KilledQueueTest {
    @TempDir
    Path temp;

    @Test
    void aQueueThatIsKilledAtEveryPointLosesNothingAndStoresNothingTwice() throws Exception {
        survives(new KilledQueue(temp, 40));
    }

    @Test
    void aQueueOfACloudLibraryThatIsKilledAtEveryPointLosesNothingAndStoresNothingTwice() throws Exception {
        survives(KilledQueue.ofCloud(temp, 12));
    }

    private static void survives(KilledQueue queue) throws Exception {
        for (Point point : List.of(
                Point.BEFORE_BYTES, Point.AFTER_BYTES, Point.BEFORE_ROW, Point.AFTER_ROW, Point.AFTER_SOME_ENDS)) {
            assertFalse(
                    queue.run(point, point == Point.AFTER_SOME_ENDS ? 1 : 3), () -> "the process was to end " + point);
            assertEquals(List.of(), queue.violations(), () -> "killed " + point);
        }
        queue.runAndKillAfter(60_000_000);
        assertEquals(List.of(), queue.violations());

        assertTrue(queue.run(Point.NOWHERE, 0));
        assertEquals(List.of(), queue.violationsAtTheEnd());
    }
}
