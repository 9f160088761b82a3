package dev.vitrine.disk;

import dev.vitrine.disk.DiskChange.FileNode;
import dev.vitrine.disk.DiskChange.FolderForced;
import dev.vitrine.disk.DiskChange.FolderNode;
import dev.vitrine.disk.DiskChange.Forced;
import dev.vitrine.disk.DiskChange.Moved;
import dev.vitrine.disk.DiskChange.Named;
import dev.vitrine.disk.DiskChange.Node;
import dev.vitrine.disk.DiskChange.Noted;
import dev.vitrine.disk.DiskChange.Truncated;
import dev.vitrine.disk.DiskChange.Unnamed;
import dev.vitrine.disk.DiskChange.Written;
import dev.vitrine.simulation.FailingAct;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A folder of the real disk behind a file system that remembers every change in its order, and can fail at any call.
/// What does not come through here, such as SQLite's own writing, works and is not remembered. Safe for any thread.
public final class SimulatedDisk {
    /// What the operating system says instead of doing it.
    public enum Failure {
        FULL("No space left on device"),
        BROKEN("Input/output error"),
        READ_ONLY("Read-only file system"),
        OVER_QUOTA("Disk quota exceeded");

        private final String words;

        Failure(String words) {
            this.words = words;
        }

        IOException of(Path file) {
            return new java.nio.file.FileSystemException(file.toString(), null, words);
        }
    }

    /// A call of the file system.
    interface Call<T> {
        T run() throws IOException;
    }

    private final Path root;
    private final DiskPaths paths;
    private final FolderNode rootNode = new FolderNode();
    private final List<DiskChange> changes = new ArrayList<>();
    private Optional<Failure> failure = Optional.empty();
    private int failAt;
    private int failures;
    private int calls;
    private Runnable watcher = () -> {};
    private boolean hasLinks = true;
    private KillSwitch killSwitch = KillSwitch.never();

    /// @param root an empty folder
    public SimulatedDisk(Path root) throws IOException {
        this.root = root.toRealPath();
        paths = new DiskFileSystem(this).paths();
    }

    public Path folder() {
        return paths.wrapped(root);
    }

    /// Fails in this way at the call that it is told, and so many times.
    public FailingAct.Below failing(Failure how, int times) {
        return new FailingAct.Below() {
            @Override
            public void fail(int call) {
                SimulatedDisk.this.fail(how, call, times);
            }

            @Override
            public int calls() {
                return SimulatedDisk.this.calls();
            }

            @Override
            public void recover() {
                SimulatedDisk.this.recover();
            }
        };
    }

    private synchronized void fail(Failure how, int call, int times) {
        failure = Optional.of(how);
        failAt = call;
        failures = times;
        calls = 0;
    }

    private synchronized void recover() {
        failure = Optional.empty();
    }

    private synchronized int calls() {
        return calls;
    }

    /// From now on, the changes are those of a program that this ends.
    synchronized void killBy(KillSwitch by) {
        killSwitch = by;
    }

    /// As a memory stick.
    synchronized void withoutLinks() {
        hasLinks = false;
    }

    synchronized boolean hasLinks() {
        return hasLinks;
    }

    /// Before each change.
    synchronized void changing() {
        killSwitch.act();
    }

    /// What was remembered of it is of no use any more.
    synchronized void forget() {
        changes.clear();
    }

    /// Whether the program ends while it writes, at this call.
    synchronized boolean isKilledWriting() {
        return killSwitch.isLastWriteTorn();
    }

    /// Is run after each change, inside of it.
    synchronized void watch(Runnable afterEach) {
        watcher = afterEach;
    }

    public synchronized void note(Object what) {
        add(new Noted(what));
    }

    synchronized List<DiskChange> changes() {
        return List.copyOf(changes);
    }

    /// The root, for the images of it.
    FolderNode rootNode() {
        return rootNode;
    }

    /// What failed, if it is its turn.
    synchronized Optional<IOException> next(Path file) {
        calls++;
        boolean isTurn = failure.isPresent() && calls >= failAt && calls < failAt + failures;
        return isTurn ? failure.map(how -> how.of(file)) : Optional.empty();
    }

    <T> T call(Path file, Call<T> call) throws IOException {
        Optional<IOException> failed = next(file);
        if (failed.isPresent()) {
            throw failed.get();
        }
        return call.run();
    }

    private void add(DiskChange change) {
        changes.add(change);
        watcher.run();
    }

    synchronized void named(Path file, Node node) throws IOException {
        FolderNode folder = folderOf(file);
        String name = file.getFileName().toString();
        folder.entries.put(name, node);
        add(new Named(folder, name, node));
    }

    synchronized void unnamed(Path file) throws IOException {
        FolderNode folder = folderOf(file);
        String name = file.getFileName().toString();
        folder.entries.remove(name);
        add(new Unnamed(folder, name));
    }

    synchronized void moved(Path from, Path to) throws IOException {
        FolderNode source = folderOf(from);
        FolderNode target = folderOf(to);
        Node node = node(from).orElseThrow();
        String old = from.getFileName().toString();
        String name = to.getFileName().toString();
        source.entries.remove(old);
        target.entries.put(name, node);
        add(new Moved(new Unnamed(source, old), new Named(target, name, node)));
    }

    synchronized void written(FileNode file, long offset, byte[] bytes) {
        add(new Written(file, offset, bytes));
    }

    synchronized void truncated(FileNode file, long size) {
        add(new Truncated(file, size));
    }

    synchronized void forced(Path path) throws IOException {
        switch (node(path).orElseThrow()) {
            case FileNode file -> add(new Forced(file));
            case FolderNode folder -> add(new FolderForced(folder));
        }
    }

    synchronized void forced(FileNode file) {
        add(new Forced(file));
    }

    synchronized Optional<Node> node(Path file) throws IOException {
        if (file.equals(root)) {
            return Optional.of(rootNode);
        }
        return Optional.ofNullable(folderOf(file).entries.get(file.getFileName().toString()));
    }

    private FolderNode folderOf(Path file) throws IOException {
        FolderNode folder = rootNode;
        for (Path name : root.relativize(file.toAbsolutePath().normalize().getParent())) {
            if (name.toString().isEmpty()) {
                continue;
            }
            if (!(folder.entries.get(name.toString()) instanceof FolderNode next)) {
                throw new NoSuchFileException(file.toString(), null, "was not made through this disk");
            }
            folder = next;
        }
        return folder;
    }
}
