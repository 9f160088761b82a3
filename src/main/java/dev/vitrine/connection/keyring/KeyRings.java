package dev.vitrine.connection.keyring;

import dev.vitrine.files.OperatingSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// Which key ring there is.
public final class KeyRings {
    private KeyRings() {}

    /// Empty where there is no program or library to ask.
    ///
    /// @param environment in which programs are looked for
    public static Optional<KeyRing> ofThisComputer(Map<String, String> environment) {
        return switch (OperatingSystem.current()) {
            case WINDOWS -> Optional.of(new WindowsCredentials());
            case MACOS -> program("security", environment).map(MacKeychain::new);
            case LINUX, OTHER -> program("secret-tool", environment).map(SecretTool::new);
        };
    }

    private static Optional<Path> program(String name, Map<String, String> environment) {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(":"))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, name))
                .filter(Path::isAbsolute)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
