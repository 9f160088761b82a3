import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// Builds what people install, for the system it runs on: `java Package.java TARGET
/// VERSION TIME`, as `./mvnw -Ppackage package` does.
///
/// TARGET is Maven's folder: `app` has the program and its libraries,
/// `vitrine-sbom.cdx.json` says which of them ship. The results are in `TARGET/dist`.
final class Package {
    private Package() {}

    public static void main(String[] args) throws Exception {
        var build = new Build(
                Path.of(args[0]).toAbsolutePath(),
                args[1].replace("-SNAPSHOT", ""),
                Instant.parse(args[2]),
                Platform.current());
        Folders.delete(build.work());
        Folders.delete(build.dist());
        Files.createDirectories(build.dist());

        say("Bill of materials and licences");
        var bill = Bill.read(build.target().resolve("vitrine-sbom.cdx.json"));
        Path input = Files.createDirectories(build.work().resolve("input"));
        new Licences(bill, build.app(), build.packaging().resolve("common/licences"))
                .collect(input.resolve("licences"));

        say("Libraries, with the native code of this platform only");
        Libraries libraries = Libraries.of(bill, build);
        libraries.copyTo(input);

        say("Java runtime");
        Path runtime = JavaRuntime.link(libraries, build);

        say("Icons");
        Path icons = build.work().resolve("icons");
        Icons.draw(build.packaging().resolve("common/vitrine.svg"), icons);

        say("Program");
        var image = AppImage.make(build, input, runtime, icons);
        say("Ahead-of-time cache, trained on a start");
        Folders.dateAll(image.root(), build.time()); // before: the cache takes only libraries of the dates that it saw
        Training.of(image, build.work().resolve("training")).train();
        Folders.dateAll(image.root(), build.time());

        say("Packages");
        switch (build.platform()) {
            case LINUX -> LinuxPackages.make(build, image, icons);
            case WINDOWS, MACOS -> Installers.make(build, image, icons);
        }
        Files.copy(bill.file(), build.dist().resolve("vitrine-" + build.version() + "-sbom.cdx.json"));
        Checksums.write(build.dist());
        report(build.dist());
    }

    private static void say(String what) {
        System.out.println("-- " + what);
    }

    private static void report(Path dist) throws IOException {
        try (Stream<Path> files = Files.list(dist)) {
            List<Path> made = files.sorted().toList();
            for (Path file : made) {
                System.out.printf("%9.1f MB  %s%n", Files.size(file) / 1e6, file.getFileName());
            }
        }
    }
}
