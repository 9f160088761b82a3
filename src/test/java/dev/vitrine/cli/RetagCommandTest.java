package dev.vitrine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.cli.TypedLine.Ended;
import java.awt.Color;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetagCommandTest extends CommandTest {
    @BeforeEach
    void start() throws IOException {
        upload("a", Color.YELLOW, "place/italy/venice", "ocean", "24/7");
        upload("b", Color.BLUE, "place/italy/rome", "sea");
        upload("c", Color.RED, "place");
    }

    @Test
    void tagsAreListedAsATreeWithTheImagesOfEachBranch() {
        assertEquals("""
                       3  place
                       2    italy
                       1      rome
                       1      venice
                       1  24/7
                       1  ocean
                       1  sea
                """, vitrine.run("tags", "--tree").out());
        String json = vitrine.run("tags", "--tree", "--json").out().replaceAll("\\s+", "");
        assertTrue(json.contains("\"tag\":\"place/italy/*\""), json);
    }

    @Test
    void aTagThatIsSpelledLikeABranchHasALineOfItsOwn() throws IOException {
        upload("d", Color.GREEN, "x/*", "sea");
        assertTrue(vitrine.run("tags", "--tree").out().contains("       1  x/*\n"));
        upload("e", Color.PINK, "x/y");
        assertTrue(vitrine.run("tags", "--tree").out().contains("""
                       2  x
                       1    *
                       1    y
                """));
    }

    @Test
    void tagsThatLookAlikeAreListedInGroups() throws IOException {
        assertEquals("", vitrine.run("tags", "--alike").out());
        upload("d", Color.GREEN, "oceans", "Place");
        upload("e", Color.PINK, "ocean");
        assertEquals("""
                       2  ocean
                       1    oceans
                """, vitrine.run("tags", "--alike").out());
        vitrine.run("retag", "ocean", "oceans", "--to", "ocean", "--yes");
        assertEquals("", vitrine.run("tags", "--alike").out());
    }

    @Test
    void anAlbumIsNotRenamedByItsTag() throws IOException {
        upload("d", Color.GREEN, "album:Trip");
        Ended ended = vitrine.run("retag", "sea", "album:Trip", "--to", "trip", "--yes");
        assertTrue(ended.err().contains("vitrine album"), ended.err());
        assertEquals(1, lines(vitrine.run("list", "--ids", "--tag", "album:Trip")));
        assertEquals(1, lines(vitrine.run("list", "--ids", "--tag", "sea")));
    }

    @Test
    void aTagIsNotGivenANameThatNoFieldTakes() {
        for (String name : List.of("a,b", "a\nb")) {
            assertEquals(
                    ExitCode.INVALID,
                    vitrine.run("retag", "sea", "--to", name, "--yes").code());
        }
    }

    @Test
    void aBranchIsFoundByOptionAndByQuery() {
        assertEquals(3, lines(vitrine.run("list", "--ids", "--tag", "place/*")));
        assertEquals(2, lines(vitrine.run("list", "--ids", "--query", "tag:place/italy/*")));
        assertEquals(1, lines(vitrine.run("list", "--ids", "--query", "tag:place/* -tag:place/italy/*")));
        assertEquals(1, lines(vitrine.run("list", "--ids", "--tag", "place")));
    }

    @Test
    void aBranchIsRenamedAfterItWasSaidOnHowManyImages() {
        assertEquals(
                "3 images would be changed.\n",
                vitrine.run("retag", "place/*", "--to", "region", "--dry-run").out());
        Ended unasked = vitrine.run("retag", "place/*", "--to", "region");
        assertEquals(ExitCode.INVALID, unasked.code());
        assertTrue(unasked.err().contains("Put “region” in the place of “place/*” on 3 images"), unasked.err());
        assertEquals(
                "3 images were changed.\n",
                vitrine.run("retag", "place/*", "--to", "region", "--yes").out());
        assertEquals(2, lines(vitrine.run("list", "--ids", "--tag", "region/italy/*")));
        assertEquals(0, lines(vitrine.run("list", "--ids", "--tag", "place/*")));
    }

    @Test
    void severalTagsAreMergedOrTakenOff() {
        assertEquals(
                "1 image was changed.\n",
                vitrine.run("retag", "ocean", "sea", "--to", "sea", "--yes").out());
        assertEquals(2, lines(vitrine.run("list", "--ids", "--tag", "sea")));
        vitrine.run("retag", "place/*", "24/7", "--remove", "--yes", "--json");
        assertEquals("       2  sea\n", vitrine.run("tags").out());
    }

    @Test
    void whatNobodyHasAndWhatIsNoNameIsRefused() {
        assertEquals(
                ExitCode.NOT_FOUND,
                vitrine.run("retag", "no such/*", "--to", "x", "--yes").code());
        assertEquals(
                ExitCode.INVALID,
                vitrine.run("retag", "place/*", "--to", "place/", "--yes").code());
        assertEquals(ExitCode.USAGE, vitrine.run("retag", "place").code());
        assertEquals(ExitCode.USAGE, vitrine.run("retag", "--remove").code());
    }

    private static long lines(Ended ended) {
        assertEquals(ExitCode.DONE, ended.code(), ended.err());
        return ended.out().lines().count();
    }
}
