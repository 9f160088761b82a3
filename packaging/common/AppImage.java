import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The program as jpackage lays it out for this system: launcher, libraries, Java runtime.
///
/// @param root what is installed: a folder, on macOS a bundle
/// @param launcher opens the window, or runs a command
/// @param libraries the folder that the launcher calls `$APPDIR`
record AppImage(Path root, Path launcher, Path libraries) {
    /// The collector that starts fastest and keeps least. What it was trained with, the ahead-of-time cache needs again.
    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders",
            // What a collection frees goes back to the system, and at once.
            "-XX:MinHeapFreeRatio=10", "-XX:MaxHeapFreeRatio=20", "-XX:-ShrinkHeapInSteps", "-Xmn64m", "-Xms128m", "-XX:TrimNativeHeapInterval=30000",
            // With the JVM's own numbers the second compiler takes a third of the processor time of a start, for code that is run some
            // thousand times; what is run for each pixel or byte gets there all the same.
            "-XX:Tier4InvocationThreshold=50000", "-XX:Tier4MinInvocationThreshold=6000", "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000",
            // JDK 25.0.x: C2's escape analysis can miscompile allocation merges (JDK-8385993). Drop with a fixed JDK.
            "-XX:+UnlockDiagnosticVMOptions", "-XX:-ReduceAllocationMerges",
            // Notes of a training hand code to the second compiler at once.
            "-XX:-AOTReplayTraining",
            // What the JVM has to say is no part of an answer.
            "-Xlog:disable", "-Xlog:all=error:stderr",
            "--enable-native-access=javafx.graphics,ALL-UNNAMED",
            "-Dorg.sqlite.lib.path=$APPDIR");

    static AppImage make(Build build, Path input, Path runtime, Path icons) throws IOException {
        var arguments = new ArrayList<>(List.of("--type", "app-image", "--name", name(build), "--app-version", build.version(),
                "--vendor", "Vitrine", "--copyright", "Apache-2.0", "--description", "A gallery for images in S3, or on this machine",
                "--input", input.toString(), "--main-jar", "vitrine.jar", "--main-class", "dev.vitrine.Main",
                "--runtime-image", runtime.toString(), "--dest", build.work().resolve("image").toString()));
        for (String option : JVM) {
            arguments.addAll(List.of("--java-options", option));
        }
        switch (build.platform()) {
            case LINUX -> arguments.addAll(List.of("--icon", icons.resolve("512.png").toString()));
            case WINDOWS -> arguments.addAll(List.of("--icon", icons.resolve("vitrine.ico").toString(),
                    // The window's launcher has no console to write to: commands get one of their own.
                    "--add-launcher", "vitrine-cli=" + build.packaging().resolve("windows/vitrine-cli.properties")));
            case MACOS -> arguments.addAll(List.of("--icon", icons.resolve("vitrine.icns").toString(),
                    "--mac-package-identifier", "dev.vitrine", "--mac-app-category", "photography"));
        }
        JavaRuntime.run("jpackage", arguments.toArray(String[]::new));
        AppImage image = at(build);
        if (build.platform() == Platform.LINUX) {
            LinuxLauncher.replace(image.launcher, image.libraries.resolve("vitrine.cfg"), image.root.resolve("lib/runtime"),
                    build.packaging().resolve("linux/vitrine.sh"));
        }
        return image;
    }

    private static AppImage at(Build build) throws IOException {
        Path images = build.work().resolve("image");
        AppImage image = switch (build.platform()) {
            case LINUX -> of(images.resolve("vitrine"), "bin/vitrine", "lib/app");
            case WINDOWS -> of(images.resolve("Vitrine"), "vitrine-cli.exe", "app");
            case MACOS -> of(images.resolve("Vitrine.app"), "Contents/MacOS/Vitrine", "Contents/app");
        };
        if (!Files.isExecutable(image.launcher())) {
            throw new IOException("jpackage made no " + image.launcher());
        }
        return image;
    }

    /// The ahead-of-time cache of the window; commands use it, too, where they have no launcher of their own.
    Path windowCache() {
        return libraries.resolve("window.aot");
    }

    Path commandCache() {
        return libraries.resolve("commands.aot");
    }

    /// On macOS one launcher starts both, with one cache.
    boolean startsCommandsApart() {
        return !Files.exists(libraries.resolve("Vitrine.cfg")) || Files.exists(libraries.resolve("vitrine-cli.cfg"));
    }

    /// Tells jpackage's launchers of the caches, which could not be named before they were there. Our own looks for them itself.
    void useCaches() throws IOException {
        try (Stream<Path> files = Files.list(libraries)) {
            for (Path settings : files.filter(file -> file.toString().endsWith(".cfg")).toList()) {
                Path cache = settings.endsWith("vitrine-cli.cfg") ? commandCache() : windowCache();
                String text = Files.readString(settings);
                Files.writeString(settings, text.replace("[JavaOptions]", "[JavaOptions]\njava-options=-XX:AOTCache=$APPDIR/" + cache.getFileName()));
            }
        }
    }

    private static AppImage of(Path root, String launcher, String libraries) {
        return new AppImage(root, root.resolve(launcher), root.resolve(libraries));
    }

    static String name(Build build) {
        return build.platform() == Platform.LINUX ? "vitrine" : "Vitrine";
    }
}
