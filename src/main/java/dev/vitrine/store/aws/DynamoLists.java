package dev.vitrine.store.aws;

import static dev.vitrine.store.aws.DynamoItem.CREATED_AT;
import static dev.vitrine.store.aws.DynamoItem.IMAGE_ID;
import static dev.vitrine.store.aws.DynamoItem.USER_ID;
import static dev.vitrine.store.aws.DynamoItem.text;

import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.store.AwsSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.Select;

/// Pages of rows. One user's come from the index, newest first, when the table has it; everything else is a Scan.
///
/// A page of the service counts rows before its filter and may be empty in the middle, so pages are asked for until
/// ours is full, or enough was read for one request: then whoever asks goes on with the token, if it is still there.
final class DynamoLists {
    static final String INDEX = "user_id-created_at-index";

    /// The service reads a megabyte for each.
    private static final int MAX_READS = 10;

    private final DynamoDbClient dynamo;
    private final AwsSettings settings;
    private final AtomicBoolean hasIndex = new AtomicBoolean(true);

    DynamoLists(AwsClients clients) {
        this.dynamo = clients.dynamo();
        this.settings = clients.settings();
    }

    ImagePage live(ImagePage.Request request) {
        Optional<PageToken> after = request.after().map(token -> PageToken.parse(token, request));
        boolean byUser = request.userId().isPresent() && !request.userId().get().isEmpty();
        boolean fromIndex = after.map(PageToken::fromIndex).orElse(byUser && hasIndex.get());
        if (fromIndex) {
            try {
                return filled(request, after, true, settings.table());
            } catch (DynamoDbException e) {
                if (!isMissingIndex(e) || after.isPresent()) {
                    throw e;
                }
                hasIndex.set(false);
            }
        }
        return filled(request, after, false, settings.table());
    }

    /// Empty when the table has no index.
    List<ImageRecord> newestOf(String userId, int max) {
        try {
            return hasIndex.get()
                    ? filled(
                                    new ImagePage.Request(Optional.of(userId), Optional.empty(), max, Optional.empty()),
                                    Optional.empty(),
                                    true,
                                    settings.table())
                            .images()
                    : List.of();
        } catch (DynamoDbException e) {
            if (!isMissingIndex(e)) {
                throw e;
            }
            hasIndex.set(false);
            return List.of();
        }
    }

    boolean canList(String userId) {
        newestOf(userId, 1);
        return hasIndex.get();
    }

    ImagePage trashed(ImagePage.Request request) {
        return filled(
                request, request.after().map(token -> PageToken.parse(token, request)), false, settings.trashTable());
    }

    private ImagePage filled(ImagePage.Request request, Optional<PageToken> after, boolean fromIndex, String table) {
        var images = new ArrayList<ImageRecord>();
        Map<String, AttributeValue> start = after.map(PageToken::startKey).orElse(Map.of());
        for (int reads = 1; ; reads++) {
            Found found = fromIndex ? query(request, start) : scan(request, start, table);
            for (Map<String, AttributeValue> item : found.items()) {
                Optional<ImageRecord> image = DynamoItem.read(item);
                if (image.isEmpty()) {
                    continue;
                }
                if (images.size() == request.limit()) {
                    return new ImagePage(images, Optional.of(start(request, fromIndex, start)));
                }
                images.add(image.get());
                start = keyOf(item, fromIndex);
            }
            if (found.next().isEmpty()) {
                return new ImagePage(images, Optional.empty());
            }
            if (images.size() == request.limit()) {
                return new ImagePage(images, Optional.of(start(request, fromIndex, start)));
            }
            start = found.next();
            if (reads == MAX_READS) {
                return new ImagePage(images, Optional.of(start(request, fromIndex, start)));
            }
        }
    }

    private static String start(ImagePage.Request request, boolean fromIndex, Map<String, AttributeValue> key) {
        return PageToken.of(request, fromIndex, key).print();
    }

    private record Found(List<Map<String, AttributeValue>> items, Map<String, AttributeValue> next) {}

    /// An index of our name but another shape (without all attributes, or in another
    /// order) is refused by the service,
    /// because all attributes and the order are asked for: every time is behind a space.
    private Found query(ImagePage.Request request, Map<String, AttributeValue> start) {
        var values = new HashMap<String, AttributeValue>();
        values.put(":user", text(request.userId().orElseThrow()));
        values.put(":first", text(" "));
        request.tag().ifPresent(tag -> values.put(":tag", text(tag)));
        var query = QueryRequest.builder()
                .tableName(settings.table())
                .indexName(INDEX)
                .select(Select.ALL_ATTRIBUTES)
                .keyConditionExpression("user_id = :user AND created_at > :first")
                .expressionAttributeValues(values)
                .scanIndexForward(false);
        if (request.tag().isPresent()) {
            query.filterExpression("contains(tags, :tag)");
        } else {
            query.limit(oneMore(request));
        }
        if (!start.isEmpty()) {
            query.exclusiveStartKey(start);
        }
        var answer = dynamo.query(query.build());
        return new Found(answer.items(), answer.lastEvaluatedKey());
    }

    private Found scan(ImagePage.Request request, Map<String, AttributeValue> start, String table) {
        var conditions = new ArrayList<String>();
        var values = new HashMap<String, AttributeValue>();
        request.userId().ifPresent(user -> {
            conditions.add("user_id = :user");
            values.put(":user", text(user));
        });
        request.tag().ifPresent(tag -> {
            conditions.add("contains(tags, :tag)");
            values.put(":tag", text(tag));
        });
        var scan = ScanRequest.builder().tableName(table).consistentRead(true);
        if (conditions.isEmpty()) {
            scan.limit(oneMore(request));
        } else {
            scan.filterExpression(String.join(" AND ", conditions)).expressionAttributeValues(values);
        }
        if (!start.isEmpty()) {
            scan.exclusiveStartKey(start);
        }
        var answer = dynamo.scan(scan.build());
        return new Found(answer.items(), answer.lastEvaluatedKey());
    }

    /// A page is known to be the last one when it could hold more.
    private static int oneMore(ImagePage.Request request) {
        return Math.max(request.limit(), request.limit() + 1);
    }

    private static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item, boolean fromIndex) {
        return fromIndex
                ? Map.of(IMAGE_ID, item.get(IMAGE_ID), USER_ID, item.get(USER_ID), CREATED_AT, item.get(CREATED_AT))
                : Map.of(IMAGE_ID, item.get(IMAGE_ID));
    }

    private static boolean isMissingIndex(DynamoDbException e) {
        String words = e.getMessage() == null ? "" : e.getMessage();
        return AwsFailures.codeOf(e).equals("AccessDeniedException")
                || (AwsFailures.codeOf(e).equals("ValidationException")
                        && (words.contains("index") || words.contains("key schema element")))
                || (AwsFailures.codeOf(e).equals("ResourceNotFoundException") && words.contains("index"));
    }
}
