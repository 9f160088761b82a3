package dev.vitrine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.cli.TypedLine.Ended;
import java.awt.Color;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlbumCommandTest extends CommandTest {
    private String beach;
    private String harbor;
    private String pier;

    @BeforeEach
    void start() throws IOException {
        beach = upload("beach", Color.YELLOW);
        harbor = upload("harbor", Color.BLUE);
        pier = upload("pier", Color.GRAY);
        vitrine.run("album", "add", "--to", "Iceland 2026", beach, harbor, pier);
    }

    @Test
    void anAlbumIsATag() {
        assertEquals("       3  Iceland 2026\n", vitrine.run("album").out());
        assertEquals("       3  album:Iceland 2026\n", vitrine.run("tags").out());
        assertTrue(vitrine.run("list", "--query", "album:\"Iceland 2026\"", "--ids")
                .out()
                .contains(beach));
        assertEquals(
                "", vitrine.run("list", "--query", "-album:\"Iceland 2026\"").out());
        assertEquals(
                beach + ": removed from Iceland 2026\n",
                vitrine.run("album", "remove", "--from", "iceland 2026", beach).out());
        assertEquals("       2  Iceland 2026\n", vitrine.run("album").out());
    }

    @Test
    void imagesAreShownInTheirOrder() {
        vitrine.run("album", "order", "--in", "Iceland 2026", pier, beach, harbor);
        assertEquals(lines(pier, beach, harbor), shown());
        vitrine.run("album", "order", "--in", "Iceland 2026", "--before", pier, harbor);
        assertEquals(lines(harbor, pier, beach), shown());
        assertEquals(
                harbor + "\n",
                vitrine.run("album", "show", "Iceland 2026", "--ids", "--limit", "1")
                        .out());
    }

    @Test
    void onlyWhatIsInAnAlbumHasAPlaceInIt() {
        vitrine.run("album", "remove", "--from", "Iceland 2026", beach);
        Ended ended = vitrine.run("album", "order", "--in", "Iceland 2026", "--before", beach, pier);
        assertEquals(ExitCode.NOT_FOUND, ended.code());
        assertTrue(ended.err().contains("is not in the album “Iceland 2026”"), ended.err());
        assertEquals(ExitCode.NOT_FOUND, vitrine.run("album", "show", "Norway").code());
    }

    @Test
    void whatIsWrittenAboutAnAlbumMovesWithItsName() {
        vitrine.run("album", "describe", "Iceland 2026", "Ring road");
        vitrine.run("album", "cover", "Iceland 2026", harbor);
        vitrine.run("album", "order", "--in", "Iceland 2026", pier, beach, harbor);
        assertEquals(
                "Renamed: Iceland\n",
                vitrine.run("album", "rename", "Iceland 2026", "Iceland").out());
        Ended shown = vitrine.run("album", "show", "Iceland", "--json");
        assertTrue(shown.out().contains("\"description\" : \"Ring road\""), shown.out());
        assertTrue(shown.out().contains("\"cover\" : \"" + harbor + "\""), shown.out());
        assertTrue(shown.out().indexOf(pier) < shown.out().indexOf(beach), shown.out());
        assertEquals("       3  Iceland\n", vitrine.run("album").out());
    }

    @Test
    void aSmartAlbumIsGivenAnotherSearch() {
        vitrine.run("album", "create", "Best", "--search", "rating:5");
        assertEquals(
                "Search saved: Best\n",
                vitrine.run("album", "search", "Best", "rating:4..").out());
        assertTrue(vitrine.run("album", "show", "Best", "--json").out().contains("\"search\" : \"rating:4..\""));
        for (String refused : List.of("rating:9", " ")) {
            assertEquals(
                    ExitCode.INVALID,
                    vitrine.run("album", "search", "Best", refused).code());
        }
        assertEquals(
                ExitCode.INVALID,
                vitrine.run("album", "search", "Iceland 2026", "rating:5").code());
    }

    @Test
    void aDeletedAlbumLeavesItsImages() {
        assertEquals(
                ExitCode.INVALID, vitrine.run("album", "delete", "Iceland 2026").code());
        assertEquals(
                "Deleted: Iceland 2026\n",
                vitrine.run("album", "delete", "--yes", "Iceland 2026").out());
        assertEquals("", vitrine.run("album").out());
        assertTrue(vitrine.run("list", "--ids").out().contains(pier));
    }

    @Test
    void aSmartAlbumShowsWhatItsSearchFinds() {
        assertEquals(
                ExitCode.INVALID,
                vitrine.run("album", "create", "Water", "--search", "rating:9").code());
        vitrine.run("album", "create", "Water", "--search", "harbor");
        assertEquals(
                "       3  Iceland 2026\n       *  Water\n",
                vitrine.run("album").out());
        assertEquals(
                harbor + "\n", vitrine.run("album", "show", "Water", "--ids").out());
        assertEquals(
                ExitCode.INVALID,
                vitrine.run("album", "add", "--to", "Water", pier).code());
        assertEquals(ExitCode.CONFLICT, vitrine.run("album", "create", "Water").code());
    }

    @Test
    void aNameInOtherLettersIsTheAlbumThatIsThere() {
        vitrine.run("album", "create", "Norway");
        assertEquals(ExitCode.CONFLICT, vitrine.run("album", "create", "NORWAY").code());
        assertEquals(
                "Renamed: ICELAND 2026\n",
                vitrine.run("album", "rename", "Iceland 2026", "ICELAND 2026").out());
        assertEquals(
                ExitCode.INVALID,
                vitrine.run("album", "create", "Iceland 2026", "--search", "harbor")
                        .code());
    }

    @Test
    void theDoctorKnowsTheFilesOfAlbums() {
        vitrine.run("album", "create", "Empty");
        assertEquals(ExitCode.DONE, vitrine.run("doctor").code());
    }

    private String shown() {
        return vitrine.run("album", "show", "Iceland 2026", "--ids").out();
    }

    private static String lines(String... ids) {
        return String.join("\n", ids) + "\n";
    }
}
