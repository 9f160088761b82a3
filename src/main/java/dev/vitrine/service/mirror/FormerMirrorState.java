package dev.vitrine.service.mirror;

import dev.vitrine.catalog.MirrorNotes;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.files.FileFailures;
import java.io.IOException;
import java.io.Reader;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/// What a mirror knew about itself when that was a file beside its catalog, which could speak of another one. So what
/// it says is shown, and everything is read again.
public final class FormerMirrorState {
    private static final System.Logger LOG = System.getLogger(FormerMirrorState.class.getName());

    private FormerMirrorState() {}

    /// Called before the mirror starts.
    public static void takeOver(Path file, SqliteCatalog catalog) {
        var former = new Properties();
        try {
            try (Reader reader = Files.newBufferedReader(file)) {
                former.load(reader);
            } catch (IllegalArgumentException e) {
                LOG.log(Level.INFO, "The state of the mirror was damaged", e);
            }
            String asOf = former.getProperty(MirrorNotes.AS_OF, "");
            MirrorNotes notes = catalog.mirrorNotes();
            if (!asOf.isEmpty() && notes.state().isEmpty()) {
                notes.setState(Map.of(MirrorNotes.AS_OF, asOf, "stale", "true"));
            }
            Files.delete(file);
        } catch (NoSuchFileException _) {
            // There was none.
        } catch (IOException e) {
            throw FileFailures.reading(file.toString(), e);
        }
    }
}
