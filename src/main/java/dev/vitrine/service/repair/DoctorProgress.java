package dev.vitrine.service.repair;

/// Is called with how far the doctor is, often, on the doctor's thread.
public interface DoctorProgress {
    enum DoctorStep {
        ROWS,
        BYTES,
        DOUBTS,
        CHECKSUMS,
        REPAIRS
    }

    /// @param of 0 when unknown
    void at(DoctorStep step, long done, long of);
}
