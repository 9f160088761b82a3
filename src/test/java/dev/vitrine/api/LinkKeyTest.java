package dev.vitrine.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LinkKeyTest {
    @TempDir
    private Path home;

    @Test
    void aKeyIsMadeOnceAndThenKept() {
        Path file = home.resolve("rest").resolve("link.key");
        byte[] key = LinkKey.of(file);
        assertArrayEquals(key, LinkKey.of(file));
        assertFalse(Arrays.equals(key, LinkKey.of(home.resolve("other"))));
        assertEquals(32, key.length);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyItsOwnerMayReadIt() throws IOException {
        Path file = home.resolve("link.key");
        LinkKey.of(file);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        LinkKey.of(file);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void somethingElseIsNotTakenForAKey() throws IOException {
        Path file = Files.writeString(home.resolve("link.key"), "short");
        var failure = assertThrows(ImageException.Failed.class, () -> LinkKey.of(file));
        assertTrue(failure.getMessage().contains("Delete it"), failure.getMessage());
        assertEquals("short", Files.readString(file));
    }
}
