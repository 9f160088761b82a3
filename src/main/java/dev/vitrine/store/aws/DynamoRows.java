package dev.vitrine.store.aws;

import static dev.vitrine.store.aws.DynamoItem.IMAGE_ID;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.ChangeBeacon;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.RowSource;
import dev.vitrine.store.RowSource.UserSpan;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/// All rows of the two tables for a mirror: parallel Scan by segments, exact reads in batches, and the streams of both
/// tables.
public final class DynamoRows implements RowSource {
    private static final KeysAndAttributes NO_KEYS =
            KeysAndAttributes.builder().keys(List.of()).build();
    private static final int BATCH = 100;
    /// Behind seconds since 1970, up to those of 2033.
    private static final String FIRST_YEAR = "2000";
    /// DynamoDB says of an index: a fraction of a second, as a rule.
    private static final Duration INDEX_BEHIND = Duration.ofSeconds(10);
    /// By names that cannot be words of the service's own.
    private static final Map<String, String> TEXTS = Stream.of(
                    IMAGE_ID,
                    DynamoItem.USER_ID,
                    DynamoItem.TITLE,
                    DynamoItem.DESCRIPTION,
                    DynamoItem.TAGS,
                    DynamoItem.CREATED_AT,
                    DynamoItem.UPDATED_AT,
                    DynamoItem.DELETED_AT)
            .collect(Collectors.toUnmodifiableMap(name -> "#" + name, name -> name));

    private final DynamoDbClient dynamo;
    private final AwsSettings settings;
    private final AwsFailures failures;
    private final RetryPolicy retryPolicy;
    private final TrashTable trashTable;
    private final DynamoLists lists;
    private final DynamoSpans spans;
    private final DynamoFeed feed;
    private final DynamoBeacon beacon;

    public DynamoRows(AwsClients clients) {
        this.dynamo = clients.dynamo();
        this.settings = clients.settings();
        this.failures = AwsFailures.ofTables(settings);
        this.retryPolicy = clients.retryPolicy();
        this.trashTable = new TrashTable(clients);
        this.lists = new DynamoLists(clients);
        this.spans = new DynamoSpans(clients);
        this.feed = new DynamoFeed(clients, trashTable);
        this.beacon = new DynamoBeacon(clients, trashTable);
    }

    @Override
    public String identity() {
        return failures.guard("looking at the table", () -> {
            String arn = describe(settings.table()).tableArn();
            return arn == null ? settings.table() : arn;
        });
    }

    private TableDescription describe(String table) {
        return dynamo.describeTable(describe -> describe.tableName(table)).table();
    }

    @Override
    public List<ImageRecord> readAll(Collection<String> imageIds, Runnable onHidden) {
        return failures.guard("reading changed rows", () -> {
            List<ImageRecord> found = new ArrayList<>(readAll(settings.table(), imageIds, onHidden));
            if (trashTable.exists() && found.size() < imageIds.size()) {
                var live = found.stream().map(ImageRecord::imageId).collect(Collectors.toSet());
                found.addAll(readAll(
                        settings.trashTable(),
                        imageIds.stream().filter(id -> !live.contains(id)).toList(),
                        () -> {}));
            }
            return found;
        });
    }

    private List<ImageRecord> readAll(String table, Collection<String> imageIds, Runnable onHidden) {
        var found = new ArrayList<ImageRecord>();
        List<String> ids =
                imageIds.stream().filter(id -> !id.isEmpty()).distinct().toList();
        for (int i = 0; i < ids.size(); i += BATCH) {
            List<Map<String, AttributeValue>> keys = ids.subList(i, Math.min(ids.size(), i + BATCH)).stream()
                    .map(DynamoItem::key)
                    .toList();
            Map<String, KeysAndAttributes> requested = Map.of(
                    table,
                    KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
            RetryPolicy.Attempts attempts = retryPolicy.begin();
            while (!requested.isEmpty()) {
                Map<String, KeysAndAttributes> left = readSome(table, requested, found, onHidden);
                if (left.equals(requested)) {
                    attempts.failed(failures.throttled(null, 1));
                } else if (!left.isEmpty()) {
                    attempts.goOn();
                }
                requested = left;
            }
        }
        return found;
    }

    /// What a busy table leaves out of an answer is asked for again, after a pause; leaving out all of it is
    /// another way to ask to slow down.
    ///
    /// @return what is still to be read
    private Map<String, KeysAndAttributes> readSome(
            String table, Map<String, KeysAndAttributes> requested, List<ImageRecord> found, Runnable onHidden) {
        Consumer<Map<String, AttributeValue>> add =
                item -> DynamoItem.read(item, settings, table).ifPresentOrElse(found::add, onHidden);
        try {
            var answer = dynamo.batchGetItem(get -> get.requestItems(requested));
            answer.responses().getOrDefault(table, List.of()).forEach(add);
            return answer.unprocessedKeys();
        } catch (DynamoDbException e) {
            if (!AwsErrors.isDenied(e)) {
                throw e;
            }
            // Who may read one row may read many, one after the other.
            requested.getOrDefault(table, NO_KEYS).keys().stream()
                    .map(key -> dynamo.getItem(
                                    get -> get.tableName(table).key(key).consistentRead(true))
                            .item())
                    .filter(item -> !item.isEmpty())
                    .forEach(add);
            return Map.of();
        }
    }

    @Override
    public Page read(RowPart part, Optional<String> after, boolean exact) {
        if (part.span().isPresent()) {
            return read(part.span().get(), after, query -> query.select(Select.ALL_ATTRIBUTES));
        }
        return read(part, after, ScanRequest.builder().consistentRead(exact));
    }

    @Override
    public Page readTexts(RowPart part, Optional<String> after, boolean exact) {
        if (part.span().isPresent()) {
            return read(
                    part.span().get(),
                    after,
                    query -> query.projectionExpression(String.join(", ", TEXTS.keySet()))
                            .expressionAttributeNames(TEXTS));
        }
        return read(
                part,
                after,
                ScanRequest.builder()
                        .consistentRead(exact)
                        .projectionExpression(String.join(", ", TEXTS.keySet()))
                        .expressionAttributeNames(TEXTS));
    }

    /// Times are compared as texts, and only what begins with a year lies between two of them: no number does. What
    /// follows the day differs: a letter, a blank, or nothing.
    @Override
    public Changed readChanged(RowPart part, Optional<String> after, boolean exact, LocalDate since) {
        return failures.guard("reading changed rows", () -> {
            ScanResponse answer = scan(
                    part,
                    after,
                    ScanRequest.builder()
                            .consistentRead(exact)
                            .filterExpression("NOT (#at >= :first AND #at < :since)")
                            .expressionAttributeNames(Map.of("#at", DynamoItem.UPDATED_AT))
                            .expressionAttributeValues(Map.of(
                                    ":first", DynamoItem.text(FIRST_YEAR),
                                    ":since", DynamoItem.text(since.toString()))));
            Integer looked = answer.scannedCount();
            return new Changed(page(part, answer), looked == null ? 0 : looked);
        });
    }

    @Override
    public Times readTimes(RowPart part, Optional<String> after, boolean exact) {
        return failures.guard("reading all rows", () -> {
            ScanResponse answer = scan(
                    part,
                    after,
                    ScanRequest.builder()
                            .consistentRead(exact)
                            .projectionExpression("#at")
                            .expressionAttributeNames(Map.of("#at", DynamoItem.CREATED_AT)));
            return new Times(answer.items().stream().map(DynamoItem::createdAt).toList(), next(token(answer)));
        });
    }

    private Page read(RowPart part, Optional<String> after, ScanRequest.Builder scan) {
        return failures.guard("reading all rows", () -> page(part, scan(part, after, scan)));
    }

    private ScanResponse scan(RowPart part, Optional<String> after, ScanRequest.Builder scan) {
        String table = table(part);
        scan.tableName(table).segment(part.number()).totalSegments(part.of());
        after.ifPresent(id -> scan.exclusiveStartKey(DynamoItem.key(id)));
        ScanResponse answer = dynamo.scan(scan.build());
        DynamoLists.requireProgress(after.map(DynamoItem::key).orElse(Map.of()), answer.lastEvaluatedKey());
        DynamoLists.requireKey(table, answer.lastEvaluatedKey());
        return answer;
    }

    private String table(RowPart part) {
        return part.trash() ? settings.trashTable() : settings.table();
    }

    private Page page(RowPart part, ScanResponse answer) {
        return page(table(part), answer.items(), token(answer));
    }

    private static String token(ScanResponse answer) {
        return DynamoItem.text(answer.lastEvaluatedKey(), IMAGE_ID);
    }

    /// Empty at the end.
    private static Optional<String> next(String token) {
        return Optional.of(token).filter(text -> !text.isEmpty());
    }

    private Page page(String table, List<Map<String, AttributeValue>> found, String token) {
        List<Map<String, AttributeValue>> items =
                found.stream().filter(item -> !BeaconItem.is(item)).toList();
        List<ImageRecord> images = items.stream()
                .map(item -> DynamoItem.read(item, settings, table))
                .flatMap(Optional::stream)
                .toList();
        return new Page(images, next(token), 1, items.size() - images.size());
    }

    private Page read(UserSpan span, Optional<String> after, UnaryOperator<QueryRequest.Builder> what) {
        return failures.guard("reading the rows of a user", () -> {
            QueryResponse answer = spans.page(span, after.orElse(""), what);
            DynamoLists.requireProgress(
                    after.map(token -> DynamoSpans.start(span, token)).orElse(Map.of()), answer.lastEvaluatedKey());
            return page(settings.table(), answer.items(), DynamoSpans.token(answer.lastEvaluatedKey()));
        });
    }

    @Override
    public long count(UserSpan span, long max) {
        return failures.guard("counting the rows of a user", () -> spans.count(span, max));
    }

    @Override
    public Duration spansBehind() {
        return INDEX_BEHIND;
    }

    @Override
    public boolean hasTrash() {
        return failures.guard("looking for the trash", trashTable::exists);
    }

    @Override
    public long roughCount() {
        return failures.guard(
                "looking at the table", () -> sizeOf(settings.table()).rows());
    }

    @Override
    public TableSize size() {
        return failures.guard("looking at the table", () -> {
            TableSize live = sizeOf(settings.table());
            TableSize trash = trashTable.exists() ? sizeOf(settings.trashTable()) : TableSize.UNKNOWN;
            return new TableSize(live.rows() + trash.rows(), live.bytes() + trash.bytes());
        });
    }

    private TableSize sizeOf(String table) {
        TableDescription description = describe(table);
        Long rows = description.itemCount();
        Long bytes = description.tableSizeBytes();
        return new TableSize(rows == null ? 0 : rows, bytes == null ? 0 : bytes);
    }

    @Override
    public List<ImageRecord> glance(int max) {
        return failures.guard(
                "reading the first rows",
                () ->
                        dynamo
                                .scan(scan -> scan.tableName(settings.table())
                                        .limit(max)
                                        .consistentRead(true))
                                .items()
                                .stream()
                                .map(item -> DynamoItem.read(item, settings, settings.table()))
                                .flatMap(Optional::stream)
                                .toList());
    }

    @Override
    public List<ImageRecord> newestOf(String userId, int max) {
        return failures.guard("reading the newest rows", () -> lists.newestOf(userId, max));
    }

    @Override
    public Optional<String> feedEnd() {
        return failures.guard("looking for the stream of changes", feed::end);
    }

    @Override
    public Changes changesAfter(String position) {
        return failures.guard("following the stream of changes", () -> feed.after(position));
    }

    @Override
    public ChangeBeacon beacon() {
        return beacon;
    }
}
