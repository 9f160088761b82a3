package dev.vitrine.ui.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.SampleImages;
import org.junit.jupiter.api.Test;

class TileTextTest {
    /// Other programs write what no form here would take.
    @Test
    void aTitleIsOneLineToTheEyeAndToAScreenReader() {
        ImageRecord image = SampleImages.row("one", "line\nbreak\u202Egnp.exe");
        assertEquals("line break gnp.exe", TileText.title(image));
        assertTrue(TileText.accessible(image).contains("line break gnp.exe"), TileText.accessible(image));
    }
}
