package dev.vitrine.cli;

import dev.vitrine.connection.Connections;
import dev.vitrine.image.ErrorCode;
import dev.vitrine.image.ImageException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/// All commands: `vitrine COMMAND …`.
///
/// Most runs need one of them, and reading the options of all takes longer than answering: so only the one that is
/// asked for is made.
public final class Commands {
    private static final String COMPLETION = "completion";

    private final Terminal terminal;
    private final CommandContext context;
    private final Map<String, Supplier<?>> makers = new LinkedHashMap<>();

    /// @param environment of the process
    public Commands(Connections connections, Map<String, String> environment) {
        this(connections, Terminal.ofProcess(), environment);
    }

    Commands(Connections connections, Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        context = new CommandContext(connections, terminal);
        makers.put("upload", UploadCommand::new);
        makers.put("list", ListCommand::new);
        makers.put("similar", SimilarCommand::new);
        makers.put("get", GetCommand::new);
        makers.put("sync", SyncCommand::new);
        makers.put("export", ExportCommand::new);
        makers.put("import", ImportCommand::new);
        makers.put("delete", DeleteCommand::new);
        makers.put("restore", RestoreCommand::new);
        makers.put("move", MoveCommand::new);
        makers.put("copy", CopyCommand::new);
        makers.put("adopt", AdoptCommand::new);
        makers.put("bring-back", BringBackCommand::new);
        makers.put("tags", CountsCommand.Tags::new);
        makers.put("retag", RetagCommand::new);
        makers.put("correct", CorrectCommand::new);
        makers.put("users", CountsCommand.Users::new);
        makers.put("album", AlbumCommand::new);
        makers.put("page", PageCommand::new);
        makers.put("connections", () -> new ConnectionsCommand(context));
        makers.put("setup", SetupCommand::new);
        makers.put("doctor", DoctorCommand::new);
        makers.put("serve", () -> new ServeCommand(context, environment));
        makers.put(COMPLETION, () -> new CompletionCommand(terminal));
    }

    public Set<String> names() {
        return Set.copyOf(makers.keySet());
    }

    /// @return the exit code of the process
    public int run(String... args) {
        return StopOnSignal.run(() -> answer(args));
    }

    private int answer(String... args) {
        boolean oneSuffices = args.length > 0 && makers.containsKey(args[0]) && !args[0].equals(COMPLETION);
        int code = (oneSuffices ? parser(List.of(args[0])) : all()).execute(args);
        if (code != ExitCode.DONE.number() || !terminal.isTorn()) {
            return code;
        }
        terminal.note("failed.line", args[0], CommandTexts.of("failed.torn"));
        return ExitCode.FAILED.number();
    }

    CommandLine all() {
        return parser(makers.keySet());
    }

    private CommandLine parser(Collection<String> names) {
        var commands = new CommandLine(new Vitrine());
        names.forEach(name -> commands.addSubcommand(
                name, Objects.requireNonNull(makers.get(name)).get()));
        commands.setResourceBundle(CommandTexts.BUNDLE);
        // It knows whether the help arrived.
        commands.setOut(new PrintWriter(terminal.out(), true, terminal.out().charset()));
        // “@” stands before a name from a row as well as before any other.
        commands.setExpandAtFiles(false);
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setParameterExceptionHandler((misuse, words) -> misused(misuse, List.of(words), terminal));
        commands.setExecutionStrategy(this::executed);
        commands.setExecutionExceptionHandler((failure, line, _) -> failed(failure, line, terminal));
        commands.setHelpFactory((command, colors) -> new Help(withExitCodes(command), colors));
        return commands;
    }

    @Command(
            name = "vitrine",
            mixinStandardHelpOptions = true,
            scope = ScopeType.INHERIT,
            versionProvider = Version.class)
    private static final class Vitrine {}

    private static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Commands.class.getPackage().getImplementationVersion();
            return new String[] {"Vitrine " + (version == null ? "(not packaged)" : version)};
        }
    }

    /// What does not fit into the memory is a failure like others, with an answer and an exit code.
    private int executed(ParseResult asked) {
        CommandLine command = asked.asCommandLineList().getLast();
        if (command.getCommand() instanceof LibraryCommand needsContext) {
            needsContext.workWith(context);
        }
        try {
            return new CommandLine.RunLast().execute(asked);
        } catch (OutOfMemoryError e) {
            throw new CommandLine.ExecutionException(
                    command, "no memory", new ImageException.Failed(CommandTexts.of("failed.memory"), e));
        }
    }

    /// With `--json` the failure is the answer: one object on standard output, whatever happens.
    private static int failed(Exception failure, CommandLine line, Terminal terminal) {
        ImageException known = failure instanceof ImageException expected
                ? expected
                : new ImageException.Failed(CommandTexts.of("failed.unexpected", String.valueOf(failure)), failure);
        ParseResult asked = line.getParseResult();
        if (asked.hasMatchedOption("--debug")) {
            failure.printStackTrace(terminal.err());
        }
        if (asked.hasMatchedOption("--json")) {
            JsonAnswer.print(terminal, Map.of("error", known.getMessage(), "code", ErrorCode.of(known)));
        } else {
            terminal.note("failed.line", line.getCommandName(), known.getMessage());
        }
        return ExitCode.of(known).number();
    }

    private static int misused(ParameterException misuse, List<String> words, Terminal terminal) {
        String command = misuse.getCommandLine().getCommandSpec().qualifiedName();
        String message = String.valueOf(misuse.getMessage());
        if (words.contains("--json")) {
            JsonAnswer.print(
                    terminal,
                    Map.of("error", message, "code", ErrorCode.of(new ImageException.Invalid(message, misuse))));
        }
        terminal.noteLine(message);
        terminal.note("misused.line", command);
        return ExitCode.USAGE.number();
    }

    /// Every command's help ends with the exit codes, which are the same for all.
    private static CommandSpec withExitCodes(CommandSpec command) {
        var codes = Arrays.stream(ExitCode.values())
                .collect(Collectors.toMap(
                        code -> Integer.toString(code.number()),
                        ExitCode::meaning,
                        (first, _) -> first,
                        LinkedHashMap::new));
        command.usageMessage()
                .exitCodeListHeading(CommandTexts.of("exit.heading"))
                .exitCodeList(codes);
        return command;
    }
}
