package dev.vitrine.service.upload.item;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FolderTagsTest {
    private static List<String> tags(String file, String... dropped) {
        return FolderTags.of(
                Path.of(file), List.of(dropped).stream().map(Path::of).toList());
    }

    @Test
    void theDroppedFolderAndThoseInsideAreTags() {
        assertEquals(List.of("Italy", "Rome"), tags("/home/alice/Italy/Rome/a.jpg", "/home/alice/Italy"));
        assertEquals(List.of("Italy"), tags("/home/alice/Italy/a.jpg", "/home/bob", "/home/alice/Italy"));
    }

    @Test
    void foldersThatAreDatesGiveWholeDates() {
        assertEquals(
                List.of("Photos", "2024", "2024-05", "2024-05-07", "Sea"),
                tags("/in/Photos/2024/5/07/Sea/a.jpg", "/in/Photos"));
        assertEquals(List.of("2024-05", "2024-05-17"), tags("/in/2024-05/17/a.jpg", "/in/2024-05"));
        assertEquals(List.of("Route", "66"), tags("/in/Route/66/a.jpg", "/in/Route"));
    }

    @Test
    void whatCamerasCallTheirFoldersIsNoTag() {
        assertEquals(List.of("card"), tags("/card/DCIM/100CANON/a.jpg", "/card"));
    }

    @Test
    void aFileOfNoDroppedFolderHasNone() {
        assertEquals(List.of(), tags("/in/a.jpg", "/in/a.jpg"));
        assertEquals(List.of(), tags("/in/a.jpg", "/other"));
        assertEquals(List.of("in"), tags("/in/a.jpg", "/"));
    }
}
