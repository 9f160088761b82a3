package dev.vitrine.store.aws;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.ObjectStore.Listed;
import dev.vitrine.store.ObjectStore.Unfinished;
import dev.vitrine.world.World;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.ClockSkew;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Lists a bucket, page by page. What S3 lists is what is there: listing is as consistent as reading.
final class S3Listing {
    private static final int LARGEST_PAGE = 1000;
    private static final String BEHIND_OWN = ".vitrine0";

    private static final String ENDLESS =
            "The server's listing of the bucket never ends: it says that there is more, and does not go on.";

    private final S3Client s3;
    private final String bucket;
    private final AwsFailures failures;
    private final int pageSize;

    S3Listing(AwsClients clients) {
        this(clients, LARGEST_PAGE);
    }

    S3Listing(AwsClients clients, int pageSize) {
        this(clients, pageSize, AwsFailures.ofBucket(clients.settings()));
    }

    private S3Listing(AwsClients clients, int pageSize, AwsFailures failures) {
        this.pageSize = pageSize;
        this.failures = failures;
        s3 = clients.s3();
        bucket = clients.settings().bucket();
    }

    /// Of a bucket that is only read.
    static S3Listing ofSource(AwsClients source) {
        return new S3Listing(source, LARGEST_PAGE, AwsFailures.ofSource(source.settings()));
    }

    /// @param prefix of the paths, `""` for all
    void list(String prefix, Consumer<Listed> found) {
        listObjects(prefix, object -> found.accept(listed(object)));
    }

    void listObjects(String prefix, Consumer<S3Object> found) {
        ListObjectsV2Response page = page(prefix, null);
        while (true) {
            page.contents().forEach(found);
            if (!Boolean.TRUE.equals(page.isTruncated())) {
                return;
            }
            page = next(prefix, page);
        }
    }

    /// Ends with the first page on which there is one, and steps over what Vitrine keeps beside them, which may be
    /// as much.
    boolean hasOriginals() {
        ListObjectsV2Response page = page("", null);
        while (page.contents().stream().noneMatch(object -> listed(object).isOwnOriginal())) {
            if (!Boolean.TRUE.equals(page.isTruncated())) {
                return false;
            }
            page = page.contents().getLast().key().startsWith(ObjectKey.OWN)
                    ? ask(list -> list.startAfter(BEHIND_OWN))
                    : next("", page);
        }
        return true;
    }

    /// A server may say that there is more without saying how to go on, or say what it said before (Ceph did): then
    /// it goes on behind the last key.
    private ListObjectsV2Response next(String prefix, ListObjectsV2Response page) {
        String token = page.nextContinuationToken() == null ? "" : page.nextContinuationToken();
        boolean hasToken = !token.isBlank() && !token.equals(page.continuationToken());
        if (page.contents().isEmpty()) {
            if (!hasToken) {
                throw new ImageException.Failed(ENDLESS);
            }
            return page(prefix, token);
        }
        String last = page.contents().getLast().key();
        ListObjectsV2Response next = hasToken
                ? page(prefix, token)
                : ask(list -> list.prefix(prefix.isEmpty() ? null : prefix).startAfter(last));
        if (!next.contents().isEmpty()
                && next.contents()
                        .getFirst()
                        .key()
                        .equals(page.contents().getFirst().key())) {
            throw new ImageException.Failed(ENDLESS);
        }
        return next;
    }

    private static Listed listed(S3Object object) {
        return new Listed(
                object.key(),
                object.size(),
                object.lastModified(),
                object.storageClassAsString() == null ? "" : object.storageClassAsString());
    }

    /// @param token `null` for the beginning, as the SDK wants it
    private ListObjectsV2Response page(String prefix, @Nullable String token) {
        return ask(list -> list.prefix(prefix.isEmpty() ? null : prefix).continuationToken(token));
    }

    /// Keys are asked for as URLs write them, because XML cannot hold every character of a key.
    private ListObjectsV2Response ask(Consumer<ListObjectsV2Request.Builder> more) {
        return failures.guard("listing the bucket", () -> {
            ListObjectsV2Response page = s3.listObjectsV2(list -> {
                list.bucket(bucket).maxKeys(pageSize).encodingType(EncodingType.URL);
                more.accept(list);
            });
            requireListing(page.hasContents(), page.name(), page.keyCount(), page.isTruncated());
            return page;
        });
    }

    /// The SDK makes an empty listing of any XML. Every listing has entries or says one of these.
    private static void requireListing(boolean hasEntries, @Nullable Object... reported) {
        if (!hasEntries && Arrays.stream(reported).allMatch(Objects::isNull)) {
            throw SdkClientException.create("no listing", new IOException("the answer is no listing of a bucket"));
        }
    }

    /// By the clock of the server.
    Instant now() {
        return ClockSkew.getServerTime(ask(list -> list.maxKeys(1)).sdkHttpResponse())
                .orElseGet(World.here()::now);
    }

    List<Unfinished> unfinished() {
        return failures.guard("looking for unfinished uploads", () -> {
            var unfinished = new ArrayList<Unfinished>();
            @Nullable Marker marker = null;
            while (true) {
                ListMultipartUploadsResponse page = unfinished(marker);
                page.uploads()
                        .forEach(upload ->
                                unfinished.add(new Unfinished(upload.key(), upload.uploadId(), upload.initiated())));
                if (!Boolean.TRUE.equals(page.isTruncated())) {
                    return unfinished;
                }
                var next = new Marker(page.nextKeyMarker(), page.nextUploadIdMarker());
                if (next.equals(marker) || next.key() == null || next.key().isEmpty()) {
                    throw new ImageException.Failed(ENDLESS);
                }
                marker = next;
            }
        });
    }

    /// Behind which upload a page begins.
    private record Marker(@Nullable String key, @Nullable String uploadId) {}

    private ListMultipartUploadsResponse unfinished(@Nullable Marker marker) {
        ListMultipartUploadsResponse page = s3.listMultipartUploads(list -> {
            list.bucket(bucket).maxUploads(pageSize).encodingType(EncodingType.URL);
            if (marker != null) {
                list.keyMarker(marker.key()).uploadIdMarker(marker.uploadId());
            }
        });
        requireListing(page.hasUploads(), page.bucket(), page.maxUploads(), page.isTruncated());
        return page;
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
                if (!AwsErrors.codeOf(e).equals("NoSuchUpload")) {
                    throw e;
                }
            }
        });
    }
}
