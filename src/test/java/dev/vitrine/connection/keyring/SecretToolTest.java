package dev.vitrine.connection.keyring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class SecretToolTest {
    private static final String SECRET = "QUtJQQ==.dmVyeS1zZWNyZXQ=.";

    @TempDir
    private Path folder;

    private FakeProgram program;
    private KeyRing ring;

    @BeforeEach
    void install() throws Exception {
        program = new FakeProgram(folder, "secret-tool", """
                act=$1
                shift
                if [ "$act" = store ]; then shift 2; fi
                if [ "$act" = search ]; then shift 1; fi
                file="$folder/kept-$(echo "$*" | tr -c 'a-z0-9\\n' _)"
                case $act in
                store) cat > "$file" ;;
                lookup) if [ -f "$folder/opens" ]; then rm -f "$folder/closed"; fi
                    [ ! -f "$folder/closed" ] && cat "$file" 2>/dev/null ;;
                clear) [ ! -f "$folder/closed" ] && rm "$file" 2>/dev/null ;;
                search) if [ -f "$file" ]; then
                        echo "[/1]"
                        if [ -f "$folder/closed" ]; then echo "Cannot get secret of a locked object" >&2; fi
                    fi ;;
                esac
                """);
        ring = new SecretTool(program.program("secret-tool"));
    }

    @Test
    void whatWasKeptIsFoundUntilItIsForgotten() {
        ring.keep("team", SECRET);
        ring.keep("other", "another");
        assertEquals(Optional.of(SECRET), ring.find("team"));
        ring.forget("team");
        ring.forget("team");
        assertEquals(Optional.empty(), ring.find("team"));
        assertEquals(Optional.of("another"), ring.find("other"));
    }

    @Test
    void aSecretIsInNoCommandLine() throws Exception {
        ring.keep("team", SECRET);
        ring.find("team");
        assertFalse(program.arguments().contains(SECRET), program.arguments());
    }

    @Test
    void aLockedOneSaysSo() throws Exception {
        ring.keep("team", SECRET);
        assertTrue(ring.isThere());
        program.lock();
        assertFalse(ring.isThere());
        assertThrows(ImageException.Failed.class, () -> ring.find("team"));
        assertThrows(ImageException.Failed.class, () -> ring.keep("team", SECRET));
        assertThrows(ImageException.Failed.class, () -> ring.forget("team"));
    }

    /// As seen with GNOME Keyring: of what is locked, nothing is removed, and nothing is said.
    @Test
    void whatIsLockedAndStaysIsSaid() throws Exception {
        ring.keep("team", SECRET);
        Files.createFile(folder.resolve("closed"));
        assertThrows(ImageException.Failed.class, () -> ring.forget("team"));
        ring.forget("nobody");
        Files.createFile(folder.resolve("opens")); // a person unlocks it when asked
        ring.forget("team");
        assertEquals(Optional.empty(), ring.find("team"));
    }

    @Test
    @EnabledIfSystemProperty(named = "os.name", matches = "Linux")
    void itIsOfferedWhereTheProgramIs() {
        assertTrue(KeyRings.ofThisComputer(Map.of("PATH", "/nowhere:" + folder)).isPresent());
        assertEquals(Optional.empty(), KeyRings.ofThisComputer(Map.of("PATH", "/nowhere")));
        assertEquals(Optional.empty(), KeyRings.ofThisComputer(Map.of()));
    }
}
