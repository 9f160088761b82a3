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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What may be found on a disk after the power failed.
///
/// What was forced is there. Of what a file got after its last force, each write is there, or is not, or is torn. Of
/// the names that a folder got or lost after its last force, those up to some moment are there: another moment in each
/// folder. A move happens or does not. That is what POSIX promises, and less than most file systems keep.
final class PowerLoss {
    private final List<DiskChange> changes;
    private final Random random;
    /// Per file and folder, when it was forced last.
    private final Map<Node, Integer> forced = new IdentityHashMap<>();
    /// Per folder, up to which change its names are there.
    private final Map<FolderNode, Integer> kept = new IdentityHashMap<>();
    /// Per file, in thousandths: how likely a write that was not forced is there.
    private final Map<FileNode, Integer> luck = new IdentityHashMap<>();
    private final Map<FolderNode, Map<String, Node>> names = new IdentityHashMap<>();
    private final Map<FileNode, byte[]> contents = new IdentityHashMap<>();

    /// @param changes those before the power failed
    PowerLoss(List<DiskChange> changes, Random random) {
        this.changes = changes;
        this.random = random;
        for (int at = 0; at < changes.size(); at++) {
            switch (changes.get(at)) {
                case FolderForced(FolderNode node) -> forced.put(node, at);
                case Forced(FileNode node) -> forced.put(node, at);
                default -> {
                    // Decided below.
                }
            }
        }
        for (int at = 0; at < changes.size(); at++) {
            DiskChange change = changes.get(at);
            FolderNode changed = change.changedFolder();
            if (changed == null) {
                content(at, change);
            } else if (at <= kept.computeIfAbsent(changed, _ -> moment(forced.getOrDefault(changed, -1)))) {
                rename(change);
            }
        }
    }

    private int moment(int last) {
        return switch (random.nextInt(3)) {
            case 0 -> last;
            case 1 -> changes.size();
            default -> last + random.nextInt(changes.size() - last);
        };
    }

    private void rename(DiskChange change) {
        switch (change) {
            case Named(FolderNode folder, String name, Node node) -> in(folder).put(name, node);
            case Unnamed(FolderNode folder, String name) -> in(folder).remove(name);
            case Moved(Unnamed from, Named to) -> {
                in(from.folder()).remove(from.name(), to.node());
                in(to.folder()).put(to.name(), to.node());
            }
            case Written _, Truncated _, Forced _, FolderForced _, Noted _ -> throw new IllegalArgumentException();
        }
    }

    private Map<String, Node> in(FolderNode folder) {
        return names.computeIfAbsent(folder, _ -> new HashMap<>());
    }

    private void content(int at, DiskChange change) {
        switch (change) {
            case Written(FileNode file, long offset, byte[] bytes) -> {
                int there = isThere(at, file) ? bytes.length : isTorn() ? random.nextInt(bytes.length + 1) : 0;
                put(file, offset, bytes, there);
            }
            case Truncated(FileNode file, long size) -> {
                if (isThere(at, file)) {
                    contents.put(file, Arrays.copyOf(contents.getOrDefault(file, new byte[0]), (int) size));
                }
            }
            case Named _, Unnamed _, Moved _, Forced _, FolderForced _, Noted _ -> {
                // No content.
            }
        }
    }

    private boolean isTorn() {
        return random.nextInt(3) == 0;
    }

    private boolean isThere(int at, FileNode file) {
        return at < forced.getOrDefault(file, -1)
                || random.nextInt(1000) < luck.computeIfAbsent(file, _ -> random.nextInt(3) * 500);
    }

    private void put(FileNode file, long offset, byte[] bytes, int length) {
        byte[] before = contents.getOrDefault(file, new byte[0]);
        if (length > 0) {
            byte[] after = Arrays.copyOf(before, Math.max(before.length, (int) offset + length));
            System.arraycopy(bytes, 0, after, (int) offset, length);
            contents.put(file, after);
        }
    }

    /// Writes this disk into a folder, which is empty.
    void write(FolderNode root, Path folder) throws IOException {
        for (Map.Entry<String, Node> entry : in(root).entrySet()) {
            Path target = folder.resolve(entry.getKey());
            switch (entry.getValue()) {
                case FileNode file -> Files.write(target, contents.getOrDefault(file, new byte[0]));
                case FolderNode inner -> write(inner, Files.createDirectory(target));
            }
        }
    }
}
