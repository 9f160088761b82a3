package dev.vitrine.store.aws;

import dev.vitrine.store.AwsSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/// IAM policies that allow a role exactly what it needs on one library, as JSON to paste into the account.
public final class AwsPolicies {
    /// READER browses and downloads; CONTRIBUTOR also uploads, edits and deletes; ADMIN also sets the library up.
    public enum Role {
        READER,
        CONTRIBUTOR,
        ADMIN
    }

    /// What an action acts on.
    enum Resource {
        BUCKET,
        OBJECTS,
        TABLES,
        INDEXES,
        STREAMS
    }

    private static final Map<Role, Map<Resource, List<String>>> ADDED = Map.of(
            Role.READER,
                    Map.of(
                            Resource.BUCKET, List.of("s3:ListBucket"),
                            Resource.OBJECTS, List.of("s3:GetObject"),
                            Resource.TABLES,
                                    List.of(
                                            "dynamodb:BatchGetItem",
                                            "dynamodb:DescribeTable",
                                            "dynamodb:GetItem",
                                            "dynamodb:Scan"),
                            Resource.INDEXES, List.of("dynamodb:Query"),
                            Resource.STREAMS,
                                    List.of(
                                            "dynamodb:DescribeStream",
                                            "dynamodb:GetRecords",
                                            "dynamodb:GetShardIterator")),
            Role.CONTRIBUTOR,
                    Map.of(
                            Resource.BUCKET, List.of("s3:ListBucketMultipartUploads"),
                            Resource.OBJECTS,
                                    List.of(
                                            "s3:AbortMultipartUpload",
                                            "s3:DeleteObject",
                                            "s3:ListMultipartUploadParts",
                                            "s3:PutObject",
                                            "s3:RestoreObject"),
                            Resource.TABLES,
                                    List.of(
                                            "dynamodb:ConditionCheckItem",
                                            "dynamodb:DeleteItem",
                                            "dynamodb:PutItem",
                                            "dynamodb:UpdateItem")),
            Role.ADMIN,
                    Map.of(
                            Resource.BUCKET,
                                    List.of(
                                            "s3:CreateBucket",
                                            "s3:GetBucketPublicAccessBlock",
                                            "s3:GetBucketVersioning",
                                            "s3:GetLifecycleConfiguration",
                                            "s3:PutBucketPublicAccessBlock",
                                            "s3:PutBucketVersioning",
                                            "s3:PutLifecycleConfiguration"),
                            Resource.TABLES, List.of("dynamodb:CreateTable", "dynamodb:UpdateTable")));

    private AwsPolicies() {}

    /// A policy document for a library with these names, in any region of any account that it is attached in.
    public static String json(Role role, AwsSettings settings) {
        String statements = actions(role).entrySet().stream()
                .map(statement -> statement(statement.getValue(), arns(statement.getKey(), settings)))
                .collect(Collectors.joining(",\n"));
        return "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n" + statements + "\n  ]\n}\n";
    }

    /// Everything a role may do, its own actions and those of the roles below it, in alphabetical order.
    static Map<Resource, List<String>> actions(Role role) {
        var actions = new LinkedHashMap<Resource, List<String>>();
        for (Resource resource : Resource.values()) {
            var all = new ArrayList<String>();
            for (Role each : Role.values()) {
                if (each.compareTo(role) <= 0) {
                    all.addAll(ADDED.getOrDefault(each, Map.of()).getOrDefault(resource, List.of()));
                }
            }
            actions.put(resource, all.stream().sorted().toList());
        }
        return actions;
    }

    private static List<String> arns(Resource resource, AwsSettings settings) {
        List<String> tables =
                settings.hasTrashTable() ? List.of(settings.table(), settings.trashTable()) : List.of(settings.table());
        return switch (resource) {
            case BUCKET -> List.of(arn(settings) + ":s3:::" + settings.bucket());
            case OBJECTS -> List.of(arn(settings) + ":s3:::" + settings.bucket() + "/*");
            case TABLES ->
                tables.stream().map(table -> tableArn(table, settings)).toList();
            case INDEXES -> List.of(tableArn(settings.table(), settings) + "/index/*");
            case STREAMS ->
                tables.stream()
                        .map(table -> tableArn(table, settings) + "/stream/*")
                        .toList();
        };
    }

    private static String tableArn(String table, AwsSettings settings) {
        return arn(settings) + ":dynamodb:*:*:table/" + table;
    }

    /// China and the clouds of governments are partitions of their own.
    private static String arn(AwsSettings settings) {
        return "arn:"
                + (settings.region().isBlank()
                        ? "aws"
                        : PartitionMetadata.of(Region.of(settings.region())).id());
    }

    private static String statement(List<String> actions, List<String> resources) {
        return String.format(Locale.ROOT, """
                    {
                      "Effect": "Allow",
                      "Action": [%s],
                      "Resource": [%s]
                    }""", quoted(actions), quoted(resources));
    }

    /// Names need no escaping: {@link AwsSettings} allows letters, digits, dots, dashes and underscores only.
    private static String quoted(List<String> texts) {
        return texts.stream().map(text -> "\"" + text + "\"").collect(Collectors.joining(", "));
    }
}
