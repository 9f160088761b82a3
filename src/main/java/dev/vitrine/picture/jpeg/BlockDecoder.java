package dev.vitrine.picture.jpeg;

/// Decodes the blocks of one component of a scan into its coefficients.
interface BlockDecoder {
    Coefficients target();

    /// Decodes one block; the reader must hold a block's worth of bits.
    ///
    /// @param at where its coefficients go
    /// @param index its number within the whole component
    /// @param predictor which DC prediction is this component's
    void decode(int at, int index, RestartIntervals state, int predictor);

    /// Leaves the block as it is when there are no data for it: gray, or as earlier scans made it.
    void skip(int at);
}
