package dev.vitrine.cloud.s3;

import java.util.Map;
import java.util.TreeMap;

record S3Answer(int status, Map<String, String> headers, byte[] body) {
    static S3Answer empty(int status) {
        return new S3Answer(status, new TreeMap<>(), new byte[0]);
    }

    static S3Answer xml(int status, byte[] body) {
        return new S3Answer(status, new TreeMap<>(), body).with("Content-Type", "application/xml");
    }

    S3Answer with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    S3Answer withAll(Map<String, String> more) {
        headers.putAll(more);
        return this;
    }
}
