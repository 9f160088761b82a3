package dev.vitrine.cli;

import dev.vitrine.connection.Connections;
import dev.vitrine.image.ImageException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/// All commands in one parser: `vitrine COMMAND …`.
public final class Commands {
    private Commands() {
    }

    /// @param further commands of other front doors, in picocli's way
    public static CommandLine of(Connections connections, Object... further) {
        return of(connections, Screen.ofProcess(), further);
    }

    static CommandLine of(Connections connections, Screen screen, Object... further) {
        var around = new Surroundings(connections, screen);
        var commands = new CommandLine(new Vitrine());
        commands.addSubcommand(new UploadCommand(around));
        commands.addSubcommand(new ListCommand(around));
        commands.addSubcommand(new GetCommand(around));
        commands.addSubcommand(new DeleteCommand(around));
        commands.addSubcommand(new RestoreCommand(around));
        commands.addSubcommand(new CountsCommand.Tags(around));
        commands.addSubcommand(new CountsCommand.Users(around));
        commands.addSubcommand(new ConnectionsCommand(around));
        commands.addSubcommand(new SetupCommand(around));
        commands.addSubcommand(new DoctorCommand(around));
        commands.addSubcommand(new CompletionCommand(screen));
        for (Object command : further) {
            commands.addSubcommand(command);
        }
        commands.setResourceBundle(Texts.BUNDLE);
        commands.setExecutionStrategy(new StopOnSignal());
        commands.setParameterExceptionHandler((misuse, _) -> misused(misuse, screen));
        commands.setExecutionExceptionHandler((failure, line, _) -> failed(failure, line, screen));
        document(commands);
        return commands;
    }

    @Command(name = "vitrine", mixinStandardHelpOptions = true, scope = ScopeType.INHERIT, versionProvider = Version.class)
    private static final class Vitrine {
    }

    private static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Commands.class.getPackage().getImplementationVersion();
            return new String[] {"Vitrine " + (version == null ? "(not packaged)" : version)};
        }
    }

    private static int failed(Exception failure, CommandLine line, Screen screen) {
        ImageException known = failure instanceof ImageException expected ? expected
                : new ImageException.Failed(Texts.of("failed.unexpected", String.valueOf(failure)), failure);
        screen.err().println(Screen.safe(Texts.of("failed.line", line.getCommandName(), known.getMessage())));
        return ExitCode.of(known).number();
    }

    private static int misused(ParameterException misuse, Screen screen) {
        String command = misuse.getCommandLine().getCommandSpec().qualifiedName();
        screen.err().println(Screen.safe(misuse.getMessage()));
        screen.err().println(Texts.of("misused.line", command));
        return ExitCode.USAGE.number();
    }

    /// Every command's help ends with the exit codes, which are the same for all.
    private static void document(CommandLine commands) {
        var codes = Arrays.stream(ExitCode.values()).collect(Collectors.toMap(code -> Integer.toString(code.number()), ExitCode::meaning,
                (first, _) -> first, LinkedHashMap::new));
        commands.getCommandSpec().usageMessage().exitCodeListHeading(Texts.of("exit.heading")).exitCodeList(codes);
        commands.getSubcommands().values().forEach(Commands::document);
    }
}
