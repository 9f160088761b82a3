package dev.vitrine.cli;

import dev.vitrine.connection.CloudFeatures;
import dev.vitrine.connection.Connection;
import dev.vitrine.connection.ConnectionCheck;
import dev.vitrine.connection.ConnectionProfile;
import dev.vitrine.connection.Connections;
import dev.vitrine.connection.Library;
import dev.vitrine.connection.OpenOptions;
import dev.vitrine.files.FileFailures;
import dev.vitrine.image.ImageException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options by which a command's library is chosen; without any it is the one that the window would open.
final class LibraryChoice {
    private static final String CATALOG = "catalog.sqlite";
    private static final String BACKUPS = "backups";
    /// All loggers are below it. The command itself reports what went wrong. Referenced, because java.util.logging
    /// holds its loggers weakly.
    private static final Logger LOG = Logger.getLogger("");

    private static final class Choice {
        @Option(names = "--connection", paramLabel = "NAME")
        private Optional<String> connection = Optional.empty();

        @Option(names = "--library", paramLabel = "DIR")
        private Optional<Path> library = Optional.empty();
    }

    @ArgGroup
    private Choice choice = new Choice();

    @Option(names = "--keys-from-environment")
    private boolean foundKeys;

    @Option(names = "--trust-certificate", paramLabel = "SHA256")
    private List<String> trusted = List.of();

    @Option(names = "--read-large")
    private boolean readLarge;

    @Mixin
    private ScopeChoice scope = new ScopeChoice();

    @Option(names = "--debug")
    private boolean debug;

    /// Another library than this one, reached in the same ways.
    ///
    /// @param name of a connection; empty for a library in a folder
    LibraryChoice other(Optional<String> name, Optional<Path> folder) {
        var other = new LibraryChoice();
        other.foundKeys = foundKeys;
        other.trusted = trusted;
        other.readLarge = readLarge;
        other.debug = debug;
        other.choice.connection = name;
        other.choice.library = folder;
        return other;
    }

    /// Whether this command says which images of a cloud library are searched.
    boolean choosesScope() {
        return scope.isGiven();
    }

    Connection connection(Connections connections) {
        if (!debug) {
            LOG.setLevel(Level.OFF);
        }
        return chosen(connections);
    }

    /// The one to be offered to others, whose requests are logged.
    Connection toServe(Connections connections) {
        choice.library.ifPresent(LibraryChoice::requireLibrary);
        if (scope.isGiven()) {
            throw new ImageException.Invalid(CommandTexts.of("scope.serve"));
        }
        return chosen(connections);
    }

    private Connection announced(CommandContext context) {
        Connection connection = connection(context.connections());
        if (connection.profile() instanceof ConnectionProfile.Cloud(var settings) && settings.isReadableOnTheWay()) {
            context.terminal().note("connections.readable", settings.place());
        }
        ConnectionCheck.askForCode(connection, MfaCodeQuestion.on(context.terminal())::ask);
        return connection;
    }

    /// Asks for a code that is wanted by now, for what goes on for long.
    void askForCode(CommandContext context) {
        ConnectionCheck.askForCode(chosen(context.connections()), MfaCodeQuestion.on(context.terminal())::ask);
    }

    /// Opens it for one question or change.
    CommandLibrary open(CommandContext context) {
        Connection connection = announced(context);
        choice.library.ifPresent(LibraryChoice::requireLibrary);
        return new CommandLibrary(Library.open(options(connection, context).direct()));
    }

    /// Opens it to put images in: an empty folder, or one that is not there yet, becomes a library.
    CommandLibrary openOrMake(CommandContext context) {
        Connection connection = announced(context);
        choice.library.filter(folder -> !isEmpty(folder)).ifPresent(LibraryChoice::requireLibrary);
        Library library = Library.open(options(connection, context).direct());
        ScopeChoice.sayDuplicates(library, context.terminal());
        return new CommandLibrary(library);
    }

    private OpenOptions options(Connection connection, CommandContext context) {
        return OpenOptions.of(connection, context.connections().folders()).reading(scope.chosen());
    }

    /// Whether [#openOrMake] would make it.
    boolean isNew(Connections connections) {
        return connection(connections).profile() instanceof ConnectionProfile.Local(Path folder) && isEmpty(folder);
    }

    /// Opens it to search and count: the catalog of a cloud library is brought up to date first.
    CommandLibrary openSearchable(CommandContext context) {
        Connection connection = announced(context);
        if (connection.isLocal()) {
            return open(context);
        }
        return openSearchable(connection, context);
    }

    /// The same, to put images in.
    CommandLibrary openSearchableOrMake(CommandContext context) {
        Connection connection = connection(context.connections());
        if (connection.isLocal()) {
            return openOrMake(context);
        }
        CommandLibrary searchable = openSearchable(announced(context), context);
        ScopeChoice.sayDuplicates(searchable.library(), context.terminal());
        return searchable;
    }

    private CommandLibrary openSearchable(Connection connection, CommandContext context) {
        Instant asked = Instant.now();
        var opened = new CommandLibrary(Library.open(options(connection, context)));
        try {
            CloudFeatures cloud = opened.library().cloud().orElseThrow();
            MirrorWait.await(cloud, asked, readLarge, context.terminal());
            ScopeChoice.say(cloud.mirror().scope(), opened.library(), context.terminal());
            return opened;
        } catch (RuntimeException e) {
            try (opened) {
                throw e;
            }
        }
    }

    /// Where the chosen library is kept, also when only the copies of its catalog are left there; empty for a cloud
    /// library.
    Optional<Path> localFolder(CommandContext context) {
        choice.library
                .filter(folder -> !Files.isDirectory(folder.resolve(BACKUPS)))
                .ifPresent(LibraryChoice::requireLibrary);
        return connection(context.connections()).profile() instanceof ConnectionProfile.Local(Path folder)
                ? Optional.of(folder)
                : Optional.empty();
    }

    /// Moves that only another connection can finish.
    static void sayCutElsewhere(Library library, Terminal terminal) {
        library.cutElsewhere().ifPresent(cut -> terminal.noteLine(String.valueOf(cut.getMessage())));
    }

    /// An empty answer about a library that is not empty, but has lost its catalog, is not left to speak for
    /// itself. The answer itself has been given: where nobody may look, nothing is said.
    static void sayUnknownOriginals(Library library, Terminal terminal) {
        try {
            sayUnknownOriginals(library.doctor().unknownOriginals(), library, terminal);
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (ImageException e) {
            LOG.log(Level.INFO, "Stored originals were not counted", e);
        }
    }

    /// @param originals how many no row knows, in a library without rows; of none nothing is said
    static void sayUnknownOriginals(long originals, Library library, Terminal terminal) {
        if (originals > 0) {
            String key = library.cloud().isPresent() ? "library.unknown.cloud" : "library.unknown";
            terminal.note(key, originals);
            terminal.err().flush();
        }
    }

    /// Typed keys live in the window alone, and in a key ring where somebody chose that. Here the person says
    /// whether others, found on this machine, may sign.
    private Connection chosen(Connections connections) {
        Connection chosen = choice.library
                .map(connections::inFolder)
                .or(() -> choice.connection.map(connections::named))
                .orElseGet(connections::atStart);
        chosen.problem().ifPresent(reason -> {
            throw new ImageException.Invalid(CommandTexts.of("connections.unusable", chosen.label(), reason));
        });
        scope.check(chosen);
        connections.requireDrive(chosen);
        Connection signing = foundKeys ? chosen.withFoundKeys() : connections.unlocked(chosen);
        if (signing.keysRequired()) {
            String key = signing.keysKept() ? "keys.locked" : "keys.required";
            throw new ImageException.Denied(CommandTexts.of(key, chosen.label()), null);
        }
        for (String fingerprint : trusted) {
            signing = signing.trusting(fingerprint);
        }
        return signing;
    }

    /// A mistyped folder must not become an empty library. One that may not be looked into is not one that is none.
    private static void requireLibrary(Path folder) {
        try {
            Files.readAttributes(folder.resolve(CATALOG), BasicFileAttributes.class);
        } catch (AccessDeniedException e) {
            throw FileFailures.reading(folder.toString(), e);
        } catch (IOException e) {
            if (!Files.isDirectory(folder.resolve("objects"))) {
                throw new ImageException.NotFound(CommandTexts.of("library.none", folder), e);
            }
        }
    }

    private static boolean isEmpty(Path folder) {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            throw FileFailures.reading(folder.toString(), e);
        }
    }
}
