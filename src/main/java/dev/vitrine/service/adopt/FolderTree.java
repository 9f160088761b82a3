package dev.vitrine.service.adopt;

import dev.vitrine.store.SourceBucket;
import dev.vitrine.store.SourceBucket.SourceObject;
import java.util.Collection;
import java.util.Collections;
import java.util.TreeMap;

/// What people would call the folders of a bucket, with all that lies in each and below it. Not to be used by several
/// threads while it is read.
public final class FolderTree {
    /// What lies deeper in a bucket with more of them counts for the folder that is known.
    private static final int MAX_FOLDERS = 10_000;

    private final String path;
    private final TreeMap<String, FolderTree> folders = new TreeMap<>();
    private long objects;
    private long bytes;

    private FolderTree(String path) {
        this.path = path;
    }

    /// Blocks while the bucket is listed.
    ///
    /// @param prefix with which paths begin
    public static FolderTree of(SourceBucket source, String prefix) {
        var root = new FolderTree(prefix);
        int[] left = {MAX_FOLDERS};
        source.list(prefix, object -> root.add(object, left));
        return root;
    }

    private void add(SourceObject object, int[] left) {
        FolderTree folder = this;
        folder.count(object);
        int begin = path.length();
        for (int end = object.path().indexOf('/', begin);
                end >= 0;
                end = object.path().indexOf('/', begin)) {
            String name = object.path().substring(begin, end + 1);
            FolderTree inner = folder.folders.get(name);
            if (inner == null) {
                if (left[0]-- <= 0) {
                    return;
                }
                inner = new FolderTree(object.path().substring(0, end + 1));
                folder.folders.put(name, inner);
            }
            folder = inner;
            folder.count(object);
            begin = end + 1;
        }
    }

    private void count(SourceObject object) {
        objects++;
        bytes += object.sizeBytes();
    }

    /// The prefix of all that is in it.
    public String path() {
        return path;
    }

    public Collection<FolderTree> folders() {
        return Collections.unmodifiableCollection(folders.values());
    }

    public long objects() {
        return objects;
    }

    public long bytes() {
        return bytes;
    }
}
