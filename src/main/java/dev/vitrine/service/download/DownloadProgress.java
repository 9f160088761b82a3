package dev.vitrine.service.download;

/// How far a run is. Immutable.
///
/// @param images all that were asked for
/// @param handled saved, skipped or failed so far
/// @param bytes fetched or skipped so far
/// @param allBytes as far as the rows tell
/// @param bytesPerSecond over the last few seconds
public record DownloadProgress(int images, int handled, long bytes, long allBytes, long bytesPerSecond) {
    /// From 0 to 1; by images where the rows do not tell sizes.
    public double fraction() {
        if (images == 0 || handled == images) {
            return 1;
        }
        double byBytes = allBytes == 0 ? 0 : (double) bytes / allBytes;
        return Math.clamp(Math.max(byBytes, allBytes == 0 ? (double) handled / images : 0), 0, 1);
    }

    /// 0 when unknown.
    public long secondsLeft() {
        return bytesPerSecond <= 0 || bytes >= allBytes ? 0 : Math.ceilDiv(allBytes - bytes, bytesPerSecond);
    }
}
