package dev.vitrine.store.aws;

import static dev.vitrine.store.aws.DynamoItem.CREATED_AT;
import static dev.vitrine.store.aws.DynamoItem.IMAGE_ID;
import static dev.vitrine.store.aws.DynamoItem.USER_ID;
import static dev.vitrine.store.aws.DynamoItem.text;

import dev.vitrine.image.ImageException;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.RowSource.UserSpan;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/// The live images of one user since a moment, by the index, newest first. What lacks a time is not in the index.
final class DynamoSpans {
    /// Before and behind every time.
    private static final String FIRST = " ";
    private static final String LAST = "~";
    /// Times are compared as texts, and other programs may write them with an offset.
    private static final Duration OFFSET = Duration.ofDays(1);

    private final DynamoDbClient dynamo;
    private final AwsSettings settings;

    DynamoSpans(AwsClients clients) {
        this.dynamo = clients.dynamo();
        this.settings = clients.settings();
    }

    /// @param after as [#token] has it, `""` for the beginning
    QueryResponse page(UserSpan span, String after, UnaryOperator<QueryRequest.Builder> what) {
        QueryRequest.Builder query = query(span);
        if (!after.isEmpty()) {
            query.exclusiveStartKey(start(span, after));
        }
        return asked(what.apply(query).build());
    }

    long count(UserSpan span, long max) {
        QueryRequest.Builder query = query(span).select(Select.COUNT);
        Map<String, AttributeValue> start = Map.of();
        long count = 0;
        while (true) {
            QueryResponse answer = asked(query.build());
            count += answer.count();
            if (answer.lastEvaluatedKey().isEmpty() || count > max) {
                return count;
            }
            DynamoLists.requireProgress(start, answer.lastEvaluatedKey());
            start = answer.lastEvaluatedKey();
            query.exclusiveStartKey(start);
        }
    }

    /// Where the next page begins; `""` at the end.
    static String token(Map<String, AttributeValue> key) {
        String created = DynamoItem.text(key, CREATED_AT);
        return key.isEmpty() ? "" : created.length() + " " + created + DynamoItem.text(key, IMAGE_ID);
    }

    static Map<String, AttributeValue> start(UserSpan span, String token) {
        int space = token.indexOf(' ');
        int end = space + 1 + Integer.parseInt(token.substring(0, space));
        return Map.of(
                USER_ID, text(span.userId()),
                CREATED_AT, text(token.substring(space + 1, end)),
                IMAGE_ID, text(token.substring(end)));
    }

    private QueryRequest.Builder query(UserSpan span) {
        return QueryRequest.builder()
                .tableName(settings.table())
                .indexName(DynamoLists.INDEX)
                .keyConditionExpression("user_id = :user AND created_at BETWEEN :since AND :last")
                .expressionAttributeValues(Map.of(
                        ":user", text(span.userId()),
                        ":since",
                                text(span.since()
                                        .map(at -> day(at.minus(OFFSET)))
                                        .orElse(FIRST)),
                        ":last", text(LAST)))
                .scanIndexForward(false);
    }

    private static String day(Instant at) {
        return at.truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10);
    }

    private QueryResponse asked(QueryRequest query) {
        try {
            return dynamo.query(query);
        } catch (DynamoDbException e) {
            if (!DynamoLists.isMissingIndex(e) || AwsErrors.isDenied(e)) {
                throw e;
            }
            throw new ImageException.Invalid(
                    "The table " + settings.table() + " has no index by user, by which the"
                            + " images of some are found without reading all. Setting up the connection adds it.",
                    e);
        }
    }
}
