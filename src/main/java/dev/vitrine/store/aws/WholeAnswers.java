package dev.vitrine.store.aws;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/// Takes an answer that broke off for none. The SDK reads a refusal without a name out of it, a table without rows, or
/// a row that is gone. Bytes of an image, which are not read here, see to that by themselves: [DownloadedRange].
record WholeAnswers() implements ExecutionInterceptor {
    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        SdkHttpResponse answer = context.httpResponse();
        if (context.httpRequest().method() == SdkHttpMethod.HEAD) {
            return Optional.of(InputStream.nullInputStream()); // it only says how long it would be
        }
        if (answer.isSuccessful() && context.request() instanceof GetObjectRequest) {
            return context.responseBody();
        }
        // DynamoDB says at least `{}`.
        boolean isSaid = answer.isSuccessful()
                && context.httpRequest().firstMatchingHeader("X-Amz-Target").isPresent();
        long least = UsageCounter.length(answer);
        return Optional.of(whole(
                context.responseBody().orElseGet(InputStream::nullInputStream), isSaid ? Math.max(1, least) : least));
    }

    private static InputStream whole(InputStream body, long least) {
        try (body) {
            byte[] answer = body.readAllBytes();
            if (answer.length < least) {
                throw new EOFException("of the answer came " + answer.length + " of " + least + " bytes");
            }
            return new ByteArrayInputStream(answer);
        } catch (IOException e) {
            throw SdkClientException.create("no answer of the service", e);
        }
    }
}
