package dev.vitrine.ui.upload;

import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.ui.support.Background;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;

/// The lines of the upload list, read in pages when they are asked for. Belongs to the FX thread.
///
/// A page that is out of date is shown until the new one is there, so that lines never flicker.
final class UploadRows {
    static final int PAGE = 100;

    /// Up to [#PAGE] lines of a group.
    record PageKey(UploadGroup.GroupKind kind, Cause cause, int page) {
        long first() {
            return (long) page * PAGE;
        }
    }

    private record LoadedPage(long version, List<UploadItem> items) {}

    private final Background background;
    private final Function<PageKey, List<UploadItem>> read;
    private final Runnable onArrival;
    private final Map<PageKey, LoadedPage> pages = new HashMap<>();
    private final Set<PageKey> asked = new HashSet<>();
    private List<UploadGroup> groups = List.of();
    private long version;

    /// @param read the lines of a page; blocks
    /// @param onArrival lines that were asked for are there
    UploadRows(Background background, Function<PageKey, List<UploadItem>> read, Runnable onArrival) {
        this.background = background;
        this.read = read;
        this.onArrival = onArrival;
    }

    void show(List<UploadGroup> current, long currentVersion) {
        groups = current;
        version = currentVersion;
        pages.keySet()
                .removeIf(place -> groups.stream()
                        .noneMatch(group -> group.kind() == place.kind() && group.cause() == place.cause()));
    }

    /// Headings included.
    int count() {
        return groups.stream().mapToInt(group -> group.files() + 1).sum();
    }

    UploadRow row(int index) {
        int at = index;
        for (UploadGroup group : groups) {
            if (at == 0) {
                return new UploadRow.Heading(group);
            }
            if (at <= group.files()) {
                return line(group, at - 1);
            }
            at -= group.files() + 1;
        }
        return new UploadRow.Coming();
    }

    private UploadRow line(UploadGroup group, int at) {
        var place = new PageKey(group.kind(), group.cause(), at / PAGE);
        LoadedPage page = pages.getOrDefault(place, new LoadedPage(-1, List.of()));
        if (page.version() < version) {
            ask(place);
            page = pages.getOrDefault(place, page);
        }
        int within = at % PAGE;
        return within < page.items().size() ? new UploadRow.Line(page.items().get(within)) : new UploadRow.Coming();
    }

    private void ask(PageKey place) {
        if (!asked.add(place)) {
            return;
        }
        long asOf = version;
        Callable<List<UploadItem>> work = () -> read.apply(place);
        background.run(
                work,
                items -> {
                    asked.remove(place);
                    pages.put(place, new LoadedPage(asOf, items));
                    onArrival.run();
                },
                _ -> asked.remove(place));
    }
}
