package dev.vitrine.service;

import dev.vitrine.catalog.CatalogFeed;
import dev.vitrine.catalog.CatalogIndex;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.StorageState;
import dev.vitrine.store.StorageClassRecorder;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// What the screen searches: the rows, their index, and the feed that follows every change.
///
/// A search after one of our own writes sees it. It is the search that waits for the index, not the write: many uploads
/// then share one refresh.
public final class LiveCatalog {
    private final SqliteCatalog rows;
    private final CatalogIndex index;
    private final CatalogFeed feed;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile boolean behind;

    public LiveCatalog(SqliteCatalog rows, CatalogIndex index, CatalogFeed feed) {
        this.rows = rows;
        this.index = index;
        this.feed = feed;
    }

    /// Makes the index of these rows and follows them. The rows are closed with the resources, or when this fails.
    ///
    /// @param snapshot what the index begins with, where it is there
    public static LiveCatalog open(SqliteCatalog rows, Path snapshot, Resources resources) {
        CatalogIndex index;
        try {
            index = CatalogIndex.open(resources.add(rows), snapshot);
        } catch (RuntimeException e) {
            try (rows) {
                throw e;
            }
        }
        return new LiveCatalog(rows, resources.add(index), resources.add(new CatalogFeed(index)));
    }

    public SqliteCatalog rows() {
        return rows;
    }

    /// Who is told where bytes lie.
    public StorageClassRecorder.Notes storageNotes() {
        return new StorageClassRecorder.Notes() {
            @Override
            public void note(String imageId, StorageState state) {
                if (rows.noteStorage(imageId, state)) {
                    written();
                }
            }

            @Override
            public void noteListed(Map<String, String> classes) {
                if (rows.noteListed(classes)) {
                    written();
                }
            }
        };
    }

    CatalogFeed feed() {
        return feed;
    }

    /// Rows were written, here or by the mirror: listeners hear of it soon, and the next search shows it.
    public void written() {
        behind = true;
        feed.nudge();
    }

    /// The index, with all our own writes in it.
    CatalogIndex index() {
        refreshing.lock();
        try {
            if (behind || feed.isFailing()) {
                behind = false; // before it is read: what is written meanwhile is for the next search
                refreshed();
            }
            return index;
        } finally {
            refreshing.unlock();
        }
    }

    private void refreshed() {
        try {
            index.refresh();
        } catch (RuntimeException e) {
            behind = true;
            throw e;
        }
    }
}
