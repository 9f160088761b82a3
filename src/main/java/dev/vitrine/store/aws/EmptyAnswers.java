package dev.vitrine.store.aws;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// Takes nothing at all for no answer of DynamoDB, which says at least `{}`: where a connection breaks off or something
/// in between answers, the SDK reads a table without rows, or a row that is gone, out of it.
record EmptyAnswers() implements ExecutionInterceptor {
    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        boolean isAnswer = context.httpResponse().isSuccessful()
                && context.httpRequest().firstMatchingHeader("X-Amz-Target").isPresent();
        return isAnswer
                ? Optional.of(notEmpty(context.responseBody().orElseGet(InputStream::nullInputStream)))
                : context.responseBody();
    }

    private static InputStream notEmpty(InputStream body) {
        try {
            var answer = new PushbackInputStream(body);
            int first = answer.read();
            if (first < 0) {
                throw new EOFException("the answer is empty");
            }
            answer.unread(first);
            return answer;
        } catch (IOException e) {
            throw SdkClientException.create("no answer of the service", e);
        }
    }
}
