package dev.vitrine.picture.jpeg;

/// Decodes a scan into the coefficients of its components.
interface ScanDecoder {
    /// Decodes what belongs to one row of the picture's units.
    void decodeRow(int unitRow);

    boolean damaged();

    /// Which tells, between two rows, where it stands.
    RestartIntervals state();
}
