package dev.vitrine.service.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.catalog.SqliteCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormerMirrorStateTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("mirror.properties");
    }

    @Test
    void whatItSaysIsShownAndReadAgain() throws IOException {
        Files.writeString(file, "as-of=2026-03-04T05\\:06\\:07Z\nfeed=somewhere\n");
        try (SqliteCatalog catalog = SqliteCatalog.openMirror(folder)) {
            FormerMirrorState.takeOver(file, catalog);
            var state = new MirrorState(catalog);
            assertEquals(Optional.of(Instant.parse("2026-03-04T05:06:07Z")), state.asOf());
            assertEquals(Optional.empty(), state.feedPosition());
            assertTrue(state.isStale());
            assertFalse(Files.exists(file));
        }
    }

    @Test
    void oneThatIsDamagedKeepsNothingFromOpening() throws IOException {
        Files.writeString(file, "as-of=\\u12");
        try (SqliteCatalog catalog = SqliteCatalog.openMirror(folder)) {
            FormerMirrorState.takeOver(file, catalog);
            assertEquals(Optional.empty(), new MirrorState(catalog).asOf());
            assertFalse(Files.exists(file));
        }
    }
}
