package dev.vitrine.service.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.Rendition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyPresetsTest {
    @TempDir
    private Path folder;

    @Test
    void presetsAreKeptUnderNamesWhoseLettersDoNotMatter() {
        CopyPresets presets = presets();
        assertEquals(Map.of(), presets.all());
        presets.save("Für Oma", Rendition.parse("jpeg 1024 none"));
        presets.save("web", Rendition.parse("webp 2048 copyright"));
        presets.save("Web ", Rendition.parse("webp 1024"));
        assertEquals(List.of("Für Oma", "Web"), List.copyOf(presets().all().keySet()));
        assertEquals(Rendition.parse("webp 1024"), presets().named("WEB"));
        assertEquals(Rendition.parse("png 300"), presets().named("png 300"));
        presets.remove("fur oma");
        assertEquals(List.of("Web"), List.copyOf(presets().all().keySet()));
    }

    @Test
    void aNameThatSaysWhatItIsIsNone() {
        for (String name : List.of("", "  ", "2048", "jpeg copyright", "x".repeat(41))) {
            assertThrows(ImageException.Invalid.class, () -> presets().save(name, Rendition.USUAL), name);
        }
    }

    @Test
    void whatIsDamagedIsNotWrittenOver() throws IOException {
        Path file = Files.createDirectories(folder.resolve("config")).resolve("presets.json");
        for (String damaged : List.of("{\"web\":", "{\"web\":\"tiff\"}", "[]", "{\"web\":null}")) {
            Files.writeString(file, damaged);
            var failure =
                    assertThrows(ImageException.Invalid.class, () -> presets().save("a", Rendition.USUAL));
            assertTrue(failure.getMessage().contains("presets.json"), failure.getMessage());
            assertEquals(damaged, Files.readString(file));
        }
    }

    private CopyPresets presets() {
        return new CopyPresets(folder.resolve("config").resolve("presets.json"));
    }
}
