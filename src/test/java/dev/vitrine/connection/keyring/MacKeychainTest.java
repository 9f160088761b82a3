package dev.vitrine.connection.keyring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.image.ImageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class MacKeychainTest {
    private static final String SECRET = "QUtJQQ==.dmVyeS1zZWNyZXQ=.";

    @TempDir
    private Path folder;

    private FakeProgram program;
    private KeyRing ring;

    /// As `security` answers: 44 where there is no such item, and well to any input.
    @BeforeEach
    void install() throws Exception {
        program = new FakeProgram(folder, "security", """
                case $1 in
                -i)
                  read -r command
                  eval "set -- $command"
                  if [ ! -f "$folder/full" ]; then echo "$8" > "$folder/kept-$(echo "$6" | tr -c 'a-z0-9\\n' _)"; fi
                  ;;
                find-generic-password) cat "$folder/kept-$(echo "$5" | tr -c 'a-z0-9\\n' _)" 2>/dev/null || exit 44 ;;
                delete-generic-password) rm "$folder/kept-$(echo "$5" | tr -c 'a-z0-9\\n' _)" 2>/dev/null || exit 44 ;;
                esac
                """);
        ring = new MacKeychain(program.program("security"));
    }

    @Test
    void whatWasKeptIsFoundUntilItIsForgotten() {
        ring.keep("the \"team\"", SECRET);
        assertEquals(Optional.of(SECRET), ring.find("the \"team\""));
        ring.forget("the \"team\"");
        ring.forget("the \"team\"");
        assertEquals(Optional.empty(), ring.find("the \"team\""));
    }

    @Test
    void aSecretIsInNoCommandLine() throws Exception {
        ring.keep("team", SECRET);
        assertFalse(program.arguments().contains(SECRET), program.arguments());
    }

    @Test
    void whatItDidNotTakeIsAFailure() throws Exception {
        Files.writeString(folder.resolve("full"), "");
        assertThrows(ImageException.Failed.class, () -> ring.keep("team", SECRET));
    }

    @Test
    void aLockedOneSaysSo() throws Exception {
        ring.keep("team", SECRET);
        program.lock();
        assertThrows(ImageException.Failed.class, () -> ring.find("team"));
        assertThrows(ImageException.Failed.class, () -> ring.forget("team"));
    }
}
