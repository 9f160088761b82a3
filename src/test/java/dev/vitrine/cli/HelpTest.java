package dev.vitrine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.connection.Connections;
import dev.vitrine.files.FolderContent;
import dev.vitrine.image.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/// Every command, option and exit code is described, and every text is used.
class HelpTest {
    @TempDir
    private static Path home;

    private static CommandLine commands() {
        Connections connections = new TypedLine(home).connections;
        return new Commands(connections, Terminal.ofProcess(), Map.of()).all();
    }

    @Test
    void everyCommandAndOptionIsDescribed() {
        var missing = new TreeSet<String>();
        for (CommandLine command : below(commands()).toList()) {
            if (command.getCommandSpec().usageMessage().description().length == 0) {
                missing.add(command.getCommandName());
            }
            for (ArgSpec arg : command.getCommandSpec().args()) {
                if (arg.description().length == 0) {
                    missing.add(command.getCommandName() + " " + arg);
                }
            }
        }
        assertEquals(List.of(), List.copyOf(missing));
    }

    @Test
    void aDefaultIsSomethingThatCanBeTyped() {
        for (CommandLine command : below(commands()).toList()) {
            String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
            assertFalse(
                    Pattern.compile("Default:\\s+(Optional|null|\\[)")
                            .matcher(help)
                            .find(),
                    help);
        }
    }

    @Test
    void theLauncherOnLinuxKnowsAllCommands() throws IOException {
        List<String> named = Files.readAllLines(Path.of("packaging", "linux", "vitrine.sh")).stream()
                .filter(line -> line.matches("[a-z].* \\| .*\\).*;;"))
                .flatMap(line ->
                        Arrays.stream(line.substring(0, line.indexOf(')')).split(" \\| ")))
                .sorted()
                .toList();
        assertEquals(List.copyOf(new TreeSet<>(commands().getSubcommands().keySet())), named);
    }

    @Test
    void everyHelpEndsWithTheExitCodes() {
        for (CommandLine command : below(commands()).toList()) {
            String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
            for (ExitCode code : ExitCode.values()) {
                assertTrue(
                        help.contains(code.number() + " ") && help.contains(code.meaning()),
                        command.getCommandName() + " " + code);
            }
        }
    }

    @Test
    void theExitCodesStayWhatScriptsKnow() {
        assertEquals(
                List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 130),
                Arrays.stream(ExitCode.values()).map(ExitCode::number).toList());
        assertEquals(ExitCode.NOT_FOUND, ExitCode.of(new ImageException.NotFound("")));
        assertEquals(ExitCode.CANCELLED, ExitCode.of(new ImageException.Cancelled("")));
        assertEquals(ExitCode.UNREACHABLE, ExitCode.of(new ImageException.Unreachable("", null)));
    }

    @Test
    void theManualTellsTheSameExitCodes() throws IOException {
        String manual = Files.readString(Path.of("docs/command-line.md"));
        for (ExitCode code : ExitCode.values()) {
            assertTrue(manual.contains("| " + code.number() + " | " + code.meaning() + " |"), code.toString());
        }
    }

    @Test
    void aMistakeIsAnsweredInTwoLines() {
        var ended = new TypedLine(home).run("list", "--nonsense");
        assertEquals(ExitCode.USAGE, ended.code());
        assertEquals(
                "Unknown option: '--nonsense'\nTry: vitrine list --help\n",
                ended.err().replace("\r", ""));
    }

    /// A text of ours stands in the code whole or, up to a dot, as the beginning of a computed key; picocli finds
    /// the others by command and option.
    @Test
    void everyTextIsUsedAndWellFormed() throws IOException {
        String sources = sources();
        var unused = new TreeSet<String>();
        for (String key : CommandTexts.BUNDLE.keySet()) {
            boolean inCode = sources.contains('"' + key + '"')
                    || Stream.of(
                                    "adopt.result.",
                                    "exit.",
                                    "upload.line.",
                                    "setup.tick.",
                                    "doctor.kind.",
                                    "doctor.act.",
                                    "doctor.step.")
                            .anyMatch(
                                    beginning -> key.startsWith(beginning) && sources.contains('"' + beginning + '"'));
            if (!inCode && !isForPicocli(key)) {
                unused.add(key);
            }
            if (inCode) {
                String text = new MessageFormat(CommandTexts.BUNDLE.getString(key), Locale.ROOT)
                        .format(IntStream.range(2, 20).boxed().toArray());
                assertTrue(!text.contains("{"), key + " has a broken placeholder: " + text);
            }
        }
        assertEquals(List.of(), List.copyOf(unused));
    }

    private static boolean isForPicocli(String key) {
        return key.equals("usage.description")
                || below(commands())
                        .anyMatch(command -> names(command).contains(key)
                                || Stream.concat(Stream.of("usage.description"), names(command).stream())
                                        .map(name -> command.getCommandSpec().qualifiedName(".") + "." + name)
                                        .anyMatch(key::equals));
    }

    private static Stream<CommandLine> below(CommandLine command) {
        return command.getSubcommands().values().stream().flatMap(each -> Stream.concat(Stream.of(each), below(each)));
    }

    private static List<String> names(CommandLine command) {
        return command.getCommandSpec().args().stream()
                .flatMap(arg -> arg.isOption()
                        ? Stream.of(((CommandLine.Model.OptionSpec) arg)
                                .longestName()
                                .replaceFirst("^-+", ""))
                        : Stream.of(arg.descriptionKey()))
                .toList();
    }

    private static String sources() throws IOException {
        return FolderContent.sources(Path.of("src/main/java/dev/vitrine/cli")).stream()
                .map(HelpTest::text)
                .collect(Collectors.joining());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
