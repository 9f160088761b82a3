package dev.vitrine.service.upload.item;

import dev.vitrine.service.upload.item.UploadItem.UploadState;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/// How far the uploads are, in files and bytes; what was dismissed no longer counts, nor what failed in earlier drops.
///
/// @param sentBytes sent so far of the running files
/// @param bytesPerSecond over the last seconds, 0 when nothing moves
/// @param secondsLeft absent while a folder is still being walked or nothing moves
/// @param walking true while a dropped folder is still being read: the totals grow
public record UploadTotals(
        Map<UploadState, FileTally> byState,
        long sentBytes,
        long bytesPerSecond,
        OptionalLong secondsLeft,
        boolean walking) {

    static final UploadTotals NONE = new UploadTotals(Map.of(), 0, 0, OptionalLong.empty(), false);

    /// A number of files and the bytes in them.
    public record FileTally(long files, long bytes) {
        public static final FileTally NONE = new FileTally(0, 0);

        public FileTally plus(FileTally other) {
            return new FileTally(files + other.files, bytes + other.bytes);
        }
    }

    public UploadTotals {
        var every = new EnumMap<UploadState, FileTally>(UploadState.class);
        for (UploadState state : UploadState.values()) {
            every.put(state, byState.getOrDefault(state, FileTally.NONE));
        }
        byState = Map.copyOf(every);
    }

    public long files(UploadState state) {
        return Objects.requireNonNull(byState.get(state)).files();
    }

    public FileTally all() {
        return byState.values().stream().reduce(FileTally.NONE, FileTally::plus);
    }

    /// What will not move any more, for whatever reason.
    public FileTally finished() {
        return byState.entrySet().stream()
                .filter(entry -> entry.getKey().isFinal())
                .map(Map.Entry::getValue)
                .reduce(FileTally.NONE, FileTally::plus);
    }

    /// What is waiting or running.
    public FileTally open() {
        return UploadState.OPEN.stream().map(byState::get).reduce(FileTally.NONE, FileTally::plus);
    }

    public boolean isIdle() {
        return !walking && open().files() == 0;
    }

    /// From 0 to 1, by bytes; 1 when there is nothing to do, and never while something failed: that is still to be
    /// done.
    public double fraction() {
        FileTally failed = Objects.requireNonNull(byState.get(UploadState.FAILED));
        long bytes = all().bytes();
        double done = bytes == 0 ? 1 : Math.min(1, (double) (finished().bytes() - failed.bytes() + sentBytes) / bytes);
        return failed.files() == 0 ? done : Math.min(done, 1 - (double) failed.files() / all().files());
    }
}
