package dev.vitrine.cloud.dynamo;

/// The name that a table has all over AWS.
final class TableArn {
    static final String REGION = "us-east-1";

    private TableArn() {}

    static String of(String table) {
        return "arn:aws:dynamodb:" + REGION + ":000000000000:table/" + table;
    }
}
