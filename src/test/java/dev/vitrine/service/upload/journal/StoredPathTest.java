package dev.vitrine.service.upload.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredPathTest {
    @TempDir
    Path temp;

    @Test
    void aPathComesBackAsItWas() {
        for (String name : new String[] {"a.jpg", "Köln 2024 – Ü.jpg", "new\nline.jpg", "file:odd.jpg", "日本.png"}) {
            Path path = temp.toAbsolutePath().resolve(name);
            assertEquals(path, StoredPath.path(StoredPath.text(path)));
        }
    }

    @Test
    void aNameThatIsNoTextComesBackAsItWas() throws IOException {
        Path path = Path.of(URI.create(temp.toUri() + "bad-%FF-name.jpg"));

        assertEquals(path, StoredPath.path(StoredPath.text(path)));
    }
}
