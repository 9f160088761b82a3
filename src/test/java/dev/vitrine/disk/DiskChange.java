package dev.vitrine.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a program told the disk, one call each. Files and folders are themselves, whatever they are called by now.
sealed interface DiskChange {
    /// What has, or had, a name.
    sealed interface Node {}

    /// Holds nothing itself: what is in it follows from the changes.
    final class FileNode implements Node {}

    final class FolderNode implements Node {
        final Map<String, Node> entries = new TreeMap<>();
    }

    /// A name for something: made, linked or moved there. Takes the place of what had the name.
    record Named(FolderNode folder, String name, Node node) implements DiskChange {}

    /// The end of a name; of a move, where it came from.
    record Unnamed(FolderNode folder, String name) implements DiskChange {}

    /// All or nothing, as file systems promise it.
    record Moved(Unnamed from, Named to) implements DiskChange {}

    record Written(FileNode file, long offset, byte[] bytes) implements DiskChange {}

    record Truncated(FileNode file, long size) implements DiskChange {}

    record Forced(FileNode file) implements DiskChange {}

    record FolderForced(FolderNode folder) implements DiskChange {}

    /// Something that happened outside the disk, in the order of what happened on it.
    record Noted(Object what) implements DiskChange {}

    /// Where a change of names is recorded, or null: what counts is the folder that is changed, of a move the one
    /// that gets something.
    default FolderNode changedFolder() {
        return switch (this) {
            case Named named -> named.folder;
            case Unnamed unnamed -> unnamed.folder;
            case Moved moved -> moved.to.folder;
            case Written _, Truncated _, Forced _, FolderForced _, Noted _ -> null;
        };
    }

    /// Everything that was noted, in order.
    static List<Object> notes(List<DiskChange> changes) {
        var notes = new ArrayList<>();
        for (DiskChange change : changes) {
            if (change instanceof Noted(Object what)) {
                notes.add(what);
            }
        }
        return notes;
    }
}
