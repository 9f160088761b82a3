package dev.vitrine.store.aws;

import dev.vitrine.store.CloudUsage;
import dev.vitrine.store.CloudUsage.Kind;
import dev.vitrine.store.CloudUsage.Usage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpHeaders;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/// Counts every request that is answered, also those that are sent again, with the bytes that its headers tell, and the
/// units that DynamoDB says it used.
///
/// @param asksForUnits for AWS alone: other servers bill none, and may not know the question
record UsageCounter(CloudUsage use, boolean asksForUnits) implements ExecutionInterceptor {
    private static final Map<Kind, List<String>> OPERATIONS = Map.of(
            Kind.ROWS_READ, List.of("GetItem", "BatchGetItem", "TransactGetItems", "Query", "Scan"),
            Kind.ROWS_WRITTEN, List.of("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"),
            Kind.CHANGES, List.of("GetRecords"),
            Kind.LISTING, List.of("ListObjectsV2", "ListObjects", "ListParts", "ListMultipartUploads"),
            Kind.UPLOADS,
                    List.of(
                            "PutObject",
                            "CopyObject",
                            "CreateMultipartUpload",
                            "UploadPart",
                            "UploadPartCopy",
                            "CompleteMultipartUpload"),
            Kind.DOWNLOADS, List.of("GetObject", "HeadObject"),
            Kind.BRINGING_BACK, List.of("RestoreObject"));

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        SdkRequest request = context.request();
        SdkField<?> field = request.sdkFieldNameToField().get("ReturnConsumedCapacity");
        if (field == null || !asksForUnits) {
            return request;
        }
        SdkRequest.Builder asking = request.toBuilder();
        field.set(asking, "TOTAL");
        return asking.build();
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        // What HEAD answers is how long the body would be.
        boolean hasBody = context.httpRequest().method() != SdkHttpMethod.HEAD;
        long received = hasBody ? length(context.httpResponse()) : 0;
        use.add(kind(attributes), new Usage(1, length(context.httpRequest()), received, 0));
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        double units = context.response()
                .getValueForField("ConsumedCapacity", Object.class)
                .map(UsageCounter::units)
                .orElse(0.0);
        if (units > 0) {
            use.add(kind(attributes), new Usage(0, 0, 0, units));
        }
    }

    /// Of one table, or of each.
    private static double units(Object consumed) {
        Collection<?> all = consumed instanceof Collection<?> several ? several : List.of(consumed);
        return all.stream()
                .map(ConsumedCapacity.class::cast)
                .mapToDouble(each -> Optional.ofNullable(each.capacityUnits()).orElse(0.0))
                .sum();
    }

    private static Kind kind(ExecutionAttributes attributes) {
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        return OPERATIONS.entrySet().stream()
                .filter(entry -> entry.getValue().contains(operation))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Kind.OTHER);
    }

    /// 0 where it is not said.
    private static long length(SdkHttpHeaders message) {
        try {
            return Long.parseLong(message.firstMatchingHeader("Content-Length").orElse("0"));
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
