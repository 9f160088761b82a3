import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// A Java runtime of just the modules that the program and its libraries use, JavaFX among them.
final class JavaRuntime {
    /// What nobody names in code: German dates and numbers, and the old character sets of camera metadata.
    private static final String FOUND_BY_NAME = "jdk.localedata,jdk.charsets";
    private static final String LOCALES = "en,de";

    private JavaRuntime() {
    }

    static Path link(Libraries libraries, Build build) throws IOException {
        Path modules = Files.createDirectories(build.work().resolve("modules"));
        for (Path jar : libraries.modules()) {
            try (var zip = new ZipFile(jar.toFile())) {
                if (zip.getEntry("module-info.class") != null) { // the jar without a platform in its name is empty
                    makeModule(zip, modules.resolve(jar.getFileName().toString().replaceFirst("-\\d.*", "")));
                }
            }
        }
        Path runtime = build.work().resolve("runtime");
        run("jlink", "--module-path", modules.toString(), "--add-modules", used(libraries) + "," + FOUND_BY_NAME, "--include-locales", LOCALES,
                "--no-header-files", "--no-man-pages", "--output", runtime.toString());
        keepOnlyJava(runtime.resolve("bin"));
        return runtime;
    }

    /// Native code goes beside Java's own, where it is loaded from in place; in a plain jar it would be unpacked into the person's home at the first start.
    private static void makeModule(ZipFile jar, Path folder) throws IOException {
        Path classes = folder.resolve("classes");
        Path natives = Files.createDirectories(folder.resolve("natives"));
        for (ZipEntry entry : jar.stream().filter(entry -> !entry.isDirectory()).toList()) {
            Path file = (Platform.isNativeCode(entry.getName()) ? natives : classes).resolve(entry.getName());
            Files.createDirectories(file.getParent());
            try (InputStream bytes = jar.getInputStream(entry)) {
                Files.copy(bytes, file);
            }
        }
        run("jmod", "create", "--class-path", classes.toString(), "--libs", natives.toString(), folder + ".jmod");
        Folders.delete(folder);
    }

    private static String used(Libraries libraries) throws IOException {
        var arguments = new ArrayList<String>(List.of("--multi-release", String.valueOf(Runtime.version().feature()), "--ignore-missing-deps",
                "--print-module-deps", "--module-path", joined(libraries.modules()), libraries.program().toString()));
        libraries.jars().forEach(jar -> arguments.add(jar.toString()));
        return run("jdeps", arguments.toArray(String[]::new)).lines().filter(line -> !line.startsWith("Warning")).collect(Collectors.joining()).strip();
    }

    private static String joined(List<Path> jars) throws IOException {
        var withContent = new ArrayList<String>();
        for (Path jar : jars) {
            try (var zip = new ZipFile(jar.toFile())) {
                if (zip.getEntry("module-info.class") != null) {
                    withContent.add(jar.toString());
                }
            }
        }
        return String.join(System.getProperty("path.separator"), withContent);
    }

    /// `java` itself is needed: WebP is decoded in child processes. Windows has its libraries in the same folder.
    private static void keepOnlyJava(Path bin) throws IOException {
        try (Stream<Path> files = Files.list(bin)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                boolean command = !name.contains(".") || name.endsWith(".exe");
                if (command && !Set.of("java", "java.exe").contains(name)) {
                    Files.delete(file);
                }
            }
        }
    }

    /// Runs one of the JDK's tools in this process.
    ///
    /// @return what it said
    static String run(String tool, String... arguments) throws IOException {
        var said = new StringWriter();
        var out = new PrintWriter(said, true);
        int code = ToolProvider.findFirst(tool).orElseThrow(() -> new IOException("this JDK has no " + tool)).run(out, out, arguments);
        if (code != 0) {
            throw new IOException(tool + " failed:\n" + said);
        }
        return said.toString();
    }
}
