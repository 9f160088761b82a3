package dev.vitrine.ui.upload;

import dev.vitrine.image.Subscription;
import dev.vitrine.service.upload.item.WatchedFolder;
import dev.vitrine.service.upload.watch.FolderWatches;
import java.util.List;

/// What the sheet of watched folders asks for. All but [#statuses] may block.
interface WatchCommands {
    List<WatchedFolder.Status> statuses();

    Subscription subscribe(Runnable onChange);

    WatchedFolder add(WatchedFolder.WatchRequest watchRequest);

    void pause(long id);

    void resume(long id);

    void remove(long id);

    /// Those of an open library.
    static WatchCommands of(FolderWatches watches) {
        return new WatchCommands() {
            @Override
            public List<WatchedFolder.Status> statuses() {
                return watches.statuses();
            }

            @Override
            public Subscription subscribe(Runnable onChange) {
                return watches.subscribe(onChange);
            }

            @Override
            public WatchedFolder add(WatchedFolder.WatchRequest watchRequest) {
                return watches.add(watchRequest);
            }

            @Override
            public void pause(long id) {
                watches.pause(id);
            }

            @Override
            public void resume(long id) {
                watches.resume(id);
            }

            @Override
            public void remove(long id) {
                watches.remove(id);
            }
        };
    }
}
