package dev.vitrine.store.aws;

import static dev.vitrine.store.aws.DynamoItem.DELETED_AT;
import static dev.vitrine.store.aws.DynamoItem.IMAGE_ID;
import static dev.vitrine.store.aws.DynamoItem.UPDATED_AT;
import static dev.vitrine.store.aws.DynamoItem.text;
import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageTime;
import dev.vitrine.image.SeenImage;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.MetadataStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Rows in a DynamoDB table that other programs use at the same time, and a second table as the trash.
///
/// Reads are consistent. Attributes that are not ours stay as they are through edit, trash and restore. Without a trash
/// table (or the right to it) {@link #keepsTrash} is false and deleting is permanent.
public final class DynamoMetadataStore implements MetadataStore {
    /// What DynamoDB allows, less what an image gains later: its average color, and times in the trash.
    private static final int MAX_ITEM = 400 * 1024 - 2 * 1024;

    private static final int WRITES_AT_ONCE = 8;

    private static final RowVersion NO_ROW = new RowVersion(Map.of(), "", true);

    private final DynamoDbClient dynamo;
    private final AwsSettings settings;
    private final AwsFailures failures;
    private final DynamoLists lists;
    private final TrashTable trashTable;
    private final OptimisticWrites writes;
    /// Rows that are gone though their bytes are not yet, with all that other programs wrote into them: as long as
    /// whoever purges holds on to what was answered, however that ends.
    private final Map<ImageRecord, Map<String, AttributeValue>> purging =
            Collections.synchronizedMap(new WeakHashMap<>());
    private volatile boolean isOfImages;
    private volatile boolean replacesRows;

    /// @return a store that leaves the clients open when it is closed
    public DynamoMetadataStore(AwsClients clients) {
        this.dynamo = clients.dynamo();
        this.settings = clients.settings();
        this.failures = AwsFailures.ofTables(settings);
        this.trashTable = new TrashTable(clients);
        this.lists = new DynamoLists(clients);
        this.writes = new OptimisticWrites(dynamo);
    }

    @Override
    public TrashAccess trashAccess() {
        return failures.guard("looking for the trash", trashTable::access);
    }

    @Override
    public boolean keepsTrash() {
        return failures.guard("looking for the trash", trashTable::exists);
    }

    @Override
    public int writesAtOnce() {
        return WRITES_AT_ONCE;
    }

    @Override
    public void checkFits(ImageRecord image) {
        int size = DynamoItem.size(DynamoItem.write(image, settings.bucket()));
        if (size > MAX_ITEM) {
            throw new ImageException.Invalid(
                    "Title, description and tags are too long: the row of an image in DynamoDB may have 400 KB, and this one has "
                            + Math.ceilDiv(size, 1024) + ". Shorten them; nothing was stored.");
        }
        checkTables();
    }

    /// A table with a sort key takes rows of ours, and refuses to be asked for one of them. Asked once, before the
    /// first row is written, by a reading: not everybody may see how a table is made.
    private void checkTables() {
        if (isOfImages) {
            return;
        }
        failures.run("looking at the table", () -> {
            try {
                writes.item(settings.table(), "-");
                trashTable.exists();
            } catch (DynamoDbException e) {
                if (!AwsErrors.isDenied(e)) {
                    throw e;
                }
            }
        });
        isOfImages = true;
    }

    @Override
    public void put(ImageRecord image) {
        put(
                settings.table(),
                settings.trashTable(),
                DynamoItem.write(image.withDeletedAt(Optional.empty()), settings.bucket()),
                image.imageId());
    }

    @Override
    public void putTrashed(ImageRecord image) {
        if (!keepsTrash()) {
            throw noTrash();
        }
        Map<String, AttributeValue> item =
                new HashMap<>(DynamoItem.write(image.withDeletedAt(Optional.empty()), settings.bucket()));
        image.deletedAt().ifPresent(when -> item.put(DELETED_AT, text(ImageTime.format(when))));
        put(settings.trashTable(), settings.table(), item, image.imageId());
    }

    private ImageException noTrash() {
        return trashTable.isHidden()
                ? hiddenTrash()
                : new ImageException.Conflict(
                        "This library has no trash. Delete the image permanently, or let “Set up” of the connection add a trash.");
    }

    private ImageException hiddenTrash() {
        return new ImageException.Denied(
                "This account may not use the table " + quoted(settings.trashTable())
                        + ", the trash of this library. Ask whoever runs the account to allow it.",
                null);
    }

    private void put(String table, String other, Map<String, AttributeValue> item, String imageId) {
        checkTables();
        failures.run("storing the row of an image", () -> {
            try {
                putAbsent(table, other, item, imageId);
            } catch (ConditionalCheckFailedException | TransactionCanceledException e) {
                if (!OptimisticWrites.isFailedCondition(e)) {
                    throw e;
                }
                // The answer to our own first attempt may have been lost: then the row is there, and it
                // is ours.
                boolean wasRepeated = e.numAttempts() != null && e.numAttempts() > 1;
                if (!(wasRepeated && item.equals(writes.item(table, imageId)))) {
                    throw new ImageException.Conflict("There is already an image with the id " + imageId + ".");
                }
            }
        });
    }

    private void putAbsent(String table, String other, Map<String, AttributeValue> item, String imageId) {
        if (!trashTable.exists()) {
            dynamo.putItem(
                    put -> put.tableName(table).item(item).conditionExpression("attribute_not_exists(image_id)"));
            return;
        }
        transact(List.of(
                TransactWriteItem.builder()
                        .put(put ->
                                put.tableName(table).item(item).conditionExpression("attribute_not_exists(image_id)"))
                        .build(),
                TransactWriteItem.builder()
                        .conditionCheck(check -> check.tableName(other)
                                .key(DynamoItem.key(imageId))
                                .conditionExpression("attribute_not_exists(image_id)"))
                        .build()));
    }

    @Override
    public Optional<ImageRecord> find(String imageId) {
        return failures.guard("reading the row of an image", () -> read(settings.table(), imageId));
    }

    @Override
    public Optional<ImageRecord> findTrashed(String imageId) {
        return failures.guard(
                "reading the trash",
                () -> trashTable.exists() ? read(settings.trashTable(), imageId) : Optional.empty());
    }

    @Override
    public boolean knows(String imageId) {
        return failures.guard(
                "looking for the row of an image",
                () -> !writes.item(settings.table(), imageId).isEmpty()
                        || trashTable.exists()
                                && !writes.item(settings.trashTable(), imageId).isEmpty());
    }

    @Override
    public ImagePage list(ImagePage.Request request) {
        return failures.guard("listing images", () -> lists.live(request));
    }

    @Override
    public ImagePage listTrashed(ImagePage.Request request) {
        return failures.guard("listing the trash", () -> {
            if (trashTable.isHidden()) {
                throw hiddenTrash();
            }
            return trashTable.exists() ? lists.trashed(request) : new ImagePage(List.of(), Optional.empty());
        });
    }

    @Override
    public ImageRecord update(ImageEdit edit, Instant now) {
        return changed(
                "changing an image",
                edit.seen().imageId(),
                current -> edit.applyTo(current, ImageTime.truncated(now)),
                (row, current, changed) -> DynamoItem.edited(row.item(), current, changed));
    }

    @Override
    public ImageRecord changeUser(String imageId, UserChange change, Instant now) {
        return changed(
                "moving an image to another user",
                imageId,
                current -> change.applyTo(current, ImageTime.truncated(now)),
                (_, _, changed) -> DynamoItem.moved(changed, settings.bucket()));
    }

    @Override
    public ImageRecord addFacts(String imageId, ImageFacts more) {
        return changed(
                "adding what the bytes of an image say",
                imageId,
                current -> current.withFacts(current.facts().or(more)),
                (row, _, _) -> DynamoItem.added(row.item(), more));
    }

    private interface ChangedAttributes {
        Map<String, AttributeValue> of(RowVersion row, ImageRecord current, ImageRecord changed);
    }

    private ImageRecord changed(
            String doing, String imageId, UnaryOperator<ImageRecord> change, ChangedAttributes attributes) {
        return failures.guard(
                doing,
                () -> writes.untilUndisturbed(rows -> {
                    RowVersion row = rows.row(settings.table(), imageId);
                    ImageRecord current = row.image(imageId, settings);
                    ImageRecord changed = change.apply(current);
                    if (changed.equals(current)) {
                        return current;
                    }
                    var edited = new HashMap<>(attributes.of(row, current, changed));
                    if (edited.isEmpty()) {
                        return current;
                    }
                    if (!changed.updatedAt().equals(current.updatedAt())) {
                        edited.put(UPDATED_AT, text(ImageTime.format(changed.updatedAt())));
                    }
                    return written(edited, changed, row);
                }));
    }

    /// @param edited attributes that change
    private ImageRecord written(Map<String, AttributeValue> edited, ImageRecord changed, RowVersion row) {
        if (!replacesRows) {
            try {
                return updated(edited, changed, row);
            } catch (DynamoDbException e) {
                if (!AwsErrors.isDenied(e)) {
                    throw e;
                }
            }
        }
        ImageRecord replaced = replaced(edited, changed, row);
        replacesRows = true;
        return replaced;
    }

    /// For an account that has the rights of the image storage service, which replaces rows whole.
    private ImageRecord replaced(Map<String, AttributeValue> edited, ImageRecord changed, RowVersion row) {
        var item = new HashMap<>(row.item());
        item.putAll(edited);
        dynamo.putItem(put -> put.tableName(settings.table())
                .item(item)
                .conditionExpression(row.wholeCondition())
                .expressionAttributeNames(row.wholeNames())
                .expressionAttributeValues(row.wholeValues()));
        return DynamoItem.read(item, settings, settings.table()).orElse(changed);
    }

    private ImageRecord updated(Map<String, AttributeValue> edited, ImageRecord changed, RowVersion row) {
        var values = new HashMap<String, AttributeValue>();
        edited.forEach((name, value) -> values.put(":" + name, value));
        var answer = dynamo.updateItem(update -> update.tableName(settings.table())
                .key(DynamoItem.key(changed.imageId()))
                .updateExpression("SET "
                        + values.keySet().stream()
                                .map(value -> value.substring(1) + " = " + value)
                                .collect(Collectors.joining(", ")))
                .conditionExpression(row.condition(edited.keySet()))
                .expressionAttributeValues(row.values(values, edited.keySet()))
                .returnValues(ReturnValue.ALL_NEW));
        return DynamoItem.read(answer.attributes(), settings, settings.table()).orElse(changed);
    }

    @Override
    public ImageRecord trash(String imageId, Instant deletedAt) {
        return trash(imageId, deletedAt, _ -> {}, List.of());
    }

    @Override
    public ImageRecord trashFor(ImageRecord seen, String kept, Instant deletedAt) {
        return trash(
                seen.imageId(), deletedAt, image -> MetadataStore.requireAsSeen(seen, image, deletedAt), List.of(kept));
    }

    /// @param allowed throws where the image as it is, live or in the trash, is not to go
    /// @param kept images that have to be live
    private ImageRecord trash(String imageId, Instant deletedAt, Consumer<ImageRecord> allowed, List<String> kept) {
        return failures.guard(
                "moving an image to the trash",
                () -> writes.untilUndisturbed(rows -> {
                    if (!trashTable.exists()) {
                        throw noTrash();
                    }
                    RowVersion row = rows.row(settings.table(), imageId);
                    boolean isLive = !row.isAbsent();
                    ImageRecord image =
                            (isLive ? row : rows.row(settings.trashTable(), imageId)).image(imageId, settings);
                    allowed.accept(image);
                    if (!isLive) {
                        return image;
                    }
                    if (kept.stream()
                            .anyMatch(id -> writes.item(settings.table(), id).isEmpty())) {
                        throw MetadataStore.keptIsGone();
                    }
                    var trashed = new HashMap<>(row.item());
                    trashed.put(DELETED_AT, text(ImageTime.format(deletedAt)));
                    move(settings.table(), row, settings.trashTable(), trashed, kept);
                    return DynamoItem.read(trashed, settings, settings.trashTable())
                            .orElse(image);
                }));
    }

    @Override
    public ImageRecord restore(String imageId) {
        return failures.guard(
                "restoring an image",
                () -> writes.untilUndisturbed(rows -> {
                    RowVersion row = trashTable.exists() ? rows.row(settings.trashTable(), imageId) : NO_ROW;
                    if (row.isAbsent()) {
                        return seen(rows.row(settings.table(), imageId)).image(imageId, settings);
                    }
                    ImageRecord image = row.image(imageId, settings);
                    if (image.isBeingPurged()) {
                        return NO_ROW.image(imageId, settings);
                    }
                    var live = new HashMap<>(row.item());
                    live.remove(DELETED_AT);
                    move(settings.trashTable(), row, settings.table(), live);
                    return DynamoItem.read(live, settings, settings.table()).orElse(image);
                }));
    }

    /// Nobody can say of a row that is not found that it is gone, while it may lie in a trash out of sight.
    private RowVersion seen(RowVersion row) {
        if (row.isAbsent() && trashTable.isHidden()) {
            throw hiddenTrash();
        }
        return row;
    }

    /// One transaction: the row is in exactly one of the two tables, whatever happens.
    private void move(String from, RowVersion row, String into, Map<String, AttributeValue> item) {
        move(from, row, into, item, List.of());
    }

    /// @param kept images that have to be where this one goes from
    private void move(String from, RowVersion row, String into, Map<String, AttributeValue> item, List<String> kept) {
        var parts = new ArrayList<TransactWriteItem>();
        parts.add(TransactWriteItem.builder()
                .put(put -> put.tableName(into).item(item))
                .build());
        parts.add(TransactWriteItem.builder()
                .delete(delete -> delete.tableName(from)
                        .key(Map.of(IMAGE_ID, item.get(IMAGE_ID)))
                        .conditionExpression(row.condition())
                        .expressionAttributeValues(row.values()))
                .build());
        for (String id : kept) {
            parts.add(TransactWriteItem.builder()
                    .conditionCheck(check -> check.tableName(from)
                            .key(DynamoItem.key(id))
                            .conditionExpression("attribute_exists(image_id)"))
                    .build());
        }
        transact(parts);
    }

    @Override
    public ImageRecord beginPurge(SeenImage seen) {
        return failures.guard(
                "deleting an image permanently", () -> writes.untilUndisturbed(rows -> purged(rows, seen)));
    }

    private ImageRecord purged(OptimisticWrites.Reads rows, SeenImage seen) {
        String imageId = seen.imageId();
        RowVersion live = rows.row(settings.table(), imageId);
        boolean hasTrash = trashTable.exists();
        RowVersion row = live.isAbsent() && hasTrash ? rows.row(settings.trashTable(), imageId) : live;
        ImageRecord image = seen(row).image(imageId, settings);
        seen.requireStill(image);
        if (!image.readKey().equals(image.key())) {
            throw new ImageException.Invalid("Another program wrote this row, and says that its bytes are at "
                    + quoted(image.readKey().path())
                    + ". They would stay there, unknown to all: delete it with that program. It can go to the trash.");
        }
        var purged = new HashMap<>(row.item());
        purged.put(DELETED_AT, text(ImageTime.format(ImageRecord.BEING_PURGED)));
        String table = live.isAbsent() ? settings.trashTable() : settings.table();
        ImageRecord answer =
                DynamoItem.read(purged, settings, settings.trashTable()).orElse(image);
        if (!hasTrash) {
            deleteWhilePurging(table, row, answer);
            return answer;
        }
        try {
            if (live.isAbsent()) {
                dynamo.putItem(put -> put.tableName(table)
                        .item(purged)
                        .conditionExpression(row.condition())
                        .expressionAttributeValues(row.values()));
            } else {
                move(table, row, settings.trashTable(), purged);
            }
        } catch (DynamoDbException e) {
            if (!AwsErrors.isTooLarge(e)) {
                throw e;
            }
            // Without the mark: should the program end before the bytes are gone, “doctor” finds them.
            deleteWhilePurging(table, row, answer);
        }
        return answer;
    }

    private void deleteWhilePurging(String table, RowVersion row, ImageRecord purged) {
        dynamo.deleteItem(delete -> delete.tableName(table)
                .key(DynamoItem.key(purged.imageId()))
                .conditionExpression(row.condition())
                .expressionAttributeValues(row.values()));
        purging.remove(purged); // an equal one of before: as a key it would go with what held it
        purging.put(purged, row.item());
    }

    @Override
    public ImageRecord cancelPurge(ImageRecord purged, Instant deletedAt) {
        Map<String, AttributeValue> whole = purging.get(purged);
        if (whole != null) {
            putBack(whole, purged.imageId());
            purging.remove(purged);
            return purged.withDeletedAt(Optional.empty());
        }
        return failures.guard(
                "moving an image to the trash",
                () -> writes.untilUndisturbed(rows -> {
                    String imageId = purged.imageId();
                    RowVersion row = rows.row(settings.trashTable(), imageId);
                    ImageRecord current =
                            (row.isAbsent() ? rows.row(settings.table(), imageId) : row).image(imageId, settings);
                    if (row.isAbsent() || !current.isBeingPurged()) {
                        return current;
                    }
                    var trashed = new HashMap<>(row.item());
                    trashed.put(DELETED_AT, text(ImageTime.format(deletedAt)));
                    dynamo.putItem(put -> put.tableName(settings.trashTable())
                            .item(trashed)
                            .conditionExpression(row.condition())
                            .expressionAttributeValues(row.values()));
                    return current.withDeletedAt(Optional.of(deletedAt));
                }));
    }

    /// The answer to an earlier call may have been lost: then the row is there.
    private void putBack(Map<String, AttributeValue> whole, String imageId) {
        try {
            put(settings.table(), settings.trashTable(), whole, imageId);
        } catch (ImageException.Conflict e) {
            if (!failures.guard("looking for an image", () -> whole.equals(writes.item(settings.table(), imageId)))) {
                throw e;
            }
        }
    }

    @Override
    public void endPurge(String imageId) {
        failures.run("deleting the row of an image", () -> {
            if (trashTable.exists()) {
                writes.untilUndisturbed(_ -> {
                    deletePurged(imageId);
                    return imageId;
                });
            }
        });
    }

    private void deletePurged(String imageId) {
        try {
            dynamo.deleteItem(delete -> delete.tableName(settings.trashTable())
                    .key(DynamoItem.key(imageId))
                    .conditionExpression("deleted_at = :purged")
                    .expressionAttributeValues(Map.of(":purged", text(ImageTime.format(ImageRecord.BEING_PURGED)))));
        } catch (ConditionalCheckFailedException _) {
            // Gone already, or another program brought it back.
        }
    }

    /// Nothing to do: the clients belong to the code that opened them.
    @Override
    public void close() {}

    private void transact(List<TransactWriteItem> parts) {
        dynamo.transactWriteItems(write -> write.transactItems(parts));
    }

    private Optional<ImageRecord> read(String table, String imageId) {
        return DynamoItem.read(writes.item(table, imageId), settings, table);
    }
}
