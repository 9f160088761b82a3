package dev.vitrine.service;

import dev.vitrine.files.FileStamp;
import dev.vitrine.image.FileEnd;
import dev.vitrine.image.ImageSource;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.world.World;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Whether all of an image has arrived where it is to be taken from: one rule for files, folders and requests.
public final class Arrival {
    /// A file that breaks off counts as one that is being copied for so long. After, it is taken as it is: pictures
    /// that were rescued in pieces are worth keeping too.
    private static final Duration STILL_WRITTEN = Duration.ofMinutes(10);

    private Arrival() {}

    /// What is no accepted image is not judged.
    ///
    /// @throws dev.vitrine.image.ImageException when it cannot be read
    public static boolean isCutOff(ImageSource source) {
        return lacksItsEnd(source) && isYoung(source);
    }

    /// Whether bytes are missing at its end, however long nobody has written to it.
    public static boolean lacksItsEnd(ImageSource source) {
        return PictureReader.end(source) == FileEnd.CUT_OFF;
    }

    /// Whether somebody wrote to it lately. Bytes that are no file have just come.
    public static boolean isYoung(ImageSource source) {
        long changed = TimeUnit.NANOSECONDS.toMillis(FileStamp.of(source).modifiedNanos());
        return changed == 0 || Math.abs(World.here().now().toEpochMilli() - changed) < STILL_WRITTEN.toMillis();
    }
}
