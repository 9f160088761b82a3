import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// The script that starts the program on Linux, in the place of jpackage's launcher and with what that was to start the JVM with.
final class LinuxLauncher {
    private LinuxLauncher() {
    }

    /// @param settings jpackage's, of its launcher
    static void replace(Path launcher, Path settings, Path runtime, Path template) throws IOException {
        List<String> lines = Files.readAllLines(settings);
        String text = Files.readString(template).replace("@classpath@", joined(lines, "app.classpath=", ":"))
                .replace("@options@", "\"" + joined(lines, "java-options=", "\" \"") + "\"");
        Files.writeString(launcher, text);
        Files.delete(settings);
        Files.delete(runtime.resolveSibling("libapplauncher.so"));
        // The name that lists of processes show.
        Files.copy(runtime.resolve("bin/java"), runtime.resolve("bin/vitrine"));
    }

    private static String joined(List<String> lines, String key, String separator) {
        return lines.stream().filter(line -> line.startsWith(key)).map(line -> line.substring(key.length()).replace("$APPDIR", "$app"))
                .collect(Collectors.joining(separator));
    }
}
