package dev.vitrine.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class AppFoldersTest {
    @Test
    void linuxFollowsTheXdgVariables() {
        assertEquals(
                new AppFolders(Path.of("/d/vitrine"), Path.of("/c/vitrine"), Path.of("/k/vitrine")),
                AppFolders.of(
                        Map.of("XDG_DATA_HOME", "/d", "XDG_CONFIG_HOME", "/c", "XDG_CACHE_HOME", "/k"),
                        system("Linux")));
    }

    @Test
    void linuxHasDefaultsAndIgnoresRelativeVariables() {
        assertEquals(
                new AppFolders(
                        Path.of("/home/a/.local/share/vitrine"),
                        Path.of("/home/a/.config/vitrine"),
                        Path.of("/home/a/.cache/vitrine")),
                AppFolders.of(Map.of("XDG_DATA_HOME", "relative"), system("Linux")));
    }

    @Test
    void windowsUsesLocalAppData() {
        Path home = Path.of("/local/Vitrine");
        assertEquals(
                new AppFolders(home, home.resolve("config"), home.resolve("cache")),
                AppFolders.of(Map.of("LOCALAPPDATA", "/local", "XDG_DATA_HOME", "/d"), system("Windows 11")));
    }

    @Test
    void macUsesItsLibraryFolder() {
        Path support = Path.of("/home/a/Library/Application Support/Vitrine");
        assertEquals(
                new AppFolders(support, support.resolve("config"), Path.of("/home/a/Library/Caches/Vitrine")),
                AppFolders.of(Map.of(), system("Mac OS X")));
    }

    @Test
    void aHomeOfOnesOwnHoldsEverything() {
        Path home = Path.of("/portable");
        var expected = new AppFolders(home, home.resolve("config"), home.resolve("cache"));
        Properties reported = system("Linux");
        reported.setProperty("vitrine.home", "/portable");
        assertEquals(expected, AppFolders.of(Map.of("VITRINE_HOME", "/other"), reported));
        assertEquals(
                expected, AppFolders.of(Map.of("VITRINE_HOME", "/portable", "XDG_DATA_HOME", "/d"), system("Linux")));
    }

    private static Properties system(String platform) {
        var system = new Properties();
        system.setProperty("os.name", platform);
        system.setProperty("user.home", "/home/a");
        return system;
    }
}
