package dev.vitrine.cloud;

import java.util.Map;

/// @param headers as AWS sends them with it
public record WireAnswer(int status, Map<String, String> headers, byte[] body) {}
