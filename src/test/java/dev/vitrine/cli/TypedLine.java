package dev.vitrine.cli;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Connections;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/// Runs command lines in a pipe, in a home of their own.
final class TypedLine {
    final Connections connections;

    TypedLine(Path home) {
        connections = new Connections(
                new AppFolders(home.resolve("data"), home.resolve("config"), home.resolve("cache")), Map.of());
    }

    /// How a command ended and what it wrote.
    record Ended(ExitCode code, byte[] bytes, String out, String err) {
        String firstWord() {
            return out.split("\\s", 2)[0];
        }
    }

    Ended run(String... words) {
        return runOn("", words);
    }

    /// @param in what the command finds on standard input
    Ended runOn(String in, String... words) {
        return run(in, new ByteArrayOutputStream(), words);
    }

    /// As a person on a terminal, who answers this when asked.
    Ended answering(String answer, String... words) {
        return run(answer + "\n", new ByteArrayOutputStream(), true, words);
    }

    /// Ctrl+C as soon as the command says anything.
    Ended interruptedAtFirstLine(String... words) {
        return run(
                "",
                new ByteArrayOutputStream() {
                    @Override
                    public synchronized void write(byte[] bytes, int offset, int length) {
                        if (size() == 0) {
                            Thread.currentThread().interrupt();
                        }
                        super.write(bytes, offset, length);
                    }
                },
                words);
    }

    /// Standard output takes nothing, and says so.
    Ended breaking(String saying, String... words) {
        return failing(
                () -> {
                    throw new UncheckedIOException(new IOException(saying));
                },
                words);
    }

    /// The same happens at each write to standard output.
    Ended failing(Runnable atEachWrite, String... words) {
        return run(
                "",
                new ByteArrayOutputStream() {
                    @Override
                    public synchronized void write(byte[] bytes, int offset, int length) {
                        atEachWrite.run();
                        super.write(bytes, offset, length);
                    }
                },
                words);
    }

    private Ended run(String in, ByteArrayOutputStream out, String... words) {
        return run(in, out, false, words);
    }

    private Ended run(String in, ByteArrayOutputStream out, boolean interactive, String... words) {
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                new AnswerStream(checked(out), StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                interactive);
        int number = new Commands(connections, terminal, Map.of()).run(words);
        terminal.out().flush();
        terminal.err().flush();
        ExitCode code = Arrays.stream(ExitCode.values())
                .filter(each -> each.number() == number)
                .findFirst()
                .orElseThrow();
        return new Ended(
                code, out.toByteArray(), out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// An array cannot say that it is full.
    private static OutputStream checked(ByteArrayOutputStream out) {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                try {
                    out.write(bytes, offset, length);
                } catch (UncheckedIOException e) {
                    throw e.getCause();
                }
            }
        };
    }
}
