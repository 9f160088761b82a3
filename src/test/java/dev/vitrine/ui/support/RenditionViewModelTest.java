package dev.vitrine.ui.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Rendition;
import dev.vitrine.image.Rendition.KeptMetadata;
import dev.vitrine.service.download.CopyPresets;
import dev.vitrine.ui.support.RenditionViewModel.CopyKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenditionViewModelTest {
    @TempDir
    private Path folder;

    private RenditionViewModel choice;

    @BeforeEach
    void open() {
        choice = another();
    }

    private RenditionViewModel another() {
        return new RenditionViewModel(new CopyPresets(folder.resolve("presets.json")), Background.immediate());
    }

    @Test
    void originalsAreUsualAndWhatIsChosenIsRemembered() {
        var remembered = new SimpleStringProperty("");
        choice.follow(remembered);
        assertEquals(Optional.empty(), choice.renditionProperty().get());
        choice.kindProperty().set(CopyKind.PNG);
        choice.longSideProperty().set(" 1024 ");
        choice.metadataProperty().set(KeptMetadata.NONE);
        assertEquals("png 1024 none", remembered.get());
        RenditionViewModel later = another();
        later.follow(remembered);
        assertEquals(
                Optional.of(Rendition.parse("png 1024 none")),
                later.renditionProperty().get());
        remembered.set("");
        assertEquals(CopyKind.ORIGINAL, later.kindProperty().get());
    }

    @Test
    void whatCannotBeIsSaidAndNotRemembered() {
        var remembered = new SimpleStringProperty("jpeg 2048 all");
        choice.follow(remembered);
        for (String typed : List.of("0", "-5", "30001", "many")) {
            choice.longSideProperty().set(typed);
            assertEquals(
                    "Type 1 to 30000 pixels for the long side, or nothing.",
                    choice.problemProperty().get());
            assertEquals(Optional.empty(), choice.renditionProperty().get());
            assertEquals("jpeg 2048 all", remembered.get());
        }
        choice.longSideProperty().set("");
        assertEquals("", choice.problemProperty().get());
        assertEquals("jpeg original all", remembered.get());
    }

    @Test
    void presetsAreSavedUsedAndRemoved() {
        choice.show("webp 800 copyright");
        choice.nameProperty().set("Web");
        choice.save();
        RenditionViewModel later = another();
        later.refresh();
        assertEquals(List.of("Web"), List.copyOf(later.savedProperty().get().keySet()));
        later.use("Web");
        assertEquals("webp 800 copyright", later.remembered());
        later.nameProperty().set("Web");
        later.remove();
        assertEquals(0, later.savedProperty().getSize());
    }

    @Test
    void aNameThatIsNoneIsSaid() {
        choice.show("jpeg 800");
        choice.nameProperty().set("2048");
        choice.save();
        assertEquals(
                "Choose a name of 1 to 40 characters that does not say itself what the copy is.",
                choice.presetsProblemProperty().get());
        assertEquals("", choice.problemProperty().get());
        choice.nameProperty().set("small");
        choice.save();
        assertEquals("", choice.presetsProblemProperty().get());
    }

    @Test
    void damagedPresetsHinderNothingAndAreForgottenOnceTheyAreRight() throws IOException {
        Path presets = folder.resolve("presets.json");
        Files.writeString(presets, "{");
        choice.refresh();
        assertEquals("", choice.problemProperty().get());
        assertTrue(choice.presetsProblemProperty().get().contains("presets.json"));
        var remembered = new SimpleStringProperty("");
        choice.follow(remembered);
        choice.kindProperty().set(CopyKind.PNG);
        assertEquals("png 2048 all", remembered.get());
        Files.delete(presets);
        choice.refresh();
        assertEquals("", choice.presetsProblemProperty().get());
    }

    @Test
    void itIsSaidInWords() {
        assertEquals("JPEG, 2048 px, copyright only", RenditionViewModel.words(Rendition.parse("jpeg 2048 copyright")));
    }
}
