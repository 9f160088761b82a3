package dev.vitrine.store.aws;

import java.io.IOException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;

/// Takes no web page for the answer of a service: a proxy, or a network to sign in at, answers whatever is asked with
/// success, and the SDK reads an empty listing, an object or a deletion out of it.
record ForeignPages() implements ExecutionInterceptor {
    /// Somebody else answered.
    static final class Answered extends IOException {
        private static final long serialVersionUID = 1L;

        Answered() {
            super("a web page answered in place of the service");
        }
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        SdkHttpResponse answer = context.httpResponse();
        if (answer.isSuccessful() && isHtml(answer) && !isEmpty(answer) && !isOfService(answer)) {
            throw SdkClientException.create("no answer of the service", new Answered());
        }
    }

    private static boolean isHtml(SdkHttpResponse answer) {
        return answer.firstMatchingHeader("Content-Type")
                .filter(type -> type.regionMatches(true, 0, "text/html", 0, 9))
                .isPresent();
    }

    /// As some servers mark what says nothing.
    private static boolean isEmpty(SdkHttpResponse answer) {
        return answer.statusCode() == 204
                || answer.firstMatchingHeader("Content-Length")
                        .filter("0"::equals)
                        .isPresent();
    }

    /// A page that is kept in the bucket is html, too.
    private static boolean isOfService(SdkHttpResponse answer) {
        return answer.headers().keySet().stream().anyMatch(name -> name.regionMatches(true, 0, "x-amz", 0, 5));
    }
}
