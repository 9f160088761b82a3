package dev.vitrine.connection;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.connection.keyring.KeyRing;
import dev.vitrine.connection.keyring.KeyRings;
import dev.vitrine.files.FileFailures;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.offline.OfflineOriginals;
import dev.vitrine.store.AwsKeys;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.OriginalCache;
import dev.vitrine.store.Permission;
import dev.vitrine.store.local.FolderObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The libraries that this program can open: the local one, what the environment asks for, and the saved ones with the
/// keys typed in this run.
///
/// Reads and writes a small file, so its methods do not belong on the FX thread, but for those that say so.
public final class Connections {
    private final AppFolders folders;
    private final Map<String, String> environment;
    private final ProfileStore profiles;
    private final StoredKeys kept;
    private final UnencryptedPlaces unencrypted;
    private final Map<String, AwsKeys> typed = new ConcurrentHashMap<>();
    private final Map<AwsSettings, List<Permission>> tested = new ConcurrentHashMap<>();

    public Connections(AppFolders folders, Map<String, String> environment) {
        this(folders, environment, KeyRings.ofThisComputer(environment));
    }

    public Connections(AppFolders folders, Map<String, String> environment, Optional<KeyRing> ring) {
        this.folders = folders;
        kept = new StoredKeys(ring);
        this.environment = Map.copyOf(environment);
        profiles = new ProfileStore(file());
        unencrypted = new UnencryptedPlaces(folders.config().resolve("unencrypted.txt"));
    }

    /// Any thread.
    public AppFolders folders() {
        return folders;
    }

    /// Any thread.
    public Connection local() {
        return new Connection("", ConnectionProfile.standard(folders), Optional.empty());
    }

    /// Whether no library was ever opened here, and the environment does not choose one. Any thread: looks at two
    /// paths only.
    public boolean areUnused() {
        boolean everLocal = local().profile() instanceof ConnectionProfile.Local(Path folder) && Files.exists(folder);
        return !AwsSettings.isIn(environment) && !everLocal && !Files.exists(file());
    }

    private Path file() {
        return folders.config().resolve("connections.json");
    }

    /// What opens at start: what the environment asks for, else the one used last, else the local library.
    public Connection atStart() {
        return askedForByEnvironment()
                .or(() -> profiles.last().map(this::connection))
                .or(() -> profiles.lastFolder().map(this::inFolder))
                .orElseGet(this::local);
    }

    /// @throws ImageException.Invalid when the environment asks for something that cannot be
    public Optional<Connection> ofEnvironment() {
        return ConnectionProfile.ofEnvironment(environment)
                .map(profile -> new Connection("", profile, Optional.empty()));
    }

    /// The same, for lists: what cannot be is among them with the reason, and keeps none of the others away.
    private Optional<Connection> askedForByEnvironment() {
        try {
            return ofEnvironment();
        } catch (ImageException.Invalid e) {
            String bucket = environment.getOrDefault("S3_BUCKET_NAME", AwsSettings.DEFAULT_BUCKET);
            return Optional.of(
                    new Connection("", new ConnectionProfile.Unusable(bucket, e.getMessage()), Optional.empty()));
        }
    }

    /// The connection of this name or label: a saved one, the local library, or what the environment asks for.
    ///
    /// @throws ImageException.NotFound with the names that there are
    public Connection named(String name) {
        List<Connection> all = all();
        return all.stream()
                .filter(connection -> connection.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new ImageException.NotFound("There is no connection " + quoted(name)
                        + ". There are: "
                        + all.stream().map(Connection::label).distinct().collect(Collectors.joining(", ")) + "."));
    }

    /// A library in this folder, which is made when it is opened.
    public Connection inFolder(Path folder) {
        return new Connection("", new ConnectionProfile.Local(folder), Optional.empty());
    }

    /// A new library below this folder: in it where it is empty, else in a folder of its own there.
    public Connection newIn(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty() ? inFolder(folder) : inFolder(free(folder));
        } catch (IOException e) {
            throw FileFailures.writing(folder, e);
        }
    }

    private static Path free(Path folder) {
        Path free = folder.resolve("Vitrine");
        for (int number = 2; Files.exists(free); number++) {
            free = folder.resolve("Vitrine " + number);
        }
        return free;
    }

    /// The library that is there already.
    ///
    /// @throws ImageException.NotFound when there is none in this folder
    public Connection existingIn(Path folder) {
        if (!Files.isRegularFile(LocalStores.catalog(folder))) {
            throw new ImageException.NotFound(
                    "There is no library in " + quoted(folder) + ". Choose the folder that holds its catalog.sqlite.");
        }
        return inFolder(folder);
    }

    /// Libraries in other folders of this machine that were open before, the latest first.
    public List<Connection> recent() {
        return profiles.folders().stream()
                .map(this::inFolder)
                .filter(connection -> !connection.equals(local()))
                .toList();
    }

    /// All that can be chosen: the saved ones first, then what the environment asks for and the local library.
    public List<Connection> all() {
        var all = new ArrayList<>(saved());
        askedForByEnvironment().ifPresent(all::add);
        all.add(local());
        return List.copyOf(all);
    }

    public List<Connection> saved() {
        return profiles.all().stream().map(this::connection).toList();
    }

    /// Whether this computer has a key ring that answers.
    public boolean canKeepKeys() {
        return kept.canKeep();
    }

    /// Saves name and place; the keys are kept for this run.
    ///
    /// @param keys [AwsKeys#NOT_TYPED] for one that goes on to want those that were typed for it
    /// @param formerName the saved connection that this one replaces, `""` for a new one
    public Connection save(String name, AwsSettings settings, Optional<AwsKeys> keys, String formerName) {
        return save(name, settings, keys, false, formerName);
    }

    /// @param keep also in this computer's key ring, for the next run
    public Connection save(String name, AwsSettings settings, Optional<AwsKeys> keys, boolean keep, String formerName) {
        if (name.isBlank()) {
            throw new ImageException.Invalid("Give the connection a name.");
        }
        Optional<String> formerAccount = keptAccount(formerName);
        Optional<AwsKeys> given = keys.filter(each -> !each.equals(AwsKeys.NOT_TYPED));
        String account = StoredKeys.account(name, settings);
        boolean keepsThem = keep && keys.isPresent();
        if (keepsThem) {
            given.ifPresent(each -> kept.keep(account, each));
        }
        var saved = ProfileStore.Saved.of(name, settings, keys.isPresent(), keepsThem);
        profiles.save(saved, formerName);
        typed.remove(formerName);
        given.ifPresentOrElse(each -> typed.put(name, each), () -> typed.remove(name));
        formerAccount.filter(each -> !keepsThem || !each.equals(account)).ifPresent(this::forgetKept);
        return connection(saved);
    }

    /// Where the keys of a saved connection are in the key ring; empty when they are not.
    private Optional<String> keptAccount(String name) {
        return saved().stream()
                .filter(each -> each.name().equals(name) && each.keysKept())
                .flatMap(each -> account(each).stream())
                .findFirst();
    }

    private static Optional<String> account(Connection connection) {
        return connection.profile() instanceof ConnectionProfile.Cloud(AwsSettings settings)
                ? Optional.of(StoredKeys.account(connection.name(), settings))
                : Optional.empty();
    }

    private void forgetKept(String account) {
        try {
            kept.forget(account);
        } catch (ImageException.Failed e) {
            throw new ImageException.Failed(
                    "The keys could not be removed from this computer’s key ring. Remove " + quoted(account)
                            + " of Vitrine there.",
                    e);
        }
    }

    /// The same with its keys out of this computer's key ring, if they are there; once in a run. As it is when they
    /// are not needed, or the key ring does not give them.
    public Connection unlocked(Connection connection) {
        if (!connection.keysRequired() || !connection.keysKept()) {
            return connection;
        }
        Optional<AwsKeys> found = account(connection).flatMap(kept::find);
        found.ifPresent(keys -> typed.put(connection.name(), keys));
        return new Connection(connection.name(), connection.profile(), found, found.isEmpty(), true);
    }

    /// Originals that are kept offline and that nothing here leads to any more once this saved connection is
    /// removed: their sizes.
    public List<Long> keptFor(String name) {
        return keptOnlyFor(name).map(kept -> List.copyOf(kept.all().values())).orElse(List.of());
    }

    /// Not those of a library to which another connection leads, too.
    private Optional<OriginalCache> keptOnlyFor(String name) {
        Map<Boolean, List<Path>> mirrors = saved().stream()
                .filter(each -> each.profile() instanceof ConnectionProfile.Cloud)
                .collect(Collectors.partitioningBy(
                        each -> each.name().equals(name), Collectors.mapping(this::mirror, Collectors.toList())));
        Optional<Path> mirror = mirrors.getOrDefault(true, List.of()).stream().findFirst();
        Stream<Path> others = Stream.concat(
                mirrors.getOrDefault(false, List.of()).stream(), askedForByEnvironment().map(this::mirror).stream());
        return mirror.filter(each -> others.noneMatch(each::equals)).map(CloudStores::kept);
    }

    private Path mirror(Connection connection) {
        return connection.profile() instanceof ConnectionProfile.Cloud(AwsSettings settings)
                ? CloudFiles.look(folders, settings).own().mirror()
                : folders.cache();
    }

    /// Forgets the connection, the keys of it and what is [kept for it alone][#keptFor]; the library itself stays
    /// as it is. Connection and keys go first: they do not stay for originals that a disk does not let go of.
    ///
    /// @return whether what is kept offline of its library went with it
    public boolean remove(String name) {
        Optional<OriginalCache> left = keptOnlyFor(name);
        Optional<String> account = keptAccount(name);
        profiles.remove(name);
        typed.remove(name);
        try {
            account.ifPresent(this::forgetKept);
        } finally {
            left.ifPresent(OfflineOriginals::forget);
        }
        return left.isPresent();
    }

    /// What a test of a connection came to: a library that is opened there need not find it out again. Any thread.
    public void tested(AwsSettings settings, List<Permission> permissions) {
        tested.put(settings, List.copyOf(permissions));
    }

    /// Opens the library and remembers it for the next start. What the environment asked for is not remembered: it
    /// asks again.
    ///
    /// One that wants keys opens offline (see [Connection#signingKeys]), unless the key ring has them.
    public Library open(Connection asked) {
        Library library = openBeside(asked);
        if (asked.isLocal() || !asked.name().isEmpty()) {
            remember(asked, library);
        }
        return library;
    }

    /// Opens it for a while, beside the one that is looked at: the next start opens what it would have without.
    public Library openBeside(Connection asked) {
        Connection connection = unlocked(asked);
        if (wantsAgreement(connection)) {
            throw new ImageException.Denied(
                    "Everything would go unencrypted to " + quoted(connection.place())
                            + ", and everyone in the network between here and there could read along. Nothing was sent.",
                    null);
        }
        requireDrive(connection);
        Library library = Library.open(OpenOptions.of(connection, folders));
        if (connection.profile() instanceof ConnectionProfile.Cloud(AwsSettings settings)) {
            library.rights().learn(tested.getOrDefault(settings, List.of()));
        }
        return library;
    }

    /// A drive that is away is no reason to begin anew in its place.
    ///
    /// @throws ImageException.Unreachable when the folder of a library that was open before is not there
    public void requireDrive(Connection connection) {
        if (connection.profile() instanceof ConnectionProfile.Local(Path folder)
                && !Files.isDirectory(folder)
                && wasOpen(connection)) {
            throw FileFailures.writing(folder, new NoSuchFileException(folder.toString()));
        }
    }

    /// Why a library takes no copies of another one, as far as that is known before it is opened.
    public Optional<ImageException> refusalOfCopies(ConnectionProfile from, Connection into) {
        try {
            from.requireOtherBytes(into.profile());
            requireDrive(into);
        } catch (ImageException e) {
            return Optional.of(e);
        }
        return switch (into.profile()) {
            case ConnectionProfile.Local(Path folder) ->
                LocalStores.Access.of(folder) == LocalStores.Access.LOOK
                        ? Optional.of(ImageException.Denied.everywhere(FolderObjectStore.refusal(folder), null))
                        : Optional.empty();
            case ConnectionProfile.Cloud(AwsSettings settings) ->
                RightsMemory.isReader(CloudFiles.look(folders, settings).own().mirror())
                        ? Optional.of(new ImageException.Denied(
                                "This account may look at " + quoted(into.label()) + ", and not add images.", null))
                        : Optional.empty();
            case ConnectionProfile.Unusable unusable -> Optional.of(new ImageException.Invalid(unusable.reason()));
        };
    }

    /// Whether a person has still to agree that others can read along. Whoever typed the address has; one that the
    /// environment names may be news.
    public boolean wantsAgreement(Connection connection) {
        return connection.name().isEmpty()
                && connection.profile() instanceof ConnectionProfile.Cloud(AwsSettings settings)
                && settings.isReadableOnTheWay()
                && !unencrypted.contains(settings);
    }

    /// A person agrees, for this run and those to come.
    public void agree(Connection connection) {
        if (connection.profile() instanceof ConnectionProfile.Cloud(AwsSettings settings)) {
            unencrypted.add(settings);
        }
    }

    private boolean wasOpen(Connection connection) {
        try {
            return recent().contains(connection);
        } catch (ImageException _) { // the file cannot be read, which is told to those who ask for what is in it
            return false;
        }
    }

    private void remember(Connection connection, Library library) {
        try {
            if (connection.profile() instanceof ConnectionProfile.Local(Path folder) && !connection.equals(local())) {
                profiles.setLastFolder(folder);
            } else {
                profiles.setLast(connection.name());
            }
        } catch (ImageException e) {
            // The library is open: that the next start will open another one must not close it.
            System.getLogger(Connections.class.getName())
                    .log(System.Logger.Level.WARNING, "not remembered: " + library.name(), e);
        }
    }

    private Connection connection(ProfileStore.Saved saved) {
        Optional<AwsKeys> keys = Optional.ofNullable(typed.get(saved.name()));
        return new Connection(
                saved.name(), profile(saved), keys, saved.keysTyped() && keys.isEmpty(), saved.keysKept());
    }

    private static ConnectionProfile profile(ProfileStore.Saved saved) {
        try {
            return new ConnectionProfile.Cloud(saved.settings());
        } catch (ImageException.Invalid e) {
            return new ConnectionProfile.Unusable(saved.bucket(), e.getMessage());
        }
    }
}
