import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Windows (.msi) and macOS (.dmg, .pkg), both by jpackage from the program that is laid out already.
final class Installers {
    /// Says to Windows that another version is an upgrade of this program. Never changes.
    private static final String UPGRADES = "6d0e7a4e-1c8e-4a0b-9a4e-3f6f1b0c7d52";

    private Installers() {
    }

    static void make(Build build, AppImage image, Path icons) throws IOException {
        switch (build.platform()) {
            case WINDOWS -> jpackage(build, image, "msi", List.of("--icon", icons.resolve("vitrine.ico").toString(),
                    "--win-per-user-install", "--win-dir-chooser", "--win-menu", "--win-menu-group", "Vitrine", "--win-shortcut-prompt",
                    "--win-upgrade-uuid", UPGRADES, "--resource-dir", WindowsPath.resources(build).toString()));
            case MACOS -> {
                for (String type : List.of("dmg", "pkg")) {
                    jpackage(build, image, type, List.of("--mac-package-identifier", "dev.vitrine",
                            "--resource-dir", build.packaging().resolve("macos").toString()));
                }
            }
            case LINUX -> throw new IllegalArgumentException("Linux has packages of its own");
        }
    }

    private static void jpackage(Build build, AppImage image, String type, List<String> options) throws IOException {
        Path licence = Files.copy(build.project().resolve("LICENSE"), build.work().resolve("LICENSE-" + type + ".txt"));
        var arguments = new ArrayList<>(List.of("--type", type, "--name", AppImage.name(build), "--app-version", build.version(),
                "--vendor", "Vitrine", "--app-image", image.root().toString(), "--license-file", licence.toString(), "--dest", build.dist().toString()));
        arguments.addAll(options);
        JavaRuntime.run("jpackage", arguments.toArray(String[]::new));
    }
}
