import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Linux: the program as an archive, as .deb and as .rpm.
///
/// jpackage's own packages put menu entry and command into scripts that run at installation. These have every file where the system looks for it,
/// owned by the package, and no scripts: nothing can fail half-way, and nothing of a person's is ever touched.
final class LinuxPackages {
    private static final List<Integer> ICONS = List.of(16, 24, 32, 48, 64, 128, 256, 512);

    private final Build build;
    private final Path root;
    private final Path templates;
    private final Map<String, String> values = new HashMap<>();

    private LinuxPackages(Build build) {
        this.build = build;
        this.root = build.work().resolve("root");
        this.templates = build.packaging().resolve("linux");
    }

    static void make(Build build, AppImage image, Path icons) throws IOException, InterruptedException {
        var packages = new LinuxPackages(build);
        packages.layOut(image, icons);
        packages.check();
        packages.archive(image);
        packages.deb();
        packages.rpm();
    }

    /// All as it will lie under `/`.
    private void layOut(AppImage image, Path icons) throws IOException {
        values.put("version", build.version());
        values.put("date", build.time().toString().substring(0, 10));
        values.put("epoch", String.valueOf(build.time().getEpochSecond()));
        values.put("root", root.toString());
        Folders.copy(image.root(), root.resolve("opt/vitrine"));
        Files.createSymbolicLink(Files.createDirectories(root.resolve("usr/bin")).resolve("vitrine"), Path.of("/opt/vitrine/bin/vitrine"));
        put(templates.resolve("dev.vitrine.Vitrine.desktop"), "usr/share/applications/dev.vitrine.Vitrine.desktop");
        put(templates.resolve("dev.vitrine.Vitrine.metainfo.xml"), "usr/share/metainfo/dev.vitrine.Vitrine.metainfo.xml");
        put(templates.resolve("copyright"), "usr/share/doc/vitrine/copyright");
        for (int size : ICONS) {
            copy(icons.resolve(size + ".png"), "usr/share/icons/hicolor/" + size + "x" + size + "/apps/dev.vitrine.Vitrine.png");
        }
        copy(build.packaging().resolve("common/vitrine.svg"), "usr/share/icons/hicolor/scalable/apps/dev.vitrine.Vitrine.svg");
        values.put("kilobytes", String.valueOf(Folders.size(root) / 1024));
    }

    private void put(Path template, String where) throws IOException {
        Path file = root.resolve(where);
        Files.createDirectories(file.getParent());
        Files.writeString(file, filled(template));
    }

    private void copy(Path from, String where) throws IOException {
        Path file = root.resolve(where);
        Files.createDirectories(file.getParent());
        Files.copy(from, file);
    }

    private String filled(Path template) throws IOException {
        String text = Files.readString(template);
        for (var value : values.entrySet()) {
            text = text.replace("@" + value.getKey() + "@", value.getValue());
        }
        return text;
    }

    /// By the desktop's own tools, where they are installed.
    private void check() throws IOException, InterruptedException {
        checkBy("desktop-file-validate", root.resolve("usr/share/applications/dev.vitrine.Vitrine.desktop").toString());
        checkBy("appstreamcli", "validate", "--no-net", root.resolve("usr/share/metainfo/dev.vitrine.Vitrine.metainfo.xml").toString());
    }

    private void checkBy(String... command) throws IOException, InterruptedException {
        if (Command.isThere(command[0])) {
            System.out.print(Command.run(root, Map.of(), List.of(command)));
        } else {
            System.out.println("not checked, no " + command[0]);
        }
    }

    private void archive(AppImage image) throws IOException, InterruptedException {
        run(List.of("tar", "--create", "--gzip", "--sort=name", "--owner=0", "--group=0", "--numeric-owner", "--file",
                build.dist().resolve("vitrine-" + build.version() + "-linux-" + (Platform.isArm() ? "aarch64" : "x64") + ".tar.gz").toString(),
                "--directory", image.root().getParent().toString(), "vitrine"));
    }

    private void deb() throws IOException, InterruptedException {
        if (!Command.isThere("dpkg-deb")) {
            System.out.println("no .deb: there is no dpkg-deb");
            return;
        }
        values.put("architecture", Platform.isArm() ? "arm64" : "amd64");
        Path debian = build.work().resolve("deb");
        Folders.copy(root, debian);
        Path control = Files.createDirectories(debian.resolve("DEBIAN"));
        Files.writeString(control.resolve("control"), filled(templates.resolve("control")));
        onlyOwnerWrites(debian);
        Folders.dateAll(debian, build.time());
        run(List.of("dpkg-deb", "--root-owner-group", "--build", "-Zxz", "-z4", debian.toString(),
                build.dist().resolve("vitrine_" + build.version() + "_" + values.get("architecture") + ".deb").toString()));
    }

    private void rpm() throws IOException, InterruptedException {
        if (!Command.isThere("rpmbuild")) {
            System.out.println("no .rpm: there is no rpmbuild");
            return;
        }
        onlyOwnerWrites(root);
        Folders.dateAll(root, build.time());
        Path top = Files.createDirectories(build.work().resolve("rpm"));
        Path spec = top.resolve("vitrine.spec");
        Files.writeString(spec, filled(templates.resolve("vitrine.spec")));
        run(List.of("rpmbuild", "--quiet", "-bb", "--define", "_topdir " + top, "--define", "_rpmdir " + build.dist(),
                "--define", "_rpmfilename %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm", spec.toString()));
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Command.run(build.work(), Map.of("SOURCE_DATE_EPOCH", values.get("epoch")), command);
    }

    /// Whatever the builder's umask made of it.
    private static void onlyOwnerWrites(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.filter(path -> !Files.isSymbolicLink(path)).toList()) {
                boolean enters = Files.isDirectory(path) || Files.isExecutable(path);
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(enters ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }
}
