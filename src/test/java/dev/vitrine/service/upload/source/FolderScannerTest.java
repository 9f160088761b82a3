package dev.vitrine.service.upload.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.vitrine.service.upload.item.ScannedFile;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderScannerTest {
    @TempDir
    Path given;

    private Path temp;

    @BeforeEach
    void useRealPaths() throws IOException {
        temp = given.toRealPath();
    }

    private static List<ScannedFile> walk(Path... roots) {
        var found = new ArrayList<ScannedFile>();
        assertTrue(new FolderScanner(found::addAll, () -> false).walk(List.of(roots)));
        return found;
    }

    private static List<Path> paths(List<ScannedFile> found) {
        return found.stream().map(ScannedFile::path).sorted().toList();
    }

    private Path file(String name) throws IOException {
        Path file = temp.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, name);
    }

    @Test
    void findsEveryFileInEveryFolder() throws IOException {
        Path a = file("in/a.jpg");
        Path b = file("in/deep/er/b.png");
        Path c = file("in/notes.txt");

        List<ScannedFile> found = walk(temp.resolve("in"));

        assertEquals(List.of(a, b, c), paths(found));
        assertTrue(found.contains(ScannedFile.file(a, "in/a.jpg".length())));
    }

    @Test
    void findsFilesInTheOrderInWhichPeopleCountAndThenThoseOfFolders() throws IOException {
        for (String name :
                List.of("in/b/2.jpg", "in/b/10.jpg", "in/IMG_10.jpg", "in/a/c.jpg", "in/IMG_2.jpg", "in/img_1.jpg")) {
            file(name);
        }
        assertEquals(
                List.of("img_1.jpg", "IMG_2.jpg", "IMG_10.jpg", "a/c.jpg", "b/2.jpg", "b/10.jpg"),
                walk(temp.resolve("in")).stream()
                        .map(found ->
                                temp.resolve("in").relativize(found.path()).toString())
                        .toList());
    }

    @Test
    void passesOverHiddenThingsAndTheLitterOfFileManagers() throws IOException {
        Path a = file("in/a.jpg");
        for (String litter : List.of(
                ".DS_Store",
                "Thumbs.db",
                "desktop.ini",
                ".hidden.jpg",
                ".git/b.jpg",
                "__MACOSX/c.jpg",
                "deep/THUMBS.DB")) {
            file("in/" + litter);
        }

        assertEquals(List.of(a), paths(walk(temp.resolve("in"))));
    }

    @Test
    void takesAHiddenFileThatWasDroppedByItself() throws IOException {
        Path hidden = file("in/.hidden.jpg");

        assertEquals(List.of(hidden), paths(walk(hidden)));
    }

    @Test
    void followsLinksAndEndsInLoops() throws IOException {
        Path a = file("in/a.jpg");
        Path elsewhere = file("elsewhere/b.jpg");
        Files.createSymbolicLink(temp.resolve("in/link"), temp.resolve("elsewhere"));
        Files.createSymbolicLink(temp.resolve("in/loop"), temp.resolve("in"));
        Files.createSymbolicLink(temp.resolve("elsewhere/back"), temp.resolve("in"));

        assertEquals(List.of(elsewhere, a), paths(walk(temp.resolve("in"))));
    }

    @Test
    void findsEachFileOnceHoweverManyWaysLeadToIt() throws IOException {
        Path a = file("in/a.jpg");
        Path b = file("in/b.jpg");
        Path hidden = file("in/.c.jpg");
        Path folder = Files.createSymbolicLink(temp.resolve("folder"), temp.resolve("in"));
        Path link = Files.createSymbolicLink(temp.resolve("b.jpg"), b);
        Files.createSymbolicLink(temp.resolve("in/again.jpg"), a);
        assertEquals(List.of(a, b), paths(walk(folder)));
        assertEquals(List.of(a, b), paths(walk(a, folder)));
        assertEquals(List.of(hidden, a, b), paths(walk(folder, a, link, hidden, link)));
        assertEquals(List.of(b), paths(walk(link, b)));
    }

    @Test
    void tellsOfALinkThatLeadsToNothing() throws IOException {
        file("in/a.jpg");
        Path broken = Files.createSymbolicLink(temp.resolve("in/broken.jpg"), temp.resolve("nowhere.jpg"));

        assertTrue(walk(temp.resolve("in"))
                .contains(ScannedFile.trouble(
                        broken, UploadState.FAILED, Cause.SOURCE_GONE, "This link leads to nothing: " + broken)));
    }

    @Test
    void tellsOfADroppedFileThatIsNotThere() {
        Path gone = temp.resolve("gone.jpg");

        assertEquals(
                List.of(ScannedFile.trouble(
                        gone, UploadState.FAILED, Cause.SOURCE_GONE, "The file is not there any more: " + gone)),
                walk(gone));
    }

    @Test
    void tellsOfAFolderThatMayNotBeRead() throws IOException {
        Path closed = file("in/closed/a.jpg").getParent();
        Path open = file("in/b.jpg");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(closed), "the user who runs this test may read everything");
        try {
            List<ScannedFile> found = walk(temp.resolve("in"));
            assertEquals(List.of(open, closed), paths(found));
            assertEquals(
                    Cause.FOLDER_UNREADABLE,
                    found.stream()
                            .filter(one -> one.path().equals(closed))
                            .findFirst()
                            .orElseThrow()
                            .cause());
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void neverOpensAPipe() throws Exception {
        Path pipe = temp.resolve("in/pipe.jpg");
        Files.createDirectories(pipe.getParent());
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());

        assertEquals(
                List.of(ScannedFile.trouble(
                        pipe, UploadState.REFUSED, Cause.NOT_AN_IMAGE, "This is a device or a pipe, not a file.")),
                walk(temp.resolve("in")));
    }

    @Test
    void handsOnInPortionsBeforeItEnds() throws IOException {
        for (int i = 0; i < 1200; i++) {
            file("in/" + i + ".jpg");
        }
        var sizes = new ArrayList<Integer>();

        new FolderScanner(portion -> sizes.add(portion.size()), () -> false).walk(List.of(temp.resolve("in")));

        assertEquals(1200, sizes.stream().mapToInt(Integer::intValue).sum());
        assertTrue(sizes.stream().allMatch(size -> size <= 500), sizes.toString());
    }

    @Test
    void stopsWhenAsked() throws IOException {
        for (int i = 0; i < 700; i++) {
            file("in/" + i + ".jpg");
        }
        var stop = new AtomicBoolean();
        var found = new ArrayList<ScannedFile>();

        boolean whole = new FolderScanner(
                        portion -> {
                            found.addAll(portion);
                            stop.set(true);
                        },
                        stop::get)
                .walk(List.of(temp.resolve("in")));

        assertFalse(whole);
        assertTrue(found.size() <= 500, "found " + found.size());
    }
}
