package dev.vitrine.ui.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.AtOnce;
import dev.vitrine.StandardError;
import dev.vitrine.files.FolderContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    private Path folder;

    @Test
    void whatWasSetIsThereInTheNextRun() {
        var first = new Settings(folder.resolve("deep/settings.json"));
        first.text("window.theme", "SYSTEM").set("DARK");
        first.number("gallery.tileSize", 184).set(240.5);
        first.flag("gallery.captions", false).set(true);
        first.save();
        var second = new Settings(folder.resolve("deep/settings.json"));
        assertEquals("DARK", second.text("window.theme", "SYSTEM").get());
        assertEquals(240.5, second.number("gallery.tileSize", 184).get());
        assertEquals(true, second.flag("gallery.captions", false).get());
    }

    @Test
    @StandardError.Says("The settings could not be read and are set aside")
    void aBrokenFileMeansTheDefaults() throws IOException {
        Path file = folder.resolve("settings.json");
        Files.writeString(file, "{\"gallery.tileSize\": ");
        assertEquals(184, new Settings(file).number("gallery.tileSize", 184).get());
        Files.writeString(file, "{\"gallery.tileSize\": \"large\"}");
        assertEquals(184, new Settings(file).number("gallery.tileSize", 184).get());
    }

    /// A slip of a person who edited it by hand must not cost the saved searches in it.
    @Test
    @StandardError.Says("The settings could not be read and are set aside")
    void aBrokenFileIsSetAside() throws IOException {
        Path file = folder.resolve("settings.json");
        Files.writeString(file, "{\"filter.saved\": \"precious\"");
        var settings = new Settings(file);
        settings.save();
        Path aside = folder.resolve(FolderContent.names(folder).getLast());
        assertEquals(Optional.of(aside), settings.damaged());
        assertEquals("{\"filter.saved\": \"precious\"", Files.readString(aside));
        assertTrue(aside.getFileName().toString().startsWith("settings.json.damaged-"), aside.toString());
    }

    /// A drive that stumbles, or a copy that root made: what is saved next must not take its place.
    @Test
    @StandardError.Says("The settings could not be read and are set aside")
    void whatCannotBeReadIsSetAsideToo() throws IOException {
        Path file = folder.resolve("settings.json");
        Files.writeString(Files.createDirectory(file).resolve("in-it"), "precious");
        var settings = new Settings(file);
        settings.text("window.theme", "SYSTEM").set("DARK");
        settings.save();
        assertEquals(
                "precious", Files.readString(settings.damaged().orElseThrow().resolve("in-it")));
        assertEquals("DARK", new Settings(file).text("window.theme", "SYSTEM").get());
    }

    @Test
    @StandardError.Says("the whole file is kept as")
    void oneValueThatIsNotUnderstoodCostsNoOther() throws IOException {
        Path file = folder.resolve("settings.json");
        String written =
                "{\"gallery.tileSize\": 240, \"later\": {\"nested\": 1}, \"none\": null, \"window.theme\": \"DARK\"}";
        Files.writeString(file, written);
        var settings = new Settings(file);
        assertEquals(240, settings.number("gallery.tileSize", 184).get());
        assertEquals("DARK", settings.text("window.theme", "SYSTEM").get());
        settings.save();
        assertEquals(240, new Settings(file).number("gallery.tileSize", 184).get());
        Path aside = folder.resolve(FolderContent.names(folder).getLast());
        assertTrue(aside.getFileName().toString().startsWith("settings.json.damaged-"), aside.toString());
        assertEquals(written, Files.readString(aside));
    }

    @Test
    void settingsOfANewerVersionAreKept() throws IOException {
        Path file = folder.resolve("settings.json");
        Files.writeString(file, "{\"future.thing\": \"kept\"}");
        var settings = new Settings(file);
        settings.text("window.theme", "SYSTEM").set("LIGHT");
        settings.save();
        assertEquals("kept", new Settings(file).text("future.thing", "").get());
    }

    /// Two windows, or two processes, that end at the same moment.
    @Test
    void whoeverReadsWhileSeveralSaveSeesAWholeFile() throws Exception {
        Path file = folder.resolve("settings.json");
        new Settings(file).save();
        AtOnce.run(4, window -> () -> {
            var settings = new Settings(file);
            settings.text("window.name", "").set(String.valueOf(window).repeat(50_000 * (window + 1)));
            for (int i = 0; i < 50; i++) {
                settings.save();
                assertTrue(new ObjectMapper().readTree(Files.readAllBytes(file)).isObject());
            }
        });
        assertEquals(List.of("settings.json"), FolderContent.names(folder));
    }
}
