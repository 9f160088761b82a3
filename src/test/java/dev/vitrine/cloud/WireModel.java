package dev.vitrine.cloud;

/// A service of AWS in memory and at the wire: a request goes in as it was sent, an answer comes out as AWS would send
/// it.
///
/// The same requests at the same times get the same answers: there are no threads, no chance, and no clock but the one
/// that is handed in. Safe for any thread, one request at a time.
public interface WireModel {
    WireAnswer answer(WireRequest request);
}
