package dev.vitrine.ui.upload;

import dev.vitrine.image.Subscription;
import dev.vitrine.service.upload.UploadCommands;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.service.upload.item.UploadSnapshot;
import dev.vitrine.service.upload.item.UploadSnapshot.FailedFiles;
import dev.vitrine.service.upload.item.UploadTotals;
import dev.vitrine.service.upload.item.UploadTotals.FileTally;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Uploads in whatever state a test wants, in memory. Verbs are written down.
final class MadeUpUploads implements UploadCommands {
    final List<String> asked = new ArrayList<>();
    final List<String> read = new ArrayList<>();
    private final List<UploadItem> items = new ArrayList<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private boolean paused;
    private long version;
    private String problem = "";
    private Optional<UploadSnapshot.Held> held = Optional.empty();

    MadeUpUploads add(int count, UploadState state) {
        for (int i = 0; i < count; i++) {
            add("IMG_%05d.jpg".formatted(items.size()), state, Cause.NONE, "");
        }
        return this;
    }

    MadeUpUploads add(String name, UploadState state, Cause cause, String reason) {
        long size = 3_100_000 + items.size() % 17 * 210_000;
        long sent =
                state == UploadState.SENDING ? size * (1 + items.size() % 5) / 6 : state == UploadState.DONE ? size : 0;
        items.add(new UploadItem(
                items.size(),
                1,
                name,
                Path.of("pictures", name),
                size,
                sent,
                state,
                cause,
                reason,
                Optional.empty(),
                ""));
        return this;
    }

    MadeUpUploads withProblem(String sentence) {
        problem = sentence;
        return this;
    }

    MadeUpUploads held(Cause cause, String reason) {
        held = Optional.of(new UploadSnapshot.Held(cause, reason, Instant.EPOCH));
        return this;
    }

    void become(int item, UploadState state) {
        UploadItem was = items.get(item);
        items.set(
                item,
                new UploadItem(
                        was.id(),
                        1,
                        was.name(),
                        was.file(),
                        was.sizeBytes(),
                        0,
                        state,
                        Cause.NONE,
                        "",
                        Optional.empty(),
                        ""));
        tellChanged();
    }

    void tellChanged() {
        version++;
        listeners.forEach(Runnable::run);
    }

    @Override
    public UploadSnapshot snapshot() {
        var totals = new EnumMap<UploadState, FileTally>(UploadState.class);
        Map<UploadState, List<UploadItem>> byState = items.stream().collect(Collectors.groupingBy(UploadItem::state));
        byState.forEach((state, all) -> totals.put(
                state,
                new FileTally(
                        all.size(),
                        all.stream().mapToLong(UploadItem::sizeBytes).sum())));
        List<UploadItem> running = byState.getOrDefault(UploadState.SENDING, List.of());
        boolean busy = !running.isEmpty() && !paused;
        Map<Cause, List<UploadItem>> troubles = items.stream()
                .filter(item -> item.state().isTrouble())
                .collect(Collectors.groupingBy(UploadItem::cause));
        return new UploadSnapshot(
                version,
                new UploadTotals(
                        totals,
                        running.stream().mapToLong(UploadItem::sentBytes).sum(),
                        busy ? 12_300_000 : 0,
                        busy ? OptionalLong.of(98) : OptionalLong.empty(),
                        false),
                running,
                troubles.entrySet().stream()
                        .map(entry -> new FailedFiles(
                                entry.getKey(),
                                entry.getValue().size(),
                                entry.getValue().getLast().reason(),
                                entry.getValue().stream().anyMatch(item -> item.state() == UploadState.FAILED)))
                        .sorted(Comparator.comparing(FailedFiles::cause))
                        .toList(),
                paused,
                problem,
                held);
    }

    @Override
    public List<UploadItem> items(Collection<UploadState> states, long offset, int max) {
        read.add(states + " from " + offset);
        return page(item -> states.contains(item.state()), offset, max);
    }

    @Override
    public List<UploadItem> troubles(Cause cause, long offset, int max) {
        read.add(cause + " from " + offset);
        return page(item -> item.state().isTrouble() && item.cause() == cause, offset, max);
    }

    private List<UploadItem> page(Predicate<UploadItem> shown, long offset, int max) {
        return items.stream().filter(shown).skip(offset).limit(max).toList();
    }

    @Override
    public Subscription subscribe(Runnable onChange) {
        listeners.add(onChange);
        return () -> listeners.remove(onChange);
    }

    @Override
    public void pause() {
        asked.add("pause");
        paused = true;
        tellChanged();
    }

    @Override
    public void resume() {
        asked.add("resume");
        paused = false;
        tellChanged();
    }

    @Override
    public Instant cancelAll() {
        asked.add("cancelAll");
        return Instant.EPOCH;
    }

    @Override
    public void restoreCancelled(Instant since) {
        asked.add("restore since " + since);
    }

    @Override
    public void retryFailed() {
        asked.add("retryFailed");
    }

    @Override
    public void dismissFinished() {
        asked.add("dismissFinished");
    }

    @Override
    public void dismissTroubles() {
        asked.add("dismissTroubles");
    }

    @Override
    public void cancel(long itemId) {
        asked.add("cancel " + itemId);
    }

    @Override
    public void retry(long itemId) {
        asked.add("retry " + itemId);
    }

    @Override
    public void dismiss(long itemId) {
        asked.add("dismiss " + itemId);
    }
}
