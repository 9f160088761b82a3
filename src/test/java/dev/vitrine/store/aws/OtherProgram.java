package dev.vitrine.store.aws;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// A program on the same bucket and table that knows no conditions, no trash and no checksums: it works as the image
/// storage service in Python does.
public final class OtherProgram {
    private final AwsClients clients;

    public OtherProgram(AwsClients clients) {
        this.clients = clients;
    }

    /// @param isSparse its row says no more than it has to
    public void upload(String userId, String imageId, byte[] bytes, Instant now, boolean isSparse) {
        String key = userId + "/" + imageId;
        clients.s3()
                .putObject(
                        put -> put.bucket(bucket()).key(key).contentType("image/jpeg"), RequestBody.fromBytes(bytes));
        String time = LocalDateTime.ofInstant(now, ZoneOffset.UTC).toString();
        var item = new HashMap<String, AttributeValue>();
        Map.of(
                        "image_id", imageId,
                        "user_id", userId,
                        "title", "",
                        "description", "",
                        "s3_key", key,
                        "s3_url", "s3://" + bucket() + "/" + key,
                        "created_at", time,
                        "updated_at", time)
                .forEach((name, value) -> item.put(name, AttributeValue.fromS(value)));
        item.put("tags", AttributeValue.fromL(List.of()));
        if (isSparse) {
            item.keySet().removeAll(List.of("title", "description", "tags", "updated_at"));
        }
        clients.dynamo().putItem(put -> put.tableName(table()).item(item));
    }

    /// Writes over whatever the title is.
    public void retitle(String imageId, String title) {
        try {
            clients.dynamo()
                    .updateItem(update -> update.tableName(table())
                            .key(DynamoItem.key(imageId))
                            .updateExpression("SET title = :title")
                            .conditionExpression("attribute_exists(image_id)")
                            .expressionAttributeValues(Map.of(":title", AttributeValue.fromS(title))));
        } catch (ConditionalCheckFailedException _) {
            // There is no such row any more.
        }
    }

    /// Looks where the bytes are, deletes them, then the row.
    public void delete(String imageId) {
        Map<String, AttributeValue> item = clients.dynamo()
                .getItem(get -> get.tableName(table()).key(DynamoItem.key(imageId)))
                .item();
        if (!item.isEmpty()) {
            String key = item.get("s3_key").s();
            clients.s3().deleteObject(delete -> delete.bucket(bucket()).key(key));
            clients.dynamo().deleteItem(delete -> delete.tableName(table()).key(DynamoItem.key(imageId)));
        }
    }

    private String bucket() {
        return clients.settings().bucket();
    }

    private String table() {
        return clients.settings().table();
    }
}
