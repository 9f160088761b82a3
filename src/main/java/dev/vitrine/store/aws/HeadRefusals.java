package dev.vitrine.store.aws;

import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Lets a refusal of HEAD say why. It has no body: a sign-in that ran out, a wrong clock, another region and a right
/// that is missing are all 400 or 403. What needs the same right is asked with GET, whose refusal has words.
record HeadRefusals(Supplier<S3Client> s3) implements ExecutionInterceptor {
    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
        if (!(context.exception() instanceof S3Exception e)
                || !AwsErrors.codeOf(e).isEmpty()
                || (e.statusCode() != 400 && e.statusCode() != 403)) {
            return context.exception();
        }
        return switch (context.request()) {
            case HeadObjectRequest head ->
                inWords(
                        e,
                        () -> s3.get()
                                .getObject(
                                        get -> get.bucket(head.bucket())
                                                .key(head.key())
                                                .range("bytes=0-0"),
                                        HeadRefusals::unread));
            case HeadBucketRequest head ->
                inWords(
                        e,
                        () -> s3.get()
                                .listObjectsV2(
                                        list -> list.bucket(head.bucket()).maxKeys(1)));
            default -> e;
        };
    }

    /// Not all servers know ranges.
    private static GetObjectResponse unread(GetObjectResponse response, AbortableInputStream bytes) {
        bytes.abort();
        return response;
    }

    private static S3Exception inWords(S3Exception refusal, Runnable same) {
        try {
            same.run();
        } catch (S3Exception e) {
            return e.statusCode() == refusal.statusCode() ? e : refusal;
        } catch (SdkException _) {
            // There are no words to be had: the refusal stands.
        }
        return refusal;
    }
}
