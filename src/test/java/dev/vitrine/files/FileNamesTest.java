package dev.vitrine.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageType;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.download.Downloads;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FileNamesTest {
    @Test
    void anHonestNameStaysAsItIs() {
        assertEquals("Grüße aus 東京 (1).JPG", name("image/jpeg", "Grüße aus 東京 (1).JPG"));
    }

    @Test
    void joinersAreKeptWithinAName() {
        String family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";
        assertEquals(family + ".jpg", name("image/jpeg", family + ".jpg"));
        assertEquals("a.jpg", name("image/jpeg", "\u200Da\u200C\u202E.jpg"));
    }

    @Test
    void theExtensionTellsWhatTheBytesAre() {
        assertEquals("photo.jpeg", name("image/jpeg", "photo.jpeg"));
        assertEquals("photo.jpg", name("image/jpeg", "photo.png"));
        assertEquals("photo.png", name("image/png", "photo"));
        assertEquals("v1.2.png", name("image/png", "v1.2"));
        assertEquals("setup.exe.png", name("image/png", "setup.exe"));
    }

    @Test
    void noFileIsNamedTwice() {
        assertEquals("poster.psd", name("image/vnd.adobe.photoshop", "poster.psd"));
        assertEquals("x.DNG", name("image/x-adobe-dng", "x.DNG"));
        assertEquals("x.jpg", name("image/jpeg", "x.nef"));
        assertEquals("x.cr3", name("", "x.cr3"));
    }

    @Test
    void everyExtensionOfATypeIsKept() {
        for (ImageType type : ImageType.values()) {
            for (String extension : type.extensions()) {
                assertEquals("x." + extension, name(type.contentType(), "x." + extension));
            }
        }
    }

    @Test
    void anUnknownTypeIsNeverMoreThanItSays() {
        assertEquals("photo.jpg", name("", "photo.jpg"));
        assertEquals("setup.exe.bin", name("", "setup.exe"));
    }

    @Test
    void withoutFileNameTheTitleServes() {
        assertEquals(
                "Sunset at sea.jpg",
                Downloads.safeName(SampleImages.row("id-1", "Sunset at sea", SampleImages.facts("image/jpeg", ""))));
    }

    @Test
    void withoutAnyNameTheIdServes() {
        assertEquals(
                "id-1.jpg", Downloads.safeName(SampleImages.row("id-1", " ", SampleImages.facts("image/jpeg", ""))));
        assertEquals("id-1.jpg", name("image/jpeg", "...."));
    }

    @Test
    void noNameLeavesTheFolder() {
        assertEquals("_.._etc_passwd.jpg", name("image/jpeg", "../../etc/passwd"));
        assertEquals("C__Windows_system.jpg", name("image/jpeg", "C:\\Windows\\system"));
    }

    @Test
    void noNameLooksLikeAnother() {
        assertEquals("photogpj.exe.jpg", name("image/jpeg", "photo\u202Egpj.exe"));
        assertEquals("photo.jpg", name("image/jpeg", "pho\u200Bto\u0000.jpg"));
        assertEquals("two lines.jpg", name("image/jpeg", "two\nlines.jpg"));
    }

    @Test
    void noNameIsHiddenOrADevice() {
        assertEquals("htaccess.jpg", name("image/jpeg", ".htaccess"));
        assertEquals("_CON.jpg", name("image/jpeg", "CON.jpg"));
        assertEquals("_lpt1.backup.jpg", name("image/jpeg", "lpt1.backup.jpg"));
        assertEquals("console.jpg", name("image/jpeg", "console.jpg"));
    }

    @Test
    void noNameIsAnOption() {
        assertEquals("_-rf.jpg", name("image/jpeg", "-rf.jpg"));
        assertEquals("_--yes.jpg", name("image/jpeg", " --yes"));
        assertEquals("_-rf", FileNames.folder("-rf"));
    }

    @Test
    void aLongNameKeepsItsExtension() {
        String name = name("image/jpeg", "名".repeat(200) + ".jpeg");
        assertTrue(name.endsWith("名.jpeg"), name);
        assertTrue(name.getBytes(StandardCharsets.UTF_8).length <= 255 - " (9999)".length(), name);
    }

    /// Names put together at random from everything that ever went wrong with file names.
    @Test
    void whateverTheNameItIsADirectChildOfTheFolder() {
        List<String> pieces = List.of(
                "..",
                ".",
                "/",
                "\\",
                ":",
                "con",
                "NUL",
                "com¹",
                " ",
                "\n",
                "\r",
                "\u0000",
                "\u202E",
                "\u2066",
                "\uD83D",
                "\uDE00",
                "😀",
                "é",
                "e\u0301",
                "名",
                "a",
                "photo",
                ".jpg",
                ".exe",
                ".PNG",
                "%2e%2e",
                "~",
                "-",
                "*",
                "?",
                "\"",
                "<",
                ">",
                "|",
                "\u2028",
                "\uFEFF",
                "\u00A0",
                "／",
                "x".repeat(300),
                "\u007F",
                "$");
        Path folder = Path.of("/downloads").toAbsolutePath();
        var random = new Random(42);
        for (int round = 0; round < 20_000; round++) {
            var requested = new StringBuilder();
            for (int i = random.nextInt(8); i >= 0; i--) {
                requested.append(pieces.get(random.nextInt(pieces.size())));
            }
            String type = random.nextBoolean() ? "image/png" : "";
            String name = name(type, requested.toString());
            assertEquals(folder, folder.resolve(name).normalize().getParent(), () -> "from " + requested);
            assertTrue(name.getBytes(StandardCharsets.UTF_8).length <= 255, name);
            assertFalse(name.startsWith(".") || name.startsWith(" ") || name.endsWith(".") || name.endsWith(" "), name);
            assertTrue(
                    name.codePoints()
                            .noneMatch(c -> Character.isISOControl(c)
                                    || Character.getType(c) == Character.FORMAT
                                    || "/\\:*?\"<>|".indexOf(c) >= 0),
                    name);
            assertFalse(name.matches("(?i)(con|prn|aux|nul|(com|lpt)[0-9¹²³])\\..*"), name);
            assertTrue(name.matches("(?s).+\\.(jpg|PNG|png|bin)"), name);
        }
    }

    private static String name(String contentType, String originalName) {
        return Downloads.safeName(SampleImages.row("id-1", "Title", SampleImages.facts(contentType, originalName)));
    }
}
