package dev.vitrine.connection.keyring;

import dev.vitrine.image.ImageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A program that is asked for a secret, or told one by its standard input: others can read a command line.
record KeyRingProgram(Path program) {
    /// A person may have to unlock the key ring first.
    private static final int PATIENCE_SECONDS = 120;

    /// What it said; [#toString] tells none of it.
    record Answer(int exitCode, String output, String complaint) {
        boolean isGood() {
            return exitCode == 0;
        }

        @Override
        public String toString() {
            return "Answer[" + exitCode + "]";
        }
    }

    Answer run(String input, String... arguments) {
        try {
            Process process = new ProcessBuilder(Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                            .toList())
                    .start();
            try {
                return answer(process, input);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw noAnswer(e);
        } catch (InterruptedException e) {
            throw ImageException.Cancelled.by(e);
        }
    }

    private static Answer answer(Process process, String input) throws IOException, InterruptedException {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) { // it did not wait for its input: its answer says why
            System.getLogger(KeyRingProgram.class.getName()).log(System.Logger.Level.DEBUG, "input not taken", e);
        }
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) { // what it says fits into a pipe
            throw noAnswer(null);
        }
        return new Answer(
                process.exitValue(),
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip(),
                new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip());
    }

    /// @param cause without the secret; may be null
    static ImageException noAnswer(@Nullable Throwable cause) {
        return new ImageException.Failed("This computer’s key ring does not answer, or is locked.", cause);
    }
}
