package dev.vitrine.store.aws;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.SourceBucket.SourceObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/// One object of another bucket that becomes an original of a library, by the server alone. Of what was kept with it
/// only the bytes are taken; where an original is there already, that stays.
///
/// @param library where it goes, and where it is asked for
record ServerCopy(AwsClients library, String bucket, SourceObject object, ObjectKey original, String contentType) {
    /// @return false when something was there
    boolean atOnce() {
        return whereAbsent(condition -> s3().copyObject(copy -> copy.sourceBucket(bucket)
                .sourceKey(object.path())
                .copySourceIfMatch(eTag())
                .destinationBucket(library.settings().bucket())
                .destinationKey(original.path())
                .metadataDirective(MetadataDirective.REPLACE)
                .taggingDirective(tagging())
                .contentType(contentType)
                .storageClass(storageClass())
                .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                .ifNoneMatch(condition)));
    }

    private boolean whereAbsent(Consumer<@Nullable String> request) {
        try {
            conditions().whereAbsent(request);
            return true;
        } catch (S3Exception e) {
            return refused(e);
        }
    }

    /// Both conditions fail alike: what was there already is told by looking there.
    private boolean refused(S3Exception e) {
        if (!PutConflict.isTaken(e)) {
            throw e;
        }
        if (conditions().isThere(original.path())) {
            return false;
        }
        throw changed(object, e);
    }

    static ImageException changed(SourceObject object, S3Exception e) {
        return new ImageException.Conflict(
                "The object " + quoted(object.path()) + " was changed meanwhile. Try again.", e);
    }

    /// @return false when something was there
    boolean inParts(long partSize) {
        String uploadId = s3().createMultipartUpload(
                        begin -> begin.bucket(library.settings().bucket())
                                .key(original.path())
                                .contentType(contentType)
                                .storageClass(storageClass())
                                .checksumAlgorithm(ChecksumAlgorithm.SHA256))
                .uploadId();
        boolean isComplete = false;
        try {
            var parts = new ArrayList<CompletedPart>();
            for (long offset = 0; offset < object.sizeBytes(); offset += partSize) {
                parts.add(
                        part(uploadId, parts.size() + 1, offset, Math.min(object.sizeBytes(), offset + partSize) - 1));
            }
            isComplete = completed(uploadId, parts);
            return isComplete;
        } finally {
            if (!isComplete) {
                MultipartUpload.abort(s3(), library.settings().bucket(), original.path(), uploadId);
            }
        }
    }

    private CompletedPart part(String uploadId, int number, long first, long last) {
        ImageException.Cancelled.throwIfInterrupted();
        CopyPartResult copied = copied(uploadId, number, "bytes=" + first + "-" + last);
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(copied.eTag())
                .checksumSHA256(copied.checksumSHA256())
                .build();
    }

    /// Of a part both answers can only mean the source: it is shorter now, or another one.
    private CopyPartResult copied(String uploadId, int number, String range) {
        try {
            return s3().uploadPartCopy(copy -> copy.sourceBucket(bucket)
                            .sourceKey(object.path())
                            .copySourceIfMatch(eTag())
                            .copySourceRange(range)
                            .destinationBucket(library.settings().bucket())
                            .destinationKey(original.path())
                            .uploadId(uploadId)
                            .partNumber(number))
                    .copyPartResult();
        } catch (S3Exception e) {
            throw e.statusCode() == 412 || e.statusCode() == 416 ? changed(object, e) : e;
        }
    }

    private boolean completed(String uploadId, List<CompletedPart> parts) {
        return whereAbsent(condition -> s3().completeMultipartUpload(
                        complete -> complete.bucket(library.settings().bucket())
                                .key(original.path())
                                .uploadId(uploadId)
                                .multipartUpload(done -> done.parts(parts))
                                .ifNoneMatch(condition)));
    }

    private S3Client s3() {
        return library.s3();
    }

    private WriteConditions conditions() {
        return library.writeConditions();
    }

    private @Nullable String eTag() {
        return object.eTag().isEmpty() ? null : object.eTag();
    }

    private @Nullable String storageClass() {
        return S3Storage.chosen(original, library.settings().uploadClass());
    }

    /// Tags in the source would have to be readable, too; other servers than AWS may not know the word.
    private @Nullable TaggingDirective tagging() {
        return library.isOnAws() ? TaggingDirective.REPLACE : null;
    }
}
