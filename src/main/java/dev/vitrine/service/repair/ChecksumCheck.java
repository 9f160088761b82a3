package dev.vitrine.service.repair;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.picture.PreviewJpeg;
import dev.vitrine.picture.pixels.Integrity;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.repair.DoctorProgress.DoctorStep;
import dev.vitrine.service.repair.Finding.FindingKind;
import dev.vitrine.store.RetryPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Reads originals to their last byte and compares them with the checksum from when they were uploaded. Rows of other
/// programs have none.
final class ChecksumCheck {
    private static final long LARGEST_PREVIEW = 1L << 30;

    /// A connection that breaks must not end the work of hours.
    private static final RetryPolicy BETWEEN_BREAKS = RetryPolicy.USUAL;

    private final DoctorContext doctorContext;
    private final DoctorProgress doctorProgress;
    private final List<Finding> findings;
    private long checked;

    ChecksumCheck(DoctorContext doctorContext, DoctorProgress doctorProgress, List<Finding> findings) {
        this.doctorContext = doctorContext;
        this.doctorProgress = doctorProgress;
        this.findings = findings;
    }

    /// @return how many live ones were really compared
    long run(List<KnownRow> rows, int max) {
        var drawn = new ArrayList<>(rows);
        Collections.shuffle(drawn);
        List<KnownRow> sample = drawn.subList(0, Math.min(max, drawn.size()));
        long done = 0;
        for (KnownRow row : sample) {
            doctorProgress.at(DoctorStep.CHECKSUMS, ++done, sample.size());
            if (row.hasPreview) {
                checkPreview(row);
            }
            doctorContext
                    .row(row.imageId)
                    .filter(image -> !image.facts().contentSha256().isEmpty())
                    .ifPresent(this::check);
        }
        return checked;
    }

    /// The bucket's own, where copies are kept nearby: those that everybody sees.
    private void checkPreview(KnownRow row) {
        ObjectKey key = ImageService.previewKey(row.imageId);
        try {
            if (!BETWEEN_BREAKS.run(() -> isWholePreview(key))) {
                findings.add(new Finding(FindingKind.PREVIEW_DAMAGED, row.imageId, key.path(), row.createdAt, ""));
            }
        } catch (ImageException.NotFound _) {
            // Removed this moment: it is made again when somebody looks.
        } catch (ImageException.Failed | ImageException.Denied e) {
            orThrow(e);
            findings.add(
                    new Finding(FindingKind.PREVIEW_DAMAGED, row.imageId, key.path(), row.createdAt, e.getMessage()));
        }
    }

    private boolean isWholePreview(ObjectKey key) {
        try (InputStream in = doctorContext.objects().open(key, 0, LARGEST_PREVIEW)) {
            byte[] jpeg = in.readAllBytes();
            return PreviewJpeg.isWhole(jpeg)
                    && PictureReader.integrity(ImageSource.ofBytes(key.path(), jpeg)) == Integrity.SOUND;
        } catch (IOException e) {
            throw FileFailures.reading(key.path(), e);
        }
    }

    private void check(ImageRecord image) {
        int live = image.deletedAt().isEmpty() ? 1 : 0;
        try {
            checked += live;
            ImageSource original = doctorContext.images().original(image);
            String sha256 = BETWEEN_BREAKS.run(() -> Sha256.of(original, _ -> {}));
            if (!sha256.equals(image.facts().contentSha256())) {
                found(FindingKind.DAMAGED, image, "The bytes do not match their checksum.");
            }
        } catch (ImageException.NotFound _) {
            checked -= live; // deleted this moment
        } catch (ImageException.Denied | ImageException.Failed e) {
            orThrow(e);
            checked -= live;
            boolean isArchived = e instanceof ImageException.Failed failed && failed.isArchived();
            found(isArchived ? FindingKind.ARCHIVED : FindingKind.UNREADABLE, image, e.getMessage());
        }
    }

    /// What fails for everything alike tells nothing about this one.
    private static void orThrow(ImageException e) {
        if (e.passes()) {
            throw e;
        }
    }

    private void found(FindingKind kind, ImageRecord image, String detail) {
        findings.add(new Finding(kind, image.imageId(), image.key().path(), image.createdAt(), detail));
    }
}
