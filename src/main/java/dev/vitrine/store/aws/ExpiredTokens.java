package dev.vitrine.store.aws;

import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// Notices that a service takes a session token no more, though it should: clocks differ, sessions are ended by hand.
///
/// @param forget is called with the token, so that others are asked for
record ExpiredTokens(Consumer<String> forget) implements ExecutionInterceptor {
    private static final Set<String> CODES = Set.of("ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired");
    private static final ExecutionAttribute<String> TOKEN = new ExecutionAttribute<>("VitrineSessionToken");

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        context.httpRequest()
                .firstMatchingHeader("X-Amz-Security-Token")
                .ifPresent(token -> attributes.putAttribute(TOKEN, token));
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        String token = attributes.getAttribute(TOKEN);
        if (token != null
                && context.exception() instanceof AwsServiceException e
                && CODES.contains(AwsErrors.codeOf(e))) {
            forget.accept(token);
        }
    }
}
