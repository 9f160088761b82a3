package dev.vitrine.ui.shell;

import dev.vitrine.connection.Library;
import dev.vitrine.service.offline.OfflineStatus;
import dev.vitrine.store.PreviewCache;
import dev.vitrine.ui.filter.OfflineViewModel;
import dev.vitrine.ui.gallery.TileImages;
import dev.vitrine.ui.preferences.PreferencesViewModel;
import dev.vitrine.ui.support.Preferences;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.util.Subscription;

/// What the window and its library keep only to be quicker, held to what the preferences allow.
final class LibraryCaches implements PreferencesViewModel.Caches, AutoCloseable {
    private final Library library;
    private final TileImages tiles;
    private final Optional<OfflineViewModel> offline;
    private final Subscription following;

    LibraryCaches(Library library, Browsing browsing, Preferences preferences) {
        this.library = library;
        this.tiles = browsing.tiles();
        this.offline = browsing.filter().offline();
        following = preferences
                .memoryProperty()
                .subscribe(this::allowMemory)
                .and(preferences.diskProperty().subscribe(this::allowDisk));
    }

    /// Half for thumbnails, half for the tiles cut from them.
    private void allowMemory(Number bytes) {
        library.thumbnails().setMemory(bytes.longValue() / 2);
        tiles.setMemory(bytes.longValue() / 2);
    }

    private void allowDisk(Number bytes) {
        long max = bytes.doubleValue() == Preferences.NO_LIMIT ? PreviewCache.NO_LIMIT : bytes.longValue();
        library.previews().ifPresent(previews -> previews.setLimit(max));
    }

    @Override
    public long size() {
        return library.thumbnails().memoryTaken()
                + tiles.memoryTaken()
                + library.previews().map(PreviewCache::size).orElse(0L);
    }

    /// What is on the screen stays there.
    void clearMemory() {
        tiles.clearMemory();
        library.thumbnails().clearMemory();
    }

    @Override
    public void clear() {
        clearMemory();
        library.previews().ifPresent(PreviewCache::clear);
    }

    @Override
    public boolean keepsPreviews() {
        return library.previews().isPresent();
    }

    @Override
    public Optional<ObservableValue<Number>> offlineBytes() {
        return offline.map(keeping -> keeping.statusProperty().map(OfflineStatus::bytes));
    }

    @Override
    public void removeOffline() {
        offline.ifPresent(OfflineViewModel::removeAll);
    }

    @Override
    public long maxMemory() {
        return Runtime.getRuntime().maxMemory() / 2;
    }

    @Override
    public void close() {
        following.unsubscribe();
        library.thumbnails().forgetAll();
    }
}
