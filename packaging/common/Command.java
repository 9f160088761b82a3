import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A program of the system.
final class Command {
    private Command() {
    }

    /// Runs it in this folder, with these variables in addition.
    ///
    /// @return what it said
    /// @throws IOException with what it said, when it fails or is not there
    static String run(Path folder, Map<String, String> variables, List<String> command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        // No build uses the cloud of whoever builds.
        builder.environment().keySet().removeIf(name -> name.matches("(AWS|S3|DYNAMODB)_.*"));
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + process.exitValue() + ":\n" + said);
        }
        return said;
    }

    /// Whether there is such a program on the path.
    static boolean isThere(String name) {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(System.getProperty("path.separator")))
                .anyMatch(folder -> Path.of(folder, name).toFile().canExecute());
    }
}
