package dev.vitrine.service.share;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.BulkExecutor;
import dev.vitrine.service.Progress;
import dev.vitrine.store.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Deletes a page: first what shows it, at last `page.json`, so that what is left stays in the list. [PageIndex] looks
/// for `page.json` after it opened a page, so one of the two sees the other: no page is taken back and open.
record PageRemoval(ObjectStore objects) {
    private static final int AT_ONCE = 16;

    Map<String, ImageException> remove(String id, Progress progress) {
        Map<String, ImageException> failed = new ConcurrentHashMap<>();
        List<ObjectKey> parts = parts(id, failed);
        if (parts.isEmpty() && failed.isEmpty()) {
            throw none(id);
        }
        delete(id, parts, failed, progress);
        if (failed.isEmpty() && !parts.contains(SharedPage.index(id))) { // it may have been finished meanwhile
            delete(id, parts(id, failed), failed, Progress.UNSEEN);
        }
        return new TreeMap<>(failed);
    }

    /// @param failed gets what is not ours
    private List<ObjectKey> parts(String id, Map<String, ImageException> failed) {
        SharedPage.index(id); // or the name is none of a page
        var parts = new ArrayList<ObjectKey>();
        objects.list(
                ObjectKey.SHARED + id + "/",
                each -> ObjectKey.ofShared(each.path())
                        .ifPresentOrElse(
                                parts::add,
                                () -> failed.put(
                                        each.path(),
                                        new ImageException.Conflict(
                                                "Vitrine did not put this there, and leaves it."))));
        return parts;
    }

    private void delete(String id, List<ObjectKey> parts, Map<String, ImageException> failed, Progress progress) {
        ObjectKey index = SharedPage.index(id);
        ObjectKey manifest = SharedPage.manifest(id);
        if (parts.contains(index)) {
            delete(index, failed);
        }
        List<ObjectKey> copies = parts.stream()
                .filter(key -> !key.equals(index) && !key.equals(manifest))
                .toList();
        var steps = new StepCounter(copies.size(), progress);
        new BulkExecutor(AT_ONCE)
                .each(
                        copies,
                        key -> {
                            delete(key, failed);
                            steps.next();
                        },
                        steps::continues);
        if (Thread.currentThread().isInterrupted() || !steps.continues()) {
            throw new ImageException.Cancelled("Stopped.");
        }
        if (parts.contains(manifest) && failed.isEmpty()) { // else it stays in the list, to be taken back again
            delete(manifest, failed);
        }
    }

    private void delete(ObjectKey key, Map<String, ImageException> failed) {
        try {
            objects.delete(key);
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (ImageException e) {
            failed.put(key.path(), e);
        }
    }

    static ImageException none(String id) {
        return new ImageException.NotFound(
                "There is no shared page " + quoted(id) + ". It may have been taken back, or its time is over.");
    }
}
