package dev.vitrine.cli;

import dev.vitrine.image.ImageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The images that a command is given, and how the lists of them are written that go from one command to the next.
///
/// Ids come from rows, and rows from anybody: an id may be called like an option, hold blanks or quotes. So a list is
/// read for what it is, never as part of the command line: `@FILE`, or `@-` from standard input. Behind `--`
/// everything is an id.
final class ImageIds {
    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final String FILE = "@";
    private static final String STANDARD_INPUT = "@-";
    private static final String END = "\0";

    /// How a list of ids is written.
    static final class Form {
        private static final class Choice {
            @Option(names = "--ids")
            private boolean ids;

            @Option(names = "--ids0")
            private boolean ids0;
        }

        @ArgGroup
        private Choice choice = new Choice();

        boolean isWanted() {
            return choice.ids || choice.ids0;
        }

        void print(Terminal terminal, List<String> ids) {
            if (choice.ids0) {
                ids.forEach(id -> terminal.out().writeBytes((id + END).getBytes(StandardCharsets.UTF_8)));
                return;
            }
            ids.stream().filter(ImageIds::fitsOnLine).map(ImageIds::quoted).forEach(terminal::sayLine);
            long left = ids.stream().filter(id -> !fitsOnLine(id)).count();
            if (left > 0) {
                terminal.note("list.idsLeft", left);
            }
        }
    }

    @Parameters(arity = "1..*", paramLabel = "ID", descriptionKey = "ids")
    private List<String> typed = new ArrayList<>();

    @Option(names = "--count", paramLabel = "N")
    private @Nullable Integer count;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /// @throws ImageException.Invalid when they are not as many as was said
    List<String> read(Terminal terminal) {
        List<String> words = command.commandLine().getParseResult().originalArgs();
        int end = words.indexOf("--");
        int plain = end < 0 ? 0 : Math.min(typed.size(), words.size() - end - 1);
        List<String> ids = Stream.concat(
                        typed.subList(0, typed.size() - plain).stream().flatMap(word -> ids(word, terminal)),
                        typed.subList(typed.size() - plain, typed.size()).stream())
                .distinct()
                .toList();
        if (count != null && count != ids.size()) {
            throw new ImageException.Invalid(CommandTexts.of("ids.otherCount", ids.size(), count));
        }
        return ids;
    }

    /// Whether nobody has said how many they are, though a list may be longer than whoever hands it on thinks.
    boolean areUncounted() {
        return count == null && typed.stream().anyMatch(word -> word.startsWith(FILE));
    }

    private static Stream<String> ids(String word, Terminal terminal) {
        return word.startsWith(FILE) ? listed(word, text(word, terminal)) : Stream.of(word);
    }

    private static Stream<String> listed(String file, String text) {
        boolean ended = text.contains(END);
        List<String> ids = (ended ? Stream.of(text.split(END)) : text.lines().map(ImageIds::unquoted))
                .filter(id -> !id.isEmpty())
                .toList();
        if (ids.isEmpty()) {
            throw new ImageException.Invalid(CommandTexts.of("ids.none", file.substring(FILE.length())));
        }
        return ids.stream();
    }

    private static String text(String word, Terminal terminal) {
        try {
            byte[] bytes = word.equals(STANDARD_INPUT)
                    ? terminal.in().readAllBytes()
                    : Files.readAllBytes(Path.of(word.substring(FILE.length())));
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new ImageException.Invalid(CommandTexts.of("ids.notText", word.substring(FILE.length())), e);
        } catch (IOException e) {
            throw new ImageException.NotFound(CommandTexts.of("ids.noFile", word.substring(FILE.length())), e);
        }
    }

    /// Whether an id may stand on a line: a command that gets the line must not take it for an option or for a
    /// list.
    private static boolean fitsOnLine(String id) {
        return !id.startsWith("-") && !id.startsWith(FILE) && Terminal.safe(id).equals(id);
    }

    /// As `xargs` reads it: one word, whatever is in it. Where something else breaks it at its blanks, each piece
    /// has a quote and so is nobody's id.
    private static String quoted(String id) {
        boolean isPlain =
                id.codePoints().noneMatch(c -> c == '"' || c == '\'' || c == '\\' || Character.isSpaceChar(c));
        return isPlain ? id : '"' + id.replace("\"", "\"\\\"\"").replace(" ", "\"\\ \"") + '"';
    }

    /// A line that somebody else wrote is an id as it is.
    private static String unquoted(String line) {
        if (line.length() < 2 || !line.startsWith("\"") || !line.endsWith("\"")) {
            return line;
        }
        String id = line.substring(1, line.length() - 1).replace("\"\\ \"", " ").replace("\"\\\"\"", "\"");
        return quoted(id).equals(line) ? id : line;
    }
}
