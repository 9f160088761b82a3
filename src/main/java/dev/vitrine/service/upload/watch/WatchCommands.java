package dev.vitrine.service.upload.watch;

import dev.vitrine.image.Subscription;
import dev.vitrine.service.upload.item.WatchedFolder;
import java.util.List;

/// What the sheet of watched folders asks for. All but [#statuses] may block.
public interface WatchCommands {
    List<WatchedFolder.Status> statuses();

    Subscription subscribe(Runnable onChange);

    WatchedFolder add(WatchedFolder.WatchRequest watchRequest);

    void pause(long id);

    void resume(long id);

    void remove(long id);
}
