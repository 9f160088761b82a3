package dev.vitrine.store.aws;

import static dev.vitrine.store.aws.DynamoItem.CREATED_AT;
import static dev.vitrine.store.aws.DynamoItem.IMAGE_ID;
import static dev.vitrine.store.aws.DynamoItem.USER_ID;
import static dev.vitrine.store.aws.DynamoItem.text;
import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.HiddenRow;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.aws.PageToken.From;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/// Pages of rows. One user's come from the index, newest first, when the table has it; everything else is a Scan.
///
/// A page of the service counts rows before its filter and may be empty in the middle, so pages are asked for until
/// ours is full, or enough was read for one request: then whoever asks goes on with the token, if it is still there.
final class DynamoLists {
    static final String INDEX = "user_id-created_at-index";

    private static final String FIRST_TIME = " ";

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
        From from = after.map(PageToken::from).orElse(byUser && hasIndex.get() ? From.INDEX : From.SCAN);
        if (from == From.INDEX) {
            try {
                ImagePage page = filled(request, after, from, settings.table());
                return page.next().isEmpty() && leavesOut() ? withRest(request, page) : page;
            } catch (DynamoDbException e) {
                if (!isMissingIndex(e) || after.isPresent()) {
                    throw e;
                }
                hasIndex.set(false);
                return filled(request, after, From.SCAN, settings.table());
            }
        }
        return filled(request, after, from, settings.table());
    }

    private ImagePage withRest(ImagePage.Request request, ImagePage page) {
        int left = request.limit() - page.images().size();
        if (left == 0) {
            return new ImagePage(page.images(), Optional.of(start(request, From.REST, Map.of())), page.hidden());
        }
        var rest = new ImagePage.Request(request.userId(), request.tag(), left, Optional.empty());
        ImagePage behind = filled(rest, Optional.empty(), From.REST, settings.table());
        return new ImagePage(
                Stream.concat(page.images().stream(), behind.images().stream()).toList(),
                behind.next(),
                Stream.concat(page.hidden().stream(), behind.hidden().stream()).toList());
    }

    /// An index lacks the rows that lack what it is sorted by, and a Scan for those reads the whole table: it is
    /// left out where the service has counted as many rows in both. It does so every six hours or so, and most
    /// programs never write such a row.
    private boolean leavesOut() {
        try {
            TableDescription table = dynamo.describeTable(describe -> describe.tableName(settings.table()))
                    .table();
            return table.itemCount() == null
                    || table.itemCount() == 0
                    || table.globalSecondaryIndexes().stream()
                            .noneMatch(index -> index.indexName().equals(INDEX)
                                    && table.itemCount().equals(index.itemCount()));
        } catch (DynamoDbException e) {
            if (AwsErrors.isDenied(e)) {
                return true;
            }
            throw e;
        }
    }

    /// Empty when the table has no index.
    List<ImageRecord> newestOf(String userId, int max) {
        try {
            return hasIndex.get()
                    ? filled(
                                    new ImagePage.Request(Optional.of(userId), Optional.empty(), max, Optional.empty()),
                                    Optional.empty(),
                                    From.INDEX,
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
                request,
                request.after().map(token -> PageToken.parse(token, request)),
                From.SCAN,
                settings.trashTable());
    }

    private ImagePage filled(ImagePage.Request request, Optional<PageToken> after, From from, String table) {
        var images = new ArrayList<ImageRecord>();
        var hidden = new ArrayList<HiddenRow>();
        var behind = new ArrayList<HiddenRow>();
        Map<String, AttributeValue> start = after.map(PageToken::startKey).orElse(Map.of());
        for (int reads = 1; ; reads++) {
            Found found = from == From.INDEX ? query(request, start) : scan(request, start, from, table);
            requireProgress(start, found.next());
            if (from != From.INDEX) {
                requireKey(table, found.next());
            }
            for (Map<String, AttributeValue> item : found.items()) {
                if (BeaconItem.is(item)) {
                    continue;
                }
                Optional<ImageRecord> image = DynamoItem.read(item, settings, table);
                if (image.isEmpty()) {
                    DynamoItem.hidden(item).ifPresent(behind::add);
                    continue;
                }
                if (request.tag().stream().anyMatch(tag -> !image.get().tags().contains(tag))) {
                    continue; // Of tags that are one text, the service finds any part.
                }
                if (images.size() == request.limit()) {
                    return new ImagePage(images, Optional.of(start(request, from, start)), hidden);
                }
                images.add(image.get());
                start = keyOf(item, from);
                moveAll(behind, hidden);
            }
            if (found.next().isEmpty()) {
                moveAll(behind, hidden);
                return new ImagePage(images, Optional.empty(), hidden);
            }
            if (images.size() == request.limit()) {
                return new ImagePage(images, Optional.of(start(request, from, start)), hidden);
            }
            start = found.next();
            moveAll(behind, hidden);
            if (reads == MAX_READS) {
                return new ImagePage(images, Optional.of(start(request, from, start)), hidden);
            }
        }
    }

    /// A server that repeats itself would be read forever.
    ///
    /// @param start from where it was read
    /// @param next from where it says that there is more
    static void requireProgress(Map<String, AttributeValue> start, Map<String, AttributeValue> next) {
        if (!next.isEmpty() && next.equals(start)) {
            throw new ImageException.Failed(
                    "The table is never at its end: its server says that there is more, and begins again at the same row.");
        }
    }

    /// Where a table goes on shows what its key is. Of another one no next page could be asked for.
    static void requireKey(String table, Map<String, AttributeValue> next) {
        if (!next.isEmpty() && !next.keySet().equals(Set.of(IMAGE_ID))) {
            throw AwsFailures.otherKey(quoted(table), null);
        }
    }

    /// What stands behind the last image of a page is read again with the next.
    private static void moveAll(List<HiddenRow> behind, List<HiddenRow> hidden) {
        hidden.addAll(behind);
        behind.clear();
    }

    private static String start(ImagePage.Request request, From from, Map<String, AttributeValue> key) {
        return PageToken.of(request, from, key).print();
    }

    private record Found(List<Map<String, AttributeValue>> items, Map<String, AttributeValue> next) {}

    /// An index of our name but another shape (without all attributes, or in another order) is refused by the
    /// service, because all attributes and the order are asked for: every time is behind a space.
    private Found query(ImagePage.Request request, Map<String, AttributeValue> start) {
        var values = new HashMap<String, AttributeValue>();
        values.put(":user", text(request.userId().orElseThrow()));
        values.put(":first", text(FIRST_TIME));
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

    private Found scan(ImagePage.Request request, Map<String, AttributeValue> start, From from, String table) {
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
        if (from == From.REST) {
            conditions.add("(NOT attribute_type(created_at, :text) OR NOT created_at > :first)");
            values.put(":text", text("S"));
            values.put(":first", text(FIRST_TIME));
        }
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

    private static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item, From from) {
        return from == From.INDEX
                ? Map.of(IMAGE_ID, item.get(IMAGE_ID), USER_ID, item.get(USER_ID), CREATED_AT, item.get(CREATED_AT))
                : Map.of(IMAGE_ID, item.get(IMAGE_ID));
    }

    static boolean isMissingIndex(DynamoDbException e) {
        String words = e.getMessage() == null ? "" : e.getMessage();
        return AwsErrors.isDenied(e)
                || (AwsErrors.codeOf(e).equals("ValidationException")
                        && (words.contains("index") || words.contains("key schema element")))
                || (AwsErrors.codeOf(e).equals("ResourceNotFoundException") && words.contains("index"));
    }
}
