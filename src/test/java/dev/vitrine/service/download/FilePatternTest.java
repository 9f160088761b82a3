package dev.vitrine.service.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.SampleImages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FilePatternTest {
    @Test
    void theOwnNameIsWhatASingleDownloadWouldBeCalled() {
        for (String name : List.of(
                "beach.JPG",
                "v1.2 final draft",
                "archive.tar",
                "",
                "../../etc/passwd",
                ".htaccess",
                "CON.jpg",
                "photo.png")) {
            ImageRecord image = SampleImages.row("id-1", "Title 1.5", SampleImages.facts("image/jpeg", name));
            assertEquals(
                    Downloads.safeName(image),
                    FilePattern.NAME.of(image, image.facts().type(), 1).toString(),
                    name);
        }
    }

    @Test
    void slashesMakeFolders() {
        assertEquals(
                "alice/2026/Beach 07.JPG",
                named("{user}/{taken:yyyy}/{title} {n:02}", image("alice", "Beach", "IMG_1.JPG")));
    }

    @Test
    void whatAnImageFillsInMakesNoFolders() {
        assertEquals("_.._a/_.._b.jpg", named("{user}/{title}", image("/../a", "/../b", "x.jpg")));
        assertEquals("_/_aux.jpg", named("{title}/{user}", image("aux", "..", "x.jpg")));
        assertEquals(
                "_nul/x.jpg",
                named(
                        "{title}/{name}",
                        image("a", "NUL", "x.jpg").withCaption(new Caption("nul", "", List.of()), Instant.EPOCH)));
    }

    @Test
    void aTakenNameIsNumberedInItsFolder() {
        ImageRecord image = image("alice", "Beach", "x.jpg");
        assertEquals(
                "alice/x (3).jpg",
                FilePattern.parse("{user}/{name}")
                        .of(image, image.facts().type(), 1)
                        .numbered(3));
    }

    @Test
    void emptyFoldersAndDeepOnesAreRefused() {
        for (String pattern :
                List.of("/{name}", "{user}//{name}", "{name}/", "a/b/c/d/e/f/g/h/i/{name}", "{nom}", " ")) {
            assertThrows(ImageException.Invalid.class, () -> FilePattern.parse(pattern), pattern);
        }
    }

    /// Rows written by strangers under patterns that use everything.
    @Test
    void whateverARowSaysItStaysWithinTheFolder() {
        List<String> pieces = List.of(
                "..",
                ".",
                "/",
                "\\",
                ":",
                "con",
                "nul",
                "\n",
                "\u0000",
                "\u202E",
                "\uD83D",
                "😀",
                "e\u0301",
                "a",
                ".jpg",
                "*",
                "?",
                "\"",
                "|",
                "\u2028",
                "x".repeat(300),
                "~",
                "$",
                "{name}");
        Path folder = Path.of("/downloads").toAbsolutePath();
        FilePattern pattern = FilePattern.parse("{user}/{title}/{taken:yyyy} {name} {n:03}");
        var random = new Random(42);
        for (int round = 0; round < 5_000; round++) {
            ImageRecord image = image(text(pieces, random), text(pieces, random), text(pieces, random));
            String path = pattern.of(image, image.facts().type(), round).toString();
            Path whole = folder.resolve(path).normalize();
            assertEquals(folder, whole.getParent().getParent().getParent(), () -> "from " + image);
            for (String part : path.split("/")) {
                assertTrue(part.getBytes(StandardCharsets.UTF_8).length <= 255, part);
                assertFalse(
                        part.isEmpty()
                                || part.startsWith(".")
                                || part.startsWith(" ")
                                || part.endsWith(".")
                                || part.endsWith(" "),
                        path);
                assertFalse(part.matches("(?i)(con|prn|aux|nul|(com|lpt)[0-9¹²³])(\\..*)?"), path);
                assertTrue(
                        part.codePoints().noneMatch(c -> Character.isISOControl(c) || "\\:*?\"<>|".indexOf(c) >= 0),
                        path);
            }
        }
    }

    private static String text(List<String> pieces, Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        return text.toString();
    }

    private static String named(String pattern, ImageRecord image) {
        return FilePattern.parse(pattern).of(image, image.facts().type(), 7).toString();
    }

    private static ImageRecord image(String user, String title, String originalName) {
        var facts = ImageFacts.UNKNOWN
                .with(Attribute.CONTENT_TYPE, "image/jpeg")
                .with(Attribute.TAKEN_AT, LocalDateTime.of(2026, 1, 2, 3, 4))
                .with(Attribute.ORIGINAL_NAME, originalName);
        return new ImageRecord("id-1", user, new Caption(title, "", List.of()), facts, Instant.EPOCH);
    }
}
