package dev.vitrine.store.aws;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import dev.vitrine.store.ObjectStore.Listed;
import dev.vitrine.store.ObjectStore.Unfinished;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/// Lists a bucket, page by page. What S3 lists is what is there: listing is as consistent as reading.
final class S3Listing {
    private static final int LARGEST_PAGE = 1000;

    private final S3Client s3;
    private final String bucket;
    private final AwsFailures failures;
    private final int pageSize;

    S3Listing(AwsClients clients) {
        this(clients, LARGEST_PAGE);
    }

    S3Listing(AwsClients clients, int pageSize) {
        this.pageSize = pageSize;
        s3 = clients.s3();
        bucket = clients.settings().bucket();
        failures = AwsFailures.ofBucket(clients.settings());
    }

    /// @param prefix of the paths, `""` for all
    void list(String prefix, Consumer<Listed> found) {
        ListObjectsV2Response page = page(prefix, null);
        while (true) {
            page.contents()
                    .forEach(object -> found.accept(new Listed(object.key(), object.size(), object.lastModified())));
            if (!Boolean.TRUE.equals(page.isTruncated())) {
                return;
            }
            page = page(prefix, page.nextContinuationToken());
        }
    }

    /// @param token `null` for the beginning, as the SDK wants it; keys are asked for as URLs write them, because
    ///   XML cannot hold every character of a key
    private ListObjectsV2Response page(String prefix, @Nullable String token) {
        return failures.guard(
                "listing the bucket",
                () -> s3.listObjectsV2(list -> list.bucket(bucket)
                        .prefix(prefix.isEmpty() ? null : prefix)
                        .maxKeys(pageSize)
                        .continuationToken(token)
                        .encodingType(EncodingType.URL)));
    }

    List<Unfinished> unfinished() {
        return failures.guard("looking for unfinished uploads", () -> {
            var unfinished = new ArrayList<Unfinished>();
            ListMultipartUploadsResponse page = s3.listMultipartUploads(
                    list -> list.bucket(bucket).maxUploads(pageSize).encodingType(EncodingType.URL));
            while (true) {
                page.uploads()
                        .forEach(upload ->
                                unfinished.add(new Unfinished(upload.key(), upload.uploadId(), upload.initiated())));
                if (!Boolean.TRUE.equals(page.isTruncated())) {
                    return unfinished;
                }
                ListMultipartUploadsResponse last = page;
                page = s3.listMultipartUploads(list -> list.bucket(bucket)
                        .maxUploads(pageSize)
                        .encodingType(EncodingType.URL)
                        .keyMarker(last.nextKeyMarker())
                        .uploadIdMarker(last.nextUploadIdMarker()));
            }
        });
    }

    void discard(Unfinished unfinished) {
        if (unfinished.uploadId().isEmpty()) {
            throw new ImageException.Invalid(quoted(unfinished.path()) + " is not an upload to this bucket.");
        }
        failures.run("removing an unfinished upload", () -> {
            try {
                s3.abortMultipartUpload(
                        abort -> abort.bucket(bucket).key(unfinished.path()).uploadId(unfinished.uploadId()));
            } catch (AwsServiceException e) {
                if (!AwsFailures.codeOf(e).equals("NoSuchUpload")) {
                    throw e;
                }
            }
        });
    }
}
