package dev.vitrine.connection;

import dev.vitrine.files.OperatingSystem;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Where this program keeps its things, as each platform expects it. The folders need not exist yet.
///
/// @param data what must not be lost: the local library, the upload journals
/// @param config preferences and connection profiles
/// @param cache what can be made again
public record AppFolders(Path data, Path config, Path cache) {
    /// `-Dvitrine.home`, then `VITRINE_HOME`, put everything into one folder; else the platform decides:
    /// the XDG variables, `%LOCALAPPDATA%\Vitrine`, or `~/Library`.
    public static AppFolders of(Map<String, String> environment, Properties system) {
        String home = firstOf(system.getProperty("vitrine.home"), environment.get("VITRINE_HOME"));
        if (!home.isEmpty()) {
            return inOne(Path.of(home));
        }
        Path user = Path.of(system.getProperty("user.home", "."));
        return switch (OperatingSystem.of(system)) {
            case WINDOWS -> {
                String local = firstOf(
                        environment.get("LOCALAPPDATA"),
                        user.resolve("AppData").resolve("Local").toString());
                yield inOne(Path.of(local).resolve("Vitrine"));
            }
            case MACOS -> {
                Path library = user.resolve("Library");
                Path support = library.resolve("Application Support").resolve("Vitrine");
                yield new AppFolders(
                        support,
                        support.resolve("config"),
                        library.resolve("Caches").resolve("Vitrine"));
            }
            case LINUX, OTHER ->
                new AppFolders(
                        xdg(environment, "XDG_DATA_HOME", user.resolve(".local").resolve("share")),
                        xdg(environment, "XDG_CONFIG_HOME", user.resolve(".config")),
                        xdg(environment, "XDG_CACHE_HOME", user.resolve(".cache")));
        };
    }

    /// The file with what copies are made as, by name.
    public Path presets() {
        return config.resolve("presets.json");
    }

    /// Everything in one folder, which can be taken along.
    public static AppFolders inOne(Path home) {
        Path root = home.toAbsolutePath().normalize();
        return new AppFolders(root, root.resolve("config"), root.resolve("cache"));
    }

    /// The specification says that a relative path in these variables must be ignored.
    private static Path xdg(Map<String, String> environment, String variable, Path otherwise) {
        Path reported = Path.of(environment.getOrDefault(variable, ""));
        return (reported.isAbsolute() ? reported : otherwise).resolve("vitrine");
    }

    private static String firstOf(@Nullable String first, @Nullable String second) {
        if (first != null && !first.isBlank()) {
            return first;
        }
        return second == null ? "" : second.strip();
    }
}
