package dev.vitrine.picture.external;

import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.UnsupportedException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Decodes HEIC, AVIF and JPEG XL by a program that the system has, as a child process.
///
/// No decoder for them is shipped, and a library called in our own process could take it down with a hostile file;
/// a child that crashes or hangs costs one picture. The header is checked before, as for every kind.
public final class ImageProgram {
    /// @param arguments with `IN`, `OUT` and `PROFILE` for the files
    record Program(String name, List<String> arguments) {
        private static final Pattern FILES = Pattern.compile("IN|OUT|PROFILE");

        Program(String name, String... arguments) {
            this(name, List.of(arguments));
        }

        List<String> commandLine(Path executable, Path in, Path out, Path profile) {
            var line = new ArrayList<String>();
            line.add(executable.toString());
            for (String argument : arguments) {
                line.add(FILES.matcher(argument).replaceAll(name -> {
                    Path file = switch (name.group()) {
                        case "IN" -> in;
                        case "OUT" -> out;
                        default -> profile;
                    };
                    return Matcher.quoteReplacement(file.toString());
                }));
            }
            return line;
        }

        Program with(List<String> options) {
            return new Program(
                    name, Stream.concat(options.stream(), arguments.stream()).toList());
        }
    }

    /// Where programs are looked for. A desktop does not always tell where package managers of macOS put them.
    public static final String SYSTEM_PATH = String.join(
            File.pathSeparator,
            Optional.ofNullable(System.getenv("PATH")).orElse(""),
            "/opt/homebrew/bin",
            "/usr/local/bin",
            "/opt/local/bin");

    private static final Program SIPS =
            new Program("sips", "-s", "format", "jpeg", "-s", "formatOptions", "95", "IN", "--out", "OUT");
    private static final List<Program> FOR_HEIF = List.of(
            new Program("heif-dec", "-q", "95", "IN", "OUT"),
            new Program("heif-convert", "-q", "95", "IN", "OUT"),
            SIPS,
            new Program("vips", "copy", "IN", "OUT[Q=95]"));
    /// Not as a JPEG: djxl would hand out the one that a file was made of, with its turning still to be done.
    private static final List<Program> FOR_JXL =
            List.of(new Program("djxl", "IN", "OUT"), SIPS, new Program("vips", "copy", "IN", "OUT"));

    private record Found(Program program, Path executable) {}

    private final Optional<Found> found;

    private ImageProgram(List<Program> programs, String path) {
        this.found = programs.stream()
                .flatMap(program -> Stream.of(path.split(File.pathSeparator))
                        .filter(folder -> !folder.isBlank())
                        .flatMap(folder ->
                                Stream.of(program.name, program.name + ".exe").flatMap(name -> file(folder, name)))
                        .filter(file -> file.isAbsolute() && Files.isExecutable(file) && !Files.isDirectory(file))
                        .map(file -> new Found(program, file)))
                .findFirst();
    }

    /// Nothing where an entry of PATH cannot be a folder; Windows allows quotes around one.
    private static Stream<Path> file(String folder, String name) {
        try {
            return Stream.of(Path.of(folder.replace("\"", "").strip(), name));
        } catch (InvalidPathException _) {
            return Stream.empty();
        }
    }

    /// @param path folders to look in, as in the environment variable PATH
    public static ImageProgram forHeif(String path) {
        return new ImageProgram(FOR_HEIF, path);
    }

    public static ImageProgram forJxl(String path) {
        return new ImageProgram(FOR_JXL, path);
    }

    public boolean isThere() {
        return found.isPresent();
    }

    /// The whole picture as the bytes of a JPEG, or of a PNG when it has transparency; already upright.
    ///
    /// @param file a still one, with one picture that is not hidden
    public byte[] decode(byte[] file, boolean alpha, Deadline deadline) throws IOException, InterruptedException {
        String name = alpha && !isNamed("sips") ? "out.png" : "out.jpg";
        return decode(file, List.of(), name, deadline, (decoded, _) -> {
            if (Files.size(decoded) > Limits.MAX_MEMORY) {
                throw new IOException("the decoded picture has " + Files.size(decoded) + " bytes");
            }
            return Files.readAllBytes(decoded);
        });
    }

    /// What reads the picture that a program wrote, before it is deleted.
    public interface Reader<T> {
        /// @param profile of the colors of the picture, which may not be there
        T read(Path picture, Path profile) throws IOException;
    }

    /// The whole picture as a PPM, or a PAM when it has transparency: to pack the rows takes djxl ten times as long
    /// as to decode them. Already upright.
    ///
    /// @param cutOff shows what there is of the file
    public <T> T decodeRows(byte[] file, boolean alpha, boolean cutOff, Deadline deadline, Reader<T> reader)
            throws IOException, InterruptedException {
        if (!isNamed("djxl")) {
            throw UnsupportedException.here("no program writes its rows", null);
        }
        // Rows have no more bits here, and djxl does not write colors and alpha of several depths.
        var options = new ArrayList<>(List.of("--icc_out=PROFILE", "--bits_per_sample=8"));
        if (cutOff) {
            options.add("--allow_partial_files");
        }
        return decode(file, options, alpha ? "out.pam" : "out.ppm", deadline, reader);
    }

    private boolean isNamed(String name) {
        return found.filter(used -> used.program.name.equals(name)).isPresent();
    }

    private <T> T decode(byte[] file, List<String> options, String name, Deadline deadline, Reader<T> reader)
            throws IOException, InterruptedException {
        try (var temporary = TemporaryFolder.create("image")) {
            Path folder = temporary.path();
            Path in = folder.resolve("in");
            Path out = folder.resolve(name);
            Path profile = folder.resolve("profile");
            Files.write(in, file);
            Found used = found.orElseThrow();
            run(used.program.with(options).commandLine(used.executable, in, out, profile), folder, deadline);
            return reader.read(written(folder, out), profile);
        }
    }

    private static void run(List<String> commandLine, Path folder, Deadline deadline)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(commandLine)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            process.getOutputStream().close();
            deadline.handTo(process);
            while (!process.waitFor(deadline.left().toMillis() + 1, TimeUnit.MILLISECONDS)) {
                deadline.check();
            }
        } finally {
            deadline.takeBack();
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        deadline.check(); // what was stopped says nothing about the file
        if (process.exitValue() != 0) {
            // of a kind that it does not know, or damaged: it does not tell
            throw UnsupportedException.here(Path.of(commandLine.getFirst()).getFileName() + " cannot decode it", null);
        }
    }

    /// Some programs number what they write, also when it is one picture.
    private static Path written(Path folder, Path out) throws IOException {
        if (Files.exists(out)) {
            return out;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("out"))
                    .min(Path::compareTo)
                    .orElseThrow(() -> new MalformedException("it has no image in it"));
        }
    }
}
