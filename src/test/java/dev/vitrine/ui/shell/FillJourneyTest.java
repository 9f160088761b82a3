package dev.vitrine.ui.shell;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.files.FolderContent;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.picture.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Filling in what rows do not say.
class FillJourneyTest extends WindowTest {
    @BeforeEach
    void openTheWindow() throws Exception {
        Path home = folder.resolve("home");
        TestWindow.fillWith(home, "large", Samples.jpeg(640, 480));
        forgetLooks(home);
        window = new TestWindow(home, robot, dialogs);
        window.shows(Set.of("large"));
    }

    @Test
    void whatHasNoPreviewIsToldAsThat() throws Exception {
        dialogs.answer(true);
        window.choose("Prepare look-alikes of earlier images…");
        TestWindow.until(
                "it is told",
                () -> window.texts(".toasts")
                        .contains("Prepared no image; none shows too little to be compared."
                                + " 1 image has no thumbnail yet: open it, and prepare again."));
    }

    /// As if another program had stored the row, and the picture could not be read now.
    private static void forgetLooks(Path home) throws Exception {
        for (Path path : FolderContent.files(home)) {
            if (path.toString().contains("objects")) {
                Files.delete(path);
            } else if (path.endsWith("catalog.sqlite")) {
                forgetLooksIn(path);
            }
        }
    }

    private static void forgetLooksIn(Path file) {
        try (SqliteCatalog catalog = SqliteCatalog.open(file)) {
            ImageRecord row = catalog.findAll(catalog.idsAfter("", 1)).getFirst();
            catalog.putAll(List.of(row.withFacts(row.facts().without(Attribute.LOOK_HASH))));
        }
    }
}
