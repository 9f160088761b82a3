package dev.vitrine.ui.desktop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageType;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WindowDialogsTest {
    @Test
    void theChooserShowsEveryTypeOfImage() {
        for (ImageType type : ImageType.values()) {
            for (String extension : type.extensions()) {
                List<String> both = List.of("*." + extension, "*." + extension.toUpperCase(Locale.ROOT));
                assertTrue(WindowDialogs.picturePatterns().containsAll(both), both.toString());
            }
        }
    }
}
