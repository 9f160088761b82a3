package dev.vitrine.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.files.FolderContent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SpoolsTest {
    @TempDir
    private Path folder;

    @Test
    void bytesLieInTheFolderUntilTheyAreClosed() throws IOException {
        var spools = new Spools(folder, 100);
        try (Spool spool = spools.written(out -> out.write(new byte[] {1, 2, 3}))) {
            assertEquals(1, count());
            assertArrayEquals(new byte[] {1, 2, 3}, spool.asImage("a").open().readAllBytes());
        }
        assertEquals(0, count());
    }

    @Test
    void allTogetherHaveSoManyBytes() throws IOException {
        var spools = new Spools(folder, 100);
        try (Spool _ = spools.written(out -> out.write(new byte[60]))) {
            var refused = assertThrows(HttpError.class, () -> spools.written(out -> out.write(new byte[60])));
            assertEquals("503 5", refused.status() + " " + refused.headers().get("Retry-After"));
            assertEquals(1, count(), "nothing is left of the one that was refused");
        }
        spools.written(out -> out.write(new byte[100])).close();
    }

    @Test
    void soManyAtOnceHaveAPlace() throws IOException {
        var spools = new Spools(folder, 100);
        List<Spool> all = new ArrayList<>();
        for (int i = 0; i < Spools.MAX_AT_ONCE; i++) {
            all.add(spools.written(out -> out.write(1)));
        }
        assertEquals(
                503,
                assertThrows(HttpError.class, () -> spools.written(out -> out.write(1)))
                        .status());
        all.forEach(Spool::close);
        spools.written(out -> out.write(1)).close();
        assertEquals(0, count());
    }

    private long count() throws IOException {
        List<Path> found = FolderContent.in(folder);
        assertTrue(found.stream().allMatch(file -> file.toString().endsWith(".vitrine-part")), found.toString());
        return found.size();
    }
}
