package dev.vitrine.store.aws;

import dev.vitrine.store.CloudUsage;
import dev.vitrine.store.CloudUsage.Kind;
import dev.vitrine.store.CloudUsage.Usage;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.Abortable;
import software.amazon.awssdk.http.SdkHttpHeaders;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/// Counts every request that is answered, also those that are sent again, with the bytes that its headers tell, those
/// that came, and the units that DynamoDB says it used.
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
        use.add(kind(attributes), new Usage(1, length(context.httpRequest()), 0, 0));
    }

    /// What comes of a body: whoever reads it may stop, and HEAD only says how long it would be.
    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        Kind kind = kind(attributes);
        return context.responseBody()
                .map(body -> new Counted(body, received -> use.add(kind, new Usage(0, 0, received, 0))));
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

    /// As its header tells; 0 where it is not said.
    static long length(SdkHttpHeaders message) {
        try {
            return Long.parseLong(message.firstMatchingHeader("Content-Length").orElse("0"));
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private static final class Counted extends FilterInputStream implements Abortable {
        private final IntConsumer received;

        Counted(InputStream in, IntConsumer received) {
            super(in);
            this.received = received;
        }

        @Override
        public int read() throws IOException {
            int octet = in.read();
            count(octet < 0 ? 0 : 1);
            return octet;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = in.read(bytes, from, length);
            count(read);
            return read;
        }

        @Override
        public long skip(long bytes) throws IOException {
            long skipped = in.skip(bytes);
            count((int) skipped);
            return skipped;
        }

        @Override
        public void abort() {
            if (in instanceof Abortable body) {
                body.abort();
            }
        }

        private void count(int bytes) {
            if (bytes > 0) {
                received.accept(bytes);
            }
        }
    }
}
